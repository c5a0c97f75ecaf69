"""CSV and TSV."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract.records import Document, Rejection
from toolkit.read import ReadOptions
from toolkit.read.csv_tsv import read
from toolkit.read.input_file import Source

FERRY = ("Ferry, again", 'The "ferry" runs\n\nagain; says Ada Quill.', "2023-04-03")
BELL = ("Bell", "The bell was cast anew.", "2023-04-04")


def table(*rows, heading=("title", "text", "date"), end="\r\n", delimiter=","):
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator=end, delimiter=delimiter).writerows([heading, *rows])
    return file.getvalue().encode()


def found_in(raw, size=1 << 18):
    parts = (raw[start : start + size] for start in range(0, len(raw), size))
    return list(read(Source("a.csv", "a.csv", "table", len(raw)), parts, ReadOptions()))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_rows_become_documents_whatever_parts_them(delimiter, end, size):
    first, second = found_in(table(FERRY, BELL, end=end, delimiter=delimiter), size)
    assert first.given == {"headline": FERRY[0], "body": FERRY[1], "date": FERRY[2]}
    assert (second.text, first.record, second.record) == (BELL[1], 0, 1)
    assert (first.line, second.line) == (2, 5)


@pytest.mark.parametrize("name", ["a.csv.gz", "a.tsv", "A.CSV.ZST"])
def test_tables_arrive_packed_or_plain(read_bytes, name):
    delimiter = "\t" if "tsv" in name else ","
    assert len(read_bytes(name.lower(), table(FERRY, BELL, delimiter=delimiter))) == 2


def test_a_mapping_names_the_columns(read_bytes):
    raw = table(("One", "The ferry runs."), heading=("kop", "tekst"))
    (document,) = read_bytes("a.csv", raw, ReadOptions(mapping={"headline": "kop", "body": "tekst"}))
    assert document.given == {"headline": "One", "body": "The ferry runs."}


@pytest.mark.parametrize("broken", [b"too,few", b"one,two,three,four", b'"x" y,b,c'])
def test_a_broken_row_is_refused_alone_with_its_line(read_bytes, broken):
    raw = table(BELL, end="\n") + broken + b"\n" + table(BELL, end="\n").partition(b"\n")[2]
    first, refusal, last = read_bytes("a.csv", raw)
    assert (first.record, last.record, last.line) == (0, 2, 4)
    assert (refusal.reason, refusal.line, refusal.raw) == ("invalid_record", 3, broken + b"\n")


def test_a_quotation_that_is_never_closed_costs_one_row(read_bytes):
    rows = b'"Bell","The bell was cast anew.","2023-04-04"\n'
    first, refusal, last = read_bytes("a.csv", b"title,text,date\n" + rows + b'"Open,x,y\n' + rows)
    assert (first.line, refusal.line, last.line) == (2, 3, 4)
    assert (refusal.reason, last.text) == ("invalid_record", BELL[1])


def test_tabs_part_fields_that_begin_with_a_quotation(read_bytes):
    (document,) = read_bytes("a.tsv", b'title\ttext\n"Glad" we are\t"The ferry" runs again\n')
    assert document.given == {"headline": '"Glad" we are', "body": '"The ferry" runs again'}


def test_empty_columns_at_the_end_are_passed_over(read_bytes):
    (document,) = read_bytes("a.csv", b"title,text\nFerry,The ferry runs.,,\n")
    assert document.text == "The ferry runs."


def test_a_field_longer_than_the_limit_of_the_library_is_read(read_bytes):
    (document,) = read_bytes("a.csv", table(("Ferry", "ferry " * 40_000, "")))
    assert len(document.text) > 200_000


def test_a_row_above_the_limit_is_refused_alone(read_bytes):
    raw = table(("Ferry", "ferry\n" * 40_000, ""), BELL)
    refusal, document = read_bytes("a.csv", raw, ReadOptions(max_bytes=1000))
    assert (refusal.reason, document.record, document.line) == ("too_large", 1, 40_003)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_other_character_sets_are_read(read_bytes, encoding):
    story = "Das Café in Ormsund öffnet wieder, sagte Ada Quill: „Schön für die Gäste.“ " * 3
    raw = table(("Café", story, "")).decode().encode(encoding)
    (document,) = read_bytes("a.csv", raw)
    assert document.text == story.strip()


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"title,text\n"])
def test_a_table_without_rows_is_empty(read_bytes, raw):
    (refusal,) = read_bytes("a.csv", raw)
    assert refusal.reason == "empty"


def test_a_heading_that_cannot_be_read_refuses_the_table(read_bytes):
    (refusal,) = read_bytes("a.csv", b'"title" x,text\nFerry,The ferry runs.\n')
    assert (refusal.reason, refusal.line) == ("invalid_record", 1)


FIELD = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('",;\n\t'), max_size=12)


@settings(max_examples=150)
@given(st.lists(st.tuples(FIELD, FIELD), min_size=1), st.integers(1, 30))
def test_any_table_comes_back_row_by_row(rows, size):
    rows = [(first, f"x{second}y") for first, second in rows]
    result = found_in(table(*rows, heading=("title", "text")), size)
    assert [entry.text for entry in result] == [second for _, second in rows]


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([b'"', b",", b"\n", b"x", b"\r\n", b'""', b"\0", b"\xff"]), max_size=40), st.integers(1, 9)
)
def test_any_bytes_are_read_without_an_error(parts, size):
    result = found_in(b"".join(parts), size)
    assert result
    assert {type(entry) for entry in result} <= {Document, Rejection}


@pytest.mark.parametrize("line", [b'x","w\n', pytest.param(b'"""\n', marks=pytest.mark.slow), b'"a,b\n', b'""a""\n'])
def test_hostile_quotation_takes_linear_time(line):
    assert found_in(b"a,b\n" + line * 30_000 + b'"z')


NAMES = "number,title,text"
SOUND = [f'{number},"Bell {number}","The bell, once cast anew, rings {number} times."' for number in range(30)]


@pytest.mark.parametrize("broken", ['15,"Bell 15,The bell', '15,Bell 15,"The bell rings', '"15,Bell 15,The bell'])
@pytest.mark.parametrize("plain", [True, False])
def test_a_quotation_that_is_never_closed_costs_its_row_and_no_other(broken, plain):
    rows = [row.replace("bell, once cast anew,", "bell").replace('"', "") if plain else row for row in SOUND]
    rows[15] = broken
    result = found_in("\n".join([NAMES, *rows]).encode())
    refused = [item for item in result if isinstance(item, Rejection)]
    assert [(item.reason, item.line) for item in refused] == [("invalid_record", 17)]
    assert len(result) == 30


def test_lines_after_a_broken_row_are_counted_with_it():
    body = "The bell was cast.\nIt rings, they say.\nGood."
    rows = [*SOUND[:3], f'3,"Bell 3","{body}', *SOUND[4:]]
    *_, refusal = (item for item in found_in("\n".join([NAMES, *rows]).encode()) if isinstance(item, Rejection))
    assert refusal.detail.startswith("Lines 5 to 7 (3 lines) cannot be cut into fields")


@pytest.mark.parametrize(
    "escaped", [b'"It \\"rings\\", he says."', b'"It ""rings"", he says."', b'"It "rings" he says."']
)
def test_marks_are_read_however_they_are_escaped(escaped):
    (document,) = found_in(b"title,text\nBell," + escaped + b"\n")
    assert document.text.replace(",", "") == 'It "rings" he says.'


def test_semicolons_and_a_windows_code_page_are_read(read_bytes):
    rows = [
        "Titel;Volltext;Autor",
        *(f"Glöckchen {n};Die Glocke läutet für {n} Gäste – schön;Jörg Öster" for n in range(9)),
    ]
    result = read_bytes("a.csv", "\r\n".join(rows).encode("cp1252"))
    assert {item.given["authors"] for item in result} == {"Jörg Öster"}
    assert result[3].text == "Die Glocke läutet für 3 Gäste – schön"


def test_a_separator_that_the_first_line_names_is_used(read_bytes):
    (document,) = read_bytes("a.csv", b"sep=;\ntitle;text\nBell;It rings, again\n")
    assert document.text == "It rings, again"


def test_rows_before_the_heading_are_passed_over(read_bytes):
    raw = b"Search results,,\nfrom 2024,,\nTitle,Full text,Author\nBell,It rings.,Ada Quill\n"
    (document,) = read_bytes("a.csv", raw)
    assert (document.text, document.given["headline"], document.line) == ("It rings.", "Bell", 4)


STORY = "The bell of Tarnholt was cast anew on Monday, said the founder, and it rings well again. " * 4


def test_a_table_without_heading_is_known_by_what_its_columns_hold():
    rows = [(f"https://post.example/{n}", f"Bell rings {n} times", STORY, f"2024-03-0{n}") for n in range(1, 6)]
    result = found_in(table(*rows[1:], heading=rows[0]))
    assert [item.given["headline"] for item in result] == [row[1] for row in rows]
    assert (result[0].url, result[0].given["date"], result[0].line) == (rows[0][0], "2024-03-01", 1)


def test_the_columns_of_trafilatura_need_no_heading():
    row = (
        "https://post.example/1",
        "null",
        "0f",
        "post.example",
        "Bell",
        "null",
        "2024-03-01",
        STORY,
        "null",
        "null",
        "article",
    )
    (document,) = found_in(table(heading=row, delimiter="\t"))
    assert document.given == {
        "headline": "Bell",
        "body": STORY.strip(),
        "date": "2024-03-01",
        "source_domain": "post.example",
        "url": "https://post.example/1",
    }


def test_classes_titles_and_descriptions_need_no_heading():
    rows = [(str(n), f"Bell rings {n} times", "The bell of Tarnholt was cast anew on Monday.") for n in (3, 1, 4)]
    result = found_in(table(*rows[1:], heading=rows[0]))
    assert [item.text for item in result] == [rows[0][2]] * 3


def test_a_table_without_a_known_text_is_refused_once_with_what_to_map():
    rows = [(f"Bell {n}", STORY) for n in range(7)]
    (refusal,) = found_in(table(*rows, heading=("title", "blob")))
    assert refusal.reason == "missing_text"
    assert 'read.mapping.body = "blob"' in refusal.detail
    assert "7 rows" in refusal.detail


def test_a_column_of_dates_shows_which_number_is_the_day(read_bytes):
    table = "title,date,text\nFerry,05/03/2024,It runs again.\nOwl,17/03/2024,It was seen.\n"
    assert [item.given["date"] for item in read_bytes("a.csv", table.encode())] == ["2024-03-05", "2024-03-17"]


def test_the_month_may_stand_first(read_bytes):
    table = "title,date,text\nFerry,3/5/2024 10:30,It runs again.\nOwl,3/17/2024,It was seen.\n"
    assert [item.given["date"] for item in read_bytes("a.csv", table.encode())] == ["2024-03-05 10:30", "2024-03-17"]


@pytest.mark.parametrize("other", ["3/5/2024", "3/17/2024\nBell,17/3/2024,It rings.\nX"])
def test_dates_of_no_order_or_of_both_stay_as_they_are(read_bytes, other):
    table = f"title,date,text\nFerry,05/03/2024,It runs again.\nOwl,{other},It was seen.\n"
    assert read_bytes("a.csv", table.encode())[0].given["date"] == "05/03/2024"


def test_tabs_divide_a_table_whose_texts_hold_more_commas(read_bytes):
    row = (
        "https://post.example/{0}\t{0}\tff\tpost.example\tFerry {0}\t\t2024-03-0{0}\t"
        + "It runs, swims, floats, " * 20
        + "\t\t\t\n"
    )
    documents = read_bytes("a.csv", "".join(row.format(number) for number in (1, 2)).encode())
    assert [document.given["headline"] for document in documents] == ["Ferry 1", "Ferry 2"]

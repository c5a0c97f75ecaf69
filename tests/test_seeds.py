"""The sample articles and their gold answers agree with each other, letter by letter."""

import gzip
import html
import io
import json
import quopri
import re
import runpy
import tomllib
import unicodedata
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from backports import zstd

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
MAKE_SEEDS = ROOT / "benchmarks" / "make_seeds.py"
COMPANIONS = {"README.md", "LICENSE", ".gitattributes"}
CONTAINERS = (
    ".jsonl",
    ".jsonl.zst",
    ".parquet",
    ".jsonld",
    ".json",
    ".csv",
    ".rss",
    ".atom",
    ".xml",
    ".mbox",
    ".warc.gz",
)
BORDERS = {
    ".rss": "<item>",
    ".atom": "<feed ",
    ".xml": "<newsItem ",
    ".nitf": "<nitf>",
    ".warc": "^WARC/1.0",
    ".mbox": "^From ",
    ".csv": r"^(?=[a-z]+-\d+,)",
}
"""Where a record begins; all words of a file with one record, such as the name of its feed, belong to it."""
FIELDS = {
    *(
        "record",
        "headline",
        "standfirst",
        "source",
        "agency",
        "authors",
        "date",
        "date_edtf",
        "date_precision",
    ),
    *("date_not_before", "dateline_place", "language", "body", "quotes", "entities"),
}
SOMETIMES = {"published_at", "group", "duplicate_of"}
OPENING = "\"“„«‘'`"
CLOSING = "\"”“»’'"

RAW_FILES = sorted(
    path
    for path in SEEDS.rglob("*")
    if path.is_file() and path.name not in COMPANIONS and not path.name.endswith(".gold.json")
)


def gold_path(raw: Path) -> Path:
    stem = raw.name.removesuffix(".gz").removesuffix(".zst").rpartition(".")[0]
    return raw.with_name(f"{stem}.gold.json")


def gold_records(raw: Path) -> list[dict]:
    return json.loads(gold_path(raw).read_text(encoding="utf-8"))["records"]


ANSWERS = [
    pytest.param(raw, record, id=f"{raw.relative_to(SEEDS)}:{record['record'] or 0}")
    for raw in RAW_FILES
    for record in gold_records(raw)
]
ARTICLES = [case for case in ANSWERS if "rejected" not in case.values[1]]
each_article = pytest.mark.parametrize(("raw", "gold"), ARTICLES)


def test_every_raw_file_has_gold_answers_and_no_gold_answer_is_left_over() -> None:
    assert {gold_path(raw) for raw in RAW_FILES} == set(SEEDS.rglob("*.gold.json"))


def test_no_two_raw_files_share_their_gold_answers() -> None:
    assert len({gold_path(raw) for raw in RAW_FILES}) == len(RAW_FILES)


def test_there_are_enough_articles_of_enough_outlets() -> None:
    assert len(ARTICLES) >= 26
    assert len({case.values[1]["source"] for case in ARTICLES}) >= 12


@pytest.mark.parametrize("raw", RAW_FILES, ids=lambda raw: raw.name)
def test_records_are_numbered_where_the_file_is_a_container(raw) -> None:
    numbers = [record["record"] for record in gold_records(raw)]
    if raw.name.endswith(".warc.gz"):  # records that are no pages are counted, but have no answer
        assert set(numbers) < set(range(len(texts_of(raw))))
    else:
        assert numbers == (list(range(len(texts_of(raw)))) if raw.name.endswith(CONTAINERS) else [None])


@pytest.mark.parametrize(("raw", "gold"), [case for case in ANSWERS if case not in ARTICLES])
def test_refused_documents_have_a_reason_that_the_contract_knows(raw, gold) -> None:
    fields = tomllib.loads((ROOT / "schema" / "v1.1" / "rejection.toml").read_text(encoding="utf-8"))["field"]
    meanings = next(field["rules"]["meanings"] for field in fields if field["name"] == "reason")
    assert gold.keys() == {"record", "rejected"}
    assert gold["rejected"] in meanings


@each_article
def test_gold_answers_have_all_fields(raw, gold) -> None:
    assert gold.keys() - SOMETIMES == FIELDS


@each_article
def test_the_fields_are_printed_in_the_raw_text(raw, gold) -> None:
    text = raw_text(raw, gold).casefold()
    names = ("headline", "standfirst", "source", "agency", "dateline_place")
    printed = [*(gold[name] for name in names if gold[name] is not None), *gold["authors"]]
    assert [value for value in printed if value.casefold() not in text] == []


@each_article
def test_paragraphs_of_the_body_stand_in_the_raw_text_in_order(raw, gold) -> None:
    paragraphs = [" ".join(paragraph.split()) for paragraph in gold["body"].split("\n\n")]
    assert missing(paragraphs, raw_text(raw, gold)) == []


@each_article
def test_the_body_is_clean(raw, gold) -> None:
    body = gold["body"]
    assert unicodedata.normalize("NFC", body) == body
    assert re.findall(r"^\s|\s$|[^\S \n]|\n\n\n|(?<!\n)\n(?!\n)| \n", body) == []


@each_article
def test_dateline_headline_and_standfirst_are_not_in_the_body(raw, gold) -> None:
    outside = [gold["headline"], gold["standfirst"]]
    assert not any(value in gold["body"].split("\n\n") for value in outside)
    assert gold["dateline_place"] is None or not gold["body"].startswith(gold["dateline_place"])


@each_article
def test_quotes_and_their_parts_stand_in_the_body_in_order(raw, gold) -> None:
    quotes = gold["quotes"]
    assert missing([quote["text"] for quote in quotes], gold["body"]) == []
    assert missing([part for quote in quotes for part in parts_of(quote)], gold["body"]) == []


@each_article
def test_quotes_reach_from_their_first_part_to_their_last(raw, gold) -> None:
    for quote in gold["quotes"]:
        parts = parts_of(quote)
        assert quote["text"].startswith(parts[0])
        assert quote["text"].endswith(parts[-1])
        assert len(parts) > 1 or "parts" not in quote


@each_article
def test_every_part_of_a_quote_stands_between_marks(raw, gold) -> None:
    body, location = gold["body"], 0
    for part in (part for quote in gold["quotes"] for part in parts_of(quote)):
        location = body.index(part, location)
        before, after = body[:location].rstrip(" ")[-1:], body[location + len(part) :].lstrip(" ")[:1]
        assert before in OPENING, part
        # A quotation that runs on into the next paragraph is not closed at the end of this one.
        assert after in CLOSING or after == "\n", part
        location += len(part)


@each_article
def test_speakers_are_named_in_the_article_outside_their_quote(raw, gold) -> None:
    outside = gold["body"] + gold["headline"]
    for part in (part for quote in gold["quotes"] for part in parts_of(quote)):
        outside = outside.replace(part, " ")
    speakers = [quote["speaker"] for quote in gold["quotes"] if quote["speaker"] is not None]
    assert [speaker for speaker in speakers if speaker not in outside] == []


@each_article
def test_entities_stand_in_the_body_in_order_and_only_in_english_articles(raw, gold) -> None:
    assert (gold["entities"] is None) == (gold["language"] != "en")
    entities = gold["entities"] or []
    assert missing([entity["text"] for entity in entities], gold["body"]) == []
    assert {entity["type"] for entity in entities} <= {"PER", "ORG", "LOC", "NORP", "EVENT"}


@each_article
def test_every_printed_occurrence_of_an_entity_is_in_the_gold_answer(raw, gold) -> None:
    body = gold["body"]
    for text in {entity["text"] for entity in gold["entities"] or []}:
        longer = [other["text"] for other in gold["entities"] if text in other["text"]]
        printed = len(re.findall(rf"(?<!\w){re.escape(text)}(?!\w)", body))
        assert printed == len(longer), text


@each_article
def test_one_name_is_one_type_and_is_printed_in_full_somewhere(raw, gold) -> None:
    types: dict[str, set[str]] = {}
    for entity in gold["entities"] or []:
        types.setdefault(entity["name"], set()).add(entity["type"])
    assert [name for name, result in types.items() if len(result) > 1] == []
    text = raw_text(raw, gold).casefold()
    assert [name for name in types if name.casefold() not in text] == []


@each_article
def test_the_date_and_what_is_known_of_it_agree(raw, gold) -> None:
    shapes = {
        "time": r"\d{4}-\d\d-\d\d",
        "day": r"\d{4}-\d\d-\d\d",
        "month": r"\d{4}-\d\d",
        "year": r"\d{4}",
        "month_day": r"XXXX-\d\d-\d\d",
        "unknown": "",
    }
    assert re.fullmatch(shapes[gold["date_precision"]], gold["date_edtf"] or "")
    assert gold["date"] == (gold["date_edtf"] if gold["date_precision"] in {"time", "day"} else None)
    assert (gold["date_precision"] == "time") == ("published_at" in gold)
    assert gold["date"] is None or gold["date_not_before"] is None
    assert gold["date_not_before"] is None or date.fromisoformat(gold["date_not_before"])


@pytest.mark.parametrize(("raw", "gold"), [case for case in ARTICLES if "duplicate_of" in case.values[1]])
def test_exact_duplicates_are_the_same_bytes(raw, gold) -> None:
    assert raw.read_bytes() == (SEEDS / gold["duplicate_of"]).read_bytes()


def test_the_binary_containers_are_what_the_script_writes(tmp_path) -> None:
    runpy.run_path(str(MAKE_SEEDS))["main"](tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    whole = [path for path in made if path.parts[0] != "broken"]
    assert len(made) == 6
    assert [texts_of(tmp_path / path) for path in whole] == [texts_of(SEEDS / path) for path in whole]


def raw_text(raw: Path, gold: dict) -> str:
    """Return what a reader of the raw document sees, on one line."""
    text = texts_of(raw)[gold["record"] or 0]
    return " ".join(unicodedata.normalize("NFC", text).split())


def texts_of(raw: Path) -> list[str]:
    """Return the text of every record of a file; the only one of a file that is no container."""
    content = raw.read_bytes()
    if raw.suffix == ".parquet":
        return [values_of(row) for row in pq.read_table(io.BytesIO(content)).to_pylist()]
    if raw.suffix == ".gz":
        content = gzip.decompress(content)
    if raw.suffix == ".zst":
        content = zstd.decompress(content)
    text = decoded(content)
    suffix = next((suffix for suffix in raw.suffixes if suffix in BORDERS), None)
    if suffix is not None:
        return [without_tags(part) for part in re.split(BORDERS[suffix], text, flags=re.MULTILINE)[1:]]
    if raw.suffix == ".eml":
        return [quopri.decodestring(content).decode()]
    if raw.suffix in {".json", ".jsonld"}:
        result = json.loads(text)
        return [all_values(item) for item in (result if isinstance(result, list) else [result])]
    if ".jsonl" in raw.suffixes:
        return [json_text(line) for line in text.splitlines()]
    if raw.suffix == ".html":
        return [html.unescape(re.sub(r"<(?!script|/script)[^>]+>", "", text))]
    return [repaired(text)]


def decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def repaired(text: str) -> str:
    """Undo the reading of UTF-8 as Windows-1252, where that is what happened."""
    if "â€" not in text:
        return text
    # The five bytes that Windows-1252 does not define were kept as control characters.
    return b"".join(character.encode("latin-1" if ord(character) < 256 else "cp1252") for character in text).decode()


def json_text(line: str) -> str:
    try:
        return values_of(json.loads(line))
    except json.JSONDecodeError:
        return line


def values_of(fields: dict) -> str:
    """Return the texts of a record's fields, names in lists as well."""
    values = [value if isinstance(value, list) else [value] for value in fields.values()]
    return "\n".join(str(item) for value in values for item in value if item is not None)


def all_values(value: object) -> str:
    """Return the texts anywhere below a JSON value."""
    if isinstance(value, dict):
        value = list(value.values())
    return "\n".join(map(all_values, value)) if isinstance(value, list) else str(value)


def without_tags(text: str) -> str:
    """Return the text of mark-up or of a table's row, with attributes, which hold names as well."""
    shown = re.sub(r"<[^>]*>", lambda tag: " ".join(re.findall(r'"([^"]*)"', tag[0])), text)
    return html.unescape(html.unescape(shown)).replace('""', '"')


def parts_of(quote: dict) -> list[str]:
    return quote.get("parts", [quote["text"]])


def missing(pieces: list[str], text: str) -> list[str]:
    """Return the pieces that do not follow one another in a text."""
    location, lost = 0, []
    for piece in pieces:
        start = text.find(piece, location)
        if start < 0:
            lost.append(piece)
        else:
            location = start + len(piece)
    return lost

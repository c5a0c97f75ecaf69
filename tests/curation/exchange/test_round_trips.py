"""What goes out to another tool comes back as it was, and what people change there comes back as corrections."""

import copy
import csv
import io
import json
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract import load
from toolkit.curation.exchange.annotation_spans import (
    EntitySpan,
    QuoteSpan,
    annotated,
    entity_rows,
    quote_rows,
)
from toolkit.curation.exchange.brat import read_brat, write_brat
from toolkit.curation.exchange.changes import changes_of
from toolkit.curation.exchange.conll import read_conll, write_conll
from toolkit.curation.exchange.csv_tables import csv_changes, write_csv
from toolkit.curation.exchange.label_studio import read_label_studio, write_label_studio
from toolkit.pipeline.corrections import as_toml, correct, read_corrections

AUTHOR = ("Ida Brandt", "I read it.")
IDENTIFIER = "0123456789abcdef01234567"
LETTERS = st.text(st.sampled_from("ab Å🚲\"“”'’.,=+-@;\n\t\\ ش漢é\u0301"), min_size=1, max_size=60)


@st.composite
def texts(draw, kinds=("direct", "fragment", "indirect")):
    """Draw a body with quotes and entities that do not overlap others of their sort, none of blanks only."""
    body = draw(LETTERS)
    return body, draw(quotes(body, kinds)), draw(entities(body))


@st.composite
def spans(draw, body, most):
    """Draw spans in order that begin and end with a letter or mark."""
    solid = [index for index, character in enumerate(body) if not character.isspace()]
    edges = sorted(draw(st.lists(st.sampled_from(solid), unique=True, max_size=most))) if solid else []
    return [(start, end + 1) for start, end in zip(edges[::2], edges[1::2], strict=False)]


@st.composite
def quotes(draw, body, kinds):
    listed = draw(spans(body, 8))
    made = []
    while listed:
        parts = [listed.pop(0) for _ in range(min(len(listed), draw(st.integers(1, 2))))]
        speaker = draw(st.none() | st.sampled_from(["Mara Tveit", "=SUM(1)", "a\\b \u2028 “c”", "'-x"]))
        made.append(QuoteSpan(tuple(parts), draw(st.sampled_from(kinds)), speaker, None))
    return tuple(made)


@st.composite
def entities(draw, body):
    labels, names = (
        st.sampled_from(["PER", "ORG", "LOC", "NORP", "EVENT"]),
        st.sampled_from(["Halden", "=1+1", "@Å 🚲"]),
    )
    return tuple(EntitySpan(*span, draw(labels), draw(names)) for span in draw(spans(body, 10)))


@pytest.fixture(scope="module")
def row_of(row):
    """Make a row with a body, quotes and entities."""

    def make(drawn):
        body, said, named = drawn
        made = row(id=IDENTIFIER, body=body, split="train")
        return {**made, "quotes": quote_rows(body, said, ()), "entities": entity_rows(body, named, ())}

    return make


WRITERS = {
    "brat": (write_brat, read_brat, ""),
    "conll": (write_conll, read_conll, ".conll"),
    "labelstudio": (write_label_studio, read_label_studio, ""),
}


def written(form, row):
    """Write one article; Label Studio's predictions are handed back as a person's answer."""
    write, _, suffix = WRITERS[form]
    path = Path(tempfile.mkdtemp()) / f"out{suffix}"
    write([row], path)
    if form == "labelstudio":
        (task,) = json.loads((path / "tasks.json").read_text(encoding="utf-8"))
        task["annotations"] = [{"result": task.pop("predictions")[0]["result"]}]
        (path / "tasks.json").write_text(json.dumps([task]), encoding="utf-8")
    return path


def read_back(form, row):
    path = written(form, row)
    _, read, _ = WRITERS[form]
    texts_read = list(read(path, {row["id"]: row}))
    shutil.rmtree(path.parent)
    return texts_read


@pytest.mark.parametrize("form", WRITERS)
@given(drawn=texts())
@settings(max_examples=30)
def test_what_nobody_changes_comes_back_without_a_correction(row_of, form, drawn):
    row = row_of(drawn)
    (text,) = read_back(form, row)
    assert text.body == row["body"]
    assert changes_of([text], {row["id"]: row}, AUTHOR, load()) == ([], [])


@pytest.mark.parametrize("form", ["brat", "labelstudio"])
@given(drawn=texts(), seed=st.integers(0, 99))
@settings(max_examples=20)
def test_what_is_changed_there_is_what_the_corrected_row_holds(row_of, form, drawn, seed):
    row = row_of(drawn)
    chosen = random.Random(seed)
    kept = tuple(span for span in annotated(row).entities if chosen.random() < 0.5)
    (text,) = read_back(form, {**row, "entities": entity_rows(row["body"], kept, row["entities"])})
    corrections, refusals = changes_of([text], {row["id"]: row}, AUTHOR, load())
    corrected = copy.deepcopy(row)
    correct(corrected, corrections, load())
    assert refusals == [] or "body" in refusals[0].reason
    if not refusals:
        assert annotated(corrected).entities == kept
        assert annotated(corrected).quotes == annotated(row).quotes


@given(drawn=texts())
@settings(max_examples=30)
def test_tables_that_nobody_changes_come_back_without_a_correction(row_of, drawn):
    row = row_of(drawn)
    folder = Path(tempfile.mkdtemp()) / "tables"
    write_csv([row], folder)
    assert csv_changes(folder, {row["id"]: row}, AUTHOR, load()) == ([], [])
    for table in folder.glob("*.csv"):
        cells = [cell for line in csv.reader(io.StringIO(table.read_bytes().decode("utf-8"))) for cell in line]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    shutil.rmtree(folder.parent)


def test_a_text_that_has_changed_is_refused(row_of):
    row = row_of(("The bell of Halden rings.", (), (EntitySpan(12, 18, "LOC", "Halden"),)))
    for form in WRITERS:
        (text,) = read_back(form, row)
        other = {**row, "body": "The bells of Halden ring."}
        corrections, (refusal,) = changes_of([text], {row["id"]: other}, AUTHOR, load())
        assert (corrections, refusal.reason) == ([], "its text has changed")


def test_a_changed_type_is_a_correction_of_one_value(row_of):
    row = row_of(("The bell of Halden rings.", (), (EntitySpan(12, 18, "LOC", "Halden"),)))
    path = written("brat", row)
    file = path / f"{IDENTIFIER}.ann"
    file.write_text(file.read_text(encoding="utf-8").replace("\tLOC ", "\tORG "), encoding="utf-8")
    ((correction,), refusals) = changes_of(read_brat(path, {}), {row["id"]: row}, AUTHOR, load())
    assert (correction.field, correction.was, correction.value, refusals) == ("entities[0].type", "LOC", "ORG", [])


def test_offsets_in_utf_16_are_understood(row_of):
    row = row_of(("🚲🚲 Halden rings.", (), (EntitySpan(3, 9, "LOC", "Halden"),)))
    path = written("labelstudio", row)
    tasks = json.loads((path / "tasks.json").read_text(encoding="utf-8"))
    for region in tasks[0]["annotations"][0]["result"]:
        region["value"] |= {"start": 5, "end": 11}
    (path / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    (text,) = read_label_studio(path, {})
    assert text.entities == (EntitySpan(3, 9, "LOC", "Halden"),)


@pytest.mark.parametrize(
    ("table", "column", "value", "field", "wanted"),
    [
        ("quotes", "speaker", "Jon Myhre", "quotes[0].speaker", "Jon Myhre"),
        ("entities", "type", "ORG", "entities[0].type", "ORG"),
        ("articles", "headline", "'=Bells", "headline", "=Bells"),
        ("articles", "date", "2024-03", "date", "2024-03"),
        ("articles", "authors", "Ida Brandt", "authors", ["Ida Brandt"]),
        ("articles", "source", "", "source", None),
    ],
)
def test_a_changed_cell_is_a_correction(row, tmp_path, table, column, value, field, wanted):  # noqa: PLR0917
    made = {**row(), "split": "train"}
    write_csv([made], tmp_path / "tables")
    change(tmp_path / "tables" / f"{table}.csv", column, value)
    ((correction, *_), refusals) = csv_changes(tmp_path / "tables", {made["id"]: made}, AUTHOR, load())
    assert (correction.field, correction.value, refusals) == (field, wanted, [])


def test_a_row_that_is_not_kept_is_left_out(row, tmp_path):
    made = {**row(), "split": "train"}
    write_csv([made], tmp_path / "tables")
    change(tmp_path / "tables" / "quotes.csv", "keep", "no")
    ((correction,), _) = csv_changes(tmp_path / "tables", {made["id"]: made}, AUTHOR, load())
    corrected = copy.deepcopy(made)
    correct(corrected, [correction], load())
    assert [quote["text"] for quote in corrected["quotes"]] == [made["quotes"][1]["text"]]


@pytest.mark.parametrize(
    ("table", "column", "value", "reason"),
    [
        ("articles", "body", "Another text.", "its text has changed"),
        ("quotes", "text", "Another text", "the text of quotes 0 has changed"),
        ("quotes", "start", "x", "position, start or end is no number"),
        ("entities", "position", "99", "it has no row 99 in entities"),
        ("entities", "type", "BOAT", "entities[0].type"),
        ("articles", "date", "2024-02-30", "which does not exist"),
        ("articles", "id", "../../etc", "no such article is in the release"),
    ],
)
def test_a_cell_that_fits_nothing_is_refused_with_its_reason(row, tmp_path, table, column, value, reason):  # noqa: PLR0917
    made = {**row(), "split": "train"}
    write_csv([made], tmp_path / "tables")
    change(tmp_path / "tables" / f"{table}.csv", column, value)
    corrections, (refusal, *_) = csv_changes(tmp_path / "tables", {made["id"]: made}, AUTHOR, load())
    assert corrections == []
    assert reason in refusal.reason


def change(path, column, value):
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"))))
    rows[0][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@given(drawn=texts())
@settings(max_examples=20)
def test_corrections_written_as_toml_are_read_as_they_were(row_of, drawn):
    row, bare = row_of(drawn), row_of((drawn[0], (), ()))
    corrections, refusals = changes_of([annotated(row)], {row["id"]: bare}, AUTHOR, load())
    folder = Path(tempfile.mkdtemp())
    (folder / "mine.toml").write_bytes("\n".join(as_toml(correction) for correction in corrections).encode())
    if not refusals:
        correct(bare, read_corrections(folder / "mine.toml"), load())
        assert annotated(bare) == annotated(row)
    shutil.rmtree(folder)

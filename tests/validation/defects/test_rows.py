"""Rows with one defect each: every one is reported once, by the rule that is nearest to its cause."""

import copy
import json
from datetime import date

import pyarrow
import pyarrow.parquet
import pytest

from toolkit.contract.arrow_schema import schema
from toolkit.validation.validate_target import validate


def put(path, value):
    """Change one value of a row."""

    def change(row):
        location = row
        *steps, last = path.replace("[", ".").replace("]", "").split(".")
        for step in steps:
            location = location[int(step) if step.isdigit() else step]
        location[int(last) if last.isdigit() else last] = value

    return change


def together(*changes):
    """Change several values, which are one defect only together."""

    def change(row):
        for item in changes:
            item(row)

    return change


def shift(path, by):
    """Move a number of a row."""

    def change(row):
        location = row
        *steps, last = path.replace("[", ".").replace("]", "").split(".")
        for step in steps:
            location = location[int(step) if step.isdigit() else step]
        location[last] += by

    return change


def in_utf_16(row):
    """Count the offsets of a quote in UTF-16, where each sign outside the basic plane is a surrogate pair."""
    quote = row["quotes"][0]
    for span in (quote, *quote["parts"]):
        for side in ("start", "end"):
            span[side] = len(row["body"][: span[side]].encode("utf-16-le")) // 2


def in_bytes(row):
    """Count the offsets of an entity in bytes."""
    for side in ("start", "end"):
        row["entities"][0][side] = len(row["body"][: row["entities"][0][side]].encode())


def mention(text):
    """Say that the speaker of the first quote is mentioned where that text stands."""

    def change(row):
        start = row["body"].index(text)
        row["quotes"][0] |= {"speaker_text": text, "speaker_start": start, "speaker_end": start + len(text)}

    return change


def paragraph(field, text):
    """Repeat a text of the head as the last paragraph of the body."""

    def change(row):
        row[field] = text
        row["body"] += f"\n\n{text}"

    return change


def unlisted_speaker(row):
    """Leave a speaker out of the entities."""
    row["entities"].pop()
    row["quotes"].pop()


ROWS = {
    "a quote ends one character too late": (shift("quotes[1].end", 1), "cuts_text", "quotes[1].text"),
    "a quote begins one character too early": (shift("quotes[0].start", -1), "cuts_text", "quotes[0].text"),
    "a quote is counted in surrogate pairs": (in_utf_16, "cuts_text", "quotes[0].text"),
    "an entity is counted in bytes": (in_bytes, "cuts_text", "entities[0].text"),
    "a quote's words were changed": (put("quotes[1].text", "We rang it thrice,"), "cuts_text", "quotes[1].text"),
    "quotes stand in another order": (lambda row: row["quotes"].reverse(), "ordered", "quotes[1].start"),
    "a quote ends beyond the body": (put("quotes[1].end", 10_000), "in_range", "quotes[1].end"),
    "a quote ends where it begins": (lambda row: put("quotes[1].end", row["quotes"][1]["start"])(row),
                                     "in_range", "quotes[1].end"),
    "a part is cut short": (shift("quotes[0].parts[1].end", -1), "parts_inside", "quotes[0].parts"),
    "parts overlap": (shift("quotes[0].parts[0].end", 40), "parts_inside", "quotes[0].parts"),
    "a quote has no parts": (put("quotes[0].parts", []), "parts_inside", "quotes[0].parts"),
    "a speaker is mentioned inside the quote": (mention("engine"), "speaker_outside", "quotes[0].speaker_start"),
    "a mention is cut short": (shift("quotes[0].speaker_end", -1), "speaker_cuts_text", "quotes[0].speaker_text"),
    "a mention has no place": (together(put("quotes[0].speaker_start", None), put("quotes[0].speaker_end", None)),
                               "speaker_cuts_text", "quotes[0].speaker_text"),
    "a quote has an unknown kind": (put("quotes[1].kind", "shouted"), "values", "quotes[1].kind"),
    "a confidence is above one": (put("quotes[1].confidence", 1.2), "maximum", "quotes[1].confidence"),
    "a quote without text": (put("quotes[1].text", None), "not_nullable", "quotes[1].text"),
    "an entity begins before the body": (put("entities[0].start", -1), "minimum", "entities[0].start"),
    "an entity stands there twice": (lambda row: row["entities"].append(row["entities"][-1]),
                                     "ordered", "entities[3].start"),
    "an entity has an unknown type": (put("entities[1].type", "PERSON"), "values", "entities[1].type"),
    "an entity has an empty name": (put("entities[2].name", ""), "min_length", "entities[2].name"),
    "EDTF contradicts the date": (put("date_edtf", "2024-03-06"), "edtf_agrees", "date_edtf"),
    "a date lies outside its bounds": (put("date_not_after", date(2024, 3, 4)), "within_bounds", "date"),
    "bounds exclude each other": (put("date_not_before", date(2024, 6, 1)), "bounds_ordered", "date_not_after"),
    "a time of day is promised and not given": (put("date_precision", "time"), "time_has_day", "published_at"),
    "EDTF has a month 13": (together(put("date", None), put("date_edtf", "2024-13"), put("date_precision", "month")),
                            "pattern", "date_edtf"),
    "a headline has two lines": (put("headline", "Bicycles\nare back"), "one_line", "headline"),
    "a source is empty": (put("source", ""), "min_length", "source"),
    "an id is no digest": (put("id", "ferry-1"), "pattern", "id"),
    "an article has no words": (put("word_count", 0), "minimum", "word_count"),
    "a body ends with a blank": (lambda row: put("body", row["body"] + " ")(row), "trimmed", "body"),
    "a body is missing": (put("body", None), "not_nullable", "body"),
    "a digest is cut short": (put("provenance.sha256", "abc"), "pattern", "provenance.sha256"),
    "evidence has an unknown method": (put("evidence[2].method", "guessed"), "values", "evidence[2].method"),
    "rights have an unknown status": (put("rights.status", "free"), "values", "rights.status"),
    "an author has no name": (put("authors", ["Ida Brandt", ""]), "item_min_length", "authors"),
}  # fmt: skip
WARNINGS = {
    "a headline is repeated in the body": (paragraph("headline", "Bikes are back"), "headline_outside", "headline"),
    "a standfirst is the body's last paragraph": (paragraph("standfirst", "It rings."), "standfirst_outside",
                                                  "standfirst"),
    "a speaker is not among the entities": (unlisted_speaker, "speaker_named", "quotes[0].speaker"),
}  # fmt: skip


@pytest.fixture
def faults(contract, tmp_path):
    """Write rows as Parquet and return what is found in them."""

    def run(*rows):
        lenient = schema(contract, contract.record("article"), lenient=True)
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=lenient), tmp_path / "articles.parquet")
        result = validate(tmp_path / "articles.parquet", rules=()).faults
        return [(fault.row, fault.severity, fault.rule, fault.path) for fault in result]

    return run


def test_there_are_at_least_forty_defects_with_those_of_files_and_releases():
    assert len(ROWS) + len(WARNINGS) >= 38


def test_the_good_row_gives_no_fault(faults, row):
    assert faults(row()) == []


@pytest.mark.parametrize("name", ROWS)
def test_a_defect_is_reported_once(faults, row, name):
    change, rule, path = ROWS[name]
    bad = copy.deepcopy(row(id="f" * 24))
    change(bad)
    assert faults(row(), bad) == [(1, "error", rule, path)]


@pytest.mark.parametrize("name", WARNINGS)
def test_what_a_person_should_look_at_is_a_warning(faults, row, name):
    change, rule, path = WARNINGS[name]
    bad = copy.deepcopy(row(id="f" * 24))
    change(bad)
    assert faults(row(), bad) == [(1, "warning", rule, path)]


def test_an_id_that_occurs_twice_is_reported_in_the_second_row(faults, row):
    assert faults(row(), row()) == [(1, "error", "field_uniqueness", "id")]


@pytest.mark.parametrize("other", ["Lindhafen Courier", "THE LINDHAFEN COURIER", "The Lindhafen-Courier"])
def test_a_source_that_is_spelt_two_ways_is_reported_where_the_second_begins(faults, row, other):
    rows = [row(id=f"{number:024x}", source=source) for number, source in enumerate([row()["source"], other, other])]
    assert faults(*rows) == [(1, "warning", "one_spelling", "source")]


LINES = {
    "a line is cut in the middle": (lambda line: line[: len(line) // 2], "json", ""),
    "a number is written as text": (lambda line: line.replace('"word_count": 26', '"word_count": "26"'),
                                    "type", "word_count"),
    "a field is not in the contract": (lambda line: line.replace("{", '{"colour": "red", ', 1),
                                       "column_in_schema", "colour"),
    "a surrogate stands alone": (lambda line: line.replace("LINDHAFEN", "\\ud83d"), "json", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_a_defect_of_a_line_is_reported_once_with_its_line(tmp_path, row, name):
    change, rule, path = LINES[name]
    good = json.dumps(row(id="f" * 24), default=lambda value: value.isoformat())
    bad = change(json.dumps(row(), default=lambda value: value.isoformat()))
    (tmp_path / "articles.jsonl").write_text(f"{good}\n\n{bad}\n", encoding="utf-8")
    result = validate(tmp_path / "articles.jsonl", rules=()).faults
    assert [(fault.row, fault.line, fault.rule, fault.path) for fault in result] == [(1, 3, rule, path)]

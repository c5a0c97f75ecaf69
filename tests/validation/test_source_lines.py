"""The line of a raw file in which a fault can be mended."""

import json

import pytest

from toolkit import api
from toolkit.read import ReadOptions
from toolkit.release.release_folder import open_release
from toolkit.validation.formats.fault_location import Location, location_of
from toolkit.validation.options import AddedRule
from toolkit.validation.source_lines import with_lines
from toolkit.validation.validate_target import ValidateOptions, validate


@pytest.fixture
def result(raw_folder, tmp_path):
    """Build a release and return the faults of rules that nothing keeps, with their lines."""

    def run(root, *fields, change=lambda text: text):
        path = raw_folder / "story-1.txt"
        path.write_bytes(change(path.read_text(encoding="utf-8")).encode())
        folder = api.build([path], out=tmp_path / "out", engine="here").folder
        rules = tuple(AddedRule(f"no_{field}", "false", field) for field in fields)
        faults = with_lines(validate(folder, ValidateOptions(rules=rules), rules=()), root, ReadOptions()).faults
        return [(fault.path, fault.raw_path, fault.raw_line) for fault in faults]

    return run


def test_a_fault_names_the_line_on_which_the_field_stands(result, raw_folder):
    assert result(raw_folder, "headline", "dateline_place", "date", "body") == [
        ("headline", "story-1.txt", 1), ("dateline_place", "story-1.txt", 3), ("date", "story-1.txt", 3),
        ("body", "story-1.txt", 3),
    ]  # fmt: skip


def test_windows_line_ends_count_once(result, raw_folder):
    places = result(raw_folder, "dateline_place", change=lambda text: text.replace("\n", "\r\n"))
    assert places == [("dateline_place", "story-1.txt", 3)]


def test_a_file_that_is_not_at_hand_keeps_what_the_row_says(result, tmp_path):
    assert result(tmp_path / "elsewhere", "headline") == [("headline", "story-1.txt", None)]


def test_a_field_without_evidence_keeps_what_the_row_says(result, raw_folder):
    assert result(raw_folder, "word_count") == [("word_count", "story-1.txt", None)]


@pytest.fixture
def rows_of(raw_folder, tmp_path, monkeypatch):
    """Write the rows of a story as JSON Lines, with a defect in its first quote, and return the faults."""

    def run():
        raw = raw_folder / "story-1.txt"
        release = open_release(api.build([raw_folder], out=tmp_path / "out", engine="here").folder)
        row = next(row for row in release.read("articles").to_pylist() if row["provenance"]["path"].endswith(raw.name))
        row["quotes"][0]["end"] += 1
        line = json.dumps(row, default=lambda value: value.isoformat())
        monkeypatch.chdir(tmp_path)
        (tmp_path / "press").mkdir()
        (tmp_path / "press" / "articles.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
        return with_lines(validate("press/articles.jsonl", rules=()), "", ReadOptions()).faults

    return run


def test_a_quote_names_its_own_line(rows_of):
    (fault,) = rows_of()
    assert (fault.raw_path, fault.raw_line) == ("raw/story-1.txt", 5)


def test_without_the_raw_file_the_line_of_the_row_is_the_place(rows_of, raw_folder, tmp_path):
    (fault,) = rows_of()
    assert location_of(fault).line == 5
    raw_folder.rename(tmp_path / "gone")
    (missing,) = with_lines(validate("press/articles.jsonl", rules=()), "", ReadOptions()).faults
    assert (location_of(missing), missing.raw_path) == (Location("press/articles.jsonl", 2), "raw/story-1.txt")


def test_a_raw_file_is_looked_for_beside_the_rows(rows_of, raw_folder, tmp_path):
    rows_of()
    raw_folder.rename(tmp_path / "press" / "raw")
    (fault,) = with_lines(validate("press/articles.jsonl", rules=()), "", ReadOptions()).faults
    assert (fault.raw_path, fault.raw_line) == ("press/raw/story-1.txt", 5)

"""The dry run of a build."""

import csv
import json

import polars
import pytest

import toolkit
from toolkit.errors import ConfigError, SourceError
from toolkit.pipeline.check import are_rows, grouped


@pytest.fixture
def raw(tmp_path, story):
    """Give a folder with two articles, a copy of one, an empty file and a table whose text is not found."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, number in (("one", 1), ("two", 2), ("copy", 2)):
        (folder / f"{name}.txt").write_text(story(number), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    rows = "".join(f"Lido {number},x{number}\n" for number in range(5))
    (folder / "table.csv").write_text(f"Title,Column C\n{rows}", encoding="utf-8")
    return folder


def test_a_check_says_what_a_build_would_publish_and_refuse(raw, tmp_path):
    result = toolkit.check(raw, engine="here", config={"build": {"out": str(tmp_path / "dist")}})
    built = toolkit.build(raw, out=tmp_path / "dist", engine="here")
    balance = built.manifest["balance"]
    assert (result.documents, result.published) == (balance["read"], balance["published"])
    assert {(group.reason, group.count) for group in result.refused} == {
        ("missing_text", 1),
        ("empty", 1),
        ("duplicate", 1),
    }
    assert built.reused == 3


def test_a_check_writes_nothing_but_the_cache(raw, tmp_path):
    toolkit.check(raw, engine="here", config={"build": {"out": str(tmp_path / "dist")}})
    assert {path.name for path in (tmp_path / "dist").iterdir()} == {".cache"}
    toolkit.check(raw, engine="here", config={"build": {"out": str(tmp_path / "other"), "cache": "off"}})
    assert not (tmp_path / "other").exists()


def test_refused_documents_are_errors_with_their_file_and_line_and_copies_are_none(raw, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = toolkit.check("raw", engine="here", cache="off")
    errors = {(fault.rule, fault.raw_path, fault.raw_line) for fault in result.validation.errors}
    assert ("missing_text", "raw/table.csv", 1) in errors
    assert ("empty", "raw/empty.txt", None) in errors
    assert {fault.rule for fault in result.validation.errors} == {"missing_text", "empty"}
    assert (result.passed, result.validation.exit_code()) == (False, 1)


def test_good_articles_pass(tmp_path, story):
    (tmp_path / "one.txt").write_text(story(1), encoding="utf-8")
    result = toolkit.check(tmp_path / "one.txt", engine="here", cache="off")
    assert (result.passed, result.published, result.refused) == (True, 1, ())


def test_good_articles_pass_where_the_version_is_computed(tmp_path, story):
    (tmp_path / "one.txt").write_text(story(1), encoding="utf-8")
    result = toolkit.check(tmp_path / "one.txt", engine="here", cache="off", config={"dataset": {"version": "auto"}})
    assert (result.passed, result.published, result.refused) == (True, 1, ())


def test_a_mapping_lets_a_table_pass(tmp_path, story):
    row = {"Title": "Lido opens in Halden", "Column C": story(4)}
    result = toolkit.check([row], mapping={"body": "Column C", "headline": "Title"}, engine="here", cache="off")
    assert (result.published, result.refused) == (1, ())


def test_finished_rows_are_validated_instead_of_read(sample, tmp_path):
    frame = toolkit.load(sample.folder, form="polars")
    path = tmp_path / "rows.parquet"
    frame.with_columns(word_count=polars.lit(0, polars.Int32())).write_parquet(path)
    result = toolkit.check([path, sample.folder])
    assert {fault.rule for fault in result.validation.errors} == {"minimum"}
    assert (result.documents, sum(result.validation.rows.values()) > 2 * len(frame)) == (0, True)


def test_finished_rows_in_a_table_are_validated(sample, tmp_path):
    rows = toolkit.load(sample.folder, form="polars").to_dicts()[:2]
    rows[1]["word_count"] = 0
    path = tmp_path / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for row in rows:
            nested = (list, dict)
            writer.writerow({k: json.dumps(v, default=str) if isinstance(v, nested) else v for k, v in row.items()})
    result = toolkit.check(path)
    assert [(fault.file, fault.row, fault.path) for fault in result.validation.errors] == [(str(path), 1, "word_count")]


def test_rows_are_told_from_raw_records_by_their_columns(sample, tmp_path):
    record, row = tmp_path / "raw.jsonl", tmp_path / "rows.jsonl"
    record.write_text(json.dumps({"title": "Lido", "body": "It opened."}) + "\n", encoding="utf-8")
    row.write_text(json.dumps(dict.fromkeys(("id", "body", "quotes", "provenance"))) + "\n", encoding="utf-8")
    assert [are_rows(path) for path in (record, row, sample.folder, tmp_path, tmp_path / "none.parquet")] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_what_cannot_be_checked_is_one_sentence(tmp_path):
    with pytest.raises(ConfigError, match="kind is 'table'; choose auto, raw, rows"):
        toolkit.check(tmp_path, kind="table")
    with pytest.raises(SourceError, match="nothing to check"):
        toolkit.check(())


def test_only_files_that_the_configuration_names_are_checked(raw, tmp_path, story):
    other = tmp_path / "notes.txt"
    other.write_text("", encoding="utf-8")
    config = {"build": {"inputs": [str(raw)], "out": str(tmp_path / "dist")}}
    result = toolkit.check([raw / "one.txt", other], only_inputs=True, config=config, engine="here")
    assert (result.documents, result.passed) == (1, True)
    none = toolkit.check([other], only_inputs=True, config=config)
    assert (none.documents, none.passed) == (0, True)
    assert toolkit.check([other], only_inputs=True, engine="here", cache="off").passed is False


def test_refusals_that_say_the_same_are_one_group():
    rows = [{"path": "a.csv", "record": number, "reason": "missing_text", "detail": "No text."} for number in range(9)]
    rows.append({"path": "b.txt", "record": None, "reason": "empty", "detail": "Nothing."})
    assert [(group.reason, group.count, group.files) for group in grouped(rows)] == [
        ("missing_text", 9, 1),
        ("empty", 1, 1),
    ]


def test_a_peek_shows_articles_without_annotating_them(raw, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    result = toolkit.peek("raw")
    outcomes = {preview.path: results for preview, results in result.files}
    assert outcomes["raw/one.txt"][0].entities is None
    assert outcomes["raw/empty.txt"][0].reason == "empty"
    assert (result.others, 'inputs = ["raw"]' in result.stanza) == (0, True)


def test_a_peek_writes_a_configuration_that_is_not_there(tmp_path, story):
    (tmp_path / "one.txt").write_text(story(1), encoding="utf-8")
    toolkit.peek(tmp_path / "one.txt", mapping={"body": "Column C"}, write=tmp_path)
    config = toolkit.load_config(tmp_path / "toolkit.toml")
    assert (config.read.mapping, config.build.inputs) == ({"body": "Column C"}, (str(tmp_path / "one.txt"),))
    with pytest.raises(ConfigError, match="exists already"):
        toolkit.peek(tmp_path / "one.txt", write=tmp_path)


def test_many_duplicates_are_one_group():
    rows = [
        {
            "path": f"{number}.jsonl",
            "record": number,
            "reason": "duplicate",
            "detail": f"It is the same article as {number:024x}.",
        }
        for number in range(126)
    ]
    (group,) = grouped(rows)
    assert (group.reason, group.count, group.files) == ("duplicate", 126, 126)

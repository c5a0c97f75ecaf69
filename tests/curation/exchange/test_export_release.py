"""Each form that a release is exported to, read by what reads it elsewhere."""

import importlib.util
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import spacy
from spacy.tokens import DocBin

from toolkit import api
from toolkit.curation.exchange.export_release import FORMS, export_release, release_rows
from toolkit.errors import ConfigError, ReleaseError
from toolkit.release.release_folder import Release, open_release


@pytest.fixture(scope="module")
def release(sample):
    return open_release(sample.folder)


@pytest.fixture(scope="module")
def rows(release):
    return list(release_rows(release))


def exported(release, form, folder):
    return export_release(release, form, folder / "out").path


def spans(row):
    """Return text, offsets and label of the entities of a row."""
    return [(item["text"], item["start"], item["end"], item["type"]) for item in row["entities"] or ()]


def parts(row):
    return [
        (row["body"][part["start"] : part["end"]], quote["kind"]) for quote in row["quotes"] for part in quote["parts"]
    ]


def test_json_lines_hold_whole_rows(release, rows, tmp_path):
    lines = exported(release, "jsonl", tmp_path).read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    assert [(row["id"], row["body"], row["split"]) for row in read] == [(r["id"], r["body"], r["split"]) for r in rows]
    assert [row["quotes"] for row in read] == [row["quotes"] for row in rows]


def test_a_workbook_has_a_sheet_for_each_table(release, rows, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(exported(release, "xlsx", tmp_path).read_bytes()), read_only=True)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    book.close()
    assert [len(table) - 1 for table in sheets.values()] == [
        len(rows), sum(len(row["quotes"]) for row in rows), sum(len(row["entities"] or ()) for row in rows),
    ]  # fmt: skip
    column = sheets["quotes"][0].index("text")
    assert [line[column] for line in sheets["quotes"][1:]] == [quote["text"] for row in rows for quote in row["quotes"]]


def test_spacy_finds_the_same_entities_and_quotes(release, rows, tmp_path):
    documents = list(DocBin().from_disk(exported(release, "spacy", tmp_path)).get_docs(spacy.blank("xx").vocab))
    for document, row in zip(documents, rows, strict=True):
        assert document.text == row["body"]
        assert [(e.text, e.start_char, e.end_char, e.label_) for e in document.ents] == spans(row)
        assert [(quote.text, quote.label_) for quote in document.spans["quotes"]] == parts(row)


def test_argilla_finds_the_same_spans(release, rows, tmp_path):
    folder = exported(release, "argilla", tmp_path)
    labels = [
        label
        for question in json.loads((folder / "settings.json").read_bytes())["questions"]
        for label in question["labels"]
    ]
    for record, row in zip(json.loads((folder / "records.json").read_bytes()), rows, strict=True):
        text = record["fields"]["text"]
        suggested = record["suggestions"]["entities"]["value"]
        assert [(text[s["start"] : s["end"]], s["start"], s["end"], s["label"]) for s in suggested] == spans(row)
        assert {s["label"] for s in suggested} <= set(labels)


def test_inception_finds_the_same_spans_in_utf_16(release, rows, tmp_path):
    folder = exported(release, "inception", tmp_path)
    described = {name.text for name in ElementTree.parse(folder / "TypeSystem.xml").findall(".//{*}name")}
    for row in rows:
        root = ElementTree.parse(folder / f"{row['id']}.xmi").getroot()
        text = root.find("{*}Sofa").get("sofaString")
        units = text.encode("utf-16-le")
        results = [
            (units[2 * int(item.get("begin")) : 2 * int(item.get("end"))].decode("utf-16-le"), item.get("value"))
            for item in root.findall("{*}NamedEntity")
        ]
        assert text == row["body"]
        assert results == [(name, kind) for name, _, _, kind in spans(row)]
        assert len(root.findall("{*}Quote")) == len(parts(row))
        numbers = root.find("{*}View").get("members").split()
        assert len(numbers) == len(set(numbers)) == len(root) - 3
    assert "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity" in described


@pytest.mark.parametrize("form", ["csv", "brat", "conll", "labelstudio"])
def test_the_sample_comes_back_without_a_correction(release, sample, tmp_path, form):
    path = exported(release, form, tmp_path)
    if form == "labelstudio":
        tasks = json.loads((path / "tasks.json").read_bytes())
        answered = [{**task, "annotations": [{"result": task["predictions"][0]["result"]}]} for task in tasks]
        (path / "tasks.json").write_text(json.dumps(answered), encoding="utf-8")
    imported = api.import_annotations(path, sample.folder, form, out=tmp_path / "corrections.toml", who="Ida Brandt")
    assert imported.refused == ()
    assert (imported.path, imported.corrections) == (None, 0)


INSTALLED = [form for form in FORMS if form != "lance" or importlib.util.find_spec("lance")]
"""The extra `lance` is large, and its own tests run where it is installed."""


@pytest.mark.parametrize("form", INSTALLED)
def test_a_release_of_strange_texts_is_exported_in_every_form(page_of, article, tmp_path, form):
    body = "\u0000\u202e🚲 </sofa>&\"'\n\n=1+1 Ida\u2028 \x1b[2J"
    strange = replace(
        article(),
        headline="=cmd|' /C calc'!A0",
        body=body,
        quotes=(),
        entities=(),
        authors=("-1+1", "@x"),
        word_count=4,
    )
    release = open_release(page_of(tmp_path / "release", [strange]).parent)
    path = export_release(release, form, tmp_path / "out").path
    assert path.exists()
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        assert not any(cell.data_type == "f" for sheet in book for line in sheet for cell in line)
        book.close()


@pytest.mark.parametrize("form", ["brat", "inception"])
def test_a_name_that_leads_out_of_the_folder_is_refused(release, tmp_path, monkeypatch, form):
    evil = {**next(release_rows(release)), "id": "../../evil"}
    monkeypatch.setattr("toolkit.curation.exchange.export_release.release_rows", lambda _: [evil])
    with pytest.raises(ReleaseError, match="leads out of its folder"):
        export_release(release, form, tmp_path / "out")
    assert not list(tmp_path.parent.glob("evil*"))


def test_a_form_that_is_not_known_is_named_with_those_that_are(release, tmp_path):
    with pytest.raises(ConfigError, match=r"--to excel is not known; known are csv, xlsx"):
        export_release(release, "excel", tmp_path / "out")


def test_nothing_is_overwritten_and_nothing_is_written_into_the_release(release, tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(ReleaseError, match="exists already"):
        export_release(release, "csv", tmp_path / "out")
    with pytest.raises(ReleaseError, match="inside the release"):
        export_release(release, "csv", release.folder / "out")
    with pytest.raises(ReleaseError, match="does not exist"):
        export_release(release, "csv", tmp_path / "none" / "out")


def test_a_change_in_another_tool_is_in_the_next_build(raw_folder, command, tmp_path):
    build = ["build", raw_folder, "--out", tmp_path / "dist", "--name", "benches"]
    assert command(*build).code == 0
    (folder,) = (tmp_path / "dist").glob("benches-*")
    assert command("export", folder, "--to", "csv").out.endswith("-csv: 3 articles\n")
    table = tmp_path / f"{folder.name}-csv" / "quotes.csv"
    table.write_text(
        re.sub("(?m)^([0-9a-f]{24},0,yes),[^,]*,", r"\1,Vera Solheim,", table.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    back = command("import", "--from", "csv", table, folder, "--who", "Ida Brandt", "--out", "corrections/csv.toml")
    assert (back.code, back.err) == (0, "")
    (tmp_path / "toolkit.toml").write_text('[build]\ncorrections = "corrections"\n', encoding="utf-8")
    assert command(*build, "--dataset-version", "1.0.1").code == 0
    (again,) = (tmp_path / "dist").glob("benches-1.0.1")
    speakers = {row["quotes"][0]["speaker"] for row in Release(again, {}).read("articles").to_pylist()}
    assert speakers == {"Vera Solheim"}
    assert Path(tmp_path / "corrections" / "csv.toml").read_text(encoding="utf-8").count("Ida Brandt") >= 2

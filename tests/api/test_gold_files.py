"""Gold files as tools write them."""

import json

import pytest

from toolkit.api.gold_files import read_folder
from toolkit.errors import ConfigError

TEXT = "Ilse Brandt left Halden for Orrin Bank today"
SPANS = [(0, 11, "PER"), (17, 23, "LOC"), (28, 38, "ORG")]
LABELS = ("PERSON", "GPE", "company")


def _spans():
    return [(start, end, label) for (start, end, _), label in zip(SPANS, LABELS, strict=True)]


def _json_lines(folder):
    record = {"id": "a", "text": TEXT, "ents": _spans()}
    (folder / "gold.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")


def _records_with_objects(folder):
    spans = [{"start": start, "end": end, "label": label} for start, end, label in _spans()]
    (folder / "gold.jsonl").write_text(json.dumps({"text": TEXT, "spans": spans}) + "\n", encoding="utf-8")


def _label_studio(folder):
    results = [
        {"type": "labels", "value": {"start": start, "end": end, "labels": [label]}} for start, end, label in _spans()
    ]
    task = {
        "id": 7,
        "data": {"text": TEXT},
        "annotations": [{"was_cancelled": True, "result": []}, {"result": results}],
    }
    (folder / "export.json").write_text(json.dumps([task]), encoding="utf-8")


def _brat(folder):
    lines = [
        f"T{number}\t{label} {start} {end}\t{TEXT[start:end]}" for number, (start, end, label) in enumerate(_spans())
    ]
    lines += ["T9\tPERSON 0 4;12 16\tIlse left", "R1\tWorks Arg1:T0 Arg2:T2"]
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.ann").write_text("\n".join(lines), encoding="utf-8")


def _conll(folder):
    tags = ["B-PERSON", "I-PERSON", "O", "B-GPE", "O", "B-company", "I-company", "O"]
    lines = [f"{word} X {tag}" for word, tag in zip(TEXT.split(), tags, strict=True)]
    (folder / "gold.conll").write_text("-DOCSTART- O\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _spacy(folder):
    spacy = pytest.importorskip("spacy")
    document = spacy.blank("en")(TEXT)
    document.ents = [document.char_span(start, end, label=label) for start, end, label in _spans()]
    spacy.tokens.DocBin(docs=[document]).to_disk(folder / "gold.spacy")


@pytest.mark.parametrize("write", [_json_lines, _records_with_objects, _label_studio, _brat, _spacy])
def test_gold_of_every_tool_gives_the_same_spans(tmp_path, write):
    write(tmp_path)
    (text,) = read_folder(tmp_path)
    assert (text.text, list(text.spans)) == (TEXT, SPANS)


def test_columns_make_a_text_again(tmp_path):
    _conll(tmp_path)
    (text,) = read_folder(tmp_path)
    assert [text.text[start:end] for start, end, _ in text.spans] == ["Ilse Brandt", "Halden", "Orrin Bank"]


def test_two_names_beside_each_other_stay_two(tmp_path):
    (tmp_path / "gold.bio").write_text("Orrin B-ORG\nTamwell B-ORG\n", encoding="utf-8")
    assert len(read_folder(tmp_path)[0].spans) == 2


def test_a_span_outside_its_text_is_left_out(tmp_path):
    record = {"text": TEXT, "ents": [[0, 11, "PER"], [30, 99, "ORG"]]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(record), encoding="utf-8")
    assert read_folder(tmp_path)[0].spans == ((0, 11, "PER"),)


def test_a_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="holds no labelled texts"):
        read_folder(tmp_path)


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "gold.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"gold\.jsonl is no gold file"):
        read_folder(tmp_path)

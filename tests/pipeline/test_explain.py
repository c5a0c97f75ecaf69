"""A raw document, line by line."""

import json
from pathlib import Path

import pytest

from toolkit import api
from toolkit.config import Config, parse
from toolkit.contract.records import Article, Rejection
from toolkit.errors import SourceError
from toolkit.pipeline.explain import explain, explain_lines
from toolkit.read import discover, read
from toolkit.release.release_folder import open_release

WEB = Path(__file__).parents[2] / "seeds" / "web"


def test_every_line_that_is_not_blank_is_explained(raw_folder, story):
    (result,) = explain(raw_folder / "story-1.txt", Config())
    assert isinstance(result.outcome, Article)
    assert [line.text for line in result.lines] == [line.strip() for line in story(1).splitlines() if line.strip()]
    assert [line.number for line in result.lines] == [
        number for number, line in enumerate(story(1).splitlines(), 1) if line.strip()
    ]


def test_offsets_of_a_line_cut_it_out_of_the_raw_text(raw_folder):
    (result,) = explain(raw_folder / "story-1.txt", Config())
    assert [result.document.text[line.start : line.end].strip() for line in result.lines] == [
        line.text for line in result.lines
    ]


def test_a_line_names_the_fields_it_went_into(raw_folder):
    (result,) = explain(raw_folder / "story-1.txt", Config())
    assert result.lines[0].fields == ("headline",)
    assert {"dateline_place", "body"} <= set(result.lines[1].fields)


def test_every_line_is_in_a_field_or_says_why_not():
    for path in sorted(WEB.glob("*.txt")):
        (result,) = explain(path, Config())
        assert [
            (path.name, line.number, line.text) for line in result.lines if not line.fields and not line.removed
        ] == []


def test_a_removed_line_says_why(raw_folder, story):
    path = raw_folder / "story-1.txt"
    path.write_text(story(1) + "\nShare this article\n", encoding="utf-8")
    (result,) = explain(path, Config())
    assert (result.lines[-1].fields, bool(result.lines[-1].removed)) == ((), True)


def test_a_refused_document_is_explained_by_its_refusal(raw_folder):
    (result,) = explain(raw_folder / "empty.txt", Config())
    assert (type(result.outcome), result.outcome.reason, result.document, result.lines) == (
        Rejection,
        "empty",
        None,
        (),
    )


def test_every_record_of_a_container_is_explained(tmp_path, story):
    lines = [json.dumps({"body": story(number)}) for number in range(3)]
    (tmp_path / "raw.jsonl").write_text("\n".join([*lines, "{"]), encoding="utf-8")
    result = explain(tmp_path / "raw.jsonl", Config())
    assert [type(item.outcome) for item in result] == [Article, Article, Article, Rejection]


@pytest.mark.parametrize("name", ["README.md", "toolkit.toml", ".hidden.txt", "story.gold.json"])
def test_a_file_that_a_build_would_leave_out_is_explained_or_an_error(raw_folder, story, name):
    path = raw_folder / name
    path.write_text(story(1), encoding="utf-8")
    try:
        assert explain(path, parse({"read": {"exclude": ["README.md"]}}))
    except SourceError as error:
        assert name in str(error)  # noqa: PT017 - either is an answer


@pytest.fixture
def built(raw_folder, tmp_path):
    """Build a release of the raw folder."""
    return api.build([raw_folder], out=tmp_path / "out", engine="here").folder


@pytest.mark.parametrize("length", [24, 12])
def test_an_article_is_explained_by_its_id(built, raw_folder, length):
    row = open_release(built).read("articles").to_pylist()[1]
    config = parse({"build": {"inputs": [str(raw_folder)]}})
    (result,) = explain(row["id"][:length], config, release=built)
    assert (result.outcome.id, result.outcome.provenance.path) == (row["id"], row["provenance"]["path"])


@pytest.mark.parametrize(("target", "complaint"), [("zzzz", "zzzz"), ("", "full")])
def test_an_id_that_is_not_there_or_not_alone_is_an_error(built, raw_folder, target, complaint):
    config = parse({"build": {"inputs": [str(raw_folder)]}})
    with pytest.raises(SourceError, match=complaint):
        explain(target, config, release=built)


def test_an_id_without_its_release_is_an_error_with_advice():
    with pytest.raises(SourceError, match="--release"):
        explain("0123456789ab", Config())


def test_an_id_whose_raw_document_is_elsewhere_is_an_error_with_advice(built, tmp_path, story):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "story.txt").write_text(story(8), encoding="utf-8")
    identifier = open_release(built).read("articles")["id"][0].as_py()
    with pytest.raises(SourceError, match="--inputs"):
        explain(identifier, parse({"build": {"inputs": [str(tmp_path / "other")]}}), release=built)


def test_lines_of_other_line_ends_are_lines(tmp_path, story):
    (tmp_path / "story.txt").write_bytes(story(1).replace("\n", "\r\n").encode())
    (source,) = discover([tmp_path / "story.txt"], Config().read)
    (document,) = read(source, Config().read)
    (result,) = explain(tmp_path / "story.txt", Config())
    assert list(explain_lines(document, result.outcome)) == list(result.lines)
    assert len(result.lines) == len([line for line in story(1).splitlines() if line.strip()])


def test_each_line_of_a_text_bears_the_label_of_the_line_model(raw_folder):
    (result,) = explain(raw_folder / "story-1.txt", Config())
    assert result.lines[0].label == "headline"
    assert all(0 < line.probability <= 1 for line in result.lines if line.probability is not None)


def test_each_quote_is_explained_by_its_options(raw_folder):
    (result,) = explain(raw_folder / "story-1.txt", Config())
    assert [item.quote for item in result.quotes] == list(result.outcome.quotes)
    assert all(item.options for item in result.quotes)

"""A release beside gold answers."""

import json

import pytest

from toolkit.api.releases import build
from toolkit.errors import SourceError
from toolkit.release.evaluate import evaluate, without_suffixes
from toolkit.release.evaluate.compare_gold import FIELDS
from toolkit.release.release_folder import open_release


@pytest.fixture
def release(raw_folder, tmp_path):
    """Build a release of three articles and an empty file."""
    return build([raw_folder], out=tmp_path / "out", engine="here").folder


@pytest.fixture
def gold(release, tmp_path):
    """Write what the release holds as gold answers; `gold(story=changes)` changes the answers of one file."""

    def write(**changes):
        for row in open_release(release).read("articles").to_pylist():
            name = row["provenance"]["path"].split("/")[-1].removesuffix(".txt")
            answers = {name: row[name] for name in ("headline", "source", "authors", "body", "date_edtf", "language")}
            answers["quotes"] = [{"text": item["text"], "speaker": item["speaker"]} for item in row["quotes"]]
            answers["entities"] = [{"text": item["text"], "type": item["type"]} for item in row["entities"] or []]
            record = {"record": None, **answers, **changes.get(name.replace("-", "_"), {})}
            path = tmp_path / "gold" / f"{name}.gold.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps({"records": [record]}), encoding="utf-8")
        return tmp_path / "gold"

    return write


def test_a_release_agrees_with_itself(release, gold):
    result = evaluate(gold(), release)
    assert (result.articles, result.missing, result.mistakes) == (3, 0, ())
    assert list(result.scores) == list(FIELDS)
    assert {name for name, score in result.scores.items() if score.f1 != 1.0} == {"authors"}
    assert result.scores["authors"].wanted == 0


@pytest.mark.parametrize(
    ("changes", "name", "share"),
    [
        ({"headline": "Another"}, "headline", 2 / 3),
        ({"source": "Another"}, "source", 2 / 3),
        ({"date_edtf": None}, "date", 2 / 3),
        ({"authors": ["Ida Brandt"]}, "authors", 0.0),
    ],
)
def test_a_wrong_answer_costs_its_own_field_only(release, gold, changes, name, share):
    result = evaluate(gold(story_1=changes), release)
    assert result.scores[name].f1 == pytest.approx(share, abs=1e-3)
    assert {mistake.field for mistake in result.mistakes} == {name}
    assert [other for other, score in result.scores.items() if score.f1 not in (1.0, None)] == [name]


def test_a_wrong_speaker_of_a_right_quote_is_a_mistake_of_the_speaker(release, gold):
    quotes = [{"text": quote["text"], "speaker": "Nobody"} for quote in _row(release)["quotes"]]
    result = evaluate(gold(story_1={"quotes": quotes}), release)
    assert result.scores["quotes"].f1 == 1.0
    assert result.scores["speakers"].f1 < 1.0


def _row(release):
    rows = open_release(release).read("articles").to_pylist()
    return next(row for row in rows if row["provenance"]["path"].endswith("story-1.txt"))


def test_an_article_that_is_missing_counts_as_wrong_in_everything(release, gold):
    folder = gold()
    (folder / "story-1.gold.json").rename(folder / "lost.gold.json")
    result = evaluate(folder, release)
    assert (result.missing, result.scores["headline"].right, result.scores["headline"].wanted) == (1, 2, 3)
    assert result.scores["quotes"].recall < 1.0


def test_a_document_that_must_be_refused_and_is_published_is_counted(release, gold):
    folder = gold()
    (folder / "story-1.gold.json").write_text('{"records": [{"record": null, "rejected": "listing"}]}')
    (folder / "empty.gold.json").write_text('{"records": [{"record": null, "rejected": "empty"}]}')
    result = evaluate(folder, release)
    assert (result.articles, result.refused, result.wrongly_published) == (2, 2, 1)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"records": 3}', '{"records": [3]}', '{"records": [{}]}'])
def test_a_file_that_is_no_gold_is_an_error_with_its_name(release, gold, content):
    folder = gold()
    (folder / "story-1.gold.json").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"story-1\.gold\.json"):
        evaluate(folder, release)


def test_a_folder_without_gold_is_an_error(release, tmp_path):
    with pytest.raises(SourceError, match=r"gold\.json"):
        evaluate(tmp_path / "raw", release)


def test_gold_of_something_else_is_an_error(sample, gold):
    with pytest.raises(SourceError, match="belongs"):
        evaluate(gold(), sample.folder)


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("a/b.txt", "a/b"),
        ("b.jsonl.zst", "b"),
        ("a/b.c.html", "a/b.c"),
        ("README", "README"),
        ("a.b/c.txt.gz", "a.b/c"),
    ],
)
def test_suffixes_of_format_and_compression_do_not_count(path, stem):
    assert without_suffixes(path) == stem


def test_the_command_prints_figures_and_mistakes(command, release, gold):
    outcome = command("evaluate", gold(story_1={"headline": "Another"}), release, "--mistakes", 1)
    assert (outcome.code, outcome.err) == (0, "")
    assert "headline: story-1: wanted 'Another'" in outcome.out


def test_machines_get_json(command, release, gold):
    result = json.loads(command("evaluate", gold(), release, "--json").out)
    assert result["scores"]["body"]["f1"] == 1.0

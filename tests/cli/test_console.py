"""What the commands print."""

import re

import pytest

from toolkit import api
from toolkit.cli.console import (
    counted,
    show_build,
    show_explanation,
    show_publication,
    show_rebuild,
    show_validation,
)
from toolkit.config import Config
from toolkit.contract.records import Rejection
from toolkit.pipeline.build import Build
from toolkit.pipeline.explain import Explanation, explain
from toolkit.pipeline.rebuild import Rebuild
from toolkit.publishing.publish_plan import Outcome, Plan
from toolkit.publishing.publish_release import Publication
from toolkit.validation.result import Validation, Violation

ESCAPES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def _fault(row=0, rule="minimum", **changes):
    values = {
        "file": "a.jsonl",
        "row": row,
        "id": "f" * 24,
        "rule": rule,
        "path": "word_count",
        "value": "0",
        "message": "must keep minimum 1",
    }
    return Violation(**{**values, **changes})


def test_a_build_is_summed_up(sample, capsys):
    show_build(sample)
    out = capsys.readouterr().out
    tables, balance = sample.manifest["tables"], sample.manifest["balance"]
    assert out.startswith(f"Built {sample.folder}\n")
    assert f"{tables['articles']['rows']:,} articles, {tables['quotes']['rows']:,} quotes" in out
    assert f"{balance['read']:,} read = {balance['published']:,} published" in out


def test_a_build_lists_what_was_refused_and_why(sample, capsys):
    show_build(sample)
    assert re.search(r"^ +empty +seeds/broken/empty\.txt", capsys.readouterr().out, re.MULTILINE)


def test_a_build_says_what_looks_wrong_in_its_release(sample, capsys):
    warning = {"articles": 3, "examples": ["a1"], "message": "the body begins within a sentence"}
    warnings = {"implausible_beginning": warning, "one_spelling": {**warning, "examples": ["b2"]}}
    show_build(Build(sample.folder, {**sample.manifest, "warnings": warnings}, changed=True))
    lines = [line for line in capsys.readouterr().out.splitlines() if "look at" in line]
    assert lines == ["  look at    3 articles, such as a1: the body begins within a sentence"]


def test_a_build_that_changed_nothing_says_so(sample, capsys):
    show_build(Build(sample.folder, sample.manifest, changed=False))
    assert capsys.readouterr().out.startswith(f"Unchanged: {sample.folder}\n")


def test_a_validation_that_passed_is_one_line(capsys):
    show_validation(Validation("a.jsonl", {"a.jsonl": 1234}, ()))
    out = capsys.readouterr().out
    assert (out.count("\n"), "a.jsonl" in out, "1,234 rows" in out) == (1, True, True)


def test_faults_are_grouped_by_rule_the_most_frequent_first(capsys):
    faults = (_fault(0, "pattern"), _fault(1), _fault(2))
    show_validation(Validation("a.jsonl", {"a.jsonl": 5}, faults))
    out = capsys.readouterr().out
    assert out.startswith("a.jsonl: 5 rows checked, 3 errors, 0 warnings")
    assert out.index("minimum (2)") < out.index("pattern (1)")


def test_a_fault_is_shown_with_its_place_and_value(capsys):
    show_validation(Validation("a.jsonl", {"a.jsonl": 5}, (_fault(3, raw_path="raw/a.txt", raw_line=7),)))
    assert f"raw/a.txt:7 word_count = 0 (a.jsonl row 3 {'f' * 24} word_count)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "things", "printed"),
    [
        (1, "entities", "1 entity"),
        (0, "entries", "0 entries"),
        (1, "files", "1 file"),
        (1200, "quotes", "1,200 quotes"),
    ],
)
def test_one_thing_is_not_several(number, things, printed):
    assert counted(number, things) == printed


def test_many_faults_are_counted_and_not_all_shown(capsys):
    show_validation(Validation("a.jsonl", {"a.jsonl": 500}, tuple(_fault(row) for row in range(500))))
    out = capsys.readouterr().out
    assert out.count("\n") < 40
    assert "480 more" in out


def test_a_value_cannot_play_with_the_terminal(capsys):
    show_validation(
        Validation("a.jsonl", {"a.jsonl": 5}, (_fault(value="\x1b[31mred\x07\nnext\u202e", id="\x1b]0;x"),))
    )
    assert ESCAPES.findall(capsys.readouterr().out) == []


def test_an_article_is_shown_line_by_line_with_its_fields(raw_folder, capsys):
    (explanation,) = explain(raw_folder / "story-1.txt", Config())
    show_explanation(explanation)
    out = capsys.readouterr().out
    assert re.search(r"^ +1 +headline +\d+%  Lindhafen gets 1 benches", out, re.MULTILINE)
    assert re.search(r"^ +date +2024-03-02 \(precision day", out, re.MULTILINE)
    assert "Jon Myhre" in out
    assert out.splitlines()[0] == f"story-1.txt: article {explanation.outcome.id}"


def test_an_explanation_away_from_a_terminal_has_no_colour(raw_folder, capsys):
    (explanation,) = explain(raw_folder / "story-1.txt", Config())
    show_explanation(explanation)
    assert ESCAPES.findall(capsys.readouterr().out) == []


def test_a_line_of_a_page_that_shows_nothing_is_markup(raw_folder, capsys):
    path = raw_folder / "page.html"
    lead = "The ferry to Ormsund has been running again since Monday, said the woman who keeps the lighthouse."
    rest = "Forty people went across on the first day, although it rained from morning until night without a break."
    body = f"<h1>The ferry runs again</h1>\n<p>{lead}</p>\n<p>{rest}</p>\n<p>{lead[::-1]}</p>"
    path.write_text(f"<html>\n<body>\n{body}\n</body></html>", encoding="utf-8")
    (explanation,) = explain(path, Config())
    show_explanation(explanation)
    assert [line.split()[1:3] for line in capsys.readouterr().out.splitlines()[1:4]] == [
        *(["-", "markup"], ["-", "markup"], ["headline", "<h1>The"])
    ]


@pytest.mark.parametrize("brackets", ["[red]", "[/]", "[bold", "[link=x]"])
def test_brackets_in_a_text_are_shown_as_they_are(raw_folder, story, capsys, brackets):
    path = raw_folder / "story-1.txt"
    path.write_text(story(1).replace("benches by", f"benches {brackets} by", 1), encoding="utf-8")
    (explanation,) = explain(path, Config())
    show_explanation(explanation)
    assert brackets in capsys.readouterr().out


def test_a_raw_text_cannot_play_with_the_terminal(raw_folder, story, capsys):
    path = raw_folder / "story-1.txt"
    path.write_text(story(1).replace("lemonade", "\x1b[31mlemonade\x1b[0m"), encoding="utf-8")
    for explanation in explain(path, Config()):
        show_explanation(explanation)
    assert ESCAPES.findall(capsys.readouterr().out) == []


def test_a_refusal_is_shown_with_place_reason_and_detail(capsys):
    refused = Rejection(
        "f" * 24, "read", "invalid_record", "No [JSON]\x1b[31m.", "raw/a.jsonl", 7, 8, None, None, None, None
    )
    show_explanation(Explanation(None, refused, ()))
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "raw/a.jsonl, record 7: refused by read as invalid_record"
    assert ("[JSON]" in out, ESCAPES.findall(out)) == (True, [])


def test_a_record_is_shown_with_every_field(contract):
    out = api.schema_show("quote")
    assert [line.split()[0] for line in out.splitlines()[1:] if line] == [
        field.name for field in contract.record("quote").fields
    ]
    assert re.search(r"^  speaker +string, may be null +Resolved name", out, re.MULTILINE)


def test_what_is_published_is_told_with_what_goes_and_why(capsys):
    plan = Plan(
        "hf://datasets/halden/news", "news-1.1.0", "v1.1.0", "upload", 12, 3_400_000, 3, 2, 1_200_000, ("a", "b")
    )
    outcome = Outcome(plan, "published", "https://there/tree/v1.1.0", "0123456789abcdef", private=False)
    validation = Validation("news", {}, (Violation("f", None, None, "r", "p", None, "m"),))
    show_publication(Publication(validation, outcome, "The court asked for it.", ("articles",)))
    assert capsys.readouterr().out.splitlines() == [
        "Published news-1.1.0 to hf://datasets/halden/news",
        "  holds      12 files (3.4 MB), of which new 2 files (1.2 MB)",
        "  removes    a, b",
        "  version    v1.1.0, commit 0123456789ab",
        "  address    https://there/tree/v1.1.0 (public)",
        "  proved     every checksum; read back articles",
        "  forced     1 error: The court asked for it.",
    ]


def test_who_proposes_a_release_is_told_what_comes_next(capsys):
    plan = Plan("hf://datasets/halden/news", "news-1.1.0", "v1.1.0", "upload", 12, 3_400_000, 3, 2, 1_200_000)
    address = "https://there/discussions/1"
    outcome = Outcome(plan, "proposed", address, "0123456789abcdef", address, private=True)
    show_publication(Publication(Validation("news", {}, ()), outcome))
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first == "Proposed news-1.1.0 to hf://datasets/halden/news"
    assert last == "  next       merge it there, and run the same command again for the tag"


@pytest.mark.parametrize(
    ("rebuild", "line"),
    [
        (Rebuild(True, (), (), ()), "built again: the same bytes"),
        (Rebuild(True, (), ("a.parquet",), ("pyarrow 25.0.0",)), "other bytes, since it was made with pyarrow 25.0.0"),
        (Rebuild(True, (), ("README.md",), ()), "README.md: built again, it has other bytes"),
        (Rebuild(True, ("quotes",), (), ()), "data/quotes: built again, it has other rows"),
        (Rebuild(False, (), (), ()), "from other documents"),
    ],
)
def test_a_rebuild_is_told_in_a_line(capsys, rebuild, line):
    show_rebuild(rebuild)
    assert line in capsys.readouterr().out

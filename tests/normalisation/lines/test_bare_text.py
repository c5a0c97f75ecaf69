"""A text that is an article and nothing else keeps its short sentences and crossheads."""

import hashlib
import random

import pytest

from tests.normalisation.lines.wire_copy import write_story
from toolkit.contract.records import Article, Document
from toolkit.normalisation import normalise_document
from toolkit.normalisation.lines.label_lines import label_lines

LEAD = "The harbour of Little Marsh will be dredged in autumn, the council said. The work will take about a year."
PARAGRAPHS = (
    "The ferry stays in port until then.",
    "Sand and gravel",
    "“We have no choice,” said the harbour master.",
    "What does it cost?",
    "Nobody knows.",
    "The council will name a sum on Thursday.",
    "Neighbours fear the noise",
    "Some of them have hired a lawyer.",
)


def labels(*lines):
    return [line.label for line in label_lines("\n\n".join(("Harbour to be dredged", LEAD, *lines)))]


def test_short_sentences_and_crossheads_are_body():
    assert labels(*PARAGRAPHS) == ["headline", *["body"] * 9]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["line", "blank line"])
def test_short_paragraphs_of_any_number_are_body(gap):
    for number in range(2, 8):
        text = gap.join(("Harbour to be dredged", LEAD, *PARAGRAPHS[:number], PARAGRAPHS[-1]))
        document = Document("a", text, hashlib.sha256(text.encode()).hexdigest(), "text/plain")
        article = normalise_document(document)
        assert isinstance(article, Article)
        assert article.body == "\n\n".join((LEAD, *PARAGRAPHS[:number], PARAGRAPHS[-1]))


def test_other_languages_are_no_different():
    german = (
        "Hafen wird ausgebaggert",
        "Der Hafen wird im Herbst ausgebaggert, teilte die Stadt mit. Die Arbeiten dauern etwa ein Jahr.",
        "Die Fähre bleibt so lange liegen.",
        "Sand und Kies",
        "„Wir haben keine Wahl“, sagte der Hafenmeister.",
        "Die Stadt will am Donnerstag eine Summe nennen.",
    )
    assert [line.label for line in label_lines("\n".join(german))] == ["headline", *["body"] * 5]


@pytest.mark.parametrize(
    "tail",
    [
        ("Read more about the harbour.", "Ferry sails again"),
        ("Ferry sails again after storm", "Council elects a mayor", "Five gardens worth a visit"),
        ("Subscribe to our newsletter to read on.",),
        ("More stories",),
    ],
    ids=["plea", "titles", "newsletter", "heading"],
)
def test_furniture_behind_the_article_is_no_body(tail):
    assert "body" not in labels(*PARAGRAPHS[:1], PARAGRAPHS[2], PARAGRAPHS[5], *tail)[-len(tail) :]


def test_stories_of_any_length_keep_their_paragraphs_without_a_dateline():
    for number in range(20):
        story = write_story(random.Random(f"bare {number}"))
        paragraphs = (story.paragraphs[0].split(" - ", 1)[1], *story.paragraphs[1:])
        text = "\n\n".join(("Harbour to be dredged", *paragraphs))
        printed = {line.whole for line in label_lines(text) if line.label in ("body", "standfirst")}
        assert [paragraph for paragraph in paragraphs if paragraph not in printed] == []

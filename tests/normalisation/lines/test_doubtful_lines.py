"""In a text that is an article and nothing else, doubtful lines belong to it."""

import hashlib
import random

import pytest

from tests.normalisation.lines.wire_copy import write_story
from toolkit.contract.records import Article, Document
from toolkit.normalisation import normalise_documents
from toolkit.normalisation.lines.doubtful_lines import settle_doubtful
from toolkit.normalisation.lines.label_lines import label_lines

LEAD = "OSLO, March 4 - The harbour of Little Marsh will be dredged in autumn, the council said on Monday."
PLAIN = "The harbour of Little Marsh will be dredged in autumn, the council said on Monday."
SECOND = "The work will cost nine million crowns, most of which the state pays, and take about a year."
SIGN = "There is no sign that the ferry will sail before the sand has gone, a captain said."


def settle(*lines: tuple[str, float]) -> list[str | None]:
    """Settle lines whose chances to be body are given; a line is body from a half."""
    chances = [chance for _, chance in lines]
    classes = ["body" if chance > 0.5 else None for _, chance in lines]
    return settle_doubtful(classes, chances, [line for line, _ in lines])


def test_wire_copy_keeps_every_paragraph_and_has_neither_author_nor_standfirst():
    stories = [write_story(random.Random(f"wire {number}")) for number in range(60)]
    texts = [story.printed for story in stories]
    documents = [Document("a", text, hashlib.sha256(text.encode()).hexdigest(), "text/plain") for text in texts]
    for story, article in zip(stories, normalise_documents(documents), strict=True):
        assert isinstance(article, Article)
        lead = story.paragraphs[0].split(" - ", 1)[1]
        assert article.body == "\n\n".join((lead, *story.paragraphs[1:]))
        assert (article.authors, article.standfirst) == ((), None)


def test_a_crosshead_between_paragraphs_is_body():
    assert settle((PLAIN, 1), (SECOND, 1), ("Sand and gravel", 0.3), (SIGN, 1))[2] == "body"


@pytest.mark.parametrize("other", ["Share this article", "Five gardens worth a visit"])
def test_no_doubtful_line_is_body_where_furniture_is_among_the_paragraphs(other):
    assert settle((PLAIN, 1), (other, 0.01), (SECOND, 1), ("Sand and gravel", 0.3), (SIGN, 1))[3] is None


def test_a_sentence_of_wire_copy_is_body_whatever_its_words_are():
    assert settle((LEAD, 1), (SIGN, 0.02), (SECOND, 1))[1] == "body"
    assert settle((PLAIN, 1), (SIGN, 0.02), (SECOND, 1), ("Share this article", 0.01), (PLAIN, 1))[1] is None


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter to read more stories of the harbour.",
        "READ MORE: Ferry sails again after the winter storms.",
        "Copyright 2024 The Marsh Post. All rights reserved.",
        "Five Gardens Of The Coast That Are Worth A Visit.",
    ],
)
def test_what_is_no_report_stays_outside_wire_copy(line):
    assert settle((LEAD, 1), (SECOND, 1), (line, 0.04))[2] is None


BRIEFS = (
    (
        "Hafenbrücke wird gesperrt",
        "Die Hafenbrücke wird ab Montag für Bauarbeiten gesperrt. Das teilte die Stadt am Dienstag mit.",
        "Die Brücke wurde 1931 gebaut, täglich fahren neuntausend Autos darüber.",
    ),
    (
        "Harbour bridge closes for repairs",
        "The harbour bridge will close for repairs on Monday, the council said. The work will take three months.",
        "The ferry will run more often until the summer.",
    ),
    (
        "Le pont du port ferme",
        "Le pont du port fermera lundi pour travaux, a annoncé la mairie. Les travaux doivent durer trois mois.",
        "Le bac circulera plus souvent jusqu'à l'été.",
    ),
    (
        "Мост в порту закроют",
        "Мост в порту закроют на ремонт с понедельника, сообщили в мэрии. Работы продлятся три месяца.",
        "До лета паром будет ходить чаще, сказал представитель города.",
    ),
)


@pytest.mark.parametrize("credit", ["", " (dpa)", " (ib/dpa)", " [ib]", " ©AFP", " (Reuters)"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["line", "blank line"])
def test_the_last_sentence_of_a_brief_is_body_with_any_credit(credit, gap):
    for headline, lead, last in BRIEFS:
        labels = [line.label for line in label_lines(gap.join((headline, lead, last + credit)))]
        assert labels == ["headline", "body", "body"], (headline, credit)


def test_a_sentence_behind_a_picture_credit_is_a_caption():
    assert settle((PLAIN, 1), (SECOND, 1), ("The harbour at dawn. (Photo: Ada Fenn)", 0.001))[2] is None


def test_the_times_of_a_live_blog_do_not_end_it():
    assert settle((PLAIN, 1), ("16:40", 0.1), (SECOND, 1), ("3.10 pm", 0.01), (SIGN, 0.02))[4] == "body"

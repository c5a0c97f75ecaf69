"""A text that begins with its story keeps its first paragraph."""

import pytest

from toolkit import normalise
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.lines.opening_prose import settle_opening

LEAD = "The dredger that was to deepen the harbour of Lundby by the end of the month ran aground on Friday."


def labels(*lines):
    return [line.label for line in settle_opening([Line(0, len(text), text, label, 0.6) for text, label in lines])]


def test_a_first_paragraph_of_prose_is_body():
    assert labels((LEAD, "headline"), ("Nobody was hurt.", "body")) == ["body", "body"]


def test_a_headline_below_it_is_a_crosshead():
    assert labels((LEAD, "related"), ("A second try", "headline"), ("Nobody was hurt.", "body")) == ["body"] * 3


@pytest.mark.parametrize("headline", ["Dredger runs aground.", LEAD.rstrip("."), "Subscribe to " + LEAD])
def test_a_headline_stays_one(headline):
    assert labels((headline, "headline"), ("Nobody was hurt.", "body")) == ["headline", "body"]


def test_what_a_byline_follows_is_the_headline():
    assert labels((LEAD, "headline"), ("By Ada Brandt", "byline"), (LEAD, "body")) == ["headline", "byline", "body"]


def test_a_line_above_the_body_that_is_no_prose_leaves_all_as_it_is():
    assert labels((LEAD, "related"), ("More", "share"), (LEAD, "body")) == ["related", "share", "body"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "Der Bagger, der den Hafen von Lundby bis zum Monatsende vertiefen sollte, lief am Freitag auf Grund.",
            "„Wir hatten vor der Sandbank gewarnt“, sagte Lotsin Ines Halvorsen. Verletzt wurde niemand.",
            "Ein Schlepper soll das Schiff am Montag mit der Flut wieder in die Fahrrinne ziehen.",
        ),
        (
            "La draga que debía ahondar el puerto de Lundby antes de fin de mes encalló el viernes por la mañana.",
            "«Habíamos advertido del banco de arena», dijo la práctica Inés Halvorsen. No hubo heridos.",
            "Un remolcador intentará el lunes devolver la nave al canal con la marea alta.",
        ),
    ],
)
def test_no_paragraph_of_a_text_without_headline_is_lost(paragraphs):
    article = normalise("\n\n".join(paragraphs), annotate=False)
    assert (article.headline, article.body) == (None, "\n\n".join(paragraphs))

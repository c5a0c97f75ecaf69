"""What speaks for and against a field is read from the article and its raw document."""

import pytest

from toolkit.contract.records import Evidence, Removed
from toolkit.normalisation.confidence.field_layout import read_layout
from toolkit.normalisation.confidence.field_signs import (
    author_signs,
    date_signs,
    headline_signs,
    language_signs,
    source_signs,
)

TEXT = (
    "Menu\nFerry takes bicycles - Courier\nBy Ida Brandt\n5 March 2024\nThe ferry takes bicycles again.\n© The Courier"
)


def span(text):
    return TEXT.index(text), TEXT.index(text) + len(text)


@pytest.fixture
def story(article):
    """Make an article that was read from the text above, with its layout."""
    evidence = (
        Evidence("headline", "stated", *span("Ferry takes bicycles - Courier")),
        Evidence("authors", "stated", *span("Ida Brandt")),
        Evidence("date", "stated", *span("5 March 2024")),
        Evidence("body", "stated", *span("The ferry takes bicycles again.")),
        Evidence("source", "stated", *span("The Courier")),
        Evidence("language", "inferred", None, None),
    )
    made = article(
        headline="Ferry takes bicycles - Courier",
        authors=("Ida Brandt",),
        body="The ferry takes bicycles again.",
        source="The Courier",
        evidence=evidence,
        removed=(Removed(*span("Menu"), "share"),),
    )
    return made, read_layout(made, TEXT, is_page=False)


def test_a_headline_is_judged_by_its_words_and_its_place(story):
    signs = set(headline_signs(*story, {"headline": 0.995}))

    assert {"stated", "chance from 0.99", "separator", "shared with the body from 0.75"} <= signs
    assert {"printed below 2", "words below 8", "characters above below 200"} <= signs


def test_a_date_is_judged_by_its_weight_and_its_place(story):
    signs = set(date_signs(*story, {"date": 3.5}))

    assert {"stated", "weight below 4.5", "characters from the headline below 100"} <= signs


def test_an_author_is_judged_by_what_stands_before_the_name(story):
    assert {"behind a cue", "beside the date", "words of a name below 3"} <= set(author_signs(*story, {}))


def test_an_outlet_below_the_body_is_judged_as_such(story):
    signs = set(source_signs(*story, {"source": 4}))

    assert {"below the body", "trust below 5", "crop, trust below 5", "words below 3"} <= signs


def test_a_language_is_judged_by_how_much_there_is_to_read(story):
    assert {"inferred", "no place", "words of the body below 60", "English"} == set(language_signs(*story, {}))


def test_the_share_of_removed_text_counts_against_the_body(story):
    _, layout = story

    assert layout.removed == pytest.approx(4 / (4 + 31))


def test_a_document_without_printed_fields_has_a_layout(article):
    layout = read_layout(article(evidence=()), TEXT, is_page=False)

    assert (layout.headline_start, layout.lead, layout.last) == (None, len(TEXT), len(TEXT))

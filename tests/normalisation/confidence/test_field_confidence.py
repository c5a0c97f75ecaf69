"""The confidence of an article's fields stands in their evidence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from toolkit.contract.records import Article, Document, Evidence
from toolkit.normalisation import NormaliseOptions, normalise_document
from toolkit.normalisation.confidence.field_confidence import load_weights, with_confidence
from toolkit.normalisation.confidence.field_signs import SIGNS

BODY = (
    "The ferry to Brekkevik carries bicycles again, the harbour office of Lindhafen said. The rack had been taken away "
    "in the autumn, when a storm bent two of its rails, and the office had waited for a smith ever since.\n\n"
    "Passengers pay nothing for a bicycle before noon. After that the crew decides how many there is room for."
)
STORY = f"Bicycles are back on the ferry\n\nBy Ida Brandt\n\n5 March 2024\n\n{BODY}\n"


def document(text=STORY, media_type="text/plain", **changes):
    return Document("ferry.txt", text, "ab" * 32, media_type, **changes)


def confidence(article):
    """Return the confidence of each field; its evidence must agree."""
    values = {}
    for item in article.evidence:
        assert values.setdefault(item.field, item.confidence) == item.confidence
    return values


def test_every_field_that_was_found_has_a_confidence():
    chances = confidence(normalise_document(document()))

    assert {name for name, value in chances.items() if value is not None} == {"headline", "date", "authors", "language"}
    assert all(0.5 < chances[name] < 1 for name in ("headline", "date", "authors", "language"))


def test_other_fields_have_none():
    chances = confidence(normalise_document(document(url="https://courier.example/ferry")))

    assert chances["body"] is None
    assert chances["source_domain"] is None


def test_a_headline_of_the_container_has_its_own_confidence():
    article = normalise_document(document(BODY, given={"headline": "Bicycles are back on the ferry"}))

    assert confidence(article)["headline"] is not None
    assert confidence(article)["headline"] != confidence(normalise_document(document()))["headline"]


def test_a_date_from_the_address_alone_is_less_sure_than_a_printed_one():
    text = f"Bicycles are back on the ferry\n\n{BODY}\n"
    article = normalise_document(document(text, url="https://courier.example/2024/03/05/ferry"))

    assert article.date == date(2024, 3, 5)
    assert confidence(article)["date"] is not None


def test_a_page_has_a_confidence_too():
    page = (
        '<html lang="en"><head><meta property="og:title" content="Bicycles are back on the ferry">'
        '<meta property="article:published_time" content="2024-03-05T09:00:00Z"></head><body><article>'
        f"<h1>Bicycles are back on the ferry</h1><p>{'</p><p>'.join(BODY.split(chr(10) * 2))}</p></article></body>"
    )
    chances = confidence(normalise_document(document(page, "text/html")))

    assert all(chances[name] is not None for name in ("headline", "date", "published_at", "language"))
    assert chances["published_at"] == chances["date"]


def test_an_undecided_date_has_no_confidence():
    article = normalise_document(document(STORY.replace("5 March 2024", "04/05/2024")))

    assert article.date is None
    assert confidence(article)["date"] is None


def test_a_language_that_the_options_set_was_not_measured():
    article = normalise_document(document(), NormaliseOptions(language="en"))

    assert "language" not in confidence(article)


def test_a_language_that_the_container_states_comes_from_it():
    article = normalise_document(document(given={"language": "en"}))

    assert [item.method for item in article.evidence if item.field == "language"] == ["metadata"]


def test_a_field_with_a_number_keeps_its_place_and_note():
    plain = normalise_document(document())
    without = tuple(Evidence(item.field, item.method, item.start, item.end, item.note) for item in plain.evidence)

    again = with_confidence(plain, document(), {})

    assert (
        tuple(Evidence(item.field, item.method, item.start, item.end, item.note) for item in again.evidence) == without
    )


@pytest.mark.parametrize("name", SIGNS)
def test_every_field_was_measured_on_texts_and_pages(name):
    assert {"text", "page", "given"} <= load_weights()[name].keys()


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [*STORY.split("\n\n"), "Von Ida Brandt", "12.3.2023, 14:05", "Updated 6 March", "©  The Courier"]
        ),
        st.text(max_size=60),
    ),
    max_size=12,
)
GIVEN = st.dictionaries(
    st.sampled_from(["headline", "date", "authors", "source", "language", "url", "published_at"]),
    st.one_of(st.text(max_size=30), st.sampled_from(["2024-03-05", "en", "Ida Brandt", "The Courier"])),
)


@given(LINES, GIVEN, st.sampled_from(["text/plain", "text/html"]))
def test_a_confidence_is_a_probability_and_never_that_of_nothing(lines, stated, media_type):
    article = normalise_document(document(f"{chr(10).join(lines)}\n\n{BODY}", media_type, given=stated))
    if not isinstance(article, Article):
        return
    for item in article.evidence:
        assert item.confidence is None or 0 <= item.confidence <= 1
    values = {"headline": article.headline, "date": article.date_edtf, "source": article.source}
    values |= {"authors": article.authors, "language": article.language}
    for name, value in values.items():
        measured = any(item.confidence is not None for item in article.evidence if item.field == name)
        assert value or not measured


def test_the_confidence_is_that_of_the_released_row():
    article = toolkit.normalise(STORY)

    assert confidence(article)["headline"] == confidence(normalise_document(document()))["headline"]

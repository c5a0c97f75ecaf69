"""Named entities."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.annotation.entities.ner import find_entities

ARTICLE = """LUSAKA (AFP) - Zambian Energy Minister Ilse Brandt met Prime Minister Tomás Okafor of Kenya in Geneva.

"We agreed on the dam," Brandt told the Ministry of Water Development. Okafor's office confirmed the deal with
the European Union and the World Bank. The U.S. embassy in Nairobi welcomed it.

Kenyans had waited long, said Okafor, who flew home to Nairobi."""

WORDS = (
    *("the", "The", "said", "President", "Ilse", "Brandt", "Geneva", "U.S.", "Kenya's", "of", "Bank", "and", "Mr."),
    *("-", '"', "’s", ".", ",", "?", "(", ")", "\n", "\n\n", "2024", "O'Hara", "Al-Sabah", "EU", "ÉCOLE"),
    *("ل", "Москва", "\u200b", "\u00a0", "\u2028"),
)
NEWS_LIKE = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def check(body):
    entities = find_entities(body)
    assert all(body[entity.start : entity.end] == entity.text for entity in entities)
    assert all(entity.text == entity.text.strip() != "" for entity in entities)
    assert all(len(entity.text.splitlines()) == 1 for entity in entities)
    assert all(before.end <= after.start for before, after in pairwise(entities))
    assert all(0 <= entity.confidence <= 1 and entity.name for entity in entities)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_spans_of_any_text_are_clean(body):
    check(body)


@settings(max_examples=100, deadline=None)
@given(NEWS_LIKE)
@example("said U.S. \n Brandt")
def test_spans_of_news_like_text_are_clean(body):
    check(body)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Ilse Brandt", "PER", "Ilse Brandt"),
        ("Brandt", "PER", "Ilse Brandt"),
        ("Okafor", "PER", "Tomás Okafor"),
        ("Kenya", "LOC", "Kenya"),
        ("Geneva", "LOC", "Geneva"),
        ("Nairobi", "LOC", "Nairobi"),
        ("U.S.", "LOC", "United States"),
        ("European Union", "ORG", "European Union"),
        ("World Bank", "ORG", "World Bank"),
        ("Zambian", "NORP", "Zambian"),
        ("Kenyans", "NORP", "Kenyans"),
    ],
)
def test_an_article_holds_these_entities(text, kind, name):
    assert (text, kind, name) in {(entity.text, entity.type, entity.name) for entity in find_entities(ARTICLE)}


def test_a_country_has_its_code_and_a_person_none():
    result = {entity.text: entity.entity_id for entity in find_entities(ARTICLE)}

    assert (result["Kenya"], result["U.S."], result["Brandt"]) == ("KE", "US", None)


def test_a_name_in_capitals_is_found_too():
    body = "PRESIDENT ILSE BRANDT ARRIVED IN GENEVA ON MONDAY TO MEET THE MINISTERS OF KENYA AND ZAMBIA"

    result = {entity.text for entity in find_entities(body)}

    assert {"GENEVA", "KENYA", "ZAMBIA"} <= result


def test_a_headline_with_a_capital_on_every_word_is_not_one_long_name():
    body = "Minister Promises New Bridge After Storm Damage Near Geneva"

    assert [entity.text for entity in find_entities(body)] == ["Geneva"]


def test_a_text_without_capitals_names_nobody():
    assert find_entities("the minister met the mayor near the river and they spoke about rain") == ()


def test_an_empty_text_names_nobody():
    assert find_entities("") == ()


def test_finding_twice_gives_the_same():
    assert find_entities(ARTICLE) == find_entities(ARTICLE)


@pytest.mark.parametrize(
    "body",
    [
        "a" * 5_000_000,
        "A" * 5_000_000,
        "ILSE BRANDT " * 20_000,
        "ilse brandt " * 20_000,
        "Ilse Brandt\n" * 20_000,
        "שלום עולם " * 20_000,
        "A.B." * 50_000,
    ],
    ids=["one word", "one capital word", "capitals", "no capitals", "lines", "right to left", "initials"],
)
def test_huge_texts_take_linear_time(body):
    started = time.process_time()

    check(body)

    assert time.process_time() - started < 15

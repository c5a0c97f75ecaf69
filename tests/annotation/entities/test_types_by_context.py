"""Types that the words around a name tell."""

import re

import pytest

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.types_by_context import typed_by_context


def types(body, name, kind="PER"):
    """The types of all mentions of a name."""
    mentions = [
        Mention(name, match.start(), match.end(), kind, 0.6) for match in re.finditer(rf"\b{re.escape(name)}\b", body)
    ]
    return {mention.type for mention in typed_by_context(body, mentions)}


@pytest.mark.parametrize(
    "body",
    [
        "The newspaper Velmora wrote so.",
        "Velmora's chief executive resigned.",
        "Velmora, the country's largest shipping company, grew.",
        "She is an analyst at Velmora.",
        "According to Velmora, prices fell. Velmora was pleased.",
    ],
)
def test_where_an_organisation_stands_is_one(body):
    assert types(body, "Velmora") == {"ORG"}


@pytest.mark.parametrize(
    "body",
    [
        "Velmora smiled and left.",
        "Velmora, 47, is a member of the band.",
        "She met Velmora on Monday.",
        "According to Mr Velmora, who was there, prices fell.",
    ],
)
def test_where_a_person_stands_is_one(body):
    assert types(body, "Velmora") == {"PER"}


def test_a_family_name_stays_a_person():
    assert types("According to Miller, prices fell.", "Miller") == {"PER"}


def test_a_known_place_stays_a_place():
    assert types("According to Nairobi, prices fell.", "Nairobi", "LOC") == {"LOC"}


def test_a_word_in_brackets_behind_an_organisation_is_its_short_name():
    body = "The Harbour Institute of Vasset (Ivatel) said so."
    long = "Harbour Institute of Vasset"
    mentions = [
        Mention(text, body.index(text), body.index(text) + len(text), kind, 0.6)
        for text, kind in ((long, "ORG"), ("Ivatel", "LOC"))
    ]
    assert [mention.type for mention in typed_by_context(body, mentions)] == ["ORG", "ORG"]

"""Organisations with "and" in their name."""

import pytest

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.coordinated_names import with_coordination

LEXICON = dict.fromkeys(
    ("food", "rain", "trade", "youth", "sport", "research", "tea", "workers", "allied", "centre"), "0"
)


def texts(body, *forms, kind="ORG"):
    mentions, end = [], 0
    for form in forms:
        start = body.index(form, end)
        end = start + len(form)
        mentions.append(Mention(form, start, end, kind if form != "Halden" else "LOC", 0.9))
    result = with_coordination(body, mentions, LEXICON)
    assert all(body[mention.start : mention.end] == mention.text for mention in result)
    return [mention.text for mention in result]


def test_a_common_word_before_and_belongs_to_the_name():
    assert texts("It told the Food and Trade Agency so.", "Trade Agency") == ["Food and Trade Agency"]


@pytest.mark.parametrize("first", ["President", "Halden", "Agency"])
def test_other_words_before_and_do_not(first):
    assert texts(f"It told the {first} and Trade Agency so.", "Trade Agency") == ["Trade Agency"]


def test_the_first_word_of_a_sentence_may_be_any():
    assert texts("So. Food and Trade Agency agreed.", "Trade Agency") == ["Trade Agency"]


def test_a_name_goes_on_behind_and_to_its_head():
    body = "The Halden Union of Rain and Allied Workers Association met."
    assert texts(body, "Halden Union of Rain", "Allied Workers Association") == [
        "Halden Union of Rain and Allied Workers Association"
    ]
    assert texts("Brun Bank and Tea Board met.", "Brun Bank", "Tea Board") == ["Brun Bank", "Tea Board"]


def test_a_ministry_goes_on_with_its_further_fields():
    body = "The Ministry of Trade, Rain and Livestock paid."
    assert texts(body, "Ministry of Trade", "Rain and Livestock") == ["Ministry of Trade, Rain and Livestock"]
    assert texts("The Ministry of Trade, Youth Bank and all.", "Ministry of Trade", "Youth Bank") == [
        "Ministry of Trade",
        "Youth Bank",
    ]


def test_a_conference_has_its_country():
    assert texts("The Tea Conference of Halden met.", "Tea Conference", "Halden") == ["Tea Conference of Halden"]


def test_two_names_with_a_head_are_two_mentions():
    assert texts("The Rain Bank and Brun Board met.", "Rain Bank and Brun Board") == ["Rain Bank", "Brun Board"]
    assert texts("The Halden Hospital and Research Centre met.", "Halden Hospital and Research Centre") == [
        "Halden Hospital and Research Centre"
    ]


def test_persons_stay_as_they_are():
    assert texts("Food and Ilse Brandt came.", "Ilse Brandt", kind="PER") == ["Ilse Brandt"]

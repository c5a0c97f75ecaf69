"""Types that a mention's own words and its place tell."""

import pytest

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.types_by_words import typed_by_words


def typed(body, *mentions):
    """Return the types of some mentions, each given by its text and label, in a body."""
    made = [Mention(text, body.index(text), body.index(text) + len(text), kind, 0.5) for text, kind in mentions]
    return [mention.type for mention in typed_by_words(body, made)]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Bank of Halden", "LOC", "ORG"),
        ("Halden Railway", "LOC", "ORG"),
        ("Halden Federation", "PER", "ORG"),
        ("Isle of Halden", "LOC", "LOC"),
        ("Manitoba", "ORG", "LOC"),
        ("Guangzhou", "PER", "LOC"),
        ("HPU", "PER", "ORG"),
        ("Brandt", "PER", "PER"),
        ("Halden Lines", "ORG", "ORG"),
    ],
)
def test_words_tell_the_type(text, kind, wanted):
    assert typed(f"So {text} did.", (text, kind)) == [wanted]


def test_a_word_that_mostly_stands_behind_in_is_a_place():
    assert typed("The fair in Brekkavik was long.", ("Brekkavik", "PER")) == ["LOC"]


def test_a_part_of_a_person_s_name_stays_a_person():
    body = "Ilse Manitoba spoke. Faith in Manitoba grew."
    mentions = [Mention("Ilse Manitoba", 0, 13, "PER", 0.9), Mention("Manitoba", 30, 38, "PER", 0.9)]
    assert [mention.type for mention in typed_by_words(body, mentions)] == ["PER", "PER"]

"""Attributes of words in Cyrillic letters."""

import pytest

from toolkit.annotation.entities import multilingual_features
from toolkit.annotation.entities.cyrillic_features import attributes, gazetteer_attributes


@pytest.mark.parametrize(
    ("word", "latin"),
    [("Ковальчук", "w=Kovalčuk"), ("Щербак", "w=Ščerbak"), ("Хрущов", "w=Hruščov"), ("Юлія", "w=Julija")],
)
def test_a_word_has_the_attributes_of_both_spellings(word, latin):
    names = attributes(word, {})
    assert {f"w={word}", latin} <= set(names)
    assert set(multilingual_features.attributes(word, {})) <= set(names)


def test_no_attribute_counts_twice():
    names = attributes("^Дніпро", {})
    assert len(names) == len(set(names))


@pytest.mark.parametrize("word", ["Ilse", "річка", "", "12", "^…"])
def test_other_words_have_their_own_attributes(word):
    assert attributes(word, {}) == multilingual_features.attributes(word, {})


def test_what_lists_say_ends_with_the_other_spelling():
    assert attributes("Одеса", {})[-len(gazetteer_attributes("Одеса")) :] == gazetteer_attributes("Одеса")

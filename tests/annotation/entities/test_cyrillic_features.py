"""Attributes of words in Cyrillic letters."""

import pytest

from toolkit.annotation.entities.cyrillic_features import spelling_attributes
from toolkit.annotation.entities.multilingual_features import attributes


@pytest.mark.parametrize(
    ("word", "latin"),
    [("Ковальчук", "w=Kovalčuk"), ("Щербак", "w=Ščerbak"), ("Хрущов", "w=Hruščov"), ("Юлія", "w=Julija")],
)
def test_a_word_has_the_attributes_of_both_spellings(word, latin):
    names = spelling_attributes(word, {})
    assert {f"w={word}", latin} <= set(names)
    assert set(attributes(word, {})) <= set(names)


def test_no_attribute_counts_twice():
    names = spelling_attributes("^Дніпро", {})
    assert len(names) == len(set(names))


def test_a_word_in_latin_letters_has_its_own_attributes():
    assert spelling_attributes("Ilse", {}) == attributes("Ilse", {})

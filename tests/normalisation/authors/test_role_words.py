"""Tests of the word lists."""

import pytest

from toolkit.normalisation.authors import role_words

LISTS = ("PARTICLES", "ROLES", "NOT_NAMES", "GENERIC", "COMPANY", "OWNER")


@pytest.mark.parametrize("name", LISTS)
def test_words_are_in_small_letters(name):
    assert {word for word in getattr(role_words, name) if word != word.casefold()} == set()


def test_no_particle_of_a_name_is_a_word_that_names_lack():
    assert not role_words.PARTICLES & role_words.ROLES


@pytest.mark.parametrize("name", ["west", "park", "page", "june", "april", "august", "long", "young"])
def test_words_that_are_also_names_are_not_excluded(name):
    assert name not in role_words.NOT_NAMES

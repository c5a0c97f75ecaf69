"""Known names."""

import pytest

from toolkit.annotation.entities.place_names import (
    begins_known_name,
    is_people,
    known_bodies,
    known_kind,
    longest_known_name,
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kenya", "country"),
        ("United States", "country"),
        ("Surat", "city"),
        ("Europe", "region"),
        ("Gothenburg", "town"),
        ("Sao Paulo", "region"),
        ("São Paulo", "region"),
        ("Guinea - Bissau", "country"),
        ("World Bank", "body"),
        ("Zabrolith", None),
    ],
)
def test_a_name_is_known_as_what_it_is(name, kind):
    assert known_kind(name) == kind


@pytest.mark.parametrize("word", ["United", "Sao", "World"])
def test_a_first_word_announces_a_longer_name(word):
    assert begins_known_name(word)


@pytest.mark.parametrize(
    ("words", "longest"),
    [
        ("Guinea - Bissau won the", (3, "country")),
        ("World Bank of the world", (2, "body")),
        ("New bridge of the harbour", None),
    ],
)
def test_of_known_names_that_begin_alike_the_longest_is_meant(words, longest):
    assert longest_known_name(words.split()) == longest


def test_no_body_is_without_a_name():
    assert "" not in known_bodies()


@pytest.mark.parametrize("name", ["Kenyan", "Kenyans", "South Korean", "New Zealanders", "Costa Rican", "Hindus"])
def test_these_are_words_for_peoples(name):
    assert is_people(name)


@pytest.mark.parametrize("name", ["Kenya", "Kenyan Airways", "North", "", "kenyan"])
def test_these_are_not(name):
    assert not is_people(name)

"""Known names."""

import pytest

from toolkit.annotation.entities.place_names import (
    LONGEST_PHRASE,
    first_words,
    is_people,
    known_bodies,
    known_names,
    place_names,
)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("Kenya",), "country"),
        (("United", "States"), "country"),
        (("Surat",), "city"),
        (("Europe",), "region"),
        (("Gothenburg",), "town"),
        (("Sao", "Paulo"), "region"),
        (("São", "Paulo"), "region"),
        (("Guinea", "-", "Bissau"), "country"),
    ],
)
def test_a_place_is_known_as_what_it_is(words, kind):
    assert place_names()[words] == kind


def test_names_of_several_words_are_found_by_their_first():
    assert {"United", "Sao", "World"} <= first_words()
    assert all(len(words) <= LONGEST_PHRASE for words in place_names())


def test_international_bodies_are_known_names():
    assert known_names()["World", "Bank"] == "body"
    assert "" not in known_bodies()


@pytest.mark.parametrize("name", ["Kenyan", "Kenyans", "South Korean", "New Zealanders", "Costa Rican", "Hindus"])
def test_these_are_words_for_peoples(name):
    assert is_people(name)


@pytest.mark.parametrize("name", ["Kenya", "Kenyan Airways", "North", "", "kenyan"])
def test_these_are_not(name):
    assert not is_people(name)

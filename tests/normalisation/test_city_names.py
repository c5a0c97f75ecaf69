"""The gazetteer behind datelines."""

import pytest

from toolkit.normalisation.city_names import is_large_city, is_listed_place


@pytest.mark.parametrize("name", ["London", "MOSCOW", "Berlin/Paris", "Bruselas", "Москва", "New York"])
def test_a_large_city_is_known(name):
    assert is_large_city(name)


@pytest.mark.parametrize("name", ["Obama", "Trump", "John Smith", "Google", "From", ""])
def test_a_person_or_word_is_no_large_city(name):
    assert not is_large_city(name)


@pytest.mark.parametrize("name", ["Springfield, Ill.", "Israel", "Ohio"])
def test_towns_countries_and_states_are_listed(name):
    assert is_listed_place(name)

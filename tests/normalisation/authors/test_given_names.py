"""Given names tell persons from other capitalised words."""

import pytest

from toolkit.normalisation.authors.given_names import has_given_name, is_given_name, split_names


@pytest.mark.parametrize("name", ["Anna Fenn", "Fenn Szilvia", "MARTA QUILL", "Jean-Luc Roe", "Мария Лодочник"])
def test_a_name_with_a_given_name_is_a_persons(name):
    assert has_given_name(name)


@pytest.mark.parametrize("name", ["Unsere Fähre", "Free Shipping", "Harbour Office"])
def test_other_capitalised_words_have_none(name):
    assert not has_given_name(name)


def test_words_of_pages_are_no_given_names():
    assert not is_given_name("Share")


def test_names_without_a_mark_between_them_are_told_apart():
    assert split_names("Anna Fenn Marta Luisa Quill") == ["Anna Fenn", "Marta Luisa Quill"]


@pytest.mark.parametrize("name", ["Anna Fenn", "Anna Maria Luisa Fenn", "Colin I. Roe Jr", "Anna Fenn Harbour Office"])
def test_one_long_name_stays_whole(name):
    assert split_names(name) == [name]

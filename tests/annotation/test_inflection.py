"""Nominatives that a name may be a case of."""

import pytest

from toolkit.annotation.inflection import nominatives


@pytest.mark.parametrize(
    ("name", "language", "nominative"),
    [
        ("Witolda Śliwy", "pl", "witold śliwa"),
        ("Дарьей Ладовой", "ru", "дарья ладова"),
        ("Radkem Borovým", "cs", "radek borový"),
        ("Зеленогір'ї", "uk", "зеленогір'я"),
        ("Brunhaldassa", "fi", "brunhalda"),
        ("Velikom Brdu", "hr", "veliko brdo"),
        ("Brunhaldában", "hu", "brunhalda"),
        ("Brunhald’da", "tr", "brunhald"),
        ("Zjednoczonych Powiatów", "pl", "zjednoczone powiaty"),
    ],
)
def test_a_case_has_its_nominative(name, language, nominative):
    assert nominatives(name, language, set(nominative.split())) == [nominative]


def test_words_that_nobody_uses_are_no_nominative():
    assert nominatives("Witolda Śliwy", "pl", {"witold"}) == []


@pytest.mark.parametrize(("name", "language"), [("Witold", "pl"), ("Witolda", "en"), ("Witolda", None)])
def test_the_name_itself_and_other_languages_have_none(name, language):
    assert nominatives(name, language, {"witold"}) == []


def test_a_name_of_many_words_is_left():
    assert nominatives("Witolda " * 7, "pl", {"witold"}) == []

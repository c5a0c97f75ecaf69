"""Names of months and weekdays."""

import pytest
from babel import Locale

from toolkit.normalisation.dates.month_names import fold, month_names, weekday_names


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("September", 9),
        ("Sept.", 9),
        ("août", 8),
        ("aout", 8),
        ("Jänner", 1),
        ("kwietnia", 4),
        ("сентября", 9),
        ("Ağustos", 8),
        ("أيلول", 9),
        ("سبتمبر", 9),
        ("मार्च", 3),
        ("ספטמבר", 9),
        ("בספטמבר", 9),
    ],
)
def test_a_name_means_its_month(name, month):
    assert month_names()[fold(name)].month == month


@pytest.mark.parametrize("name", ["may", "march", "set", "out", "ago"])
def test_an_ordinary_word_needs_a_year(name):
    assert month_names()[name].needs_year


def test_a_long_name_needs_nothing():
    name = month_names()["september"]
    assert not name.needs_year
    assert not name.needs_day


def test_an_english_word_of_a_rare_language_is_no_month_of_a_year():
    assert month_names()["here"].needs_day


@pytest.mark.parametrize(("name", "weekday"), [("monday", 0), ("mon", 0), ("sonntag", 6), ("lundi", 0), ("среда", 2)])
def test_a_name_means_its_weekday(name, weekday):
    assert weekday_names()[name] == weekday


@pytest.mark.parametrize("word", ["are", "say", "let", "art"])
def test_an_english_word_is_no_weekday(word):
    assert word not in weekday_names()


@pytest.mark.parametrize("language", ["de", "pl", "hi", "vi", "sw"])
def test_the_packaged_names_are_those_of_the_cldr(language):
    locale = Locale.parse(language)
    months = {fold(name) for name in locale.months["format"]["wide"].values() if " " not in name}
    weekdays = {name.lower() for name in locale.days["format"]["wide"].values()}
    assert months <= month_names().keys()
    assert weekdays <= weekday_names().keys()

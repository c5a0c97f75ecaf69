"""Where a language is spoken officially, and what it calls countries."""

import pytest

from toolkit.annotation.entities.language_countries import continent, declined_country, home_countries, is_own_name


def test_official_languages_are_at_home():
    assert "FR" in home_countries("fr")
    assert "ES" in home_countries("ca")
    assert "NO" in home_countries("no") & home_countries("nn")
    assert home_countries("qqx") == frozenset()


@pytest.mark.parametrize(
    ("name", "language"), [("Grčka", "sr"), ("Kreikkaan", "fi"), ("Grécia", "pt"), ("Grèce", "fr-CA")]
)
def test_names_of_a_country_in_a_language(name, language):
    assert is_own_name(name, "GR", language)


def test_names_in_other_languages_are_not_own_ones():
    assert not is_own_name("Kreikka", "GR", "fr")
    assert is_own_name("Kreikka", "GR", "qqx")


@pytest.mark.parametrize(
    ("name", "language", "country"),
    [("Grčkom", "hr", "GR"), ("Niemczech", "pl", "DE"), ("Сполучених Штатів", "uk", "US"), ("Egyptissä", "fi", "EG")],
)
def test_a_country_in_another_case(name, language, country):
    assert declined_country(name, language) == country


@pytest.mark.parametrize(
    ("name", "language"), [("Grčka", "hr"), ("Brunhalda", "hr"), ("Grčkom", "de"), ("grčkom", "hr")]
)
def test_other_words_are_no_country_in_another_case(name, language):
    assert declined_country(name, language) is None


def test_continents_are_known_in_their_cases():
    assert (continent("Evropi", "sl"), continent("Asien", "sv"), continent("Slovenija", "sl")) == (
        "Europe",
        "Asia",
        None,
    )

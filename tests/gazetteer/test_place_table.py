"""The table of places."""

import pytest

from toolkit.gazetteer.place_table import (
    begins_english_name,
    begins_name,
    english_beginnings,
    english_kind,
    is_large,
    is_listed,
    kind,
    places,
    read_table,
)


@pytest.mark.parametrize("name", ["Copenhagen", "København", "Копенгаген", "哥本哈根", "코펜하겐"])
def test_a_city_is_found_under_its_names_in_all_scripts(name):
    best = places(name)[0]
    assert (best.geonames_id, best.country, best.kind) == (2618425, "DK", "city")
    assert (round(best.latitude), round(best.longitude)) == (56, 13)


def test_the_best_known_place_of_a_name_comes_first():
    people = [location.population for location in places("Birmingham") if location.kind in ("city", "town")]
    assert len(people) > 1
    assert people == sorted(people, reverse=True)


@pytest.mark.parametrize("name", ["Norwegen", "Norvège", "Норвегия", "挪威", "नॉर्वे"])
def test_a_country_is_known_in_other_languages(name):
    assert (kind(name), places(name)[0].country) == ("country", "NO")


def test_a_name_in_another_language_is_not_an_english_one():
    assert (english_kind("Norwegen"), kind("Norwegen")) == (None, "country")


def test_a_country_has_no_point():
    assert (places("Norway")[0].latitude, places("Norway")[0].longitude) == (None, None)


@pytest.mark.parametrize("name", ["copenhagen", "springfield", "ohio", "norway"])
def test_small_letters_are_for_lists_of_datelines(name):
    assert is_listed(name)
    assert places(name) == []


def test_a_large_city_needs_no_region():
    assert is_large("london")
    assert not is_large("springfield, ohio")


def test_a_word_that_names_nothing_is_unknown():
    assert (places("Zabrolith"), kind("Zabrolith"), is_listed("zabrolith")) == ([], None, False)


def test_a_first_word_announces_a_longer_name():
    assert begins_name("Rio")
    assert not begins_name("Zabrolith")


def test_two_words_announce_an_english_name():
    assert {"Rio de", "New York"} <= english_beginnings()
    assert "Rio the" not in english_beginnings()
    assert begins_english_name("Rio")
    assert not begins_english_name("Zabrolith")


@pytest.mark.parametrize("content", [b"", b"PLACES01", b"\0" * 64])
def test_a_table_that_is_cut_off_is_refused(content):
    with pytest.raises(ValueError, match="table of places"):
        read_table(memoryview(content))

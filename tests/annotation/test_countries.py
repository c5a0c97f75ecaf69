"""Country codes and names."""

import pytest

from toolkit.annotation.countries import country_code, country_name


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("U.S.", "US"),
        ("United States", "US"),
        ("the United States of America", "US"),
        ("USA", "US"),
        ("Britain", "GB"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Republic of Azerbaijan", "AZ"),
        ("Russian Federation", "RU"),
        ("Bosnia and Herzegovina", "BA"),
        ("Oslo", None),
        ("us", None),
        ("Georgia", "GE"),
        ("", None),
    ],
)
def test_a_country_has_its_code(printed, code):
    assert country_code(printed) == code


@pytest.mark.parametrize(
    ("code", "name"), [("US", "United States"), ("MM", "Myanmar"), ("HK", "Hong Kong"), ("CI", "Côte d’Ivoire")]
)
def test_a_code_has_one_english_name(code, name):
    assert country_name(code) == name


def test_every_country_is_found_by_its_own_name():
    import pycountry

    lost = [
        country.name
        for country in pycountry.countries
        if country_code(country_name(country.alpha_2)) != country.alpha_2
    ]

    assert lost == []

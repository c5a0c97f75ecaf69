"""Titles before names."""

import pytest

from toolkit.annotation.titles import is_office, without_titles


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("President Ilse Brandt", "Ilse Brandt"),
        ("Mr. Brandt", "Brandt"),
        ("Deputy Prime Minister Ilse Brandt", "Ilse Brandt"),
        ("Foreign Minister Prof. Dr. Ilse Brandt’s", "Ilse Brandt"),
        ("Minister of Health Ilse Brandt", "Ilse Brandt"),
        ("Minister for Trade and Energy Ilse Brandt", "Ilse Brandt"),
        ("Prince of Orange", "Prince of Orange"),
        ("Librarian Ilse Brandt", "Ilse Brandt"),
        ("Dockworker Ilse Brandt’s", "Ilse Brandt"),
        ("Former Goalkeeper Ilse van Brandt", "Ilse van Brandt"),
        ("Baker Brandt", "Baker Brandt"),
        ("Ilse Baker Brandt", "Ilse Baker Brandt"),
        ("Dean Ilse Brandt", "Dean Ilse Brandt"),
        ("Architect of the Harbour", "Architect of the Harbour"),
        ("Secretary-General Brandt", "Brandt"),
        ("Vice-President Ilse Brandt", "Ilse Brandt"),
        ("Vice-Brandt", "Vice-Brandt"),
        ("Azeri President Ilse Brandt", "Ilse Brandt"),
        ("Major", "Major"),
        ("Public Harbour Security Minister Ilse Brandt", "Ilse Brandt"),
        ("Ilse King Brandt", "Ilse King Brandt"),
        ("Ilse President", "Ilse President"),
        ("Ilse Brandt", "Ilse Brandt"),
        ("King", "King"),
        ("", ""),
    ],
)
def test_a_name_loses_its_titles(printed, bare):
    assert without_titles(printed) == bare


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Harbour Minister", True),
        ("Minister", True),
        ("Ilse Brandt", False),
        ("Office of the President", False),
        ("", False),
    ],
)
def test_an_office_is_told_from_a_name(name, office):
    assert is_office(name) == office


def test_a_title_that_is_the_whole_name_stays():
    assert without_titles("Prince") == "Prince"

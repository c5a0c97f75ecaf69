"""Tests of the outlet profiles and their look-up."""

import re

import pytest

from toolkit.errors import ConfigError
from toolkit.normalisation.outlets.outlet_profiles import load_outlets, name_key, parse_outlet

HERALD = {"name": "Examplia Herald", "domains": ["herald.example"], "aliases": ["EH Online"], "country": "FR"}


@pytest.fixture(scope="module")
def outlets():
    return load_outlets()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TASS", "TASS"),
        ("ITAR-TASS", "TASS"),
        ("associated press", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("Guardian", "The Guardian"),
        ("TheHill", "The Hill"),
        ("REPUBLIC WORLD", "Republic World"),
        ("benzinga.com", "Benzinga"),
    ],
)
def test_a_name_is_found_whatever_its_spelling(outlets, name, expected):
    assert outlets.by_name(name).name == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [("tass.com", "TASS"), ("www.tass.com", "TASS"), ("edition.cnn.com", "CNN"), ("news.sky.com", "Sky News")],
)
def test_a_host_belongs_to_the_nearest_domain(outlets, host, expected):
    assert outlets.by_domain(host).name == expected


@pytest.mark.parametrize("host", ["com", "unknown.example", "", "notcnn.com"])
def test_a_foreign_host_belongs_to_nobody(outlets, host):
    assert outlets.by_domain(host) is None


@pytest.mark.parametrize(
    ("mark", "context", "expected"),
    [
        ("AP", "", "Associated Press"),
        ("AFP", "", "Agence France-Presse"),
        ("ТАСС", "", "TASS"),
        ("APA", "VIENNA (APA)", "APA"),
        ("APA", "Baku, 2 May", "APA (Azerbaijan)"),
        ("BNA", "Manama", "BNA"),
        ("BNA", "Kabul, 2 May (BNA)", "Bakhtar News Agency"),
        ("Xinhua News Agency", "", "Xinhua"),
    ],
)
def test_a_mark_stands_for_its_agency(outlets, mark, context, expected):
    assert outlets.by_mark(mark, context).name == expected


def test_a_mark_that_several_agencies_share_is_not_guessed(outlets):
    assert outlets.by_mark("APA", "somewhere") is None


def test_the_name_of_a_newspaper_is_no_agency_mark(outlets):
    assert outlets.by_mark("The Guardian") is None


def test_the_packaged_set_covers_the_world(outlets):
    profiles = {outlet.name: outlet for outlet in outlets.domains.values()}
    countries = {outlet.country for outlet in profiles.values()}
    assert (len(profiles) > 500, len(countries) > 100, sum(o.agency for o in profiles.values()) > 120) == (True,) * 3


def test_every_country_is_an_iso_code(outlets):
    import pycountry

    known = {country.alpha_2 for country in pycountry.countries}
    assert {outlet.country for outlet in outlets.names.values() if outlet.country} <= known


def test_every_domain_is_bare(outlets):
    assert [domain for domain in outlets.domains if not re.fullmatch(r"(?!www\.)[a-z0-9.-]+\.[a-z]{2,}", domain)] == []


def test_a_table_of_the_user_wins():
    table = {"name": "My TASS", "domains": ["tass.com"], "marks": ["TASS"], "aliases": ["ITAR-TASS"]}
    outlets = load_outlets((table,))
    result = (outlets.by_domain("tass.com"), outlets.by_mark("TASS", ""), outlets.by_name("ITAR-TASS"))
    assert [outlet.name for outlet in result] == ["My TASS"] * 3


def test_a_new_outlet_is_found_by_all_its_keys():
    outlets = load_outlets((HERALD | {"masthead": [r"^EH \|"], "boilerplate": [r"a service of the EH"]},))
    result = (
        outlets.by_domain("www.herald.example"),
        outlets.by_name("eh online"),
        outlets.by_masthead("EH | Politics"),
        outlets.by_boilerplate("This is A SERVICE OF THE EH."),
    )
    assert [outlet.name for outlet in result] == ["Examplia Herald"] * 4


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "'name'"),
        ({"domain": ["x.example"]}, "did you mean 'domains'"),
        ({"zzz": 1}, "unknown key 'zzz'"),
        ({"domains": "herald.example"}, "'domains' must be a list of texts"),
        ({"aliases": [1]}, "'aliases'"),
        ({"agency": "yes"}, "'agency' must be true or false"),
        ({"country": "France"}, "'country'"),
        ({"masthead": ["("]}, "bad pattern"),
        ({"masthead": ["(a)"]}, "instead of groups"),
        ({"holder": 3}, "'holder' must be a text"),
    ],
)
def test_a_malformed_table_names_its_key(change, message):
    with pytest.raises(ConfigError, match=re.escape(message)):
        load_outlets((HERALD | change,))


def test_rights_of_a_profile_are_kept():
    assert parse_outlet(HERALD | {"licence": "CC-BY-4.0"}).licence == "CC-BY-4.0"


def test_the_packaged_set_is_loaded_once():
    assert load_outlets() is load_outlets()


@pytest.mark.parametrize(("one", "other"), [("The Example-Herald", "EXAMPLE HERALD"), ("L'Écho", "L’écho")])
def test_two_spellings_share_a_key(one, other):
    assert name_key(one) == name_key(other)


def test_short_names_keep_their_article():
    assert name_key("The i") == "thei"

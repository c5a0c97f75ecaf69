"""Regions and companies in Russian and Ukrainian."""

import pytest

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.cyrillic_phrases import with_phrases
from toolkit.annotation.tokenizer import tokenise


def phrases(body, *mentions):
    return [(mention.text, mention.type) for mention in with_phrases(body, tokenise(body), mentions)]


def mention(body, text, kind):
    start = body.index(text)
    return Mention(text, start, start + len(text), kind, 0.5)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Дощі йдуть у Полтавській області.", "Полтавській області"),
        ("Он живёт в Тамбовском районе.", "Тамбовском районе"),
        ("Дороги Івано-Франківської області закриті.", "Івано-Франківської області"),
    ],
)
def test_the_word_for_a_region_tells_its_name(body, name):
    assert phrases(body) == [(name, "LOC")]


def test_a_region_takes_the_place_of_what_overlaps_it():
    body = "Влітку Сумської області не видно."
    assert phrases(body, mention(body, "Влітку Сумської", "PER")) == [("Сумської області", "LOC")]


def test_a_region_at_the_end_of_an_organisation_is_a_part_of_it():
    body = "Суд Сумської області мовчить, а Ірина Коваль ні."
    assert phrases(body, mention(body, "Суд Сумської", "ORG"), mention(body, "Ірина Коваль", "PER")) == [
        ("Суд Сумської області", "ORG"),
        ("Ірина Коваль", "PER"),
    ]


@pytest.mark.parametrize("body", ["У нашому районі тихо.", "Область велика.", "Синій район спить."])
def test_a_region_needs_an_adjective_with_a_capital(body):
    assert phrases(body) == []


@pytest.mark.parametrize("name", ["ТОВ «Зелений гай»", 'ПАТ "Млин-2"', "ДП «Ліс»"])
def test_a_legal_form_before_marks_tells_a_company(name):
    body = f"Угоду дістало {name} торік."
    assert phrases(body, mention(body, name[5:8], "PER")) == [(name, "ORG")]


def test_a_region_inside_the_name_of_a_company_stays_there():
    assert phrases("Там діє ТОВ «Ліси Сумської області» досі.") == [("ТОВ «Ліси Сумської області»", "ORG")]


def test_marks_that_do_not_close_tell_nothing():
    assert phrases("ТОВ «Зелений гай") == []
    assert phrases("ТОВ «" + "слово " * 20 + "»") == []

"""Canonical names."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.annotation.entities.canonical_names import Mention, Name, resolve_names


def named(body, *mentions):
    """The names of mentions given as (text, type), found one after the other in the body."""
    result, position = [], 0
    for text, kind in mentions:
        start = body.index(text, position)
        position = start + len(text)
        result.append(Mention(text, start, position, kind, 1.0))
    return [name.name for name in resolve_names(result, body)]


def people(*texts):
    return named(" ; ".join(texts), *((text, "PER") for text in texts))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (("Ilse Brandt", "Brandt", "President Brandt", "Azeri President Ilse Brandt"), "Ilse Brandt"),
        (("Brandt", "Ilse Brandt"), "Ilse Brandt"),
        (("Ilse Maria Brandt", "Ilse Brandt", "I. Brandt", "Ilse"), "Ilse Maria Brandt"),
        (("Tomás Okafor", "Tomas Okafor", "Okafor’s"), "Tomás Okafor"),
        (("Volodymyr Zelenko", "Zelenkoo"), "Volodymyr Zelenko"),
        (("Sergey Mitin", "Sergei Mitin"), "Sergey Mitin"),
        (("Mr Okafor", "Okafor"), "Okafor"),
        (("Jo Brandt-Lee", "Brandt-Lee"), "Jo Brandt-Lee"),
    ],
)
def test_a_person_has_one_name(printed, name):
    assert set(people(*printed)) == {name}


@pytest.mark.parametrize(
    "printed",
    [("Ilse Brandt", "Jonas Brandt"), ("Ilse Brandt", "Ilse Okafor"), ("I. Brandt", "Jonas Brandt")],
)
def test_two_people_are_kept_apart(printed):
    assert people(*printed) == list(printed)


def test_a_shared_surname_means_the_one_last_spoken_of():
    printed = people("Ilse Brandt", "Brandt", "Jonas Brandt", "Brandt")

    assert printed == ["Ilse Brandt", "Ilse Brandt", "Jonas Brandt", "Jonas Brandt"]


def test_a_country_has_one_name_and_its_code():
    mentions = [Mention(text, 0, len(text), "LOC", 1.0) for text in ("U.S.", "USA", "United States", "America")]

    assert set(resolve_names(mentions, "")) == {Name("United States", "US")}


def test_an_acronym_in_brackets_stands_for_the_name_before_it():
    body = "The Harbour Pilots and Tugs Union (HUT) met. HUT agreed."

    names = named(body, ("Harbour Pilots and Tugs Union", "ORG"), ("HUT", "ORG"), ("HUT", "ORG"))

    assert set(names) == {"Harbour Pilots and Tugs Union"}


def test_an_agency_in_brackets_after_a_place_keeps_its_name():
    assert named("HALDEN (AFP) - It rains.", ("HALDEN", "LOC"), ("AFP", "ORG")) == ["Halden", "AFP"]


def test_an_acronym_is_read_by_its_initials():
    body = "The Bureau of Fog and Rain warned. The BFR said so."

    assert set(named(body, ("Bureau of Fog and Rain", "ORG"), ("BFR", "ORG"))) == {"Bureau of Fog and Rain"}


def test_a_part_of_one_organisation_name_means_the_organisation():
    body = "The Lowland Court of Appeal sat. The Court agreed."

    assert set(named(body, ("Lowland Court of Appeal", "ORG"), ("Court", "ORG"))) == {"Lowland Court of Appeal"}


def test_a_part_of_two_organisation_names_means_neither():
    body = "The Lowland Court and the Upland Court sat. The Court agreed."

    names = named(body, ("Lowland Court", "ORG"), ("Upland Court", "ORG"), ("Court", "ORG"))

    assert names == ["Lowland Court", "Upland Court", "Court"]


def test_a_name_in_capitals_gives_way_to_its_usual_form():
    assert named("GENEVA, Geneva", ("GENEVA", "LOC"), ("Geneva", "LOC")) == ["Geneva", "Geneva"]
    assert named("GENEVA rain", ("GENEVA", "LOC")) == ["Geneva"]
    assert people("ILSE BRANDT", "Ilse Brandt", "BRANDT") == ["Ilse Brandt"] * 3
    assert people("ILSE BRANDT") == ["ILSE BRANDT"]


def test_spaces_in_a_name_become_single():
    assert named("Harbour\u00a0 Bank", ("Harbour\u00a0 Bank", "ORG")) == ["Harbour Bank"]


def test_a_possessive_is_cut():
    assert named("Geneva and Geneva", ("Geneva", "LOC"), ("Geneva", "LOC")) == ["Geneva", "Geneva"]
    assert people("Ilse Brandt’s") == ["Ilse Brandt"]


WORD = st.sampled_from(
    ["Ilse", "Brandt", "I.", "J.", "al-Sabah", "Mr", "O'Hara", "&", "’s", "Okafor", "OKAFOR", "of", "Court", "BC"]
)
NAME = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.tuples(NAME, st.sampled_from(("PER", "ORG", "LOC", "NORP"))), max_size=12))
def test_every_mention_has_a_name_and_equal_mentions_of_a_type_share_it(pairs):
    mentions = [Mention(text, 0, len(text), kind, 1.0) for text, kind in pairs if kind != "PER"]

    names = resolve_names(mentions, "")

    called = {}
    assert all(called.setdefault((m.text, m.type), name) == name for m, name in zip(mentions, names, strict=True))


def test_many_people_of_one_surname_take_linear_time():
    texts = [f"{chr(65 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}ma Brandt" for i in range(10_000)]
    mentions = [Mention(text, i, i + 1, "PER", 1.0) for i, text in enumerate([*texts, *["Brandt"] * 10_000])]
    started = time.process_time()

    resolve_names(mentions, "")

    assert time.process_time() - started < 10

"""Names in capitals that are no organisations."""

import pytest

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.things import without_things


def kept(body, *names):
    """Which of the names are left when all were taken for organisations."""
    mentions = [Mention(name, body.index(name), body.index(name) + len(name), "ORG", 0.9) for name in names]
    return [mention.text for mention in without_things(body, mentions)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("the Inland Fisheries Act was passed", "Inland Fisheries Act"),
        ("a new Bill of Tenants won", "Bill of Tenants"),
        ("the Minister of Inland Waters said", "Inland Waters"),
        ("at the Commonwealth Games she won", "Commonwealth Games"),
        ("under Section 12 of it", "Section 12"),
    ],
)
def test_these_are_things(body, name):
    assert kept(body, name) == []


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("the Inland Fisheries Council met", "Inland Fisheries Council"),
        ("the Ministry of Inland Waters said", "Ministry of Inland Waters"),
        ("a minister of the Vasset Council said", "Vasset Council"),
        ("the Harbour Action League said", "Harbour Action League"),
    ],
)
def test_these_are_organisations(body, name):
    assert kept(body, name) == [name]


def test_the_acronym_of_a_thing_is_none_wherever_it_stands():
    body = "Under the Inland Fisheries Act (IFAX) boats are counted. The Kestle Trade Board (KTB) likes IFAX."
    assert kept(body, "IFAX", "KTB") == ["KTB"]


def test_the_acronym_of_a_common_noun_for_a_thing_is_none():
    assert kept("The consumer mood index (CMX) fell.", "CMX") == []

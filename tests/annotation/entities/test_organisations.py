"""Institutions in pieces."""

import pytest

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.organisations import find_acronyms, join_institutions, with_club_words
from toolkit.annotation.tokenizer import tokenise


def joined(body, *pieces):
    """The mentions made of (text, type) pieces, found one after the other in the body."""
    mentions, position = [], 0
    for text, kind in pieces:
        start = body.index(text, position)
        position = start + len(text)
        mentions.append(Mention(text, start, position, kind, 0.5))
    result = join_institutions(body, mentions)
    assert all(body[mention.start : mention.end] == mention.text for mention in result)
    return [(mention.text, mention.type) for mention in result]


@pytest.mark.parametrize(
    ("body", "pieces", "whole"),
    [
        ("the Bank of Kenya rose", [("Bank", "LOC"), ("Kenya", "LOC")], "Bank of Kenya"),
        ("the Electoral Commission of Kenya", [("Kenya", "LOC")], "Electoral Commission of Kenya"),
        ("The Agency for Storm Affairs", [("Storm Affairs", "ORG")], "Agency for Storm Affairs"),
        ("Ministry of Trade and Industry said", [("Ministry of Trade", "ORG")], "Ministry of Trade and Industry"),
        (
            "Ministry of Rain, Storms and River Safety said",
            [("Ministry of Rain", "ORG")],
            "Ministry of Rain, Storms and River Safety",
        ),
        (
            "Institute of Rain and Storms said",
            [("Institute of Rain", "ORG"), ("Storms", "ORG")],
            "Institute of Rain and Storms",
        ),
    ],
)
def test_pieces_make_one_institution(body, pieces, whole):
    assert joined(body, *pieces) == [(whole, "ORG")]


@pytest.mark.parametrize(
    ("body", "pieces"),
    [
        ("the Mayor of Geneva", [("Geneva", "LOC")]),
        ("the north of Kenya", [("Kenya", "LOC")]),
        ("the Republic of Kenya", [("Republic of Kenya", "LOC")]),
        ("Ministry of Trade and Ilse Brandt", [("Ministry of Trade", "ORG"), ("Ilse Brandt", "PER")]),
        ("Ministry of Trade and Minister Brandt", [("Ministry of Trade", "ORG"), ("Brandt", "PER")]),
        ("Ministry of Trade and Harbour Bank", [("Ministry of Trade", "ORG"), ("Harbour Bank", "ORG")]),
        ("Ministry of Trade, and rain", [("Ministry of Trade", "ORG")]),
        ("the Bank\nof Kenya", [("Kenya", "LOC")]),
    ],
)
def test_these_stay_as_they_are(body, pieces):
    assert joined(body, *pieces) == pieces


def test_no_mentions_make_none():
    assert joined("the Bank of") == []


def test_an_acronym_is_found_where_its_name_was_shortened_and_later():
    body = "The Harbour Pilots Union (HPU) met. Storms delayed HPU, not the HPUX."
    union = Mention("Harbour Pilots Union", 4, 24, "ORG", 0.9)

    result = find_acronyms(body, tokenise(body), [union])

    assert [(mention.text, mention.start) for mention in result] == [
        ("Harbour Pilots Union", 4),
        ("HPU", 26),
        ("HPU", body.rindex("HPU,")),
    ]


def test_an_acronym_that_was_taken_for_a_place_is_an_organisation():
    body = "The Harbour Pilots Union (HPU) met."
    mentions = [Mention("Harbour Pilots Union", 4, 24, "ORG", 0.9), Mention("HPU", 26, 29, "LOC", 0.4)]

    assert [mention.type for mention in find_acronyms(body, tokenise(body), mentions)] == ["ORG", "ORG"]


def test_letters_in_brackets_after_a_person_are_no_acronym():
    body = "Ilse Brandt (MP) met."
    mentions = [Mention("Ilse Brandt", 0, 11, "PER", 0.9)]

    assert find_acronyms(body, tokenise(body), mentions) == mentions


@pytest.mark.parametrize(
    ("body", "town", "club"),
    [
        ("against Real Halden on Sunday", "Halden", "Real Halden"),
        ("beat Halden FC twice", "Halden", "Halden FC"),
        ("the real Halden", "Halden", "Halden"),
    ],
)
def test_a_word_for_clubs_makes_a_club_of_a_town(body, town, club):
    start = body.index(town)
    (mention,) = with_club_words(body, [Mention(town, start, start + len(town), "LOC", 0.5)])
    assert (mention.text, mention.type) == (club, "LOC" if club == town else "ORG")
    assert body[mention.start : mention.end] == club

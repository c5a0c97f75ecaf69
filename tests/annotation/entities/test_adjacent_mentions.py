"""Mentions that touch."""

import pytest

from toolkit.annotation.entities.adjacent_mentions import join_adjacent, part_owners
from toolkit.annotation.entities.canonical_names import Mention


def mentions_of(body, pieces):
    """The pieces of a body as mentions; each is a text and a type."""
    return [Mention(text, body.index(text), body.index(text) + len(text), kind, 0.9) for text, kind in pieces]


@pytest.mark.parametrize(
    ("body", "pieces", "whole"),
    [
        ("the Halden Rowing Union said", [("Halden", "LOC"), ("Rowing Union", "ORG")], ("Halden Rowing Union", "ORG")),
        ("a Kestle Islander spoke", [("Kestle", "NORP"), ("Islander", "NORP")], ("Kestle Islander", "NORP")),
        ("the Republic of Vasset", [("Republic", "ORG"), ("Vasset", "LOC")], ("Republic of Vasset", "LOC")),
        ("Ilse “La Gata” Brandt won", [("Ilse", "PER"), ("Brandt", "PER")], ("Ilse “La Gata” Brandt", "PER")),
    ],
)
def test_these_are_one_name(body, pieces, whole):
    assert [(mention.text, mention.type) for mention in join_adjacent(body, mentions_of(body, pieces))] == [whole]


@pytest.mark.parametrize(
    ("body", "pieces"),
    [
        ("in Halden, the Rowing Union said", [("Halden", "LOC"), ("Rowing Union", "ORG")]),
        ("Halden's Rowing Union said", [("Halden", "LOC"), ("Rowing Union", "ORG")]),
        ("the Rowers of Vasset", [("Rowers", "ORG"), ("Vasset", "LOC")]),
    ],
)
def test_these_stay_apart(body, pieces):
    mentions = mentions_of(body, pieces)
    assert join_adjacent(body, mentions) == mentions


@pytest.mark.parametrize(
    ("body", "pieces", "parts"),
    [
        ("UNESCO's Heritage Office", ["UNESCO's Heritage Office"], ["UNESCO", "Heritage Office"]),
        ("Harbour Workers League HWL met", ["Harbour Workers League HWL"], ["Harbour Workers League", "HWL"]),
        ("People's Rowing League met", ["People's Rowing League"], ["People's Rowing League"]),
        ("Harbour Workers League XYZ met", ["Harbour Workers League XYZ"], ["Harbour Workers League XYZ"]),
    ],
)
def test_a_name_that_holds_two_is_parted(body, pieces, parts):
    parted = part_owners(body, mentions_of(body, [(piece, "ORG") for piece in pieces]))
    assert [mention.text for mention in parted] == parts
    assert all(body[mention.start : mention.end] == mention.text for mention in parted)

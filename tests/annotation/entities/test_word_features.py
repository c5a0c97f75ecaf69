"""What the recogniser sees of a text."""

import numpy as np
import pytest

from toolkit.annotation.entities.word_features import (
    BOUNDARY,
    CLASSES,
    PHRASES,
    SLOTS,
    bond,
    frame,
    phrase_start,
    word_attributes,
    word_class,
    word_keys,
    word_places,
    word_shape,
)
from toolkit.annotation.tokenizer import tokenise

LEXICON = {"the": "00101", "storm": "00110", "bridge": "00111", "geneva": "41100", "minister": "10111", "new": "20100"}


def framed(body):
    keys = word_keys(tokenise(body), LEXICON)
    classes = np.array([word_class(key, LEXICON) for key in keys], np.int8)
    bonds = np.array([bond(key) for key in keys], np.int8)
    return keys, frame(keys, classes, bonds, np.array([phrase_start(key) for key in keys], np.int8))


def test_sentences_stand_between_two_boundaries_and_begin_with_a_mark():
    keys = word_keys(tokenise("The storm.\nIt ends."), LEXICON)

    assert keys == ["", "", "^The", "storm", ".", "", "", "^It", "ends", ".", "", ""]


def test_each_place_knows_its_word():
    tokens = tokenise("The storm.\nIt ends.")

    places = word_places(tokens).tolist()

    assert places == [-1, -1, 0, 1, 2, -1, -1, 3, 4, 5, -1, -1]
    assert len(places) == len(word_keys(tokens, LEXICON))


def test_capitals_are_brought_to_the_usual_case():
    assert word_keys(tokenise("NEW BRIDGE NEAR GENEVA STORM"), LEXICON)[2:-2] == [
        "^new",
        "bridge",
        "NEAR",
        "Geneva",
        "storm",
    ]


@pytest.mark.parametrize(("body", "key"), [("Brandt-led", "-"), ("Brandt - led", "–"), ("Brandt -led", "–")])
def test_a_hyphen_between_spaces_is_a_dash(body, key):
    assert key in word_keys(tokenise(body), LEXICON)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (BOUNDARY, "boundary"),
        ("storm", "lower"),
        ("Geneva", "title"),
        ("UN", "upper"),
        ("McBride", "mixed"),
        ("iPhone", "mixed"),
        ("U.S.", "initial"),
        ("J", "initial"),
        ("2024", "number"),
        ("^The", "start"),
        ("^Geneva", "title"),
        (".", "."),
        ("“", '"'),
        ("(", "other"),
        ("^", "other"),
    ],
)
def test_a_word_has_this_class(key, name):
    assert CLASSES[word_class(key, LEXICON)] == name


@pytest.mark.parametrize(
    ("word", "shape"), [("Geneva", "Aaa"), ("UN", "AA"), ("COVID", "AA"), ("G20", "A99"), ("O'Hara", "A'Aaa")]
)
def test_a_shape_forgets_letters_and_length(word, shape):
    assert word_shape(word) == shape


def test_the_word_of_a_boundary_is_only_that():
    assert word_attributes(BOUNDARY, LEXICON) == ["boundary"]


def test_attributes_tell_gazetteer_cluster_and_case():
    attributes = word_attributes("Geneva", LEXICON)

    assert {"l=geneva", "w=Geneva", "hu=Aaa4", "g=town", "c3=110"} <= set(attributes)


def test_a_first_word_does_not_tell_its_printed_form():
    assert "w=The" not in word_attributes("^The", LEXICON)


def test_the_slots_of_a_name_reach_over_small_words():
    keys, result = framed("She met the Bank of Harbour Geneva staff")
    rows = result.window[:, result.places.tolist().index(keys.index("Harbour"))]
    seen = {slot: keys[row] for slot, row in zip(SLOTS, rows, strict=True)}

    assert (seen["here"], seen["before"], seen["after"]) == ("Harbour", "of", "Geneva")
    assert (seen["first"], seen["last"]) == ("Bank", "Geneva")
    assert (seen["outer_before"], seen["outer_after"]) == ("the", "staff")


def test_only_words_near_capitals_are_scored():
    keys, result = framed("It was the storm that Geneva and Brandt feared.")

    assert [keys[location] for location in result.places] == ["^It", "Geneva", "and", "Brandt"]


def test_known_names_are_marked():
    keys, result = framed("the storm hit New York")
    here = result.known[1] - len(PHRASES)
    marks = {keys[location]: PHRASES[number] for location, number in zip(result.places, here, strict=True)}

    assert marks["New"].startswith("first")
    assert marks["York"].startswith("next")


def test_words_between_capitals_are_scored_only_where_they_may_stand_in_a_name():
    keys, result = framed("the Bank of the Harbour met Geneva on Monday")

    assert [keys[location] for location in result.places] == ["Bank", "of", "the", "Harbour", "Geneva", "on", "Monday"]


def test_a_number_beside_a_name_is_scored():
    keys, result = framed("the Harbour 12 and 40 ships")

    assert [keys[location] for location in result.places] == ["Harbour", "12"]


@pytest.mark.parametrize(("key", "name"), [("Geneva", "one town"), ("^Geneva", "one town"), ("Kenya", "one country")])
def test_a_known_name_of_one_word_is_told(key, name):
    assert PHRASES[abs(phrase_start(key))] == name


@pytest.mark.parametrize(("key", "sign"), [("New", -1), ("storm", 1), ("", 1)])
def test_a_word_with_which_longer_names_begin_is_negative(key, sign):
    assert phrase_start(key) * sign > 0

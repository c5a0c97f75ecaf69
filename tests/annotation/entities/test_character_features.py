"""What the recogniser of scripts without spaces sees."""

import numpy as np
import pytest

from toolkit.annotation.entities.character_features import (
    CHARACTERS,
    CLASSES,
    PHRASES,
    attributes,
    character_class,
    character_keys,
    characters,
)


def test_words_in_latin_letters_and_numbers_stay_whole():
    tokens = characters("东京IBM 2024年")
    assert tokens.words == ["东", "京", "IBM", " ", "2024", "年"]
    assert [tokens.starts[4], tokens.sentences] == [6, [0, 6]]


def test_a_sentence_ends_with_its_mark_or_line():
    assert characters("雨。雪\n风").sentences == [0, 2, 3, 4]


def test_a_text_without_characters_has_none():
    assert characters("\n\n").words == []


def test_a_key_is_a_character_and_the_one_after_it():
    assert character_keys(characters("雨雪。"), {}) == ["", "", "雨\t雪", "雪\t。", "。\t", "", ""]


@pytest.mark.parametrize(
    ("letter", "name"),
    [("東", "han"), ("の", "hiragana"), ("カ", "katakana"), ("김", "hangul"), ("A", "capital"), ("・", "dot"),
     ("「", "quote"), ("（", "bracket"), ("。", "stop"), ("7", "number"), (" ", "space")],
)  # fmt: skip
def test_a_character_has_a_class(letter, name):
    assert CLASSES[character_class(f"{letter}\t", {})] == name


def test_a_character_speaks_alone_and_with_the_next():
    assert {"u=東", "b=東京"} <= set(attributes("東\t京", {}))
    assert attributes("", {}) == ["boundary"]


def test_every_character_may_be_part_of_a_name_and_knows_the_word_it_stands_in():
    keys = character_keys(characters("彼は東京へ"), {})
    classes = np.array([character_class(key, {}) for key in keys], np.int8)
    frame = CHARACTERS.frame(keys, classes, np.zeros_like(classes), np.zeros_like(classes))

    assert frame.places.tolist() == [2, 3, 4, 5, 6]
    assert [PHRASES[number - len(PHRASES)] for number in frame.known[1, 2:4]] == ["first place", "last place"]

"""Characters are classed all at once as they are one by one."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.character_classes import CharacterClasses, code_points


def class_of(character):
    return 2 if character.isalpha() else 1


@given(st.text(max_size=80))
def test_every_character_has_its_code_point(text):
    assert code_points(text).tolist() == [ord(character) for character in text]


@given(st.text(max_size=80))
def test_every_character_has_the_class_that_it_has_alone(text):
    assert CharacterClasses(class_of).of(text).tolist() == [class_of(character) for character in text]


def test_a_lone_surrogate_is_a_character_too():
    assert CharacterClasses(class_of).of("a\ud800").tolist() == [2, 1]


def test_a_character_is_asked_for_once():
    asked = []
    classes = CharacterClasses(lambda character: asked.append(character) or 1)
    classes.of("åßßå")
    classes.of("åßć")
    assert asked == ["ß", "å", "ć"]


def test_long_texts_are_looked_at_in_pieces():
    text = "a-" * 100_000
    assert CharacterClasses(class_of).of(text).tolist() == [2, 1] * 100_000

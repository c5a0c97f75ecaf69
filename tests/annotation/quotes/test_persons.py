"""Persons of a body."""

import pytest

from toolkit.annotation.quotes.persons import Persons

BODY = (
    "Harbour spokesman Tom Reed came. Ada Byte, the mayor of Lowhill, came. Ada Byte and her dog left. "
    "Ms. Lena Moss lives in Lowhill."
)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Reed", "Tom Reed"), ("Mayor Byte", "Ada Byte"), ("Ada", "Ada Byte"), ("Dorn", "Dorn"), ("Mayor", None)],
)
def test_short_names_become_full(text, name):
    assert name == Persons(BODY, "").full_name(text, len(BODY))


@pytest.mark.parametrize(
    ("role", "modifiers", "name"),
    [
        ("spokesman", [], "Tom Reed"),
        ("mayor", [], "Ada Byte"),
        ("official", ["Harbour"], "Tom Reed"),
        ("king", [], None),
    ],
)
def test_roles_find_their_holder(role, modifiers, name):
    assert name == Persons(BODY, "").named_for(role, modifiers, len(BODY), frozenset())


@pytest.mark.parametrize(
    ("name", "gender"), [("Tom Reed", "m"), ("Ada Byte", "f"), ("Lena Moss", "f"), ("Max Dorn", "")]
)
def test_gender_is_known_only_where_the_text_gives_it(name, gender):
    assert gender == Persons(BODY, "").gender(name)


def test_a_name_that_things_happen_in_is_a_place():
    persons = Persons(BODY, "")
    assert (persons.is_place("Lowhill"), persons.is_place("Tom Reed")) == (True, False)


def test_long_texts_give_the_same_names_as_short_ones():
    long = BODY + " Nothing else happened here." * 2500
    assert Persons(long, "").full_name("Reed", 0) == "Tom Reed"


def test_a_name_that_begins_a_paragraph_is_found_whole():
    body = "The quay was full.\n\nOlle Brandt, 68, waited for the ferry.\n\nBrandt had no ticket."
    assert Persons(body, "").full_name("Brandt", body.rindex("Brandt")) == "Olle Brandt"

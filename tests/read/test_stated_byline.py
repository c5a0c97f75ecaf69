"""Persons and agencies of bylines that a container states."""

import pytest

from toolkit.read.stated_byline import people


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Tilda Moss, Harbour Affairs Correspondent and Ivo Brandt", ["Tilda Moss", "Ivo Brandt"]),
        ("De notre correspondante à Pellworth Tilda Moss", ["Tilda Moss"]),
        ("Von unserem Korrespondenten Ivo Brandt", ["Ivo Brandt"]),
        ("dal nostro inviato Ivo Brandt", ["Ivo Brandt"]),
        ("From Tilda Moss in Pellworth", ["Tilda Moss"]),
        ("Interview: Tilda Moss", ["Tilda Moss"]),
        ("moss@courier.example (Tilda Moss)", ["Tilda Moss"]),
        ("TILDA MOSS. Pellworth", ["Tilda Moss"]),
        ("By By IVO McBRANDT", ["Ivo McBrandt"]),
        ("Reviewed by Tilda Moss", ["Tilda Moss"]),
        ("Our Foreign Staff", []),
        ("Agence Valoise de Presse", []),
        ("The Ravensholm Courier", []),
    ],
)
def test_only_persons_are_authors(byline, names):
    assert people(byline)[0] == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("García Márquez, Ana María", ["Ana María García Márquez"]),
        ("Moss, Tilda, Jr", ["Tilda Moss Jr"]),
        ("Tilda Moss, Ivo Brandt", ["Tilda Moss", "Ivo Brandt"]),
    ],
)
def test_family_names_first_are_turned_round_and_lists_are_not(byline, names):
    assert people(byline, is_family_first=True)[0] == names

"""Tests of reading a credit; all people are invented."""

import pytest

from toolkit.normalisation.authors.credit_line import has_role, is_person, read_credit, restore_capitals
from toolkit.normalisation.outlets.outlet_profiles import load_outlets


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("JOHN SMITH", "John Smith"),
        ("MARY-ANN O'ROE", "Mary-Ann O'Roe"),
        ("JOHN MCDONALD", "John McDonald"),
        ("JOHN MACDONALD", "John MacDonald"),
        ("EMILE MACRON", "Emile Macron"),
        ("JAN VAN DER BEISPIEL", "Jan van der Beispiel"),
        ("CJ BEISPIEL III", "CJ Beispiel III"),
        ("J.R. BEISPIEL", "J.R. Beispiel"),
        ("JÖRG MÜSTER", "Jörg Müster"),
        ("ИВАН ПРИМЕРОВ", "Иван Примеров"),
        ("Jean DUPONT", "Jean Dupont"),
        ("Jane McDoe", "Jane McDoe"),
    ],
)
def test_capitals_are_restored(printed, expected):
    assert restore_capitals(printed) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe, Reuters", [("Jane Roe", False), ("Reuters", True)]),
        ("Jane RoeSenior Editor", [("Jane Roe", False)]),
        ("Jane Roe2 minutes ago", [("Jane Roe", False)]),
        ("Jane Roe and 3 more", [("Jane Roe", False)]),
        ("İlkay Roe Published 12 May", [("İlkay Roe", False)]),
        ("the quick way to Examplia", []),
        ("", []),
    ],
)
def test_a_credit_is_divided(text, expected):
    assert [(item.name, item.agency) for item in read_credit(text, load_outlets())] == expected


@pytest.mark.parametrize("text", ["홍길동 기자", "王小明 記者"])
def test_a_reporter_without_letter_case_is_known_by_the_role(text):
    assert len(read_credit(text, load_outlets(), alone=True)) == 1


def test_what_is_printed_is_kept_for_the_evidence():
    assert read_credit("JANE ROE", load_outlets())[0].printed == "JANE ROE"


@pytest.mark.parametrize("name", ["Jane Roe", "J. R. Roe", "Ludwig van Beispiel", "Zoë d'Exemple", "Иван Примеров"])
def test_a_person_has_the_shape_of_a_name(name):
    assert is_person(name, alone=True)


@pytest.mark.parametrize(
    "name", ["Jane", "jane roe", "Latest News", "Jane's Bridge", "A B C D E F G H", "", "Share This"]
)
def test_other_words_have_not(name):
    assert not is_person(name, alone=True)


def test_one_word_is_a_name_behind_a_cue_only():
    assert (is_person("Janetta", alone=False), is_person("Janetta", alone=True)) == (True, False)


def test_a_role_is_recognised():
    assert (has_role("Senior Reporter"), has_role("Jane Roe")) == (True, False)


def test_a_first_name_that_is_elsewhere_a_particle_is_a_name():
    result = read_credit("Ada Quill, Ben Orr", load_outlets())
    assert [entry.name for entry in result] == ["Ada Quill", "Ben Orr"]

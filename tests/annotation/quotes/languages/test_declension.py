"""Names in other cases are brought to the nominative, where a given name shows which it is."""

import pytest

from toolkit.annotation.quotes.languages.declension import nominative
from toolkit.annotation.quotes.languages.table import language_of


@pytest.mark.parametrize(
    ("language", "printed", "name"),
    [
        ("pl", "Witolda Śliwy", "Witold Śliwa"),
        ("pl", "Stanisława Wolskiego", "Stanisław Wolski"),
        ("sk", "Jozefa Hudáka", "Jozef Hudák"),
        ("ru", "Кирилла Брагина", "Кирилл Брагин"),
        ("ru", "Анны Петровой", "Анна Петрова"),
        ("hr", "Ivice Tomljanovića", "Ivica Tomljanović"),
        ("lt", "Dariaus Kazlausko", "Darius Kazlauskas"),
        ("el", "Νίκο Καρρά", "Νίκος Καρράς"),
    ],
)
def test_a_name_in_another_case_gets_the_endings_of_the_nominative(language, printed, name):
    assert nominative(printed, language_of(language)) == name


@pytest.mark.parametrize(("language", "name"), [("pl", "Anna Sowa"), ("de", "Heinz Brandts"), ("ru", "Завод Петрова")])
def test_a_name_whose_first_word_no_ending_makes_a_given_name_stays(language, name):
    assert nominative(name, language_of(language)) == name

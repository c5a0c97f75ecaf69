"""Family names."""

import pytest

from toolkit.gazetteer.family_names import is_family_name


@pytest.mark.parametrize("word", ["Johansson", "JOHANSSON", "García", "Иванов", "Yılmaz"])
def test_a_family_name_is_known_as_printed_and_in_capitals(word):
    assert is_family_name(word)


@pytest.mark.parametrize("word", ["johansson", "Ministry", "", "Zabrolith"])
def test_other_words_are_none(word):
    assert not is_family_name(word)

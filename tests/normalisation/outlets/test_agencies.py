"""Marks of wire agencies."""

import pytest

from toolkit.normalisation.outlets.agencies import is_agency


@pytest.mark.parametrize(
    "mark", ["AP", "Reuters", "TASS", "PRNewswire", "BUSINESS WIRE", "РИА Новости", "dpa", "AP/Reuters"]
)
def test_an_agency_is_known(mark):
    assert is_agency(mark)


@pytest.mark.parametrize("mark", ["", "D", "R-Fla.", "left", "Harbour Gazette", "he/she"])
def test_other_words_are_no_agency(mark):
    assert not is_agency(mark)

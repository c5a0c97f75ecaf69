"""Tests of the list of surnames."""

from toolkit.normalisation.authors.surnames import SURNAMES


def test_surnames_are_one_or_two_signs_in_short_and_full_forms():
    assert {len(name) for name in SURNAMES} == {1, 2}
    assert {"张", "張", "欧阳", "歐陽"} <= SURNAMES

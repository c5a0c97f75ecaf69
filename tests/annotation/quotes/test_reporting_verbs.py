"""Reporting verbs."""

import pytest

from toolkit.annotation.quotes.reporting_verbs import reporting_verbs


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("said", "say"),
        ("tells", "tell"),
        ("replied", "reply"),
        ("admitted", "admit"),
        ("noting", "note"),
        ("described", "describe"),
    ],
)
def test_forms_lead_to_their_base(form, base):
    assert base == reporting_verbs()[form]


@pytest.mark.parametrize("wrong", ["sayed", "replyed", "admited", "walked"])
def test_wrong_forms_and_other_verbs_are_unknown(wrong):
    assert wrong not in reporting_verbs()

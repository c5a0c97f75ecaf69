"""Options of the reading stage."""

from dataclasses import fields

from toolkit.read import ReadOptions


def test_every_option_says_what_it_means():
    assert all(field.metadata["meaning"] for field in fields(ReadOptions))

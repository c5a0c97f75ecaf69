"""Every option of the normalise stage explains itself."""

import dataclasses

from toolkit.normalisation.options import NormaliseOptions


def test_every_option_has_a_default_and_one_line_of_meaning():
    for field in dataclasses.fields(NormaliseOptions):
        assert field.default is not dataclasses.MISSING
        assert "\n" not in field.metadata["meaning"]


def test_options_are_equal_when_their_values_are():
    assert NormaliseOptions() == NormaliseOptions(minimum_words=20)

"""Numbers become signs by the band that they lie in."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.confidence.number_bands import Bands


def test_a_limit_belongs_to_the_band_above_it():
    bands = Bands("words", 3, 20)

    assert [bands.name(value) for value in (2, 3, 19.5, 20)] == [
        "words below 3", "words below 20", "words below 20", "words from 20",
    ]  # fmt: skip


@given(st.floats(allow_nan=False))
def test_every_number_has_a_band(value):
    assert Bands("words", 3, 20).name(value) in {"words below 3", "words below 20", "words from 20"}

"""Tests of the weights of headlines."""

import pytest

from toolkit.normalisation.headline_weights import WEIGHTS


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [("five words", "two words"), ("part of another", "holds another"), ("words of the body", "notice")],
)
def test_what_headlines_are_like_weighs_more(stronger, weaker):
    assert WEIGHTS[stronger] > WEIGHTS[weaker]

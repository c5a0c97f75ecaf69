"""The weights behind the choice of a date."""

import pytest

from toolkit.normalisation.dates.weights import WEIGHTS


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("role published", "role updated"),
        ("role updated", "in a list"),
        ("just below the headline", "below the body"),
        ("label byline", "label related"),
        ("with time", "without year"),
    ],
)
def test_the_weights_say_what_an_editor_would(better, worse):
    assert WEIGHTS[better] > WEIGHTS[worse]

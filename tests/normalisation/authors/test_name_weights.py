"""Tests of the weights of names without a cue."""

import pytest

from toolkit.normalisation.authors.name_weights import WEIGHTS


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        ("label byline surely", "label share surely"),
        ("opens with a given name", "without a given name"),
        ("place right below the headline", "place far below the headline"),
        ("date below", "in the body"),
    ],
)
def test_what_stands_where_bylines_stand_weighs_more(stronger, weaker):
    assert WEIGHTS[stronger] > WEIGHTS[weaker]


def test_a_name_of_which_nothing_is_known_is_not_believed():
    assert WEIGHTS["always"] < 0

"""Tests of finding head and body among labelled lines."""

import pytest

from toolkit.normalisation.lines.article_head import find_zone
from toolkit.normalisation.lines.line import Line


def labelled(*labels):
    return [Line(location * 2, location * 2 + 1, "x", label, 0.9) for location, label in enumerate(labels)]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("headline", "byline", "body", "body", "body", "legal"), (0, 4, 4)),
        (("share", "headline", "body"), (1, 2, 2)),
        (("body", "headline", "body"), (1, 2, 2)),
        (("share", "share"), (0, 2, 1)),
        ((), (0, 0, -1)),
    ],
)
def test_the_zone_spans_headline_and_body(labels, expected):
    assert tuple(find_zone(labelled(*labels))) == expected


def test_the_most_probable_headline_counts():
    lines = [Line(0, 1, "x", "headline", 0.4), Line(2, 3, "y", "headline", 0.9)]
    assert find_zone(lines).headline == 1


def test_a_menu_does_not_stretch_the_head():
    assert find_zone(labelled("headline", *["share"] * 60, "body", "body", "body")).first == 25

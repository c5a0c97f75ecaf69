"""Shares and the intervals that chance leaves them."""

import pytest

from toolkit.release.evaluate.compare_gold import Count
from toolkit.release.evaluate.precision_recall import score


@pytest.mark.parametrize(
    ("counts", "f1", "precision", "recall"),
    [
        ([Count(1, 1, 1)] * 3, 1.0, 1.0, 1.0),
        ([Count(1, 1, 1), Count(0, 1, 1)], 0.5, 0.5, 0.5),
        ([Count(2, 4, 2)], 0.6667, 0.5, 1.0),
        ([Count(0, 0, 3)], 0.0, None, 0.0),
        ([Count(0, 0, 0)], None, None, None),
        ([], None, None, None),
    ],
)
def test_shares_are_those_of_all_articles_together(counts, f1, precision, recall):
    result = score(counts)
    assert (result.f1, result.precision, result.recall) == (f1, precision, recall)


def test_the_interval_holds_the_share_and_narrows_with_more_articles():
    few, many = (score([Count(1, 1, 1), Count(0, 1, 1)] * number) for number in (5, 500))
    assert few.low < many.low < 0.5 < many.high < few.high


def test_the_interval_is_the_same_each_time():
    counts = [Count(number % 3, 3, 2 + number % 2) for number in range(40)]
    assert score(counts) == score(counts)


def test_nothing_but_right_answers_leave_no_doubt():
    assert (score([Count(2, 2, 2)] * 9).low, score([Count(2, 2, 2)] * 9).high) == (1.0, 1.0)

"""Rules over many rows, remembered from batch to batch."""

import polars
import pytest

from toolkit.validation.cross_row_rules import Seen, across


def _found(*batches):
    seen = Seen()
    return [
        (row, failure.rule, failure.value)
        for split, rows in batches
        for row, failure in across(
            polars.DataFrame(rows, schema=["id", "group", "source"], orient="row"),
            f"data/articles/{split}-0",
            split,
            seen,
        )
    ]


def test_an_id_of_an_earlier_batch_is_named():
    assert _found(("train", [("a", "g", None)]), ("train", [("b", "g", None), ("a", "g", None)])) == [
        (1, "field_uniqueness", "a")
    ]


def test_an_id_twice_in_one_batch_is_left_to_the_check_of_the_batch():
    assert _found(("train", [("a", "g", None), ("a", "g", None)])) == []


def test_a_group_in_another_split_is_named():
    assert _found(("train", [("a", "g", None)]), ("test", [("b", "g", None)])) == [(0, "one_split", "g")]


def test_the_same_article_in_another_split_is_a_repeated_id_only():
    assert _found(("train", [("a", "g", None)]), ("test", [("a", "g", None)])) == [(0, "field_uniqueness", "a")]


@pytest.mark.parametrize("other", ["Halden Post", "THE HALDEN POST", "The Halden-Post", "haldenpost.com"])
def test_another_spelling_is_named_once(other):
    rows = [("a", "g", "The Halden Post"), ("b", "g", other), ("c", "g", other)]
    assert _found(("train", rows)) == [(1, "one_spelling", other)]


@pytest.mark.parametrize("other", ["The Halden Courier", "Halden Post Weekly", None, "?"])
def test_another_source_is_no_spelling(other):
    assert _found(("train", [("a", "g", "The Halden Post"), ("b", "g", other), ("c", "g", "!")])) == []


def test_a_missing_column_is_no_fault_here():
    frame = polars.DataFrame({"id": ["a"]})
    assert list(across(frame, "x", "train", Seen())) == []

"""Rows of all shards in their canonical order, in bounded memory."""

import random

import polars
import pyarrow
import pytest

from toolkit.pipeline import external_sort as module
from toolkit.pipeline.external_sort import article_order, by_split, in_order, refusal_order


def _keys(*rows):
    return pyarrow.table(
        {name: [row[location] for row in rows] for location, name in enumerate(("split", "date", "id"))}
    )


def _places(order):
    return list(order.select("shard", "row").iter_rows())


def test_articles_stand_by_split_then_day_then_id_and_undated_ones_last():
    shards = [
        _keys(("test", "2024-01-01", "a"), ("train", "", "b"), ("train", "2024-01-02", "d")),
        _keys(("train", "2024-01-02", "c"), ("later", "2020-01-01", "e"), ("validation", "", "f")),
    ]
    assert _places(article_order(shards)) == [(1, 0), (0, 2), (0, 1), (1, 2), (0, 0), (1, 1)]


def test_rejections_stand_by_path_then_record_and_whole_files_last():
    shards = [[("b", None), ("a", 10)], [("a", None), ("a", 9)]]
    assert _places(refusal_order(shards)) == [(1, 1), (0, 1), (1, 0), (0, 0)]


@pytest.mark.parametrize("order", [article_order, refusal_order])
def test_nothing_has_an_order_too(order, tmp_path):
    assert list(in_order(order([]), None, 10, tmp_path)) == []


@pytest.fixture
def shuffled():
    """Give shards of numbers, and the order that sorts them."""
    numbers = list(range(5000))
    random.Random(1).shuffle(numbers)
    shards = [pyarrow.table({"number": numbers[start : start + 300]}) for start in range(0, 5000, 300)]
    places = {number: divmod(location, 300) for location, number in enumerate(numbers)}
    rows = [places[number] for number in range(5000)]
    return shards, polars.DataFrame(rows, schema={"shard": polars.UInt32, "row": polars.UInt32}, orient="row")


@pytest.mark.parametrize("size", [10**9, 200_000, 8_000], ids=["one bucket", "some buckets", "many buckets"])
def test_rows_come_in_order_however_little_memory_there_is(shuffled, tmp_path, monkeypatch, size):
    monkeypatch.setattr(module, "BUCKET_BYTES", size)
    shards, order = shuffled
    asked = []

    def load(shard):
        asked.append(shard)
        return shards[shard]

    tables = list(in_order(order, load, 40, tmp_path))
    assert [number for table in tables for number in table["number"].to_pylist()] == list(range(5000))
    assert max(table.num_rows for table in tables) <= module.GIVEN_ROWS
    assert (sorted(asked), list(tmp_path.iterdir())) == (list(range(len(shards))), [])


def test_tables_are_cut_where_a_split_ends():
    order = polars.DataFrame({"split": ["train"] * 5 + ["test"] * 2})
    tables = iter([pyarrow.table({"number": range(3)}), pyarrow.table({"number": range(3, 7)})])
    result = [(split, table["number"].to_pylist()) for split, table in by_split(order, tables)]
    assert result == [("train", [0, 1, 2]), ("train", [3, 4]), ("test", [5, 6])]

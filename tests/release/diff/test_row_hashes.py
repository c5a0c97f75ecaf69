"""Digests of rows tell rows apart, whatever batch they come in."""

import polars
import pytest

from toolkit.release.diff import diff_table as sides
from toolkit.release.diff.diff_table import open_side
from toolkit.release.diff.row_hashes import digest
from toolkit.release.diff.schema_diff import shared_values


def _digests(folder):
    side = open_side(folder, "articles")
    return digest(side, ("id",), shared_values(side.schema, side.schema))


@pytest.mark.parametrize("size", [1, 3, 100])
def test_the_size_of_batches_makes_no_difference(written, articles, monkeypatch, size):
    folder = written("some", {"train": articles(*range(10)), "test": articles(11, headline=None)})
    usual = _digests(folder)
    monkeypatch.setattr(sides, "_BATCH_ROWS", size)
    other = _digests(folder)
    assert usual.rows.equals(other.rows)
    assert usual.values.equals(other.values)
    assert usual.tally == other.tally


def test_stamps_are_hashed_but_are_no_content(written, articles):
    result = _digests(written("some", {"train": [*articles(1), *articles(1, added_in="2.0.0")]}))
    assert result.rows["content"].n_unique() == 1
    assert result.values["added_in"].n_unique() == 2


@pytest.mark.parametrize(
    "values", [(["ab"], ["a", "b"]), (["a", "b"], ["b", "a"]), ([], None), ([""], []), (["a"], ["a", None])]
)
def test_lists_that_look_alike_have_different_digests(tmp_path, values):
    frame = polars.DataFrame({"id": ["x", "y"], "list": values}, schema_overrides={"list": polars.List(polars.String)})
    frame.write_parquet(tmp_path / "a.parquet")
    assert _digests(tmp_path).rows["content"].n_unique() == 2


def test_rows_of_one_key_are_numbered(tmp_path):
    polars.DataFrame({"id": ["a", "b", "a", "a"], "n": [1, 2, 3, 4]}).write_parquet(tmp_path / "a.parquet")
    assert _digests(tmp_path).rows["copy"].to_list() == [0, 0, 1, 2]

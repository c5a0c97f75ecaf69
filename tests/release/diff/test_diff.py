"""Two tables are compared row by row."""

import random

import polars
import pytest

from toolkit.errors import SourceError
from toolkit.release.diff.diff import Counts, diff


def test_a_release_does_not_differ_from_itself(sample):
    difference = diff(sample.folder, sample.folder)
    rows = sample.manifest["tables"]["articles"]["rows"]
    assert (difference.empty, difference.counts) == (True, Counts(0, 0, 0, 0, 0, rows))


@pytest.mark.parametrize("table", ["quotes", "entities"])
def test_any_table_of_a_release_is_compared(sample, table):
    counts = diff(sample.folder, sample.folder, table=table).counts
    assert counts.unchanged == sample.manifest["tables"][table]["rows"]


def test_rows_are_added_removed_changed_and_left(compared, articles):
    difference = compared(articles(1, 2, 3, 4), [*articles(2, 3), *articles(4, word_count=27), *articles(5, 6)])
    assert difference.counts == Counts(added=2, removed=1, changed=1, moved=0, restamped=0, unchanged=2)
    assert (difference.fields, difference.empty) == ({"word_count": 1}, False)


def test_the_order_of_rows_makes_no_difference(compared, articles):
    rows = articles(*range(50))
    shuffled = random.Random(0).sample(rows, len(rows))
    assert compared(rows, shuffled).empty


def test_a_row_in_another_split_is_moved(compared, articles):
    difference = compared(
        {"train": articles(1, 2), "test": articles(3)}, {"train": articles(1), "test": articles(2, 3)}
    )
    assert (difference.counts.moved, difference.moves) == (1, {"train → test": 1})


def test_a_row_can_be_moved_and_changed(compared, articles):
    difference = compared({"train": articles(1)}, {"test": articles(1, source="The Valmere Gazette")})
    assert difference.counts == Counts(0, 0, changed=1, moved=1, restamped=0, unchanged=0)


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("headline", None, "headline"),
        ("date", None, "date"),
        ("authors", ["Jon Myhre", "Ida Brandt"], "authors"),
        ("authors", [], "authors"),
        ("entities", [], "entities"),
        ("entities", None, "entities"),
        ("quotes", [], "quotes"),
    ],
)
def test_a_changed_value_is_found_in_every_kind_of_column(compared, row, field, value, path):
    assert compared([row()], [row(**{field: value})]).fields == {path: 1}


def test_a_field_inside_a_record_is_named_by_its_path(compared, row):
    rights = {**row()["rights"], "licence": None}
    assert compared([row()], [row(rights=rights)]).fields == {"rights.licence": 1}


def test_a_change_deep_in_a_list_is_found(compared, row):
    quotes = [{**quote, "confidence": quote["confidence"] / 2} for quote in row()["quotes"]]
    assert compared([row()], [row(quotes=quotes)]).fields == {"quotes": 1}


def test_stamps_are_no_content(compared, articles):
    difference = compared(articles(1, 2), [*articles(1), *articles(2, added_in="2.0.0")])
    assert difference.counts == Counts(0, 0, 0, 0, restamped=1, unchanged=2)
    assert (difference.stamps, difference.fields, difference.empty) == ({"added_in": 1}, {}, False)


def test_a_new_column_leaves_the_rows_as_they_were(compared):
    old, new = (
        {"id": polars.String(), "n": polars.Int64()},
        {"id": polars.String(), "n": polars.Int64(), "m": polars.Int64()},
    )
    difference = compared([{"id": "a", "n": 1}], [{"id": "a", "n": 1, "m": 2}], (old, new))
    assert [(item.column, item.change) for item in difference.schema] == [("m", "added")]
    assert difference.counts.unchanged == 1


def test_a_new_field_in_the_items_of_a_list_leaves_the_rows_as_they_were(compared):
    old = {"id": polars.String(), "q": polars.List(polars.Struct({"t": polars.String()}))}
    new = {"id": polars.String(), "q": polars.List(polars.Struct({"t": polars.String(), "s": polars.Int64()}))}
    difference = compared([{"id": "a", "q": [{"t": "x"}]}], [{"id": "a", "q": [{"t": "x", "s": 1}]}], (old, new))
    assert ([item.column for item in difference.schema], difference.counts.changed) == (["q[].s"], 0)


def test_repeated_keys_are_told_apart_by_their_order(compared):
    kinds = {"id": polars.String(), "n": polars.Int64()}
    old = [{"id": "a", "n": 1}, {"id": "a", "n": 2}, {"id": None, "n": 3}]
    new = [{"id": "a", "n": 1}, {"id": "a", "n": 5}, {"id": "a", "n": 6}, {"id": None, "n": 3}]
    counts = compared(old, new, (kinds, kinds)).counts
    assert (counts.added, counts.changed, counts.unchanged) == (1, 1, 2)


def test_another_key_can_be_named(compared, articles):
    old, new = articles(1, url="https://courier.example/1"), articles(2, url="https://courier.example/1")
    assert compared(old, new, key=["url"]).fields == {"headline": 1, "id": 1}


@pytest.mark.parametrize("key", [[], ["n"]])
def test_without_a_common_key_there_is_an_error(compared, key):
    with pytest.raises(SourceError, match="--key"):
        compared([{"x": 1}], [{"x": 1}], ({"x": polars.Int64()}, {"x": polars.Int64()}), key=key)


def test_a_key_of_another_type_is_an_error(compared):
    kinds = {"id": polars.Int64()}, {"id": polars.String()}
    with pytest.raises(SourceError, match="another type"):
        compared([{"id": 1}], [{"id": "1"}], kinds)


@pytest.mark.parametrize(
    ("added", "selectable"),
    [
        ({"train": {"added_in": "1.1.0"}}, True),
        ({"train": {}}, False),
        ({"april": {}}, True),
        ({"april": {}, "train": {}}, False),
    ],
)
def test_old_rows_are_selectable_by_split_or_by_version(compared, articles, added, selectable):
    new = {"train": articles(1)}
    for number, (split, changes) in enumerate(added.items(), start=2):
        new[split] = [*new.get(split, []), *articles(number, **changes)]
    assert compared({"train": articles(1)}, new).selectable is selectable


def test_an_empty_side_is_compared_as_any_other(compared, articles):
    assert compared([], articles(1, 2)).counts == Counts(2, 0, 0, 0, 0, 0)


def test_categories_are_compared_by_their_names(tmp_path):
    paths = []
    for name, values in (("old", ["x", "y"]), ("new", ["y", "x"])):
        path = tmp_path / f"{name}.parquet"
        frame = polars.DataFrame({"id": values, "kind": values}, schema_overrides={"kind": polars.Categorical})
        frame.write_parquet(path)
        paths.append(path)
    assert diff(*paths).empty

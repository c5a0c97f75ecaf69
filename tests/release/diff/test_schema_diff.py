"""Columns of two tables are put side by side."""

import polars
import pytest

from toolkit.release.diff.schema_diff import SchemaChange, schema_changes, shared_values

TEXT, NUMBER = polars.String(), polars.Int64()
RIGHTS = polars.Struct({"licence": TEXT, "holder": TEXT})
QUOTES = polars.List(polars.Struct({"text": TEXT, "start": NUMBER}))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ({"a": TEXT, "b": NUMBER}, {"b": NUMBER, "a": TEXT}, []),
        ({"a": TEXT}, {"a": TEXT, "b": NUMBER}, [("b", "added", None, "Int64")]),
        ({"a": TEXT, "b": NUMBER}, {"a": TEXT}, [("b", "removed", "Int64", None)]),
        ({"a": NUMBER}, {"a": polars.Int32()}, [("a", "retyped", "Int64", "Int32")]),
        (
            {"r": RIGHTS},
            {"r": polars.Struct({"holder": TEXT, "terms": TEXT})},
            [("r.licence", "removed", "String", None), ("r.terms", "added", None, "String")],
        ),
        (
            {"q": QUOTES},
            {"q": polars.List(polars.Struct({"text": TEXT, "start": polars.Int32()}))},
            [("q[].start", "retyped", "Int64", "Int32")],
        ),
        ({"q": TEXT}, {"q": polars.List(TEXT)}, [("q", "retyped", "String", "List"), ("q[]", "added", None, "String")]),
    ],
)
def test_schema_changes_are_named_at_every_depth(old, new, changes):
    assert schema_changes(polars.Schema(old), polars.Schema(new)) == tuple(SchemaChange(*item) for item in changes)


def test_records_are_taken_apart_and_lists_stay_whole():
    schema = polars.Schema({"a": TEXT, "r": RIGHTS, "q": QUOTES})
    assert list(shared_values(schema, schema)) == ["a", "r.licence", "r.holder", "q"]


def test_what_has_another_type_is_not_compared():
    assert list(shared_values(polars.Schema({"a": TEXT, "b": TEXT}), polars.Schema({"a": NUMBER, "b": TEXT}))) == ["b"]


def test_an_item_is_reduced_to_the_fields_that_both_sides_have():
    new = polars.List(polars.Struct({"speaker": TEXT, "text": TEXT}))
    shared = shared_values(polars.Schema({"q": QUOTES}), polars.Schema({"q": new}))
    frame = polars.DataFrame({"q": [[{"text": "x", "start": 1}], [], None]}, schema={"q": QUOTES})
    assert frame.select(shared["q"])["q"].to_list() == [[{"text": "x"}], [], None]

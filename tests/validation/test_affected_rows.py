"""The outlet, the first day and the examples of articles behind a fault."""

import datetime

import polars
import pytest

from toolkit.validation.affected_rows import AffectedRows, affected_rows, with_affected


@pytest.fixture
def articles():
    rows = [
        ("a", "Oldmere Post", datetime.date(2024, 5, 3), "raw/a.txt"),
        ("b", "Oldmere Post", datetime.date(2024, 5, 1), "raw/b.txt"),
        ("c", "Nordwire", None, "raw/c.txt"),
        ("d", None, datetime.date(2024, 5, 2), "raw/d.txt"),
        ("e", "Nordwire", datetime.date(2024, 4, 1), "raw/e.txt"),
    ]
    return polars.DataFrame(
        [(name, source, day, {"path": path}) for name, source, day, path in rows],
        schema=["id", "source", "date", "provenance"],
        orient="row",
    )


def test_the_outlet_with_most_of_them_and_the_first_ones_are_named(articles):
    result = affected_rows(articles, polars.col("id") != "e")
    assert result == AffectedRows("Oldmere Post", "2024-05-01", ("raw/b.txt", "raw/d.txt", "raw/a.txt"))
    assert str(result) == "most of all Oldmere Post; first on 2024-05-01; such as raw/b.txt, raw/d.txt, raw/a.txt"


def test_what_is_not_known_is_left_out(articles):
    assert str(affected_rows(articles, polars.col("id") == "c")) == "most of all Nordwire; such as raw/c.txt"
    assert with_affected("dates are missing", affected_rows(articles, polars.lit(value=False))) == "dates are missing"

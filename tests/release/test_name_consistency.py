"""A table of names that does not fit the entities of its release is found."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from toolkit.release.name_consistency import name_faults
from toolkit.release.release_folder import open_release


@pytest.fixture
def faults(sample_copy: Path) -> Callable[..., list[str]]:
    """Return the faults of the sample after a change of its rows of names."""

    def find(change: Callable[[list[dict]], list[dict]]) -> list[str]:
        (path,) = (sample_copy / "data" / "names").glob("*.parquet")
        table = pyarrow.parquet.read_table(path)
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(change(table.to_pylist()), table.schema), path)
        return list(name_faults(open_release(sample_copy)))

    return find


def test_names_as_they_were_built_have_no_fault(faults):
    assert faults(lambda rows: rows) == []


def test_a_name_that_is_missing_is_found(faults):
    assert faults(lambda rows: rows[1:]) == ["lacks names that entities have"]


def test_an_article_that_does_not_give_the_name_is_found(faults):
    def change(rows):
        other = next(row for row in rows if row["article_ids"] != rows[0]["article_ids"])
        rows[0]["article_ids"] = [*rows[0]["article_ids"], other["article_ids"][0]]
        return rows

    assert "names articles in which no entity has the name" in faults(change)


def test_a_day_that_no_article_has_is_found(faults):
    def change(rows):
        return [{**row, "last_date": row["last_date"] and date(2099, 1, 1)} for row in rows]

    assert faults(change) == ["gives other days than the articles have"]

"""Flattened tables beside the articles they were unrolled from."""

import polars
import pytest

from toolkit.contract.pandera_model import polars_schema
from toolkit.contract.row_conversion import flatten, to_table
from toolkit.validation.table_consistency import Ledger, unroll

RECORDS = ("quote", "entity")


@pytest.fixture
def frames(contract, article):
    """Give articles, and their flattened tables as the release has them."""
    rows = [article(id=f"{number:024x}", entities=None if number == 2 else article().entities) for number in range(4)]
    rows.append(article(id="f" * 24, quotes=(), entities=()))
    table = to_table(rows, contract, contract.record("article"))
    flat = {name: polars.from_arrow(flatten(table, contract, contract.record(name))) for name in RECORDS}
    return polars.from_arrow(table), flat


@pytest.mark.parametrize("name", RECORDS)
def test_unrolling_gives_the_flattened_table(contract, frames, name):
    articles, flat = frames
    assert unroll(articles, contract, contract.record(name)).equals(flat[name])


def _disagreeing(contract, articles, flat):
    ledger = Ledger()
    for batch in articles:
        ledger.add_articles(batch, contract)
    for name, batch in flat:
        ledger.add_table(batch, contract, contract.record(name))
    return ledger.disagreeing()


def test_tables_that_agree_are_not_named_whatever_the_batches(contract, frames):
    articles, flat = frames
    halves = [(name, part) for name, frame in flat.items() for part in (frame[3:], frame[:3])]
    assert _disagreeing(contract, [articles[:1], articles[1:]], halves) == []


CHANGES = [
    ("quote", "quotes", lambda frame: frame[1:]),
    ("quote", "quotes", lambda frame: frame.vstack(frame[:1])),
    ("quote", "quotes", lambda frame: frame.with_columns(polars.col("confidence") - 0.1)),
    ("quote", "quotes", lambda frame: frame.with_columns(parts=polars.col("parts").list.head(1))),
    ("entity", "entities", lambda frame: frame.with_columns(name=polars.col("name").str.to_uppercase())),
    ("entity", "entities", lambda frame: frame.clear()),
]


@pytest.mark.parametrize(("name", "table", "change"), CHANGES)
def test_a_table_that_differs_is_named(contract, frames, name, table, change):
    articles, flat = frames
    assert _disagreeing(contract, [articles], {**flat, name: change(flat[name])}.items()) == [table]


def test_no_rows_agree_with_no_rows(contract):
    empty = {name: polars_schema(contract, contract.record(name)).to_frame() for name in ("article", *RECORDS)}
    assert _disagreeing(contract, [empty["article"]], [(name, empty[name]) for name in RECORDS]) == []

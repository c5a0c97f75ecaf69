"""Compares the flattened tables of a release with the lists in its articles, without keeping either."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.contract import Contract, Record

if TYPE_CHECKING:
    import polars


@dataclass(slots=True)
class Ledger:
    """Sums of the hashes of rows, by table: what the articles hold, less what the flattened tables hold."""

    sums: Counter[str] = field(default_factory=Counter)

    def add_articles(self, frame: "polars.DataFrame", contract: Contract) -> None:
        """Enter the lists of a batch of articles."""
        for record in contract.tables():
            if record.table is not None and record.table.path in frame.columns:
                self.sums[record.table.name] += _sum(unroll(frame, contract, record))

    def add_table(self, frame: "polars.DataFrame", contract: Contract, record: Record) -> None:
        """Enter a batch of a flattened table."""
        assert record.table is not None
        columns = [column.name for column in contract.columns(record)]
        self.sums[record.table.name] -= _sum(frame.select(columns))

    def disagreeing(self) -> list[str]:
        """Return the names of the tables that do not hold what the articles hold."""
        return sorted(name for name, total in self.sums.items() if total % 2**64)


def unroll(articles: "polars.DataFrame", contract: Contract, record: Record) -> "polars.DataFrame":
    """Return the rows of a flattened table that articles hold."""
    import polars

    table = record.table
    assert table is not None
    assert table.path is not None
    carried = [polars.col(origin).alias(f"_{name}") for name, origin in table.carries.items()]
    items = polars.col(table.path).alias("_item")
    # Empty and null lists hold nothing; dropping them before the explosion keeps positions true.
    filled = articles.select(*carried, items).filter(polars.col("_item").list.len() > 0)
    position = polars.int_ranges(0, polars.col("_item").list.len(), dtype=polars.Int32).alias("position")
    rows = filled.with_columns(position).explode("_item", "position").unnest("_item")
    columns = (column.name for column in contract.columns(record))
    return rows.select(polars.col(f"_{name}").alias(name) if name in table.carries else name for name in columns)


def _sum(frame: "polars.DataFrame") -> int:
    """Return the sum of the hashes of all rows; their order and batches do not matter."""
    import polars

    nested = [name for name, kind in frame.schema.items() if isinstance(kind, polars.List)]
    flat = frame.with_columns(polars.col(name).list.eval(_text()).list.join("|") for name in nested)
    return int(flat.hash_rows().to_numpy().sum())  # wraps around, as the difference of two sums may


def _text() -> "polars.Expr":
    import polars

    return polars.element().struct.json_encode()

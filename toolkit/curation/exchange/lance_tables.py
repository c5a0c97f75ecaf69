"""Articles, quotes and entities as Lance datasets, one folder each, with their nested columns."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.contract import Contract, load
from toolkit.contract.arrow_schema import schema
from toolkit.contract.row_conversion import flatten
from toolkit.errors import SourceError

if TYPE_CHECKING:
    import pyarrow

_BATCH_ROWS = 1000


def write_lance(rows: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Write `articles.lance`, `quotes.lance` and `entities.lance` into a folder; articles have their split, too.

    Raises:
        SourceError: Lance is not installed.
    """
    try:
        import lance
    except ImportError as error:
        raise SourceError("Lance is not installed; run `pip install 'news-dataset-toolkit[lance]'`.") from error
    folder.mkdir(parents=True)
    contract = load()
    mode = "create"
    for articles, splits in _batches(rows, contract):
        tables = {"articles": articles.append_column("split", splits)}
        for record in contract.tables():
            if record.table is not None and record.table.parent == "article":
                tables[record.table.name] = flatten(articles, contract, record)
        for name, table in tables.items():
            lance.write_dataset(table, str(folder / f"{name}.lance"), mode=mode)
        mode = "append"


def _batches(
    rows: Iterable[Mapping[str, Any]], contract: Contract
) -> Iterator[tuple["pyarrow.Table", "pyarrow.Array"]]:
    """Yield articles as a table of the contract, and their splits; once without rows where there are none."""
    import pyarrow

    target = schema(contract, contract.record("article"))
    remaining = iter(rows)
    first = True
    while (batch := list(islice(remaining, _BATCH_ROWS))) or first:
        articles = [{name: row.get(name) for name in target.names} for row in batch]
        splits = pyarrow.array([row["split"] for row in batch], pyarrow.string())
        yield pyarrow.Table.from_pylist(articles, schema=target), splits
        first = False

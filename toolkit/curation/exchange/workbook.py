"""Excel: a workbook with the sheets articles, quotes and entities."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit.curation.exchange.csv_tables import TABLES
from toolkit.curation.exchange.flat_tables import flat_tables
from toolkit.curation.exchange.safe_cells import harmless
from toolkit.errors import SourceError

LONGEST_CELL = 32_767
"""Characters that a cell of Excel may hold; longer texts are cut."""


def write_workbook(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write the three tables into one workbook; cells that would be formulas get an apostrophe.

    Raises:
        SourceError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    except ImportError as error:
        raise SourceError("openpyxl is not installed; run `pip install 'news-dataset-toolkit[excel]'`.") from error
    workbook = Workbook(write_only=True)
    sheets = {name: workbook.create_sheet(name) for name in TABLES}
    for name, columns in TABLES.items():
        sheets[name].append(list(columns))
    for name, row in flat_tables(rows):
        sheets[name].append([
            harmless(ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))[:LONGEST_CELL] if isinstance(value, str) else value
            for value in row.values()
        ])  # fmt: skip
    workbook.save(path)

"""The articles of a release by id, read from its files when they are asked for: a release may be larger than memory."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.contract.arrow_schema import schema
from toolkit.release.parquet_damage import check_columns, naming_damage
from toolkit.release.release_folder import Release, split_of

if TYPE_CHECKING:
    import pyarrow

_KEPT = 2000
"""Rows that are held in memory."""
_Position = tuple[Path, int, int]
"""File, row group, and row in it."""


class ReleaseRows(Mapping[str, dict[str, Any]]):
    """Rows with their split, by id, in the order of the files."""

    def __init__(self, release: Release) -> None:
        """Read the ids and raw paths of a release.

        Raises:
            ReleaseError: a file is damaged.
        """
        from pyarrow.parquet import ParquetFile

        self._release = release
        self._schema = schema(release.contract, release.contract.record("article"))
        self._positions: dict[str, _Position] = {}
        self._by_path: dict[str, list[str]] = {}
        self._rows: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self._group: tuple[tuple[Path, int], pyarrow.Table] | None = None
        check_columns(release.folder, release.contract)
        with naming_damage(release.folder):
            for path in release.files("articles"):
                file = ParquetFile(path)
                for group in range(file.num_row_groups):
                    table = file.read_row_group(group, columns=["id", "provenance.path"]).flatten()
                    self._add(path, group, table.column(0).to_pylist(), table.column(1).to_pylist())

    def __getitem__(self, identifier: str) -> dict[str, Any]:
        """Return a row; those asked for last are held."""
        if identifier in self._rows:
            self._rows.move_to_end(identifier)
            return self._rows[identifier]
        path, group, number = self._positions[identifier]
        (row,) = self._table(path, group).slice(number, 1).to_pylist()
        self._rows[identifier] = {**row, "split": split_of(path)}
        if len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        return self._rows[identifier]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self._positions)

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._positions)

    def __contains__(self, identifier: object) -> bool:
        """Return True if there is such an article, without reading it."""
        return identifier in self._positions

    def of_raw_file(self, path: str) -> list[str]:
        """Return the ids of the articles that were made from a raw file."""
        return self._by_path.get(path, [])

    def _add(self, path: Path, group: int, identifiers: list[str], raw_paths: list[str]) -> None:
        for number, (identifier, raw_path) in enumerate(zip(identifiers, raw_paths, strict=True)):
            self._positions[identifier] = (path, group, number)
            self._by_path.setdefault(raw_path, []).append(identifier)

    def _table(self, path: Path, group: int) -> "pyarrow.Table":
        from pyarrow.parquet import ParquetFile

        if self._group is None or self._group[0] != (path, group):
            with naming_damage(self._release.folder):
                self._group = ((path, group), ParquetFile(path).read_row_group(group).cast(self._schema))
        return self._group[1]

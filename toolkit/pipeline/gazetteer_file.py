"""Reads the CSV file of names that the user lists, and says which file it was.

name,alias,type,id
Ines Okafor,Mayor Okafor,PER,Q100
Port Halden Ferry Company,PHFC,ORG,Q101
"""

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.annotation.entities.user_gazetteer import Gazetteer, Listed, gazetteer
from toolkit.annotation.options import TYPES
from toolkit.errors import ConfigError
from toolkit.storage.hashing import file_digest

_COLUMNS = ("name", "alias", "type", "id")


def load_gazetteer(path: str) -> Gazetteer | None:
    """Read a file of names, once for each process while it stays as it is; without a path there is none.

    Raises:
        ConfigError: the file cannot be read, or a line of it has another form; its number is named.
    """
    if not path:
        return None
    try:
        changed = Path(path).stat().st_mtime_ns
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read ({error.strerror}); write a CSV file, or unset annotate.gazetteer."
        ) from error
    return _load(path, changed)


def describe_gazetteer(path: str) -> dict[str, Any] | None:
    """Return name and digest of a file of names, for the manifest; null without a path."""
    return {"file": Path(path).name, "sha256": file_digest(Path(path))} if path else None


@lru_cache(maxsize=2)
def _load(path: str, _changed: int) -> Gazetteer:
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return gazetteer(_rows(path, csv.DictReader(file, strict=True)))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 ({error.reason}); save it as UTF-8.") from error
    except csv.Error as error:
        raise ConfigError(f"{path} is not CSV: {error}.") from error


def _rows(path: str, reader: "csv.DictReader[str]") -> Iterator[Listed]:
    given = [column.strip() for column in reader.fieldnames or ()]
    if not {"name", "type"} <= set(given):
        raise ConfigError(
            f"{path}: the first line must name the columns {', '.join(_COLUMNS)}; add those that are missing."
        )
    reader.fieldnames = given
    for row in reader:
        name, alias, kind, identifier = (" ".join((row.get(column) or "").split()) for column in _COLUMNS)
        if not name and not alias and not kind:
            continue
        if not name:
            raise ConfigError(f"{path}, line {reader.line_num}: the name is empty.")
        if kind.upper() not in TYPES:
            raise ConfigError(f"{path}, line {reader.line_num}: the type is unknown; write one of {', '.join(TYPES)}.")
        yield Listed(name, alias or name, kind.upper(), identifier or None)

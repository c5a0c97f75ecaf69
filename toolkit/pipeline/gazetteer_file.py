"""Reads the file of names that the user lists, CSV or JSON Lines, and says which file it was.

name,alias,type,id
Ines Okafor,Mayor Okafor,PER,Q100
Port Halden Ferry Company,PHFC,ORG,Q101

{"id": "Q100", "type": "PER", "labels": {"en": "Ines Okafor"}, "aliases": {"en": ["Mayor Okafor"], "sv": ["I. Okafor"]}}
"""

import csv
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.annotation.entities.user_gazetteer import FindsNames, Listed, gazetteer
from toolkit.annotation.options import TYPES
from toolkit.errors import ConfigError
from toolkit.pipeline.large_gazetteer_file import LARGE, read_large, texts
from toolkit.storage.hashing import file_digest

_COLUMNS = ("name", "alias", "type", "id")


def load_gazetteer(path: str) -> FindsNames | None:
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
def _load(path: str, _changed: int) -> FindsNames:
    if Path(path).stat().st_size >= LARGE and (large := read_large(Path(path))) is not None:
        return large
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            if Path(path).suffix.lower() in (".jsonl", ".ndjson"):
                return gazetteer(
                    row for number, line in enumerate(file, 1) for row in _items(line, f"{path}, line {number}")
                )
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


def _items(line: str, where: str) -> Iterator[Listed]:
    """One thing with its names in all languages, as an extract of Wikidata has it; the English label is its name."""
    if not line.strip():
        return
    try:
        item = json.loads(line)
        labels = texts(item.get("labels", item.get("label", item.get("name"))))
        forms = [*labels, *texts(item.get("aliases", []))]
        kind, identifier = str(item["type"]).upper(), item.get("id") or item.get("qid")
        english = item["labels"].get("en") if isinstance(item.get("labels"), dict) else None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{where}: it is no JSON object with id, type, labels and aliases; correct it.") from error
    if not labels:
        raise ConfigError(f"{where}: the name is empty.")
    if kind not in TYPES:
        raise ConfigError(f"{where}: the type is unknown; write one of {', '.join(TYPES)}.")
    name = english or labels[0]
    for form in dict.fromkeys(forms):
        yield Listed(name, form, kind, str(identifier) if identifier else None)

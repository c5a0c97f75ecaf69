"""Reads gold answers: `NAME.gold.json` files that are beside raw files or in a folder of their own."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import SourceError

SUFFIX = ".gold.json"
_ANSWERS = {"rejected", "headline", "date_edtf", "source", "language", "authors", "body", "quotes", "entities"}
"""A record has at least one of these; what it leaves out is not measured."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one raw document should become."""

    path: str
    """Path of the raw file below the gold folder, without its suffixes."""
    record: int | None
    values: Mapping[str, Any]

    @property
    def rejected(self) -> bool:
        """True if the document must be refused."""
        return "rejected" in self.values


def read_gold(folder: Path) -> list[Answer]:
    """Return all answers of a folder, or of one gold file.

    Raises:
        SourceError: there is none, or a file is not in the form that seeds/README.md explains.
    """
    files = [folder] if folder.is_file() else sorted(folder.rglob(f"*{SUFFIX}"))
    if not files:
        raise SourceError(f"{folder} holds no file *{SUFFIX}.")
    root = folder.parent if folder.is_file() else folder
    return [answer for path in files for answer in _answers(path, root)]


def _answers(path: Path, root: Path) -> Iterator[Answer]:
    name = path.relative_to(root).as_posix().removesuffix(SUFFIX)
    try:
        records = json.loads(path.read_bytes())["records"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{path} is no gold file: it must be JSON with a list `records`.") from error
    if not isinstance(records, list):
        raise SourceError(f"{path} is no gold file: `records` must be a list.")
    for values in records:
        if not isinstance(values, dict) or not (_ANSWERS & values.keys()):
            raise SourceError(f"{path} is no gold file: each record needs answers, or a reason `rejected`.")
        yield Answer(name, values.get("record"), values)

"""Brings what people changed in the files of another tool back to a release, as a file of corrections."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.curation.checked_corrections import Refusal
from toolkit.curation.exchange.annotation_spans import AnnotatedText
from toolkit.curation.exchange.brat import read_brat
from toolkit.curation.exchange.changes import Changes, changes_of
from toolkit.curation.exchange.conll import read_conll
from toolkit.curation.exchange.csv_tables import csv_changes
from toolkit.curation.exchange.label_studio import read_label_studio
from toolkit.curation.release_rows import ReleaseRows
from toolkit.errors import ConfigError, SourceError
from toolkit.pipeline.corrections import as_toml
from toolkit.release.release_folder import Release
from toolkit.storage.durable import write_durably

Rows = Mapping[str, Mapping[str, Any]]
Reader = Callable[[Path, Rows], Iterator[AnnotatedText]]
READERS: Mapping[str, Reader | None] = {
    "labelstudio": read_label_studio,
    "brat": read_brat,
    "conll": read_conll,
    "csv": None,
}
"""For each form what reads its spans; the tables of CSV hold single values, too, and are compared cell by cell."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of the changes."""

    path: Path | None
    """The file of corrections; null where nothing was changed."""
    corrections: int
    articles: int
    """Articles that are corrected."""
    refused: tuple[Refusal, ...]


def import_changes(form: str, source: Path, release: Release, out: Path, author: tuple[str, str]) -> Imported:
    """Write corrections for what differs between the files of another tool and the release that they were made from.

    Args:
        form: One of `READERS`.
        source: The file or folder of the other tool.
        release: The release, which stays as it is: the next build applies the corrections.
        out: The file of corrections, which must not exist.
        author: Who made the changes, and why.

    Raises:
        ConfigError: the form is not known, or the file of corrections exists.
        SourceError: the source cannot be read.
    """
    if form not in READERS:
        raise ConfigError(f"--from {form} is not known; known are {', '.join(READERS)}.")
    if out.exists() or out.is_symlink():
        raise ConfigError(f"{out} exists already; choose another file with --out.")
    if not source.exists():
        raise SourceError(f"{source} does not exist.")
    corrections, refusals = _changes(form, source, ReleaseRows(release), release, author)
    if corrections:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_durably(out, "\n".join(as_toml(correction) for correction in corrections).encode())
    articles = len({correction.article for correction in corrections})
    return Imported(out if corrections else None, len(corrections), articles, tuple(refusals))


def _changes(form: str, source: Path, rows: Rows, release: Release, author: tuple[str, str]) -> Changes:
    read = READERS[form]
    if read is None:
        return csv_changes(source, rows, author, release.contract)
    return changes_of(read(source, rows), rows, author, release.contract)

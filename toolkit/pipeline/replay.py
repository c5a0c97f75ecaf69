"""Tries the refused documents of a release again, from the raw bytes that its quarantine kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.config import Config
from toolkit.contract import Contract, load
from toolkit.contract.records import Article, Document, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.errors import ConfigError
from toolkit.pipeline.corrections import Corrections, correct, load_corrections
from toolkit.pipeline.document_stages import prepare_document
from toolkit.pipeline.versioning import with_starting_version
from toolkit.read import discover, read
from toolkit.release.release_folder import open_release
from toolkit.storage.filesystem import Location
from toolkit.validation.rule_plugins import installed_rules


@dataclass(frozen=True, slots=True)
class Move:
    """A refused document, and what became of it this time."""

    path: str
    record: int | None
    before: str
    """Reason of the refusal in the release."""
    after: str
    """`published`, a reason, or `cut` where the quarantine does not hold all of its bytes."""
    detail: str
    row: Mapping[str, Any] | None = None
    """The article as a row of the contract, where it would be published."""

    @property
    def moved(self) -> bool:
        """True if something else came of it."""
        return self.after not in (self.before, "cut")


def replay(release: Location, config: Config) -> list[Move]:
    """Read, normalise, annotate, correct and validate every refused document again.

    Duplicates are left out: nothing was wrong with them. The release itself is not changed; what would be published
    now is published by the next build.

    Raises:
        ReleaseError: the release cannot be read.
        ConfigError: a correction no longer applies.
    """
    contract = load()
    corrections = load_corrections(config.build.corrections) if config.build.corrections else {}
    rows = open_release(release).read("quarantine").to_pylist()
    with TemporaryDirectory() as folder:
        return [
            _move(row, Path(folder) / str(number), config, contract, corrections)
            for number, row in enumerate(rows)
            if row["reason"] != "duplicate"
        ]


def write_rows(moves: Sequence[Move], path: Path) -> None:
    """Write the articles that would be published now as JSON Lines.

    Raises:
        ConfigError: the file cannot be written.
    """
    lines = [json.dumps(move.row, ensure_ascii=False, default=str) for move in moves if move.row is not None]
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}.") from error


def _move(row: Mapping[str, Any], folder: Path, config: Config, contract: Contract, corrections: Corrections) -> Move:
    path, record, before = row["path"], row["record"], row["reason"]
    if row["raw"] is None or (row["size"] or 0) > len(row["raw"]):
        return Move(
            path, record, before, "cut", "the quarantine does not hold all of its bytes; build from the raw file"
        )
    outcomes = [_outcome(item, row, config) for item in _items(row, folder, config)]
    articles = [outcome for outcome in outcomes if isinstance(outcome, Article)]
    if not articles:
        refusal = next((outcome for outcome in outcomes if isinstance(outcome, Rejection)), None)
        after, detail = (refusal.reason, refusal.detail) if refusal else (before, row["detail"])
        return Move(path, record, before, after, detail)
    article_row = {
        **to_row(articles[0]),
        "group": articles[0].id,
        "added_in": with_starting_version(config, None).dataset.version,
    }
    correct(article_row, corrections.get(articles[0].id, ()), contract)
    failures = _failures(article_row, config, contract)
    if failures:
        return Move(path, record, before, "invalid", failures[0])
    if article_row["rights"]["status"] != "usable":  # type: ignore[index]
        return Move(path, record, before, "withheld", f"Its rights say {article_row['rights']['status']}.")  # type: ignore[index]
    return Move(path, record, before, "published", f"article {articles[0].id}", article_row)


def _items(row: Mapping[str, Any], folder: Path, config: Config) -> Iterator[Document | Rejection]:
    """Write the raw bytes to a file of the same kind and read it."""
    name = Path(row["path"]).name
    for ending in (".gz", ".zst") if row["raw"][:2] not in (b"\x1f\x8b", b"\x28\xb5") else ():
        name = name.removesuffix(ending)
    if row["record"] is not None:
        name = f"{Path(name).stem}.jsonl"  # a record of any container is kept as a line of JSON
    folder.mkdir()
    (folder / name).write_bytes(row["raw"])
    for source in discover([folder / name], replace(config.read, include=(), exclude=())):
        yield from [source] if isinstance(source, Rejection) else read(source, config.read)


def _outcome(item: Document | Rejection, row: Mapping[str, Any], config: Config) -> Article | Rejection:
    if isinstance(item, Rejection):
        return item
    named = replace(item, path=row["path"], record=row["record"], line=row["line"])
    return prepare_document(named, config)


def _failures(row: Mapping[str, Any], config: Config, contract: Contract) -> Sequence[str]:
    import polars

    from toolkit.contract.pandera_model import polars_schema
    from toolkit.validation.row_checks import check
    from toolkit.validation.severity import policy

    record = contract.record("article")
    frame = polars.DataFrame([row], schema=polars_schema(contract, record), orient="row")
    failures = check(frame, contract, record, policy(contract, config.validate, installed_rules()))
    return [f"{failure.failure.path}: {failure.failure.message}" for failure in failures if failure.severity == "error"]

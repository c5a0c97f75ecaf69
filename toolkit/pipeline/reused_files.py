"""Finds the runs of rows whose files the previous release holds, so that they are copied and not written again."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.pipeline.cache import Cache, key_of
from toolkit.pipeline.fingerprints import code_fingerprint
from toolkit.release.checksums import CHECKSUMS, parse_checksums
from toolkit.release.file_runs import Run, WrittenRun
from toolkit.release.options import PackageOptions
from toolkit.release.previous_release import Previous

if TYPE_CHECKING:
    import polars
    import pyarrow

WRITTEN = "written"
"""Step of the cache that keeps the digests of the files of a run."""


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """The rows of one split and period, in the order of a release."""

    split: str
    rows: int
    key: str
    files: Mapping[str, Sequence[Path]] | None = None
    """Where an earlier release holds them; null if they must be written."""
    digests: Mapping[Path, str] = field(default_factory=dict)
    """SHA-256 of each."""


@dataclass(frozen=True, slots=True)
class FileReuse:
    """Knows which files the previous release holds, and keeps what is written for the next one."""

    store: Cache
    layout: str
    """Digest of all that the bytes of a file depend on, apart from its rows."""
    period: int
    """Letters of a date that name its period: 7 of a month, 10 of a day."""
    known: Mapping[str, Path] = field(default_factory=dict)
    """Parquet files of the previous release by their SHA-256."""

    def runs(self, order: "polars.DataFrame") -> list[PlannedRun]:
        """Return the runs of articles in the order of a release.

        Args:
            order: Split, date and digest of each article.
        """
        import polars

        period = polars.col("date").str.head(self.period)
        grouped = order.group_by("split", period.alias("period"), maintain_order=True).agg("digest")
        planned = []
        sums_of = {path: digest for digest, path in self.known.items()}
        for split, _, digests in grouped.iter_rows():
            key = hashlib.sha256(b"\0".join([self.layout.encode(), split.encode(), *digests])).hexdigest()
            files = self._files(key)
            sums = {path: sums_of[path] for paths in (files or {}).values() for path in paths}
            planned.append(PlannedRun(split, len(digests), key, files, sums))
        return planned

    def keep(self, written: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """Keep the SHA-256 of the files of each run by table."""
        for key, digests in written.items():
            facts = {table: list(values) for table, values in digests.items()}
            if not self.store.has(WRITTEN, key):
                self.store.save(WRITTEN, key, {"files": facts}, {})

    def _files(self, key: str) -> Mapping[str, Sequence[Path]] | None:
        if not self.known or (entry := self.store.load(WRITTEN, key)) is None:
            return None
        files = {
            table: [self.known.get(digest) for digest in digests] for table, digests in entry.facts["files"].items()
        }
        complete = {table: [path for path in paths if path is not None] for table, paths in files.items()}
        return complete if complete == files else None


def file_reuse(store: Cache, options: PackageOptions, previous: Previous | None) -> FileReuse | None:
    """Return what can be reused; null where files hold rows of several periods."""
    if (options.day_rows or options.month_rows) != 1:
        return None
    layout = {name: value for name, value in asdict(options).items() if name != "destination"}
    known = {}
    if previous is not None:
        sums = parse_checksums((previous.release.folder / CHECKSUMS).read_text(encoding="utf-8"))
        known = {digest: previous.release.folder / name for name, digest in sums.items() if name.endswith(".parquet")}
    return FileReuse(store, key_of(code_fingerprint(), layout), 10 if options.day_rows else 7, known)


def with_runs(
    runs: Sequence[PlannedRun], tables: Iterator["pyarrow.Table"]
) -> "Iterator[tuple[str, pyarrow.Table | Run | WrittenRun]]":
    """Yield the runs of a release with their split: those that were written before, and the rows of the others.

    Args:
        runs: All runs, in the order of a release.
        tables: The rows of those without files, in the same order.
    """
    waiting: list[pyarrow.Table] = []
    for run in runs:
        if run.files is not None:
            yield run.split, WrittenRun(run.key, run.rows, run.files, run.digests)
            continue
        yield run.split, Run(run.key)
        rest = run.rows
        while rest:
            table = waiting.pop() if waiting else next(tables)
            part = table.slice(0, rest)
            if part.num_rows < table.num_rows:
                waiting.append(table.slice(part.num_rows))
            rest -= part.num_rows
            yield run.split, part

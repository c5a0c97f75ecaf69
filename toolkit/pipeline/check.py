"""The dry run of a build: a preview of a few articles, or a check of all of them; only the cache is written."""

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from toolkit.compliance.options import without_unavailable
from toolkit.config import Config
from toolkit.contract import load
from toolkit.contract.records import Article, Document, Rejection
from toolkit.errors import SourceError
from toolkit.pipeline.cache import work_store
from toolkit.pipeline.gazetteer_file import load_gazetteer
from toolkit.pipeline.normalise_stage import normalised
from toolkit.pipeline.output import check_workers_can_read
from toolkit.pipeline.run_stages import find_inputs, finish_all, prepare_all
from toolkit.pipeline.shard_schemas import ANNOTATED, ARTICLES, FINISHED, NORMALISED, REFUSED
from toolkit.pipeline.versioning import with_starting_version
from toolkit.progress import Progress
from toolkit.read import Source
from toolkit.read.preview import Preview, preview, stanza
from toolkit.release.release_folder import MANIFEST
from toolkit.storage.filesystem import Location, is_address
from toolkit.validation.result import Validation, Violation
from toolkit.validation.source_lines import with_lines
from toolkit.validation.validate_target import validate

if TYPE_CHECKING:
    from toolkit.pipeline.task import Corpus, Finished

INTENDED = ("duplicate", "withheld", "taken_down")
"""Reasons for which an article is left out as it should be: no fault of the input."""
_LONGEST_CELL = 32 * 1024 * 1024
MOST_FILES = 20
"""Files that are previewed."""
TABLES = {".csv": ",", ".tsv": "\t"}
"""Suffixes of tables of text that may hold finished rows, with their separators."""
_ROW_COLUMNS = {"id", "body", "quotes", "provenance"}
"""Columns that finished rows have and raw records have not."""


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that were refused for one reason in one way."""

    reason: str
    path: str
    """Path of the first of them."""
    record: int | None
    count: int
    files: int
    detail: str
    """The sentence about the first of them."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a build would make of the inputs."""

    validation: Validation
    """Errors (refused documents, broken rows) and warnings, with raw file and line."""
    documents: int
    """Documents that were read."""
    published: int
    """Articles that would be published."""
    refused: tuple[Group, ...]
    """Documents that would not be published, the most frequent reason first."""

    def __repr__(self) -> str:
        """Return the counts."""
        return f"<Check: {self.published:,} of {self.documents:,} documents would be published>"

    @property
    def passed(self) -> bool:
        """True if no document is refused and no row breaks the contract."""
        return self.validation.passed


@dataclass(frozen=True, slots=True)
class Peek:
    """What the first articles of the inputs would become."""

    files: tuple[tuple[Preview, tuple[Article | Rejection, ...]], ...]
    """Files, each with what its first articles become; of files with one article each, the first."""
    others: int
    """Files that were not looked at."""
    stanza: str
    """Tables for toolkit.toml that read these inputs."""


def peek(config: Config) -> Peek:
    """Preview the first articles of each file without annotating them.

    Raises:
        SourceError: there is nothing to read.
    """
    sources_and_refusals = find_inputs(config)
    sources = [source for source in sources_and_refusals if isinstance(source, Source)]
    chosen = _chosen(sources)
    previews = [preview(source, config.read) for source in chosen]
    suggested: dict[str, str] = {}
    for previewed in previews:
        if previewed.refused:
            suggested = {**previewed.suggested, **suggested}
    files = [(previewed, tuple(_outcome(item, config) for item in previewed.examples)) for previewed in previews]
    refused = [item for item in sources_and_refusals if isinstance(item, Rejection)]
    separator = config.read.separator or (previews[0].separator if len(previews) == 1 else None)
    tables = stanza(config.build.inputs, replace(config.read, separator=separator), suggested)
    return Peek(tuple(files), len(sources) - len(chosen) + len(refused), tables)


def check(config: Config, progress: Progress) -> Check:
    """Read, normalise, annotate, group and validate all documents; write nothing but the cache.

    Raises:
        SourceError: there is nothing to read.
        ConfigError: the configuration is impossible.
    """
    check_workers_can_read(config.build)
    config = replace(config, privacy=without_unavailable(config.privacy))
    config = with_starting_version(config, None)  # rows bear a version, and "auto" is none
    inputs = find_inputs(config)
    load_gazetteer(config.annotate.gazetteer)
    with TemporaryDirectory() as folder, work_store(config.build.cache_folder, Path(folder)) as store:
        corpus = prepare_all(inputs, Path(folder), store, config, progress)
        finished = finish_all(corpus, config, progress, None, is_whole=False)
        refused = list(_refused(corpus, finished))
        rows = _rows_file(corpus, finished, Path(folder) / "articles.parquet")
        warned = validate(rows, config.validate)
    located = {source.path: _shown(source.location) for source in inputs if isinstance(source, Source)}
    faults = [*(_violation(row) for row in refused if row["reason"] not in INTENDED), *warned.faults]
    validation = Validation(
        target=", ".join(config.build.inputs),
        rows={"articles": warned.rows.get("articles.parquet", 0)},
        tables={"articles": warned.rows.get("articles.parquet", 0)},
        faults=tuple(replace(fault, raw_path=located.get(fault.raw_path or "", fault.raw_path)) for fault in faults),
    )
    return Check(
        validation=with_lines(validation, "", config.read),
        documents=sum(shard.documents for shard in corpus.shards),
        published=sum(done.rows.num_rows + done.standoff.num_rows for done in finished),
        refused=grouped(refused),
    )


def are_rows(path: Location) -> bool:
    """Return True if a path is a release, or a file whose columns are those of finished rows."""
    if is_address(path):
        return False
    file = Path(path)
    if file.is_dir():
        return (file / MANIFEST).is_file()
    return _columns(file) >= _ROW_COLUMNS


def table_rows(path: Path) -> list[dict[str, object]]:
    """Return the finished rows that a table of text holds: cells of other types than text are JSON, empty is null.

    Raises:
        SourceError: the table cannot be read.
    """
    import orjson

    contract = load()
    types = {field.name: field.type for field in contract.columns(contract.record("article"))}

    def value(name: str, cell: str | None) -> object:
        if not cell:
            return None
        try:
            return cell if types.get(name, "string") == "string" else orjson.loads(cell)
        except orjson.JSONDecodeError:
            return cell

    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    try:
        with path.open(encoding="utf-8-sig", newline="") as table:
            rows = csv.DictReader(table, delimiter=TABLES[path.suffix])
            return [{name: value(name, cell) for name, cell in row.items() if name is not None} for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path} cannot be read as a table: {error}.") from error


def grouped(refused: Sequence[Mapping[str, Any]]) -> tuple[Group, ...]:
    """Return refused documents by reason and by what is said of them; a file without a mapping is one group.

    Args:
        refused: Rows with `path`, `record`, `reason` and `detail`.
    """
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in refused:
        alone = row["record"] is None or row["reason"] == "duplicate"  # each names another article
        shared = "" if alone else row["path"] if row["reason"] == "missing_text" else row["detail"]
        groups.setdefault((row["reason"], shared), []).append(row)
    return tuple(
        Group(
            reason,
            rows[0]["path"],
            rows[0]["record"],
            len(rows),
            len({row["path"] for row in rows}),
            rows[0]["detail"],
        )
        for (reason, _), rows in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _chosen(sources: Sequence[Source]) -> list[Source]:
    """Return the files to preview: of each reader some, so that no kind is missing."""
    by_reader: dict[str, list[Source]] = {}
    for source in sources:
        by_reader.setdefault(source.reader, []).append(source)
    share = max(1, MOST_FILES // max(len(by_reader), 1))
    chosen = {source.path for files in by_reader.values() for source in files[:share]}
    return [source for source in sources if source.path in chosen]


def _outcome(item: Document | Rejection, config: Config) -> Article | Rejection:
    return item if isinstance(item, Rejection) else normalised(item, config)


def _refused(corpus: "Corpus", finished: "Sequence[Finished]") -> Iterator[dict[str, Any]]:
    """Yield path, record, line, reason and detail of each document that was refused."""
    columns = ["path", "record", "line", "reason", "detail"]
    keys = [(NORMALISED, shard.normalised) for shard in corpus.shards]
    keys += [(ANNOTATED, shard.annotated) for shard in corpus.shards]
    keys += [(FINISHED, done.key) for done in finished]
    for step, key in keys:
        yield from corpus.store.table(step, key, REFUSED).select(columns).to_pylist()


def _rows_file(corpus: "Corpus", finished: "Sequence[Finished]", path: Path) -> Path:
    """Write the articles that would be published as one Parquet file, which is validated."""
    import pyarrow.parquet

    tables = (corpus.store.table(FINISHED, done.key, ARTICLES) for done in finished)
    writer: pyarrow.parquet.ParquetWriter | None = None
    for table in tables:
        writer = writer or pyarrow.parquet.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is None:
        from toolkit.contract.arrow_schema import schema

        contract = load()
        writer = pyarrow.parquet.ParquetWriter(path, schema(contract, contract.record("article")))
    writer.close()
    return path


def _violation(row: Mapping[str, Any]) -> Violation:
    return Violation(
        file=row["path"],
        row=row["record"],
        id=None,
        rule=row["reason"],
        path="",
        value=None,
        message=row["detail"],
        raw_path=row["path"],
        raw_line=row["line"],
    )


def _shown(location: str) -> str:
    """Return the path of a file as a reader of the report can open it: from the current folder if it is below."""
    if is_address(location):
        return location
    relative = os.path.relpath(location)
    return location if relative.startswith("..") else Path(relative).as_posix()


def _columns(file: Path) -> set[str]:
    """Return the columns of a Parquet file or a table, or the keys of the first line of a JSON Lines file."""
    import orjson
    import pyarrow
    import pyarrow.parquet

    try:
        if file.suffix == ".parquet":
            return set(pyarrow.parquet.read_schema(file).names)
        if file.suffix in (".jsonl", ".ndjson"):
            with file.open("rb") as lines:
                first = orjson.loads(lines.readline(32 * 1024 * 1024))
            return set(first) if isinstance(first, dict) else set()
        if file.suffix in TABLES:
            with file.open(encoding="utf-8-sig", newline="") as table:
                return set(next(csv.reader(table, delimiter=TABLES[file.suffix]), []))
    except (OSError, ValueError, csv.Error, pyarrow.ArrowException):
        return set()
    return set()

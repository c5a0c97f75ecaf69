"""Loads a table of a release for work: exactly the version asked for, and only if it is as it was built."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from toolkit.contract import Record
from toolkit.errors import ReleaseError, SourceError
from toolkit.release.checksums import CHECKSUMS, check_files
from toolkit.release.confident_values import Limits, MinConfidence, confident_rows, read_limits
from toolkit.release.fetch import as_address, local_copy
from toolkit.release.kept_names import kept_names
from toolkit.release.release_folder import MANIFEST, NAMES, Release, open_release, split_of
from toolkit.release.revoked_rows import kept_indices, revocations
from toolkit.storage.hashing import file_digest

if TYPE_CHECKING:
    import datasets
    import duckdb
    import pandas
    import polars
    import pyarrow

    Loaded: TypeAlias = (
        datasets.DatasetDict
        | datasets.Dataset
        | polars.DataFrame
        | pandas.DataFrame
        | duckdb.DuckDBPyRelation
        | pyarrow.Table
    )


@overload
def load(
    path: str | Path,
    version: str | None = None,
    form: Literal["datasets"] = "datasets",
    *,
    table: str = "articles",
    split: None = None,
    check: bool = True,
    min_confidence: MinConfidence | None = None,
) -> "datasets.DatasetDict": ...


@overload
def load(
    path: str | Path,
    version: str | None = None,
    form: Literal["datasets"] = "datasets",
    *,
    table: str = "articles",
    split: str,
    check: bool = True,
    min_confidence: MinConfidence | None = None,
) -> "datasets.Dataset": ...


@overload
def load(
    path: str | Path,
    version: str | None = None,
    *,
    form: Literal["polars"],
    table: str = "articles",
    split: str | None = None,
    check: bool = True,
    min_confidence: MinConfidence | None = None,
) -> "polars.DataFrame": ...


@overload
def load(
    path: str | Path,
    version: str | None = None,
    *,
    form: Literal["pandas"],
    table: str = "articles",
    split: str | None = None,
    check: bool = True,
    min_confidence: MinConfidence | None = None,
) -> "pandas.DataFrame": ...


@overload
def load(
    path: str | Path,
    version: str | None = None,
    *,
    form: Literal["duckdb"],
    table: str = "articles",
    split: str | None = None,
    check: bool = True,
    min_confidence: MinConfidence | None = None,
) -> "duckdb.DuckDBPyRelation": ...


@overload
def load(
    path: str | Path,
    version: str | None = None,
    *,
    form: Literal["arrow"],
    table: str = "articles",
    split: str | None = None,
    check: bool = True,
    min_confidence: MinConfidence | None = None,
) -> "pyarrow.Table": ...


@overload
def load(
    path: str | Path,
    version: str | None = None,
    form: str = "datasets",
    *,
    table: str = "articles",
    split: str | None = None,
    check: bool = True,
    min_confidence: MinConfidence | None = None,
) -> "Loaded": ...


def load(
    path: str | Path,
    version: str | None = None,
    form: str = "datasets",
    *,
    table: str = "articles",
    split: str | None = None,
    check: bool = True,
    min_confidence: MinConfidence | None = None,
) -> "Loaded":
    """Return a table of a release, exactly of the version asked for: no cache of another one can answer.

    From a path nothing is fetched. From elsewhere the release is fetched whole, on the Hub at the tag of the version;
    what was fetched from the Hub once is there without a network.

    Rows that were taken down since are left out, if a later release of the dataset is beside it and says so.

    Args:
        path: A release folder, or the folder that releases are in, or either with the name but not the version:
            `dist/halden-news-1.0.0`, `dist`, `dist/halden-news`. Or a repository of the Hub, `halden/news` or
            `hf://datasets/halden/news`, or the address of a place to which releases were published, `s3://halden/news`.
        version: The version wanted; may be left out where there is only one.
        form: `datasets`, `polars`, `pandas`, `duckdb` (a relation) or `arrow`.
        table: `articles`, `quotes`, `entities`, `names` or `quarantine`.
        split: One split; all of them if not given, as a DatasetDict in the form `datasets`, else one after another.
        check: Whether every file is held against its checksum first.
        min_confidence: Leaves out what is less sure: a limit for everything that has a confidence, or one for each of
            some of `headline`, `date`, `authors`, `source`, `language`, `speaker` and `entities`. A field below its
            limit is null (authors: an empty list) and its evidence stays; of a quote the speaker is null; an entity
            is left out. A field whose confidence is null was not measured and stays.

    Raises:
        ReleaseError: there is no such version, the release is not as it was built, or it is too old to have a
            confidence of fields.
        SourceError: there is no such table, split, form or limit.
    """
    release = find_release(path, version)
    if check:
        check_files(release)
    record = _record(release, table)
    if form not in _FORMS:
        raise SourceError(f"{form!r} is no known form; choose {', '.join(_FORMS)}.")
    splits = list(dict.fromkeys(split_of(file) for file in release.files(table)))
    if split is not None and split not in splits:
        raise SourceError(f"{release.name} has no split {split!r} of {table}; there are {', '.join(splits) or 'none'}.")
    limits = None if min_confidence is None else read_limits(min_confidence, release)
    return _FORMS[form](release, record, table, split, limits)


def find_release(path: str | Path, version: str | None = None) -> Release:
    """Return the release at a path, or the one of that version below it.

    Raises:
        ReleaseError: there is none, or not of that version, or several and no version was named.
    """
    folder = local_copy(as_address(path), version)
    if (folder / MANIFEST).is_file():
        release = open_release(folder)
        if version not in (None, release.manifest["version"]):
            raise ReleaseError(f"{folder} is version {release.manifest['version']}, not {version}.")
        return release
    folders = folder.iterdir() if folder.is_dir() else folder.parent.glob("*") if folder.parent.is_dir() else ()
    releases = [open_release(path) for path in sorted(folders) if _is_release(path)]
    if not folder.is_dir():
        releases = [release for release in releases if release.manifest["name"] == folder.name]
    wanted = [release for release in releases if version in (None, release.manifest["version"])]
    if len(wanted) == 1:
        return wanted[0]
    names = ", ".join(release.name for release in wanted or releases) or "no release"
    if wanted:
        raise ReleaseError(f"{folder} holds several releases ({names}); name one of them.")
    raise ReleaseError(f"{folder} holds {names}{f', not version {version}' if version else ''}; name a release folder.")


def _is_release(folder: Path) -> bool:
    """Return True for a folder with a manifest; hidden ones are at work or being replaced."""
    return not folder.name.startswith(".") and (folder / MANIFEST).is_file()


def _record(release: Release, table: str) -> Record:
    contract = release.contract
    records = {record.table.name: record for record in contract.tables() if record.table}
    if table not in records:
        raise SourceError(f"{release.name} has no table {table!r}; there are {', '.join(records)}.")
    return records[table]


def _arrow(release: Release, _: Record, table: str, split: str | None, limits: Limits | None) -> "pyarrow.Table":
    rows, revoked = release.read(table, split), revocations(release)
    if table == NAMES:
        return kept_names(rows, release, revoked)
    kept = kept_indices(rows, revoked)
    rows = rows if kept is None else rows.take(kept)
    return rows if limits is None else confident_rows(release, table, rows, limits)


def _polars(
    release: Release, record: Record, table: str, split: str | None, limits: Limits | None
) -> "polars.DataFrame":
    import polars

    from toolkit.contract.arrow_schema import schema

    files = release.files(table, split)
    if files and limits is None and not revocations(release):
        # Where it fails, the way over Arrow says which file is at fault.
        with suppress(polars.exceptions.PolarsError, OSError):
            frame = polars.read_parquet(files, glob=False, hive_partitioning=False)
            empty = polars.DataFrame(polars.from_arrow(schema(release.contract, record).empty_table()))
            if frame.schema == empty.schema:
                return frame
    return polars.DataFrame(polars.from_arrow(_arrow(release, record, table, split, limits)))


def _pandas(
    release: Release, record: Record, table: str, split: str | None, limits: Limits | None
) -> "pandas.DataFrame":
    frame: pandas.DataFrame = _arrow(release, record, table, split, limits).to_pandas()
    return frame


def _duckdb(
    release: Release, record: Record, table: str, split: str | None, limits: Limits | None
) -> "duckdb.DuckDBPyRelation":
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise SourceError("DuckDB is not installed; `pip install duckdb`, or choose another form.") from error
    files = [str(path) for path in release.files(table, split)]
    if files and limits is None and not revocations(release):
        return duckdb.read_parquet(files, hive_partitioning=False)
    return duckdb.from_arrow(_arrow(release, record, table, split, limits))


def _datasets(
    release: Release, record: Record, table: str, split: str | None, limits: Limits | None
) -> "datasets.DatasetDict | datasets.Dataset":
    from toolkit.contract.hf_features import features, from_arrow, from_parquet, from_tables

    if limits is not None:
        splits = dict.fromkeys(split_of(path) for path in release.files(table, split))
        tables = {name: _arrow(release, record, table, name, limits) for name in splits}
        made = from_tables(tables, features(release.contract, record))
        return made if split is None else made[split]
    files: dict[str, list[str]] = {}
    for path in release.files(table, split):
        files.setdefault(split_of(path), []).append(str(path.absolute()))
    # The digest is part of the name under which `datasets` keeps its copy: another release never answers for this.
    cache_name = f"{release.name}-{table}-{file_digest(release.folder / CHECKSUMS)[:16]}"
    kinds = features(release.contract, record)
    loaded = from_parquet(files, kinds, cache_name)
    revoked = revocations(release)
    for name in list(loaded) if revoked else ():
        if table == NAMES:
            loaded[name] = from_arrow(kept_names(release.read(table, name), release, revoked), kinds)
            continue
        kept = kept_indices(release.read(table, name), revoked)
        loaded[name] = loaded[name] if kept is None else loaded[name].select(kept)
    return loaded if split is None else loaded[split]


_FORMS: "dict[str, Callable[[Release, Record, str, str | None, Limits | None], Loaded]]" = {
    "datasets": _datasets,
    "polars": _polars,
    "pandas": _pandas,
    "duckdb": _duckdb,
    "arrow": _arrow,
}

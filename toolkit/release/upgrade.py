"""Makes a release of the current contract of one of an earlier contract, from its tables, without the raw documents.

Fields that were added since are null: nobody looked for them. Rows, their order, splits and `added_in` stay.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.contract import Contract, load
from toolkit.contract.arrow_schema import schema
from toolkit.contract.row_conversion import flatten
from toolkit.contract.shipped_contracts import shipped_contracts, version_numbers
from toolkit.errors import ReleaseError
from toolkit.progress import Progress
from toolkit.release.changelog import changelog
from toolkit.release.checksums import CHECKSUMS, check_files
from toolkit.release.diff.diff import compare
from toolkit.release.diff.diff_table import open_side
from toolkit.release.fetch import local_copy
from toolkit.release.install import install_folder, staging_dir
from toolkit.release.options import PackageOptions, dataset_options
from toolkit.release.release_folder import QUARANTINE, REVOKED, Release, open_release, split_of
from toolkit.release.report.html_report import PAGE
from toolkit.release.report.report_payload import blocks_of
from toolkit.release.report.report_sample import originals_of
from toolkit.release.version_bump import next_version, version_key
from toolkit.release.writer import Companions, Content, write_release
from toolkit.storage.filesystem import Location, is_address
from toolkit.storage.hashing import digest_text, file_digest, logical_digest

if TYPE_CHECKING:
    import pyarrow

UPGRADED = "upgraded"
"""Key of the manifest that names the release from which another was made."""
_KEPT = ("accuracy", "gates", "quality")
"""What a manifest says of the build that made the rows."""
_BATCH_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade made."""

    folder: Path
    manifest: Mapping[str, Any]
    before: str
    """Version of the contract of the old release."""
    changed: bool
    """False when the same release was there before."""


def upgrade(
    location: Location,
    progress: Progress,
    names: Callable[[Path, Path], Iterable["pyarrow.Table"]],
    *,
    out: Path | None = None,
    version: str | None = None,
) -> Upgrade:
    """Write a release with the rows of an old one under the current contract.

    Args:
        location: The old release, its folder or address; it stays as it is.
        progress: Called as the work advances.
        names: Returns the rows of the table of names from the folder of the other tables and one for its work.
        out: Folder in which the new one is made, by default that of the old one.
        version: Version of the new release, by default the next MINOR one, since columns are added.

    Raises:
        ReleaseError: the old release is damaged, has the current contract or one that is unknown, or `version` is not
            higher than its own.
    """
    old = open_release(local_copy(location))
    check_files(old)
    _check_contract(old)
    if out is None and is_address(location):
        raise ReleaseError(f"{location} is an address; name the folder of the new release with --out.")
    parent = out or old.folder.absolute().parent
    number = _version(old, version)
    dataset = replace(dataset_options(old.manifest), version=number)
    name = f"{dataset.name}-{number}"
    contract = load()
    with staging_dir(parent, name) as work_folder:
        folder = work_folder / "release"
        content = _content(old, contract)
        progress.begin("write", content.balance["published"])
        companions = Companions(
            changelog=partial(_changelog, old, folder),
            excerpts=lambda *_: _excerpts(old.folder / PAGE),
            names=lambda tables: names(tables, work_folder),
        )
        manifest, _ = write_release(
            content, folder, dataset, _package_options(old), progress.advance, companions=companions
        )
        target = parent / name
        changed = install_folder(folder, target, replace=False)
    return Upgrade(target, manifest, old.contract.version, changed)


def with_added_fields(rows: "pyarrow.Table", target: "pyarrow.Schema") -> "pyarrow.Table":
    """Return rows in a later schema: fields that they lack, at any depth, are null."""
    import pyarrow

    columns = [
        _converted(rows[field.name].combine_chunks(), field.type)
        if field.name in rows.column_names
        else pyarrow.nulls(rows.num_rows, field.type)
        for field in target
    ]
    return pyarrow.table(columns, schema=target)


def _converted(values: Any, kind: Any) -> Any:
    """Return an array, or the chunked array of an empty column, in a type that has more fields at some depth."""
    import pyarrow

    if isinstance(values, pyarrow.ChunkedArray):
        return pyarrow.nulls(0, kind)
    if values.type == kind:
        return values
    if pyarrow.types.is_list(kind):
        items = _converted(values.values, kind.value_type)
        return pyarrow.ListArray.from_arrays(values.offsets, items, type=kind, mask=values.is_null())
    if pyarrow.types.is_struct(kind):
        known = {field.name: index for index, field in enumerate(values.type)}
        children = [
            _converted(values.field(known[field.name]), field.type)
            if field.name in known
            else pyarrow.nulls(len(values), field.type)
            for field in kind
        ]
        return pyarrow.StructArray.from_arrays(children, fields=list(kind), mask=values.is_null())
    return values.cast(kind)


def _check_contract(old: Release) -> None:
    """Check that a release has a known contract that is older than the current one."""
    current = load()
    if old.contract_fault is not None:
        raise ReleaseError(f"The contract of {old.folder} {old.contract_fault}; only known contracts can be upgraded.")
    if version_numbers(old.contract) >= version_numbers(current):
        known = ", ".join(contract.version for contract in shipped_contracts() if contract != current)
        raise ReleaseError(
            f"{old.folder} has contract {old.contract.version} already; releases of {known} can be upgraded."
        )


def _version(old: Release, version: str | None) -> str:
    before = str(old.manifest["version"])
    least = next_version(before, "MINOR")
    if version is not None and version_key(version) < version_key(least):
        raise ReleaseError(f"Version {version} is too low after {before}, since columns are added; choose {least}.")
    return version or least


def _content(old: Release, contract: Contract) -> Content:
    manifest = old.manifest
    article, standoff = contract.record("article"), contract.record("standoff")
    revoked = old.folder / REVOKED
    identity = {
        "name": manifest["name"],
        "version": manifest["version"],
        "digest": file_digest(old.folder / CHECKSUMS),
        "contract": manifest["contract"]["version"],
        "toolkit_version": manifest["toolkit_version"],
    }
    return Content(
        articles=_rows(old, "articles", schema(contract, article)),
        standoff=_rows(old, "standoff", schema(contract, standoff)),
        rejections=_rejections(old, schema(contract, contract.record("rejection"))),
        digests=_digests(old, contract),
        inputs=manifest["inputs"],
        balance=manifest["balance"],
        options=manifest["options"],
        created=manifest["created"],
        personal=manifest.get("personal", {}),
        revoked=revoked.read_text(encoding="utf-8") if revoked.is_file() else "",
        warnings=manifest.get("warnings", {}),
        recogniser=manifest.get("recogniser"),
        kept={UPGRADED: identity, **{name: manifest[name] for name in _KEPT if name in manifest}},
    )


def _rows(old: Release, table: str, target: "pyarrow.Schema") -> Iterator[tuple[str, "pyarrow.Table"]]:
    """Yield the rows of a table in their order with their split, some at a time."""
    for path in old.files(table):
        for batch in _batches(path):
            yield split_of(path), with_added_fields(batch, target)


def _rejections(old: Release, target: "pyarrow.Schema") -> Iterator["pyarrow.Table"]:
    for path in sorted((old.folder / QUARANTINE).glob("*.parquet")):
        for batch in _batches(path):
            yield with_added_fields(batch, target)


def _batches(path: Path) -> Iterator["pyarrow.Table"]:
    import pyarrow
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_BATCH_ROWS):
            yield pyarrow.Table.from_batches([batch])


def _digests(old: Release, contract: Contract) -> dict[str, str]:
    """Return the logical digest of each table of the new release."""
    totals: Counter[str] = Counter()
    unrolled = [record for record in contract.tables() if record.table and record.table.parent is not None]
    for _, rows in _rows(old, "articles", schema(contract, contract.record("article"))):
        totals["articles"] += logical_digest(rows)
        for record in unrolled:
            assert record.table is not None
            totals[record.table.name] += logical_digest(flatten(rows, contract, record))
    for _, rows in _rows(old, "standoff", schema(contract, contract.record("standoff"))):
        totals["standoff"] += logical_digest(rows)
    return {table: digest_text(total % 2**256) for table, total in totals.items()}


def _package_options(old: Release) -> PackageOptions:
    """Return the layout of the old release; what it does not name has its default."""
    stated = old.manifest["options"].get("package", {})
    return PackageOptions(**{item.name: stated[item.name] for item in fields(PackageOptions) if item.name in stated})


def _changelog(old: Release, folder: Path, manifest: Mapping[str, Any]) -> str:
    """Return CHANGELOG.md: what differs between the old tables and those that were just written."""
    before = open_side(old.folder, "articles")
    after = replace(open_side(folder, "articles"), name=f"{manifest['name']}-{manifest['version']}")
    return changelog(compare(before, after), old, manifest)


def _excerpts(page: Path) -> dict[str, Mapping[str, Any]]:
    """Return what the old page shows of the raw documents, by the id of the article."""
    if not page.is_file():
        return {}
    return dict(originals_of(blocks_of(page.read_text(encoding="utf-8"))))

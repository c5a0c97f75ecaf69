"""Proves that a release folder is what was built: checksums, manifest, tables and descriptions agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.contract.row_conversion import flatten
from toolkit.contract.shipped_contracts import CONTRACT_KNOWN
from toolkit.release.changelog import CHANGELOG
from toolkit.release.checksums import CHECKSUMS, content_files, read_checksums
from toolkit.release.describe import describe, is_description
from toolkit.release.manifest import holdings
from toolkit.release.name_consistency import name_faults
from toolkit.release.options import dataset_options
from toolkit.release.parquet_damage import check_columns, naming_damage
from toolkit.release.provenance import statement
from toolkit.release.release_folder import CONTRACT, MANIFEST, NAMES, REVOKED, STATEMENT, Release
from toolkit.release.report.html_report import PAGE, draw_page
from toolkit.release.report.report_payload import blocks_of, without_blocks
from toolkit.release.report.report_sample import exhibit_again, held_by
from toolkit.release.statistics import Statistics, compute_statistics, tables_of
from toolkit.storage.hashing import digest_text, file_digest, logical_digest

_LATER = frozenset(["not_looked_for"])
"""Keys of the manifest that releases of earlier versions of the toolkit do not have."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something in a release that is not what it should be."""

    file: str
    message: str
    rule: str
    """Name of the contract's rule over releases that it breaks."""


def verify(release: Release, *, values: bool = True) -> list[Disagreement]:
    """Return everything that does not agree; an empty list means the release is what was built.

    Args:
        release: The release.
        values: Whether every value is read again, which takes long for a large release; without it, checksums,
            numbers and descriptions are compared.

    Raises:
        ReleaseError: the list of checksums cannot be read, or a Parquet file is damaged.
    """
    violations = list(_checksums(release))
    if violations:
        return violations  # the numbers of a file that was changed are not worth reading
    check_columns(release.folder, release.contract)
    with naming_damage(release.folder):
        return _content(release, values=values)


def _content(release: Release, *, values: bool) -> list[Disagreement]:
    """Compare what the files of a release hold with what it says, when its checksums hold."""
    digests = {release.folder / name: digest for name, digest in read_checksums(release.folder).items()}
    facts = compute_statistics(release.folder, digests)
    known = _logical_digests(release) if values else {}
    violations = [
        *_contract(release),
        *_manifest(release, facts, known),
        *_balance(release.manifest, facts),
        *(_flattened(release, known) if values else ()),
        *_names(release),
        *_descriptions(release, facts),
        *_page(release, facts, values=values),
        *_strangers(release),
    ]
    return violations or list(_statement(release))


def check_card(release: Release) -> list[Disagreement]:
    """Return every line of the card, its pictures and the other descriptions that the Parquet files do not bear out.

    Checksums are left aside: what is compared is what the files say with what they hold.

    Raises:
        ReleaseError: a Parquet file is damaged.
    """
    check_columns(release.folder, release.contract)
    with naming_damage(release.folder):
        facts = compute_statistics(release.folder)
        return [
            *_manifest(release, facts, {}),
            *_balance(release.manifest, facts),
            *_descriptions(release, facts),
            *_page(release, facts),
        ]


def _checksums(release: Release) -> Iterator[Disagreement]:
    listed = read_checksums(release.folder)
    present = {path.relative_to(release.folder).as_posix(): path for path in content_files(release.folder)}
    for name in sorted(listed.keys() - present.keys()):
        yield Disagreement(name, f"is listed in {CHECKSUMS} but missing", "checksums_hold")
    for name in sorted(present.keys() - listed.keys()):
        yield Disagreement(name, f"is not listed in {CHECKSUMS}", "checksums_hold")
    for name in sorted(listed.keys() & present.keys()):
        if file_digest(present[name]) != listed[name]:
            yield Disagreement(name, f"was changed: its digest is not the one in {CHECKSUMS}", "checksums_hold")


def _logical_digests(release: Release) -> dict[str, str]:
    return {table: digest_text(logical_digest(release.read(table))) for table in tables_of(release.contract)}


def _manifest(release: Release, facts: Statistics, known: Mapping[str, str]) -> Iterator[Disagreement]:
    """Compare the manifest with what the files hold; digests of tables that are not known are left aside."""
    listed = release.manifest["tables"]
    digests = {
        table: known[table] if table in known else listed.get(table, {}).get("digest", "")
        for table in tables_of(release.contract)
    }
    for key, value in holdings(facts, digests).items():
        if release.manifest.get(key) != value and not (key in _LATER and key not in release.manifest):
            yield Disagreement(MANIFEST, f"{key} is not what the Parquet files hold", "manifest_agrees")
    if release.manifest["contract"]["digest"] != release.contract.digest:
        yield Disagreement(CONTRACT, "is not the contract that the manifest names", "contract_agrees")


def _contract(release: Release) -> Iterator[Disagreement]:
    if (fault := release.contract_fault) is not None:
        yield Disagreement(CONTRACT, fault, CONTRACT_KNOWN)


def _balance(manifest: Mapping[str, Any], facts: Statistics) -> Iterator[Disagreement]:
    balance = manifest["balance"]
    if balance["read"] != sum(balance[part] for part in balance if part != "read"):
        yield Disagreement(MANIFEST, "the balance of documents does not add up", "manifest_agrees")
    if (balance["published"], balance.get("stand_off", 0)) != (facts.rows("articles"), facts.rows("standoff")):
        yield Disagreement(
            MANIFEST, "the balance names another number of published articles than there are", "manifest_agrees"
        )
    if balance["read"] - balance["published"] - balance.get("stand_off", 0) != sum(facts.reasons.values()):
        yield Disagreement(
            MANIFEST, "the quarantine does not hold as many documents as the balance says", "manifest_agrees"
        )


def _flattened(release: Release, known: Mapping[str, str]) -> Iterator[Disagreement]:
    articles = release.read("articles")
    for record in release.contract.tables():
        if record.table is None or record.table.parent is None:
            continue
        rows = flatten(articles, release.contract, record)
        if digest_text(logical_digest(rows)) != known[record.table.name]:
            yield Disagreement(
                f"data/{record.table.name}",
                f"does not hold the same rows as articles.{record.table.path}",
                "tables_agree",
            )


def _names(release: Release) -> Iterator[Disagreement]:
    for message in name_faults(release):
        yield Disagreement(f"data/{NAMES}", message, "names_agree")


def _descriptions(release: Release, facts: Statistics) -> Iterator[Disagreement]:
    for name, text in describe(facts, release.manifest, dataset_options(release.manifest), release.contract).items():
        path = release.folder / name
        if not path.is_file():
            yield Disagreement(name, "is missing", "card_agrees")
        elif (line := differing_line(text, path.read_bytes().decode("utf-8", "replace"))) is not None:
            yield Disagreement(name, f"line {line} is not what the data says", "card_agrees")


def _page(release: Release, facts: Statistics, *, values: bool = True) -> Iterator[Disagreement]:
    """Draw the page again, with the raw documents that it shows: only the build knows more of these.

    Without `values` its frame is compared and which articles it lists, not what it shows of each.
    """
    path = release.folder / PAGE
    if not path.is_file():
        yield Disagreement(PAGE, "is missing", "card_agrees")
        return
    content = path.read_bytes().decode("utf-8", "replace")
    try:
        exhibits, agrees = (
            (exhibit_again(release.folder, content), True) if values else held_by(release.folder, content)
        )
    except ValueError as error:
        yield Disagreement(PAGE, f"cannot be read: {error}", "card_agrees")
        return
    wanted = draw_page(facts, release.manifest, dataset_options(release.manifest), release.contract, exhibits)
    if (line := differing_line(without_blocks(wanted), without_blocks(content))) is not None:
        yield Disagreement(PAGE, f"line {line} is not what the data says", "card_agrees")
    elif not agrees or (wanted != content and blocks_of(wanted) != blocks_of(content)):
        yield Disagreement(PAGE, "shows other articles than the release holds", "card_agrees")


def _strangers(release: Release) -> Iterator[Disagreement]:
    """Name files that nothing in a release explains, although SHA256SUMS may list them."""
    named = {str(file["path"]) for file in release.manifest.get("files", ())}
    contract = {f"{CONTRACT}/{name}.toml" for name in ("contract", *release.contract.records)}
    known = {MANIFEST, STATEMENT, PAGE, REVOKED, CHANGELOG, *named, *contract}
    for path in content_files(release.folder):
        name = path.relative_to(release.folder).as_posix()
        if name not in known and not is_description(name):
            yield Disagreement(
                name, "is in no list of the manifest: it does not belong to the release", "manifest_agrees"
            )
    for path in sorted((release.folder / ".cache").glob("*")):
        if path.name != "huggingface":
            name = path.relative_to(release.folder).as_posix()
            yield Disagreement(name, "does not belong to the release", "manifest_agrees")


def _statement(release: Release) -> Iterator[Disagreement]:
    path = release.folder / STATEMENT
    if not path.is_file():
        yield Disagreement(STATEMENT, "is missing", "checksums_hold")
    elif path.read_bytes() != statement(read_checksums(release.folder), release.manifest).encode():
        yield Disagreement(STATEMENT, "does not name the files and the manifest of this release", "checksums_hold")


def differing_line(wanted: str, actual: str) -> int | None:
    """Return the first line, from 1, in which two texts differ; null when they are the same."""
    if wanted == actual:
        return None
    ours, theirs = wanted.split("\n"), actual.split("\n")
    pairs = enumerate(zip(ours, theirs, strict=False), start=1)
    return next((number for number, (one, other) in pairs if one != other), min(len(ours), len(theirs)) + 1)

"""What of a release was taken down since, as the later releases of its dataset say."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import ReleaseError
from toolkit.release.release_folder import MANIFEST, REVOKED, Release
from toolkit.storage.hashing import salted

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True)
class Revocation:
    """Salted digests of the ids of articles that must not be used any more."""

    salt: str
    articles: frozenset[str]


def revocations(release: Release) -> tuple[Revocation, ...]:
    """Return what the releases of the same dataset that are beside this one have taken down.

    Raises:
        ReleaseError: a list of what was taken down cannot be read.
    """
    return tuple(dict.fromkeys(_beside(release)))


def kept_indices(rows: "pyarrow.Table", revoked: tuple[Revocation, ...]) -> list[int] | None:
    """Return the positions of the rows that were not taken down; null where that is all of them.

    Args:
        rows: A table with the column `article_id` or `id`.
        revoked: What was taken down.
    """
    if not revoked:
        return None
    name = "article_id" if "article_id" in rows.column_names else "id"
    gone = taken_down(rows[name].unique().to_pylist(), revoked)
    if not gone:
        return None
    return [index for index, key in enumerate(rows[name].to_pylist()) if key not in gone]


def taken_down(identifiers: Iterable[str], revoked: tuple[Revocation, ...]) -> set[str]:
    """Return those of the ids whose articles were taken down."""
    return {identifier for identifier in identifiers if _is_gone(identifier, revoked)}


def _is_gone(identifier: str, revoked: tuple[Revocation, ...]) -> bool:
    return any(salted(revocation.salt, identifier) in revocation.articles for revocation in revoked)


def _beside(release: Release) -> Iterator[Revocation]:
    for path in sorted(release.folder.absolute().parent.glob(f"*/{REVOKED}")):
        if _names(path.parent / MANIFEST) == release.manifest["name"]:
            try:
                revocation = json.loads(path.read_bytes())
                yield Revocation(str(revocation["salt"]), frozenset(revocation["articles"]))
            except (OSError, ValueError, KeyError, TypeError) as error:
                raise ReleaseError(f"{path} cannot be read ({error}); fetch or build that release again.") from error


def _names(manifest: Path) -> str | None:
    """Return the name of the dataset that a manifest is of; null where there is none that can be read."""
    try:
        values = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return None
    return values.get("name") if isinstance(values, dict) else None

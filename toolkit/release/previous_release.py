"""What an earlier release has settled for the next one: group, split and first version of its articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.release.checksums import check_files
from toolkit.release.release_folder import Release, open_release, split_of


@dataclass(frozen=True, slots=True)
class PinnedArticle:
    """Where an article was."""

    group: str
    split: str
    added_in: str


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier release."""

    release: Release
    digest: str
    """Of the whole release, see `toolkit.release.checksums`."""
    articles: Mapping[str, PinnedArticle]
    """By id."""

    @property
    def version(self) -> str:
        """Return its version."""
        return str(self.release.manifest["version"])


def read_previous(folder: str | Path) -> Previous:
    """Read what an earlier release has settled.

    Raises:
        ReleaseError: there is no release, or it is not as it was built.
    """
    import pyarrow.parquet

    release = open_release(folder)
    digest = check_files(release)
    articles = {}
    for path in release.files("articles"):
        split = split_of(path)
        columns = pyarrow.parquet.read_table(path, columns=["id", "group", "added_in"], partitioning=None).to_pydict()
        for name, group, added_in in zip(columns["id"], columns["group"], columns["added_in"], strict=True):
            articles[name] = PinnedArticle(group, split, added_in)
    return Previous(release, digest, articles)

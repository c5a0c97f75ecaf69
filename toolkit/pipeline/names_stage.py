"""The table of names of a release, made from its other tables once these are written."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.annotation.names.name_rows import name_rows
from toolkit.release.release_folder import table_files

if TYPE_CHECKING:
    import pyarrow


def corpus_names(folder: Path, work_folder: Path) -> Iterator["pyarrow.Table"]:
    """Yield the rows of `names`, some at a time.

    Args:
        folder: The release, whose tables of articles and entities are written.
        work_folder: Folder for what does not stay in memory.
    """
    articles, entities, standoff = (table_files(folder, table) for table in ("articles", "entities", "standoff"))
    yield from name_rows(articles, entities, standoff, work_folder / "names")

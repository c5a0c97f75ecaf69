"""Keeps the packed blocks of the files of a release, so that the next page reads and packs new files only."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.release.file_projections import KnownProjections
from toolkit.release.release_folder import split_of
from toolkit.release.report.report_index import Entry

Block = tuple[str, Sequence[Entry]]
"""A packed block, and what the index tells of its rows."""
Band = tuple[str, str]
"""The ids from the first and below the second, see `toolkit.release.report.sample_bands`."""
Bands = Mapping[Band, Sequence[Block]]
"""Blocks by the band that their articles are of."""
_NAME = "page_blocks"


@dataclass(frozen=True, slots=True)
class KeptBlocks:
    """The blocks of pages in a cache."""

    projections: KnownProjections
    digests: Mapping[Path, str]
    """SHA-256 of the files of the release."""
    options: str
    """Digest of all that a block depends on, apart from the rows of its file and the code."""

    def load(self, path: Path) -> Bands:
        """Return the blocks of a file, as far as they are known."""
        import orjson

        frame = self.projections.load(_NAME, path, self._digest(path))
        rows: list[dict[str, Any]] = [] if frame is None else frame.to_dicts()
        return {
            (row["low"], row["high"]): [
                (block, orjson.loads(entries)) for block, entries in zip(row["blocks"], row["entries"], strict=True)
            ]
            for row in rows
        }

    def save(self, path: Path, bands: Bands) -> None:
        """Keep the blocks of a file."""
        import orjson
        import polars

        rows = [
            (low, high, [block for block, _ in blocks], [orjson.dumps(entries).decode() for _, entries in blocks])
            for (low, high), blocks in bands.items()
        ]
        texts = polars.List(polars.String)
        schema = {"low": polars.String(), "high": polars.String(), "blocks": texts, "entries": texts}
        self.projections.save(_NAME, path, self._digest(path), polars.DataFrame(rows, schema=schema, orient="row"))

    def _digest(self, path: Path) -> str:
        # Another zlib packs the same values into other bytes.
        return " ".join([self.digests[path], split_of(path), self.options, zlib.ZLIB_RUNTIME_VERSION])

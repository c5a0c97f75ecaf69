"""Tables that differ in known ways."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars
import pytest

from toolkit.contract import load
from toolkit.contract.pandera_model import polars_schema
from toolkit.release.diff.diff import Difference, diff


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write rows, by split, as a folder of Parquet files."""

    def write(name: str, splits: Mapping[str, Sequence[dict]], schema: dict | None = None) -> Path:
        kinds = schema or polars_schema(load(), load().record("article"))
        folder = tmp_path / name
        folder.mkdir()
        for split, rows in splits.items():
            frame = polars.DataFrame(list(rows), schema=kinds, orient="row")
            frame.write_parquet(folder / f"{split}-00000-of-00001.parquet", row_group_size=3)
        return folder

    return write


@pytest.fixture
def articles(row: Callable[..., dict]) -> Callable[..., list[dict]]:
    """Make rows of articles with the ids 0, 1, 2 ...; what is given by id changes the article."""

    def make(*numbers: int, **changes: object) -> list[dict]:
        return [row(**{"id": f"{number:024x}", "headline": f"Story {number}", **changes}) for number in numbers]

    return make


@pytest.fixture
def compared(written: Callable[..., Path]) -> Callable[..., Difference]:
    """Compare the rows of one split, or of several by their name."""

    def compare(
        old: Sequence[dict] | Mapping[str, Sequence[dict]],
        new: Sequence[dict] | Mapping[str, Sequence[dict]],
        schemas: tuple[dict | None, dict | None] = (None, None),
        **options: object,
    ) -> Difference:
        sides = [item if isinstance(item, Mapping) else {"train": item} for item in (old, new)]
        places = [written(name, side, kinds) for name, side, kinds in zip(("old", "new"), sides, schemas, strict=True)]
        return diff(*places, **options)

    return compare

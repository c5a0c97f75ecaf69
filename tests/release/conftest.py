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
        sides = [each if isinstance(each, Mapping) else {"train": each} for each in (old, new)]
        places = [written(name, side, kinds) for name, side, kinds in zip(("old", "new"), sides, schemas, strict=True)]
        return diff(*places, **options)

    return compare


@pytest.fixture(scope="session")
def benches(tmp_path_factory: pytest.TempPathFactory, story: Callable[[int], str]) -> dict[str, Path]:
    """Build two small releases of one dataset, of which the second follows the first, and give them by version."""
    from toolkit import api

    place = tmp_path_factory.mktemp("benches")
    found: dict[str, Path] = {}
    for version in ("1.0.0", "1.1.0"):
        (place / "raw").mkdir(exist_ok=True)
        (place / "raw" / f"{version}.txt").write_text(story(len(found) + 1), encoding="utf-8")
        options = {
            "dataset": {"name": "benches", "license": "cc0-1.0"},
            "group": {"splits": {"train": 1.0}},
            "annotate": {"entities": False},  # so that no model need be loaded
        }
        previous = found.get("1.0.0")
        built = api.build([place / "raw"], out=place, config=options, version=version, previous=previous, workers=1)
        found[version] = built.folder
    return found


@pytest.fixture
def parcels(benches: dict[str, Path]):
    """Give the two small releases as they are published, by version."""
    from contextlib import ExitStack

    from toolkit.release.bundle import parcel
    from toolkit.release.release_folder import open_release

    with ExitStack() as stack:
        yield {version: stack.enter_context(parcel(open_release(folder))) for version, folder in benches.items()}


@pytest.fixture
def on_hub(rehearsal, hub_client, monkeypatch: pytest.MonkeyPatch, parcels):
    """Publish a version inside this process to an empty Hub, by LFS."""
    from toolkit.progress import Silent
    from toolkit.publishing import hub
    from toolkit.publishing.publish_plan import Way

    monkeypatch.setenv("HF_ENDPOINT", rehearsal.address)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")

    def publish(version: str, **way: bool):
        return hub.publish(parcels[version], "halden/benches", Way(**way), Silent())

    return publish

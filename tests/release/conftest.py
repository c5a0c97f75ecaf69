"""Tables that differ in known ways, and releases of given articles with their page."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars
import pytest

from toolkit.contract import load
from toolkit.contract.pandera_model import polars_schema
from toolkit.contract.row_conversion import flatten, to_table
from toolkit.release.diff.diff import Difference, diff
from toolkit.release.options import DatasetOptions, PackageOptions
from toolkit.release.release_folder import open_release
from toolkit.release.report.html_report import PAGE, draw_page
from toolkit.release.report.raw_excerpt import excerpt
from toolkit.release.report.report_sample import exhibit
from toolkit.release.statistics import compute_statistics
from toolkit.release.writer import Content, write_release
from toolkit.storage.hashing import digest_text, logical_digest


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
def page_of() -> Callable[..., Path]:
    """Write a release of the given articles and rejections, and draw its page with the raw texts given by id."""

    def write(
        folder: Path, articles: Sequence, rejections: Sequence = (), raw: Mapping[str, str] | None = None, **dataset
    ):
        contract = load()
        whole = to_table(articles, contract, contract.record("article"))
        flat = {
            name: flatten(whole, contract, contract.record(kind))
            for name, kind in (("quotes", "quote"), ("entities", "entity"))
        }
        count = {"read": len(articles) + len(rejections), "published": len(articles), "quarantined": len(rejections)}
        content = Content(
            articles=[("train", whole)],
            rejections=[to_table(rejections, contract, contract.record("rejection"))],
            digests={name: digest_text(logical_digest(rows)) for name, rows in (("articles", whole), *flat.items())},
            inputs={"documents": len(articles), "digest": "0" * 64},
            balance={**count, "duplicates": 0, "withheld": 0},
            options={},
            created="2024-03-05",
        )
        options = DatasetOptions(**dataset)
        manifest, _ = write_release(content, folder, options, PackageOptions(), lambda _: None)
        rows = {row["id"]: row for row in open_release(folder).read("articles").to_pylist()} if raw else {}
        beside = {identifier: excerpt(text, rows[identifier]) for identifier, text in (raw or {}).items()}
        page = draw_page(compute_statistics(folder), manifest, options, contract, exhibit(folder, beside))
        (folder / PAGE).write_text(page, encoding="utf-8")
        return folder / PAGE

    return write

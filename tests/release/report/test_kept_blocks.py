"""Blocks of a page that an earlier build packed."""

import polars
import pyarrow.parquet as pq
import pytest

from toolkit.pipeline.cache import Cache
from toolkit.pipeline.known_projections import CachedProjections
from toolkit.release.release_folder import open_release, table_files
from toolkit.release.report import sample_bands
from toolkit.release.report.kept_blocks import KeptBlocks
from toolkit.release.report.report_sample import exhibit
from toolkit.storage.hashing import file_digest


class _Originals:
    """Shows one line beside every article, and notes for which files it was asked."""

    def __init__(self):
        self.paths = []

    def __call__(self, paths, limit):
        self.paths = [path.name for path in paths]
        ids = [name for path in paths for name in polars.read_parquet(path, columns=["id"])["id"] if name < limit]
        return {name: {"raw": [[0, 1, f"{name}\n"]], "raw_length": len(name) + 1} for name in ids}


@pytest.fixture
def rows(sample):
    return open_release(sample.folder).read("articles")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "release" / "data" / "articles").mkdir(parents=True)
    return tmp_path / "release"


def _write(rows, folder, day):
    pq.write_table(rows, folder / "data" / "articles" / f"train-{day:05d}-of-00009.parquet")


def _kept(folder, options="plain"):
    store = CachedProjections(Cache(folder.parent / "cache"), "news")
    return KeptBlocks(store, {path: file_digest(path) for path in table_files(folder, "articles")}, options)


def test_a_page_is_the_same_with_and_without_kept_blocks(rows, folder):
    size = rows.num_rows // 4
    for day in range(4):
        _write(rows.slice(day * size, size), folder, day)
        originals = _Originals()
        assert exhibit(folder, originals, kept=_kept(folder)) == exhibit(folder, _Originals())
        assert originals.paths == [f"train-{day:05d}-of-00009.parquet"]


def test_a_band_that_is_left_out_leaves_the_others_kept(rows, folder, monkeypatch):
    _write(rows, folder, 0)
    few = exhibit(folder, letters=20_000)
    exhibit(folder, kept=_kept(folder))
    assert exhibit(folder, letters=20_000, kept=_kept(folder)) == few
    monkeypatch.setattr(sample_bands, "ARTICLES", rows.num_rows // 2)
    monkeypatch.setattr(sample_bands, "_FEW", rows.num_rows // 4)
    assert exhibit(folder, kept=_kept(folder)) == exhibit(folder) != few


def test_blocks_are_packed_again_where_other_documents_may_stand_beside(rows, folder):
    _write(rows, folder, 0)
    exhibit(folder, kept=_kept(folder))
    assert exhibit(folder, _Originals(), kept=_kept(folder, "with raw")) == exhibit(folder, _Originals())


def test_a_change_of_a_row_is_shown(rows, folder):
    _write(rows, folder, 0)
    before = exhibit(folder, kept=_kept(folder))
    _write(rows.set_column(rows.schema.get_field_index("headline"), "headline", [["Other"] * len(rows)]), folder, 0)
    assert exhibit(folder, kept=_kept(folder)) == exhibit(folder) != before

"""A release as Lance datasets, where Lance is installed."""

import importlib.util

import pytest

from toolkit import api
from toolkit.release.release_folder import open_release

INSTALLED = importlib.util.find_spec("lance") is not None


@pytest.mark.skipif(INSTALLED, reason="Lance is installed")
def test_without_lance_the_extra_is_named(command, sample, tmp_path):
    result = command("export", str(sample.folder), "--to", "lance", "--out", str(tmp_path / "out"))
    assert (result.code, "news-dataset-toolkit[lance]" in result.err) == (2, True)


@pytest.mark.skipif(not INSTALLED, reason="Lance is not installed")
@pytest.mark.parametrize("table", ["articles", "quotes", "entities"])
def test_every_row_and_nested_value_comes_back(sample, tmp_path, table):
    import lance

    folder = api.export(sample.folder, "lance", out=tmp_path / "out").path
    rows = lance.dataset(str(folder / f"{table}.lance")).to_table().to_pylist()
    released = open_release(sample.folder).read(table).to_pylist()
    assert [{name: value for name, value in row.items() if name != "split"} for row in rows] == released
    assert table != "articles" or {row["split"] for row in rows} == {"train", "validation", "test"}

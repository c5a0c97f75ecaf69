"""Releases and Parquet files that are elsewhere: on the Hub, and in any place that fsspec knows."""

import json
import shutil
import subprocess
import sys

import fsspec
import pytest

from toolkit.errors import SourceError
from toolkit.progress import NullProgress
from toolkit.publishing import object_store
from toolkit.publishing.publish_plan import PublishOptions
from toolkit.release.diff.diff import diff
from toolkit.release.fetch import as_address, fetch, local_copy
from toolkit.release.load import load
from toolkit.release.release_folder import MANIFEST, open_release
from toolkit.storage.filesystem import is_address


@pytest.fixture
def shelf(bundles):
    """Publish both releases to a file system in memory, and give its address."""
    address = "memory://shelf/benches"
    for version in ("1.0.0", "1.1.0"):
        object_store.publish(bundles[version], address, PublishOptions(), NullProgress())
    yield address
    fsspec.filesystem("memory").rm("/shelf", recursive=True)


def _ids(folder, version):
    return set(load(folder, version, "polars")["id"])


@pytest.mark.parametrize(
    ("location", "remote"),
    [("hf://datasets/a/b", True), ("s3://bucket/news", True), ("dist/news-1.0.0", False), ("C:/news", False)],
)
def test_an_address_is_told_from_a_path(location, remote):
    assert is_address(location) == remote


def test_a_repository_is_meant_only_where_no_folder_can_be(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dist").mkdir()
    assert as_address("halden/news") == "hf://datasets/halden/news"
    assert as_address("dist/news") == "dist/news"
    assert as_address("a/b/c") == "a/b/c"
    assert as_address(tmp_path / "x" / "y") == tmp_path / "x" / "y"


def test_releases_that_were_published_to_a_file_system_are_compared(shelf, benches):
    away = diff(f"{shelf}/versions/1.0.0", f"{shelf}/versions/1.1.0")
    here = diff(benches["1.0.0"], benches["1.1.0"])
    assert away.counts == here.counts
    assert away.counts.added > 0
    assert (away.old.name, away.new.name) == ("benches-1.0.0", "benches-1.1.0")


def test_the_current_version_is_compared_where_none_is_named(shelf, benches):
    assert diff(benches["1.1.0"], shelf).empty


def test_only_what_is_compared_is_fetched(shelf):
    location = fetch(shelf, table="quotes")
    assert (location / MANIFEST).is_file()
    assert [path.name for path in (location / "data").iterdir()] == ["quotes"]


def test_the_quarantine_is_fetched_by_its_name(shelf):
    refused = "/shelf/benches/versions/1.1.0/quarantine/rejections-00000-of-00001.parquet"
    fsspec.filesystem("memory").pipe_file(refused, b"refused")
    location = fetch(shelf, table="quarantine")
    assert ((location / "quarantine").is_dir(), (location / "data").exists()) == (True, False)


def test_what_is_at_a_path_is_left_there_and_what_is_at_an_address_is_brought(shelf, benches):
    assert local_copy(benches["1.0.0"]) == benches["1.0.0"]
    assert open_release(local_copy(f"{shelf}/versions/1.0.0")).name == "benches-1.0.0"


def test_a_parquet_file_elsewhere_is_compared(benches):
    (path,) = (benches["1.0.0"] / "data" / "articles").glob("*.parquet")
    location = fsspec.filesystem("memory")
    location.put_file(str(path), "/loose/old.parquet")
    assert diff("memory://loose/old.parquet", path).empty
    location.rm("/loose", recursive=True)


def test_files_of_a_folder_are_compared_by_a_file_address(benches):
    assert diff(benches["1.0.0"].as_uri(), benches["1.0.0"]).empty


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_exactly_the_version_asked_for_is_loaded_from_elsewhere(shelf, benches, version):
    assert _ids(shelf, version) == _ids(benches[version], version)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://nothing/here", "nothing at"),
        ("memory://shelf/benches/versions/9.9.9", "nothing at"),
        ("nonsense://a/b", "no address that is known"),
        ("hf://models", "no dataset of the Hub"),
    ],
)
def test_a_place_where_nothing_is_is_named(address, message):
    with pytest.raises(SourceError, match=message):
        fetch(address)


def _told(arguments, rehearsal, home, **more):
    """Run Python in a process of its own, whose clients know the rehearsal Hub, and return what it prints as JSON."""
    import os

    surroundings = {
        **os.environ, "HF_ENDPOINT": rehearsal.address, "HF_TOKEN": "hf_secret", "HF_HOME": str(home),
        "HF_HUB_OFFLINE": "0", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_DISABLE_XET": "1", **more,
    }  # fmt: skip
    line = [sys.executable, "-W", "ignore", "-c", *arguments]
    done = subprocess.run(line, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


LOADED = """
import json, sys, toolkit
try:
    found = sorted(toolkit.load(sys.argv[1], sys.argv[2], "arrow")["id"].to_pylist())
except toolkit.ToolkitError as error:
    found = str(error)
print(json.dumps(found))
"""
COMPARED = """
import json, sys, toolkit
found = toolkit.diff(sys.argv[1], sys.argv[2])
print(json.dumps([found.old.name, found.new.name, found.counts.added, found.counts.removed]))
"""


@pytest.mark.slow
def test_releases_on_the_hub_are_compared_and_loaded_exactly(on_hub, rehearsal, benches, tmp_path):
    for version in ("1.0.0", "1.1.0"):
        on_hub(version)
    home = tmp_path / "home"
    added = diff(benches["1.0.0"], benches["1.1.0"]).counts.added
    repository = "hf://datasets/halden/benches"
    compared = _told([COMPARED, f"{repository}@v1.0.0", repository], rehearsal, home)
    assert compared == ["benches-1.0.0", "benches-1.1.0", added, 0]
    assert _told([COMPARED, f"{repository}@v1.0.0", str(benches["1.1.0"])], rehearsal, home)[2] == added

    expected = {version: sorted(_ids(folder, version)) for version, folder in benches.items()}
    assert _told([LOADED, "halden/benches", "1.0.0"], rehearsal, home) == expected["1.0.0"]
    assert "v9.9.9" in _told([LOADED, "halden/benches", "9.9.9"], rehearsal, home)
    # Without a network: the version that was fetched is there, and another one never answers for it.
    offline = {"HF_HUB_OFFLINE": "1"}
    assert _told([LOADED, "halden/benches", "1.0.0"], rehearsal, home, **offline) == expected["1.0.0"]
    result = _told([LOADED, "halden/benches", "1.1.0"], rehearsal, home, **offline)
    assert result != expected["1.0.0"]
    assert isinstance(result, str)
    shutil.rmtree(home)
    assert "cannot be reached" in _told([LOADED, "halden/benches", "1.0.0"], rehearsal, home, **offline)

"""Stored releases of the first contract become releases of the current one, row by row, without raw documents.

`files/contract-1.0.tar.xz` holds two releases of invented articles that version 0.1.0 of the toolkit made: one with a
stand-off article, and the one that followed it after a takedown.
"""

import tarfile
from pathlib import Path

import pyarrow
import pytest

from toolkit import api
from toolkit.contract import load
from toolkit.errors import ReleaseError
from toolkit.release.release_folder import open_release
from toolkit.release.report.report_payload import blocks_of
from toolkit.release.report.report_sample import originals_of
from toolkit.release.upgrade import with_added_fields

EXTRACT_SAFELY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""The filter came with Python 3.11.4."""
STORED = Path(__file__).parent / "files" / "contract-1.0.tar.xz"
NAMES = {"halden-news-1.0.0": "halden-news-1.1.0", "halden-news-2.0.0": "halden-news-2.1.0"}


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stored")
    with tarfile.open(STORED) as archive:
        archive.extractall(folder, **EXTRACT_SAFELY)
    return folder


@pytest.fixture(scope="module", params=NAMES)
def pair(request, old, tmp_path_factory):
    """Upgrade a stored release and give both, opened."""
    upgraded = api.upgrade(old / request.param, out=tmp_path_factory.mktemp("new"))
    assert upgraded.folder.name == NAMES[request.param]
    return open_release(old / request.param), open_release(upgraded.folder)


def test_the_new_release_has_the_current_contract_and_is_sound(pair):
    before, after = pair
    assert (before.contract.version, after.contract) == ("1.0.0", load())
    assert api.verify(after.folder) == []
    assert api.validate(after.folder).errors == ()
    assert api.validate(after.folder, against=before.folder).errors == ()


@pytest.mark.parametrize("table", ["articles", "quotes", "entities", "standoff", "quarantine"])
def test_every_row_is_as_it_was_and_what_was_added_is_null(pair, table):
    before, after = (release.read(table) for release in pair)
    assert before.num_rows == after.num_rows
    assert _within(before.to_pylist(), after.to_pylist())


def _within(old, new):
    """Return True if a value has the old one inside of it and nothing but nulls beside it."""
    if isinstance(old, dict):
        return all(_within(old.get(name), value) for name, value in new.items())
    if isinstance(old, list):
        return len(old) == len(new) and all(map(_within, old, new))
    return old == new


def test_rows_stay_in_their_splits(pair):
    before, after = pair
    for split in ("train", "validation", "test"):
        assert before.read("articles", split)["id"].to_pylist() == after.read("articles", split)["id"].to_pylist()


def test_the_difference_is_added_columns_and_a_minor_change(pair):
    before, after = pair
    difference = api.diff(before.folder, after.folder)
    assert {change.change for change in difference.schema} == {"added"}
    assert (difference.counts.changed, difference.counts.added, difference.counts.removed) == (0, 0, 0)
    changelog = (after.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"MINOR change since {before.manifest['version']}" in changelog


def test_the_manifest_names_the_old_release_and_keeps_what_holds_for_its_rows(pair):
    before, after = pair
    stated = after.manifest["upgraded"]
    assert (stated["version"], stated["contract"]) == (before.manifest["version"], "1.0.0")
    for name in ("created", "balance", "inputs", "options", "recogniser", "accuracy", "license", "authors"):
        assert after.manifest[name] == before.manifest[name], name


def test_raw_documents_of_the_old_page_are_on_the_new_one(pair):
    before, after = (
        originals_of(blocks_of((release.folder / "report.html").read_text(encoding="utf-8"))) for release in pair
    )
    assert before
    assert after == before


def test_what_was_taken_down_stays_taken_down(old, tmp_path):
    before = old / "halden-news-2.0.0"
    after = api.upgrade(before, out=tmp_path).folder
    assert (after / "revoked.json").read_bytes() == (before / "revoked.json").read_bytes()


def test_a_later_build_can_follow_an_upgraded_release(old, raw_folder, tmp_path):
    upgraded = api.upgrade(old / "halden-news-1.0.0", out=tmp_path).folder
    built = api.build([raw_folder], out=tmp_path, name="halden-news", previous=upgraded, engine="here")
    assert built.manifest["inputs"]["previous"]["version"] == "1.1.0"


def test_the_same_upgrade_again_changes_nothing(old, tmp_path):
    first, second = (api.upgrade(old / "halden-news-1.0.0", out=tmp_path) for _ in range(2))
    assert (first.changed, second.changed) == (True, False)


def test_a_release_of_the_current_contract_is_refused(old, tmp_path, sample):
    with pytest.raises(ReleaseError, match=r"has contract 1\.1\.0 already; releases of 1\.0\.0 can be upgraded"):
        api.upgrade(sample.folder, out=tmp_path)


def test_a_version_that_is_too_low_is_refused(old, tmp_path):
    with pytest.raises(ReleaseError, match=r"1\.0\.1 is too low after 1\.0\.0.*choose 1\.1\.0"):
        api.upgrade(old / "halden-news-1.0.0", out=tmp_path, version="1.0.1")


def test_a_damaged_release_is_refused(old, tmp_path):
    import shutil

    copy = shutil.copytree(old / "halden-news-1.0.0", tmp_path / "copy")
    (copy / "README.md").write_text("changed", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"README\.md"):
        api.upgrade(copy, out=tmp_path)


def test_an_upgraded_release_cannot_be_built_again_from_raw_documents(old, raw_folder, tmp_path):
    upgraded = api.upgrade(old / "halden-news-1.0.0", out=tmp_path).folder
    with pytest.raises(ReleaseError, match="made of the tables of version 1"):
        api.rebuild(upgraded, [raw_folder])


def test_the_command_says_what_became_of_the_contract(command, old, tmp_path):
    result = command("upgrade", str(old / "halden-news-1.0.0"), "--out", str(tmp_path), "--quiet")
    assert (result.code, result.out) == (0, "")
    result = command("upgrade", str(old / "halden-news-1.0.0"), "--out", str(tmp_path))
    assert f"Unchanged: {tmp_path / 'halden-news-1.1.0'}: contract 1.0.0 became 1.1.0" in result.out


def test_nulls_and_empty_lists_stay_what_they_are():
    old_item = pyarrow.struct([("start", pyarrow.int32())])
    new_item = pyarrow.struct([("start", pyarrow.int32()), ("country", pyarrow.string())])
    rows = pyarrow.table({"items": pyarrow.array([None, [], [{"start": 1}, {"start": 2}]], pyarrow.list_(old_item))})
    target = pyarrow.schema([("items", pyarrow.list_(pyarrow.field("element", new_item))), ("kind", pyarrow.string())])
    assert with_added_fields(rows.slice(0), target).to_pylist() == [
        {"items": None, "kind": None},
        {"items": [], "kind": None},
        {"items": [{"start": 1, "country": None}, {"start": 2, "country": None}], "kind": None},
    ]
    assert with_added_fields(rows.slice(2), target)["items"].to_pylist() == [
        [{"start": 1, "country": None}, {"start": 2, "country": None}]
    ]

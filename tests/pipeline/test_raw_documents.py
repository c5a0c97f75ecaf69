"""Raw documents, found again."""

import shutil

import pytest

from toolkit.api.releases import build
from toolkit.pipeline.raw_documents import find_raw_documents
from toolkit.read import ReadOptions
from toolkit.release.release_folder import open_release


@pytest.fixture
def rows(raw_folder, tmp_path):
    folder = build(raw_folder, out=tmp_path / "dist", name="halden", version="1.0.0", engine="here").folder
    return open_release(folder).read("articles").to_pylist()


def _found(rows, *places):
    return {row["id"]: document.text for row, document in find_raw_documents(rows, places, ReadOptions())}


def test_every_article_finds_its_raw_document(rows, raw_folder):
    result = _found(rows, raw_folder)
    assert {row["id"] for row in rows} == result.keys()
    for row in rows:
        assert row["headline"] in result[row["id"]]


def test_the_folder_may_have_another_name_now(rows, raw_folder, tmp_path):
    shutil.copytree(raw_folder, tmp_path / "archive")
    assert _found(rows, tmp_path / "archive") == _found(rows, raw_folder)


def test_a_document_that_was_changed_is_not_the_one(rows, raw_folder):
    changed = raw_folder / "story-1.txt"
    changed.write_text(changed.read_text() + "One more line.\n")
    assert len(_found(rows, raw_folder)) == len(rows) - 1


def test_records_of_a_container_are_found_by_their_number(sample):
    every = open_release(sample.folder).read("articles").to_pylist()
    contained = [row for row in every if row["provenance"]["record"] is not None]
    result = _found(contained, "seeds")
    assert contained
    assert result.keys() == {row["id"] for row in contained}


def test_nothing_is_read_where_nothing_is_wanted(tmp_path):
    assert _found([], tmp_path / "missing") == {}

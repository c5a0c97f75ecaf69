"""What later releases say of earlier ones."""

import json

import pyarrow
import pytest

from toolkit.errors import ReleaseError
from toolkit.release.release_folder import Release
from toolkit.release.revoked_rows import Revocation, kept_indices, revocations
from toolkit.storage.hashing import salted

SALT = "00ff"


def _release(folder, name, revoked=None):
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"name": name}), encoding="utf-8")
    if revoked is not None:
        (folder / "revoked.json").write_text(json.dumps({"salt": SALT, "articles": revoked}), encoding="utf-8")
    return Release(folder, {"name": name})


def test_only_releases_of_the_same_dataset_are_heard(tmp_path):
    old = _release(tmp_path / "news-1.0.0", "news")
    _release(tmp_path / "news-2.0.0", "news", ["a"])
    _release(tmp_path / "other-1.0.0", "other", ["b"])
    assert revocations(old) == (Revocation(SALT, frozenset({"a"})),)


def test_a_list_that_cannot_be_read_stops_the_reader(tmp_path):
    old = _release(tmp_path / "news-1.0.0", "news")
    _release(tmp_path / "news-2.0.0", "news", [])
    (tmp_path / "news-2.0.0" / "revoked.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"revoked\.json cannot be read"):
        revocations(old)


@pytest.mark.parametrize("column", ["id", "article_id"])
def test_rows_that_were_taken_down_are_left_out(column):
    rows = pyarrow.table({column: ["x", "y", "x"]})
    assert kept_indices(rows, (Revocation(SALT, frozenset({salted(SALT, "x")})),)) == [1]


def test_where_nothing_was_taken_down_all_rows_stay_as_they_are():
    rows = pyarrow.table({"id": ["x"]})
    assert kept_indices(rows, ()) is None
    assert kept_indices(rows, (Revocation(SALT, frozenset({"z"})),)) is None

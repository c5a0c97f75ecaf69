"""Articles by id, read when they are asked for."""

import pytest

from toolkit.curation import release_rows
from toolkit.curation.exchange.export_release import release_rows as all_rows
from toolkit.curation.release_rows import ReleaseRows
from toolkit.release.release_folder import open_release


@pytest.fixture(scope="module")
def release(sample):
    return open_release(sample.folder)


def test_every_row_is_what_the_release_holds(release):
    rows = ReleaseRows(release)
    assert [rows[identifier] for identifier in rows] == list(all_rows(release))
    assert len(rows) == 60


def test_no_more_rows_are_held_than_there_is_room_for(release, monkeypatch):
    monkeypatch.setattr(release_rows, "_KEPT", 2)
    rows = ReleaseRows(release)
    first, *others = rows
    whole = rows[first]
    for identifier in others:
        assert rows[identifier]["id"] == identifier
    assert len(rows._rows) == 2
    assert rows[first] == whole


def test_the_articles_of_one_raw_file_are_found_together(release):
    rows = ReleaseRows(release)
    for identifier in rows:
        assert identifier in rows.of_raw_file(rows[identifier]["provenance"]["path"])
    assert rows.of_raw_file("none") == []


def test_an_article_that_is_not_there_is_told_from_those_that_are(release):
    rows = ReleaseRows(release)
    assert "f" * 24 not in rows
    assert rows.get("f" * 24) is None

"""Changes are listed one by one, with the value before and after."""

import sys

import polars
import pytest

from toolkit.errors import ReleaseError
from toolkit.release.diff.row_changes import Change, changes, write_changes


def _key(number):
    return f"{number:024x}"


def test_added_and_removed_rows_are_shown_by_their_headline(compared, articles):
    assert list(changes(compared(articles(1, 2), articles(2, 3)))) == [
        Change(_key(3), "added", None, "train", "headline", None, "Story 3", None),
        Change(_key(1), "removed", "train", None, "headline", "Story 1", None, None),
    ]


def test_a_moved_row_names_both_splits(compared, articles):
    result = list(changes(compared({"train": articles(1)}, {"test": articles(1)})))
    assert result == [Change(_key(1), "moved", "train", "test", None, None, None, None)]


def test_a_changed_row_is_told_field_by_field(compared, articles):
    quotes = articles(1)[0]["quotes"]
    new = articles(1, standfirst="New", word_count=27, quotes=[quotes[0], {**quotes[1], "speaker": None}])
    result = {item.field: (item.old, item.new) for item in changes(compared(articles(1), new))}
    assert result == {
        "standfirst": (None, "New"),
        "word_count": ("26", "27"),
        "quotes[1].speaker": ("Mara Tveit", None),
    }


def test_a_changed_text_is_told_word_by_word(compared, articles):
    new = articles(1)
    new[0]["headline"] = "Story one"
    (result,) = changes(compared(articles(1), new))
    assert result.words == "Story [-1-]{+one+}"


def test_columns_that_only_one_side_has_are_no_change_of_a_row(compared):
    kinds = {"id": polars.String(), "r": polars.Struct({"a": polars.Int64()})}
    more = {"id": polars.String(), "r": polars.Struct({"a": polars.Int64(), "b": polars.Int64()})}
    difference = compared([{"id": "x", "r": {"a": 1}}], [{"id": "x", "r": {"a": 2, "b": 3}}], (kinds, more))
    assert [(item.field, item.old, item.new) for item in changes(difference)] == [("r.a", "1", "2")]


def test_the_parts_of_a_key_are_joined(compared):
    kinds = {"article_id": polars.String(), "position": polars.Int64(), "text": polars.String()}
    rows = [{"article_id": "a", "position": 0, "text": "x"}, {"article_id": "a", "position": 1, "text": "x"}]
    (result,) = changes(compared(rows, rows[:1], (kinds, kinds)))
    assert result.key == "a:1"


def test_the_first_rows_can_be_asked_for(compared, articles):
    assert len(list(changes(compared([], articles(*range(9))), limit=4))) == 4


def test_the_file_of_changes_holds_all_of_them(compared, articles, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["toolkit.release.diff.row_changes"], "_CHUNK", 2)
    difference = compared(articles(1, 2, 3, 4, 5), [*articles(2, word_count=1), *articles(3, url=None), *articles(7)])
    write_changes(difference, tmp_path / "changes.parquet")
    rows = polars.read_parquet(tmp_path / "changes.parquet").rows(named=True)
    assert [Change(**row) for row in rows] == list(changes(difference))


def test_the_file_of_changes_is_there_without_changes(compared, articles, tmp_path):
    write_changes(compared(articles(1), articles(1)), tmp_path / "changes.parquet")
    assert polars.read_parquet(tmp_path / "changes.parquet").height == 0


def test_a_file_that_cannot_be_written_is_an_error(compared, articles, tmp_path):
    with pytest.raises(ReleaseError, match="cannot be written"):
        write_changes(compared(articles(1), []), tmp_path / "no folder" / "changes.parquet")

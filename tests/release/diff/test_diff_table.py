"""One side of a comparison: a release, a file, a folder of files."""

import polars
import pytest

from toolkit.errors import ReleaseError, SourceError
from toolkit.release.diff.diff_table import open_side


def test_a_release_is_known_by_name_and_version(sample):
    side = open_side(sample.folder, "articles")
    assert (side.name, side.total) == ("sample-news-1.0.0", sample.manifest["tables"]["articles"]["rows"])
    splits = dict.fromkeys(side.split(index) for index in range(len(side.files)))
    assert list(splits) == ["train", "validation", "test"]


def test_a_file_of_any_name_has_no_split(tmp_path):
    polars.DataFrame({"id": ["a"]}).write_parquet(tmp_path / "train.parquet")
    assert open_side(tmp_path / "train.parquet", "articles").split(0) is None


def test_all_rows_come_in_batches_with_their_split(written, articles):
    side = open_side(written("some", {"train": articles(*range(7)), "test": articles(7)}), "articles")
    assert [(split, frame["id"].to_list()) for split, frame in side.batches()] == [
        ("test", [f"{7:024x}"]),
        ("train", [f"{number:024x}" for number in range(7)]),
    ]


def test_single_rows_come_in_the_order_asked_for(written, articles):
    side = open_side(written("some", {"train": articles(*range(10)), "dev": articles(20, 21)}), "articles")
    rows = [11, 2, 0, 7, 7, 1]
    assert side.fetch(rows, ["headline"])["headline"].to_list() == [
        f"Story {number}" for number in (9, 0, 20, 5, 5, 21)
    ]


def test_no_rows_are_a_frame_without_rows(written, articles):
    side = open_side(written("some", {"train": articles(1)}), "articles")
    assert side.fetch([], ["headline"]).schema == {"headline": polars.String()}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone", "does not exist"),
        ("empty", "no .parquet file"),
        ("a.txt", "neither"),
        ("hf://a/b", "no dataset of the Hub"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_advice(tmp_path, name, message):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").touch()
    with pytest.raises(SourceError, match=message):
        open_side(name if ":" in name else tmp_path / name, "articles")


def test_a_table_that_a_release_does_not_have_is_refused(sample):
    with pytest.raises(SourceError, match="sentences"):
        open_side(sample.folder, "sentences")


def test_a_damaged_file_is_refused(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and nothing else")
    with pytest.raises(ReleaseError, match="cannot be read"):
        open_side(tmp_path / "a.parquet", "articles")


def test_files_with_different_columns_are_no_table(tmp_path):
    polars.DataFrame({"id": ["a"]}).write_parquet(tmp_path / "a.parquet")
    polars.DataFrame({"id": ["a"], "n": [1]}).write_parquet(tmp_path / "b.parquet")
    with pytest.raises(ReleaseError, match="other columns"):
        open_side(tmp_path, "articles")

"""What a page shows one by one."""

from itertools import groupby
from operator import itemgetter

import polars
import pyarrow.parquet as pq
import pytest

from toolkit.release.raw_excerpt import LONGEST
from toolkit.release.release_folder import open_release
from toolkit.release.report import report_sample
from toolkit.release.report.report_payload import elements, unpack
from toolkit.release.report.report_sample import choose, exhibit, held_by, originals_of


def _index(exhibits):
    return unpack(exhibits.blocks[0])


def _rows(exhibits):
    return [row for block in exhibits.blocks[1:] for row in unpack(block)]


def test_every_article_and_every_refused_document_is_shown(sample):
    shown = exhibit(sample.folder)
    balance = sample.manifest["balance"]
    assert shown.articles == balance["published"]
    assert shown.refused == balance["read"] - balance["published"]
    assert len(_rows(shown)) == balance["read"]


def test_the_index_names_the_rows_in_their_order(sample):
    shown = exhibit(sample.folder)
    index = _index(shown)
    assert [*index["articles"]["id"], *index["refused"]["id"]] == [row["id"] for row in _rows(shown)]
    assert [*index["articles"]["blocks"], *index["refused"]["blocks"]] == [
        len(unpack(item)) for item in shown.blocks[1:]
    ]


def test_an_article_is_shown_with_every_field_but_what_its_offsets_tell(sample):
    rows = {row["id"]: row for row in _rows(exhibit(sample.folder)) if "body" in row}
    for row in open_release(sample.folder).read("articles").to_pylist():
        shown = rows[row["id"]]
        assert shown["body"] == row["body"]
        spans = zip(shown["quotes"].get("start", ()), shown["quotes"].get("end", ()), strict=True)
        assert [shown["body"][start:end] for start, end in spans] == [item["text"] for item in row["quotes"]]
        assert row.keys() <= shown.keys()


def test_a_fuller_page_begins_with_what_a_smaller_one_shows(sample):
    some, every = exhibit(sample.folder, letters=20_000), exhibit(sample.folder)
    assert some.articles < every.articles
    few, ids = (_index(shown)["articles"]["id"] for shown in (some, every))
    assert sorted(few) == sorted(ids)[: some.articles]
    assert few == [identifier for identifier in ids if identifier in few]
    by_split = groupby(zip(_index(every)["articles"]["split"], ids, strict=True), key=itemgetter(0))
    assert all(members == sorted(members) for members in (list(group) for _, group in by_split))


def test_raw_documents_stand_beside_their_articles(sample):
    (first, *_) = choose(sample.folder, ("id",))
    beside = {first["id"]: {"raw": [[0, 1, "Home\n"]], "raw_length": 5}}
    shown = exhibit(sample.folder, lambda *_: beside)
    assert originals_of(map(unpack, shown.blocks)) == beside


def test_the_text_of_a_refused_document_is_shown(sample):
    rows = {row["path"]: row for row in _rows(exhibit(sample.folder)) if "reason" in row}
    assert rows["seeds/broken/headlines-only.txt"]["raw"][0][2].strip()
    assert "raw" not in rows["seeds/broken/picture-named-as-text.txt"]


@pytest.fixture
def long_article(sample_copy):
    """Give a release whose every article is longer than a page shows."""
    for path in (sample_copy / "data" / "articles").glob("*.parquet"):
        frame = polars.read_parquet(path)
        frame.with_columns(body=polars.col("body") + "ä" * LONGEST).write_parquet(path)
    return sample_copy


def test_a_long_text_is_cut_and_says_so(long_article):
    rows = [row for row in _rows(exhibit(long_article)) if "body" in row]
    assert {len(row["body"]) for row in rows} == {LONGEST}
    assert all(row["body_length"] > LONGEST for row in rows)


def test_articles_are_the_same_however_many_are_held_at_a_time(sample, monkeypatch):
    together = list(choose(sample.folder))
    monkeypatch.setattr(report_sample, "_FETCHED_WORDS", 1000)
    assert list(choose(sample.folder)) == together


def test_blocks_of_a_file_stay_when_another_is_added(sample, tmp_path):
    rows = open_release(sample.folder).read("articles")
    (tmp_path / "data" / "articles").mkdir(parents=True)
    first, second = (tmp_path / "data" / "articles" / f"train-0000{index}-of-00002.parquet" for index in (0, 1))
    pq.write_table(rows.slice(0, 20), first)
    before = exhibit(tmp_path)
    pq.write_table(rows.slice(20), second)
    after = exhibit(tmp_path)
    assert (before.articles, after.articles) == (20, rows.num_rows)
    assert before.blocks[1:] == after.blocks[1 : len(before.blocks)]


def test_a_page_that_is_drawn_again_shows_as_many_articles(sample):
    some = exhibit(sample.folder, letters=60_000)
    assert exhibit(sample.folder, shown=some.articles) == some
    held, first = held_by(sample.folder, elements(some.blocks))
    assert (held, first) == (some, True)
    others = exhibit(sample.folder, letters=60_000).blocks[2:]
    with pytest.raises(ValueError, match="no index"):
        held_by(sample.folder, elements(others))

"""The files of a release, rows in their canonical order."""

import hashlib
from datetime import date

import pyarrow.parquet
import pytest

from toolkit.contract import digest_of
from toolkit.contract.records import Article, Rejection
from toolkit.contract.row_conversion import flatten, from_row, to_table
from toolkit.release.options import DatasetOptions, PackageOptions
from toolkit.release.release_folder import open_release, split_of
from toolkit.release.writer import Content, write_release
from toolkit.storage.hashing import digest_text, logical_digest

DAYS = [date(2024, 3, 5), date(2024, 3, 4), None, date(2024, 3, 5), None, date(2023, 1, 1)]


def _identifier(number):
    return hashlib.sha256(str(number).encode()).hexdigest()[:24]


def _refused(number):
    return Rejection(
        id=_identifier(number), stage="read", reason="empty", detail="Nothing.", path=f"raw/{9 - number // 2}.txt",
        record=None if number % 2 else number, line=None, sha256=None, media_type=None, size=0, raw=b"",
    )  # fmt: skip


@pytest.fixture(scope="module")
def released(article, contract, tmp_path_factory):
    """Write a release of articles that come so many at a time, and return its folder and articles."""

    def batches(several, splits, size):
        for split in ("train", "validation", "test"):
            there = [several[number] for number in several if splits[number] == split]
            there.sort(key=lambda item: (item.date is None, str(item.date), item.id))
            for start in range(0, len(there), size):
                yield split, to_table(there[start : start + size], contract, contract.record("article"))

    def refusals(numbers, size):
        rows = sorted(map(_refused, numbers), key=lambda item: (item.path, item.record is None, item.record or 0))
        return [rows[start : start + size] for start in range(0, len(rows), size)]

    def run(numbers, refused=(), size=10, done=lambda _: None):
        several = {number: article(id=_identifier(number), date=DAYS[number % len(DAYS)]) for number in numbers}
        splits = {number: ("train", "validation", "test")[number % 3] for number in several}
        record = contract.record("article")
        whole = to_table(several.values(), contract, record)
        flat = {
            name: flatten(whole, contract, contract.record(kind))
            for name, kind in (("quotes", "quote"), ("entities", "entity"))
        }
        folder = tmp_path_factory.mktemp("written") / "release"
        content = Content(
            articles=list(batches(several, splits, size)),
            rejections=[to_table(rows, contract, contract.record("rejection")) for rows in refusals(refused, size)],
            digests={name: digest_text(logical_digest(rows)) for name, rows in (("articles", whole), *flat.items())},
            inputs={"documents": len(several) + len(refused), "digest": "0" * 64},
            balance={
                "read": len(several) + len(refused),
                "published": len(several),
                "quarantined": len(refused),
                "duplicates": 0,
                "withheld": 0,
            },
            options={},
            created="2024-03-05",
        )
        write_release(content, folder, DatasetOptions(), PackageOptions(row_group_rows=4), done)
        return folder, several

    return run


@pytest.fixture(scope="module")
def one(released):
    return released(range(25), refused=range(6))


def _bytes(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_article_is_in_the_file_of_its_split(one):
    folder, several = one
    release = open_release(folder)
    for index, split in enumerate(("train", "validation", "test")):
        wanted = {article.id for number, article in several.items() if number % 3 == index}
        assert set(release.read("articles", split)["id"].to_pylist()) == wanted


def test_rows_come_back_as_they_were(one):
    folder, several = one
    rows = {row["id"]: from_row(Article, row) for row in open_release(folder).read("articles").to_pylist()}
    assert rows == {article.id: article for article in several.values()}


def test_rows_stand_by_date_and_id_and_undated_ones_last(one):
    folder, _ = one
    for path in open_release(folder).files("articles"):
        rows = pyarrow.parquet.ParquetFile(path).read(["date", "id"]).to_pylist()
        keys = [(row["date"] is None, str(row["date"]), row["id"]) for row in rows]
        assert keys == sorted(keys)


def test_flattened_tables_follow_their_articles(one, contract):
    folder, _ = one
    release = open_release(folder)
    for split in ("train", "validation", "test"):
        for table, record in (("quotes", "quote"), ("entities", "entity")):
            wanted = flatten(release.read("articles", split), contract, contract.record(record))
            assert release.read(table, split).equals(wanted)


def test_refusals_stand_by_path_and_record(one):
    folder, _ = one
    rows = open_release(folder).read("quarantine").select(["path", "record"]).to_pylist()
    keys = [(row["path"], row["record"] is None, row["record"] or 0) for row in rows]
    assert (keys, len(keys)) == (sorted(keys), 6)


@pytest.mark.parametrize("size", [1, 3, 25])
def test_the_files_do_not_depend_on_how_many_rows_come_at_a_time(one, released, size):
    folder, _ = one
    other, _ = released(range(25), refused=range(6), size=size)
    assert _bytes(other) == _bytes(folder)


def test_the_contract_goes_with_the_release(one, contract):
    folder, _ = one
    assert digest_of(folder / "contract") == contract.digest
    assert {path.suffix for path in (folder / "contract").iterdir()} == {".toml"}


def test_a_split_without_rows_has_no_file(released):
    folder, _ = released([0, 3, 6])
    assert {split_of(path) for path in folder.glob("data/*/*.parquet")} == {"train"}


def test_a_table_without_rows_has_no_folder(released):
    folder, _ = released([], refused=[1])
    assert [path for path in folder.rglob("*.parquet") if "quarantine" not in path.parts] == []
    assert open_release(folder).read("articles").num_rows == 0


def test_without_refusals_there_is_no_quarantine(released):
    folder, _ = released([1, 2])
    assert not (folder / "quarantine").exists()


def test_progress_is_told_in_rows(released):
    heard = []
    released(range(25), done=heard.append)
    assert sum(heard) == 25


def test_no_hidden_or_temporary_file_is_left(one):
    folder, _ = one
    assert [name for name in _bytes(folder) if "/." in f"/{name}" and name != ".zenodo.json"] == []

"""Numbers about a release, counted again in the plainest way."""

from collections import Counter

import polars
import pyarrow.parquet
import pytest

from toolkit.release.release_folder import UNDIVIDED, open_release, table_files
from toolkit.release.statistics import TABLES, compute_statistics


@pytest.fixture(scope="module")
def facts(sample):
    return compute_statistics(sample.folder)


@pytest.fixture(scope="module")
def articles(sample):
    return open_release(sample.folder).read("articles").to_pylist()


def _counted(values):
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def test_every_parquet_file_is_listed(sample, facts):
    result = {path.relative_to(sample.folder).as_posix() for path in sample.folder.rglob("*.parquet")}
    assert {file.path for file in facts.files} == result


def test_a_file_has_the_rows_and_bytes_it_says(sample, facts):
    for file in facts.files:
        path = sample.folder / file.path
        assert (file.rows, file.bytes) == (pyarrow.parquet.read_metadata(path).num_rows, path.stat().st_size)


def test_articles_are_counted_by_outlet_language_and_precision(facts, articles):
    assert list(facts.sources.items()) == list(_counted(row["source"] or "unknown" for row in articles).items())
    assert facts.languages == _counted(row["language"] or "unknown" for row in articles)
    assert facts.precisions == _counted(row["date_precision"] for row in articles)


def test_quotes_are_counted_by_speaker(facts, articles):
    speakers = [quote["speaker"] for row in articles for quote in row["quotes"] if quote["speaker"]]
    named = [speaker for speaker in speakers if speaker != speaker.lower() or speaker == speaker.upper()]
    assert facts.speakers == dict(list(_counted(named).items())[:20])
    assert facts.attributed_quotes == len(speakers)


def test_articles_without_a_search_for_speakers_are_counted_by_language(facts, articles):
    fields = [(row["language"] or "unknown", [item["field"] for item in row["evidence"]]) for row in articles]
    assert facts.without_speakers == Counter(language for language, names in fields if "quotes.speaker" in names)


def test_words_groups_and_days_are_those_of_the_articles(facts, articles):
    days = [row["date"] for row in articles if row["date"]]
    assert facts.words == sum(row["word_count"] for row in articles)
    assert facts.groups == len({row["group"] for row in articles})
    assert (facts.first_date, facts.last_date) == (min(days), max(days))


def test_refusals_are_counted_by_reason(sample, facts):
    reasons = open_release(sample.folder).read("quarantine")["reason"].to_pylist()
    assert facts.reasons == _counted(reasons)


def test_splits_come_in_their_usual_order_and_only_where_there_are_rows(facts):
    for table in TABLES:
        usual = [split for split in ("train", "validation", "test", UNDIVIDED) if facts.rows(table, split)]
        assert facts.splits(table) == usual


def test_an_empty_folder_has_nothing(tmp_path):
    facts = compute_statistics(tmp_path)
    assert (facts.files, facts.words, facts.groups, facts.first_date, dict(facts.sources)) == ((), 0, 0, None, {})


def test_months_lengths_and_quotes_are_counted(facts, articles):
    months = Counter(str(row["date"])[:7] for row in articles if row["date"])
    assert list(facts.months.items()) == sorted(months.items())
    assert facts.lengths == Counter(row["word_count"] for row in articles)
    assert facts.quotes_held == Counter(len(row["quotes"]) for row in articles)


def test_nulls_are_counted_in_every_column_that_may_be_null(facts, articles, contract):
    columns = [field.name for field in contract.columns(contract.record("article")) if field.nullable]
    assert facts.nulls == {name: sum(row[name] is None for row in articles) for name in columns}


def test_a_field_that_an_older_contract_lacks_is_not_counted(sample, facts, tmp_path):
    (tmp_path / "data" / "articles").mkdir(parents=True)
    for path in table_files(sample.folder, "articles"):
        rights = polars.struct(polars.col("rights").struct.field("licence"))
        older = polars.read_parquet(path, glob=False).with_columns(rights=rights)
        older.write_parquet(tmp_path / "data" / "articles" / path.name)
    counted = compute_statistics(tmp_path)
    assert counted.extents == {}
    assert counted.licences == facts.licences


def test_what_is_known_of_files_is_not_read_again(sample, facts):
    class Kept(dict):
        def load(self, name, _, digest):
            return self.get((name, digest))

        def save(self, name, _, digest, frame):
            assert (name, digest) not in self
            self[name, digest] = frame

    kept = Kept()
    assert compute_statistics(sample.folder, known=kept) == facts
    assert compute_statistics(sample.folder, known=kept) == facts
    assert {digest for _, digest in kept} == {
        file.sha256 for file in facts.files if file.table in ("articles", "quotes", "entities")
    }


def test_an_article_whose_entities_go_on_in_the_next_file_counts_once(sample, tmp_path):
    first, *_ = table_files(sample.folder, "entities")
    entities = polars.read_parquet(first, glob=False)
    whole, cut = tmp_path / "whole" / "data" / "entities", tmp_path / "cut" / "data" / "entities"
    for folder, parts in ((whole, [entities]), (cut, [entities.head(3), entities.slice(3)])):
        folder.mkdir(parents=True)
        for index, part in enumerate(parts):
            part.write_parquet(folder / f"train-{index:05d}-of-{len(parts):05d}.parquet")
    assert compute_statistics(tmp_path / "cut").names == compute_statistics(tmp_path / "whole").names


def test_licences_are_counted_for_each_outlet(facts, articles):
    counted = Counter((row["source"] or "unknown", row["rights"]["licence"] or "unknown") for row in articles)
    assert {(source, name): rows for source, entry in facts.licences.items() for name, rows in entry.items()} == counted


def test_people_and_bylines_are_counted(facts, articles):
    names = {entry["name"] for row in articles for entry in row["entities"] or [] if entry["type"] == "PER"}
    assert facts.people == len(names)
    assert facts.signed == sum(bool(row["authors"]) for row in articles)


def test_examples_are_short_articles_with_a_speaker(facts, articles):
    rows = {row["id"]: row for row in articles}
    for example in facts.examples:
        assert rows[example["id"]]["body"] == example["body"]
        assert any(quote["speaker"] for quote in example["quotes"])
        assert example["source"] is not None

"""Arrow files through which shards pass."""

import pyarrow
import pytest

from toolkit.contract.arrow import schema as canonical_schema
from toolkit.contract.rows import to_table
from toolkit.spool import RAW, Spool, batches, path_of, prepared_schema, released_schema, table

SCHEMA = pyarrow.schema([pyarrow.field("number", pyarrow.int32(), nullable=False), ("text", pyarrow.string())])
ROWS = [{"number": number, "text": None if number % 3 else "Fähre 🚲"} for number in range(1203)]


def test_shards_sort_by_their_number(tmp_path):
    names = [path_of(tmp_path, "prepared", index).name for index in (2, 10, 100_000)]
    assert names == sorted(names)


def test_rows_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "shard.arrow"
    with Spool(path, SCHEMA) as spool:
        for row in ROWS:
            spool.write(row)
    assert table(path).to_pylist() == ROWS
    assert [row for batch in batches(path) for row in batch.to_pylist()] == ROWS


def test_a_batch_is_small_enough_for_the_memory(tmp_path):
    path = tmp_path / "shard.arrow"
    with Spool(path, SCHEMA) as spool:
        for row in ROWS:
            spool.write(row)
    assert max(batch.num_rows for batch in batches(path)) <= 500


def test_rows_and_tables_keep_their_order(tmp_path):
    path = tmp_path / "shard.arrow"
    with Spool(path, SCHEMA) as spool:
        spool.write(ROWS[0])
        spool.write_table(pyarrow.Table.from_pylist(ROWS[1:4], schema=SCHEMA))
        spool.write(ROWS[4])
    assert table(path).to_pylist() == ROWS[:5]


def test_no_rows_are_an_empty_table(tmp_path):
    path = tmp_path / "shard.arrow"
    with Spool(path, SCHEMA):
        pass
    assert (table(path).num_rows, table(path).schema, list(batches(path))) == (0, SCHEMA, [])


def test_a_row_of_another_type_is_refused(tmp_path):
    with pytest.raises((pyarrow.ArrowException, TypeError)), Spool(tmp_path / "shard.arrow", SCHEMA) as spool:
        spool.write({"number": "one", "text": 1})


def test_an_article_is_prepared_without_group_and_version(article, contract, tmp_path):
    row = {
        **to_table([article()], contract, contract.record("article")).to_pylist()[0],
        "group": None,
        "added_in": None,
    }
    path = tmp_path / "shard.arrow"
    with Spool(path, prepared_schema(contract)) as spool:
        spool.write({**row, RAW: b"\x00raw"})
    assert table(path).to_pylist() == [{**row, RAW: b"\x00raw"}]


def test_the_prepared_schema_is_the_released_one_and_the_raw_bytes(contract):
    assert prepared_schema(contract).names == [*released_schema(contract, "article").names, RAW]


@pytest.mark.parametrize("record", ["article", "rejection"])
def test_the_released_schema_is_the_contract_s(contract, record):
    assert released_schema(contract, record).equals(canonical_schema(contract, contract.record(record)))

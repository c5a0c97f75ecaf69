"""Parquet files."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from toolkit.read import ReadOptions

ROWS = [
    {"headline": "Ferry", "body": "The ferry runs again.", "published": date(2024, 3, 1)},
    {"headline": None, "body": "The bell was cast anew.", "published": None},
]


def parquet(rows):
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_every_row_is_one_document(read_bytes, ending):
    first, second = read_bytes(f"a.parquet{ending}", parquet(ROWS))
    assert (first.text, first.record, first.line) == ("The ferry runs again.", 0, None)
    assert first.given == {"headline": "Ferry", "body": "The ferry runs again.", "date": date(2024, 3, 1)}
    assert (second.text, second.record) == ("The bell was cast anew.", 1)


def test_the_digest_does_not_depend_on_the_order_of_columns(read_bytes):
    turned = [dict(reversed(row.items())) for row in ROWS]
    digests = [
        [item.sha256 for item in read_bytes(name, parquet(rows))]
        for name, rows in (("a.parquet", ROWS), ("b.parquet", turned))
    ]
    assert digests[0] == digests[1]


def test_columns_of_every_type_are_read(read_bytes):
    row = {
        "text": "The ferry runs again.",
        "timestamp": datetime(2024, 3, 1, 12, tzinfo=UTC),
        "price": Decimal("1.50"),
        "picture": b"\xff\x00",
        "tags": [{"name": "ferries"}],
    }
    (document,) = read_bytes("a.parquet", parquet([row]))
    assert document.given["date"] == datetime(2024, 3, 1, 12, tzinfo=UTC)


def test_a_value_that_python_cannot_hold_costs_only_its_row(read_bytes):
    far = pa.array([2**62, 0], pa.timestamp("us"))
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": ["The ferry.", "The bell."], "when": far}), sink)
    refusal, document = read_bytes("a.parquet", sink.getvalue())
    assert (refusal.reason, refusal.record, document.text) == ("invalid_record", 0, "The bell.")


NOT_UTF_8 = parquet(ROWS).replace(b"headline", b"\x80eadline")


@pytest.mark.parametrize("raw", [b"", b"PAR1", parquet(ROWS)[:-20], b"PAR1" + bytes(100) + b"PAR1", NOT_UTF_8])
def test_a_damaged_file_is_refused(read_bytes, raw):
    (refusal,) = read_bytes("a.parquet", raw)
    assert (refusal.reason, refusal.size) == ("broken_archive", len(raw))


def test_damage_inside_a_column_is_refused(read_bytes):
    raw = bytearray(parquet(ROWS))
    raw[4:60] = bytes(56)
    refused = [(item.reason, item.record) for item in read_bytes("a.parquet", bytes(raw))]
    assert refused == [("broken_archive", 0), ("broken_archive", 1)]


def _with_a_damaged_group(group, rows_of_group, depth, **options):
    """Return a file of four row groups, one of them damaged so deep in the column `text`."""
    texts = [f"The ferry number {number} runs again. " * 3 for number in range(4 * rows_of_group)]
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": texts}), sink, row_group_size=rows_of_group, use_dictionary=False, **options)
    raw = bytearray(sink.getvalue())
    column = pq.ParquetFile(io.BytesIO(bytes(raw))).metadata.row_group(group).column(0)
    start = column.data_page_offset + int(depth * column.total_compressed_size)
    raw[start : start + 40] = b"\xff" * 40
    return bytes(raw)


@pytest.mark.parametrize("group", range(4))
@pytest.mark.parametrize(("depth", "options"), [(0, {"compression": "zstd"}), (0.5, {"write_page_checksum": True})])
def test_a_damaged_row_group_costs_its_rows_and_no_others(read_bytes, group, depth, options):
    items = read_bytes("a.parquet", _with_a_damaged_group(group, 100, depth, **options))
    lost = [item.record for item in items if getattr(item, "reason", None) == "broken_archive"]
    assert [item.record for item in items] == list(range(400))
    assert lost == list(range(100 * group, 100 * group + 100))
    assert [item.text for item in items if item.record not in lost] == [
        f"The ferry number {number} runs again. " * 3 for number in range(400) if number not in lost
    ]


def test_a_table_without_rows_is_empty(read_bytes):
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), sink)
    (refusal,) = read_bytes("a.parquet", sink.getvalue())
    assert refusal.reason == "empty"


def test_a_row_above_the_limit_is_refused(read_bytes):
    (refusal, _) = read_bytes(
        "a.parquet", parquet([{"text": "ferry " * 100}, {"text": "bell"}]), ReadOptions(max_bytes=200)
    )
    assert refusal.reason == "too_large"


def test_a_zone_that_nobody_knows_loses_no_row(read_bytes):
    times = pa.array([1709280000, None], pa.timestamp("s", "Nowhere/Ormsund"))
    table = pa.table({"text": ["The ferry runs again.", "The bell was cast anew."], "published": times})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    first, second = read_bytes("a.parquet", sink.getvalue())
    assert (first.given["date"], second.text) == (datetime(2024, 3, 1, 8, tzinfo=UTC), "The bell was cast anew.")

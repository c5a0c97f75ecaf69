"""JSON Lines."""

import codecs
import hashlib

import pytest

from toolkit.contract.records import Document
from toolkit.read import ReadOptions

FERRY = b'{"text": "The ferry runs again."}'
BELL = b'{"text": "The bell was cast anew."}'


def test_every_line_is_one_document_with_its_place(read_bytes):
    result = read_bytes("a.jsonl", FERRY + b"\r\n\n" + BELL)
    assert [(item.text, item.record, item.line) for item in result] == [
        ("The ferry runs again.", 0, 1),
        ("The bell was cast anew.", 1, 3),
    ]


def test_the_digest_is_that_of_the_line_without_its_end(read_bytes):
    (document,) = read_bytes("a.jsonl", FERRY + b"\r\n")
    assert document.sha256 == hashlib.sha256(FERRY).hexdigest()


def test_a_broken_line_is_refused_alone_and_named_by_its_number(read_bytes):
    first, broken, last = read_bytes("a.jsonl", FERRY + b'\n{"text": \n' + BELL + b"\n")
    assert (first.record, broken.record, last.record) == (0, 1, 2)
    assert (broken.reason, broken.line, broken.raw, broken.size) == ("invalid_record", 2, b'{"text": ', 9)


@pytest.mark.parametrize("line", [b"7", b'["a"]', b'"text"', b"null", b"\xff\xfe", b"[" * 100_000])
def test_a_line_that_is_no_object_is_an_invalid_record(read_bytes, line):
    (refusal, document) = read_bytes("a.jsonl", b"\n".join([line, FERRY]) if line[0] != 255 else b" \xff\n" + FERRY)
    assert (refusal.reason, type(document)) == ("invalid_record", Document)


def test_a_line_above_the_limit_is_refused_and_the_others_go_on(read_bytes):
    long = b'{"text": "' + b"ferry " * 100_000 + b'"}'
    refusal, document = read_bytes("a.jsonl.gz", long + b"\n" + BELL, ReadOptions(max_bytes=1000, kept_bytes=9))
    expected = ("too_large", len(long), hashlib.sha256(long).hexdigest(), b'{"text": ')
    assert (refusal.reason, refusal.size, refusal.sha256, refusal.raw) == expected
    assert (document.record, document.line) == (1, 2)


def test_lines_before_the_break_of_an_archive_are_kept(read_bytes, pack):
    lines = b"".join(
        b'{"text": "Ferry number %d runs again, %s"}\n' % (n, hashlib.sha256(b"%d" % n).hexdigest().encode())
        for n in range(20_000)
    )
    packed = pack("a.jsonl.gz", lines)
    *documents, refusal = read_bytes("a.jsonl.gz", packed[: len(packed) // 2], packed=False)
    assert len(documents) > 5_000
    assert {type(item) for item in documents} == {Document}
    assert (refusal.reason, refusal.record) == ("broken_archive", len(documents))


@pytest.mark.parametrize("raw", [b"", b"\n \n"])
def test_a_file_without_records_is_empty(read_bytes, raw):
    (refusal,) = read_bytes("a.jsonl", raw)
    assert refusal.reason == "empty"


@pytest.mark.parametrize("raw", [codecs.BOM_UTF8 + FERRY, FERRY.decode().encode("utf-16")])
def test_a_byte_order_mark_is_understood(read_bytes, raw):
    (document,) = read_bytes("a.jsonl", raw)
    assert document.text == "The ferry runs again."


def test_a_chunk_may_end_anywhere():
    from toolkit.read.input_file import Source
    from toolkit.read.json_lines import read

    raw = FERRY + b"\n" + BELL + b"\n" + FERRY
    source = Source("a.jsonl", "a.jsonl", "jsonl", len(raw))
    for size in range(1, len(raw) + 1):
        parts = (raw[start : start + size] for start in range(0, len(raw), size))
        texts = [document.text for document in read(source, parts, ReadOptions())]
        assert texts == ["The ferry runs again.", "The bell was cast anew.", "The ferry runs again."]

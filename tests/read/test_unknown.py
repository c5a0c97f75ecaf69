"""Files whose name does not say what they hold."""

import pytest


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (b"The ferry to Ormsund runs again.", "text/plain"),
        (b"<!doctype html><p>The ferry runs again.</p>", "text/html"),
        (b'{"text": "The ferry runs again."}\n{"text": "x"}', "text/plain"),
        (b"{The ferry} runs again.", "text/plain"),
    ],
)
def test_the_first_bytes_choose_the_reader(read_bytes, raw, media_type):
    document = read_bytes("story", raw)[0]
    assert document.media_type == media_type


def test_json_lines_are_cut_into_records(read_bytes):
    found = read_bytes("dump.data", b'{"text": "The ferry."}\n{"text": "The bell."}\n')
    assert [document.text for document in found] == ["The ferry.", "The bell."]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.bin", bytes(range(256))),
        ("a.pdf", b"%PDF-1.7"),
        ("a.data", b"<?xml version='1.0'?><rss/>"),
        ("a.csv", b"headline,body\n"),
        ("a.warc.gz", b"WARC/1.0"),
    ],
)
def test_other_formats_are_refused_as_unsupported(read_bytes, name, raw):
    (refusal,) = read_bytes(name, raw)
    assert (refusal.reason, refusal.raw) == ("unsupported", raw)


def test_an_empty_file_without_a_suffix_is_empty(read_bytes):
    (refusal,) = read_bytes("story", b"")
    assert refusal.reason == "empty"

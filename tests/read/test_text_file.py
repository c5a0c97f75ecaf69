"""Files that hold one document each."""

import hashlib

import pytest

from toolkit.contract.records import Document
from toolkit.read import ReadOptions

STORY = "The ferry to Ormsund runs again, said Ada Quill."


def test_a_text_file_is_one_document(read_bytes):
    raw = STORY.encode()
    assert read_bytes("a.txt", raw) == [
        Document("a.txt", STORY, hashlib.sha256(raw).hexdigest(), "text/plain", raw=raw)
    ]


def test_line_ends_stay_as_they_are_so_that_offsets_count_in_the_file(read_bytes):
    (document,) = read_bytes("a.txt", b"One\r\ntwo\rthree\n")
    assert document.text == "One\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html>",
        "<html lang='en'>",
        "\n<!-- saved -->\n<!-- again -->\n<head>",
        "<?xml version='1.0'?>\n<html>",
    ],
)
def test_a_page_in_a_text_file_is_recognised(read_bytes, start):
    (document,) = read_bytes("a.txt", f"{start}<p>{STORY}</p>".encode())
    assert document.media_type == "text/html"


def test_a_text_that_mentions_markup_stays_text(read_bytes):
    (document,) = read_bytes("a.txt", b"How to write <html> pages: a course in Ormsund.")
    assert document.media_type == "text/plain"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"The ferry\0to Ormsund", "binary"),
        (b"%PDF-1.7 obj", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(read_bytes, raw, reason):
    (refusal,) = read_bytes("a.txt", raw)
    expected = (reason, "read", len(raw), raw, hashlib.sha256(raw).hexdigest())
    assert (refusal.reason, refusal.stage, refusal.size, refusal.raw, refusal.sha256) == expected


def test_a_document_above_the_limit_is_refused_with_its_true_size_and_digest(read_bytes):
    raw = b"ferry " * 1000
    (refusal,) = read_bytes("a.txt", raw, ReadOptions(max_bytes=100, kept_bytes=12))
    expected = ("too_large", 6000, hashlib.sha256(raw).hexdigest(), b"ferry ferry ")
    assert (refusal.reason, refusal.size, refusal.sha256, refusal.raw) == expected


def test_a_document_of_exactly_the_limit_is_read(read_bytes):
    (document,) = read_bytes("a.txt", b"x" * 100, ReadOptions(max_bytes=100))
    assert isinstance(document, Document)


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_bomb_is_not_unpacked_beyond_the_limit(read_bytes, tmp_path, ending):
    (refusal,) = read_bytes(f"a.txt{ending}", b"a" * 30_000_000, ReadOptions(max_bytes=1000))
    packed = (tmp_path / f"a.txt{ending}").read_bytes()
    expected = ("too_large", len(packed), hashlib.sha256(packed).hexdigest())
    assert (refusal.reason, refusal.size, refusal.sha256) == expected

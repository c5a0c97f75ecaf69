"""Content is kept once and read in any range, whole or put together from chunks."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub_emulator.content import Content
from tests.hub_emulator.test_shard import HEADER, LAST, a_file
from tests.hub_emulator.test_xorb import written

PARTS = [b"Swing bridge ", b"of Port ", b"Halden ", b"reopens"]
XORBS = {"0a" * 32: PARTS[:3], "0b" * 32: [b"not wanted", PARTS[3]]}
TEXT = b"".join(PARTS)
DIGEST = hashlib.sha256(TEXT).hexdigest()
TERMS = [("0a" * 32, 0, 3, 28), ("0b" * 32, 1, 2, 7)]
FILE = "0c" * 32


def shard(terms=TERMS, sha256=DIGEST) -> bytes:
    return HEADER + a_file(FILE, sha256, terms, verified=True) + LAST


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    kept = Content(tmp_path_factory.mktemp("content"))
    for name, parts in XORBS.items():
        assert kept.add_xorb(name, b"".join(written(part, number % 3) for number, part in enumerate(parts)))
    assert kept.add_shard(shard()) == 1
    return kept


def test_what_was_added_is_read_again(tmp_path):
    content = Content(tmp_path)
    assert content.read_all(content.add(b"quay")) == b"quay"


def test_a_file_is_taken_over_if_it_is_what_was_announced(tmp_path):
    content = Content(tmp_path)
    for text in (b"quay", b"hill"):
        (tmp_path / "upload").write_bytes(text)
        if text == b"quay":
            content.add_file(tmp_path / "upload", hashlib.sha256(b"quay").hexdigest())
        else:
            with pytest.raises(ValueError, match="not what its digest says"):
                content.add_file(tmp_path / "upload", hashlib.sha256(b"quay").hexdigest())


def test_a_file_is_put_together_from_its_chunks(content):
    assert content.read_all(DIGEST) == TEXT
    assert (DIGEST in content, content.size(DIGEST), content.recipe_of(FILE).sha256) == (True, 35, DIGEST)


@given(st.integers(0, 35), st.integers(0, 40))
@settings(max_examples=60)
def test_every_range_of_chunks_is_the_range_of_the_text(content, start, end):
    assert b"".join(content.read(DIGEST, start, end)) == TEXT[start:end]


def test_the_pieces_of_a_range_are_the_chunks_that_it_touches(content):
    skipped, pieces = content.pieces(content.recipe(DIGEST), 15, 29)
    assert skipped == 2
    assert [(item.term.xorb[:2], item.term.start, item.term.end) for item in pieces] == [("0a", 1, 3), ("0b", 1, 2)]


def test_a_xorb_that_is_there_is_not_new(content):
    assert content.add_xorb("0b" * 32, written(b"not wanted", 0)) is False


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (shard([("0d" * 32, 0, 1, 5)]), "not uploaded"),
        (shard([("0a" * 32, 0, 9, 35)]), "does not have"),
        (shard(sha256="0e" * 32), "not the content that its SHA-256 names"),
    ],
)
def test_a_shard_that_does_not_fit_its_xorbs_is_refused(content, data, message):
    with pytest.raises(ValueError, match=message):
        content.add_shard(data)


def test_what_is_not_there_is_an_unknown_key(content):
    with pytest.raises(KeyError):
        content.read_all("00" * 32)
    assert content.recipe_of("00" * 32) is None


def test_content_can_be_removed(tmp_path):
    content = Content(tmp_path)
    digest = content.add(b"quay")
    content.remove(digest)
    assert digest not in content

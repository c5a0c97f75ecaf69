"""JSON files that hold one record, a list, or several records."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.read import ReadOptions
from toolkit.read.input_file import Source
from toolkit.read.json_documents import read

FERRY = {"title": 'The "ferry"', "text": "It runs [again], {daily}, \\ says Ada Quill.\n"}
BELL = {"text": "The bell was cast anew.", "tags": ["bells", {"deep": [1, 2]}]}


def texts(raw, size=1 << 18):
    source = Source("a.json", "a.json", "json", len(raw))
    parts = (raw[start : start + size] for start in range(0, len(raw), size))
    return [getattr(result, "text", None) or result.reason for result in read(source, parts, ReadOptions())]


BOTH = [FERRY["text"], BELL["text"]]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_list_is_cut_into_its_records_wherever_chunks_end(indent, size):
    assert texts(json.dumps([FERRY, BELL], indent=indent).encode(), size) == BOTH


def test_one_object_is_one_record():
    assert texts(json.dumps(BELL, indent=4).encode()) == [BELL["text"]]


@pytest.mark.parametrize("between", ["", "\n", " ", ",\n"])
def test_objects_one_after_the_other_are_records(between):
    assert texts(f"{json.dumps(FERRY)}{between}{json.dumps(BELL)}".encode()) == BOTH


def test_the_line_is_that_on_which_a_record_starts(read_bytes):
    result = read_bytes("a.json", json.dumps([BELL, BELL], indent=1).encode())
    assert [(item.record, item.line) for item in result] == [(0, 2), (1, 14)]


def test_items_that_are_no_objects_are_refused_one_by_one():
    assert texts(b'["a, b", 7, {"text": "The bell."}, [1]]') == [
        "invalid_record",
        "invalid_record",
        "The bell.",
        "invalid_record",
    ]


def test_a_list_that_breaks_off_keeps_what_was_whole():
    assert texts(json.dumps([FERRY, BELL]).encode()[:-3]) == [FERRY["text"], "invalid_record"]


@pytest.mark.parametrize("raw", [b"", b"[]", b" [ \n ] "])
def test_a_list_of_nothing_is_empty(raw):
    assert texts(raw) == ["empty"]


def test_a_record_above_the_limit_is_refused_alone(read_bytes):
    raw = json.dumps([{"text": "ferry " * 100}, BELL]).encode()
    refusal, document = read_bytes("a.json", raw, ReadOptions(max_bytes=200))
    assert (refusal.reason, document.text) == ("too_large", BELL["text"])


@settings(max_examples=200)
@given(st.binary(max_size=60), st.integers(1, 9))
def test_any_bytes_are_read_without_an_error(raw, size):
    assert texts(raw, size)


@settings(max_examples=100)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1), st.integers(1, 30))
def test_a_list_of_any_texts_comes_back(bodies, size):
    raw = json.dumps([{"text": f"x{body}"} for body in bodies]).encode()
    assert texts(raw, size) == [f"x{body}" for body in bodies]

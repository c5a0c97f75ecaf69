"""JSON objects above the limit of one document."""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract.records import Document, Rejection
from toolkit.read import ReadOptions
from toolkit.read.input_file import Source
from toolkit.read.json_documents import read

TEXT = 'The ferry to "Ormsund" runs again \\ {since} [Monday],\nsaid Ada Quill.'
SMALL = ReadOptions(max_bytes=400)
SOURCE = Source(Path("a.json"), "a.json", "json", 0)


def articles(count):
    return [
        {"title": f"Ferry {number}", "content": TEXT, "url": f"https://post.example/{number}"}
        for number in range(count)
    ]


ENVELOPES = {
    "articles": {"status": "ok", "articles": articles(9)},
    "nested": {"response": {"tags": [{"id": "sea"}], "results": articles(9)}},
    "wrapped": {"hits": {"total": 9, "hits": [{"_id": str(n), "_source": item} for n, item in enumerate(articles(9))]}},
    "one without text first": {"articles": [{"title": "[Removed]", "url": "https://post.example/x"}, *articles(9)]},
    "lists inside of records": {"articles": [{**item, "tags": [{"id": "sea", "text": "x"}]} for item in articles(9)]},
}


def cut(raw, size):
    return iter([raw[start : start + size] for start in range(0, len(raw), size)])


def shown(items):
    return [(item.sha256, item.given) if isinstance(item, Document) else item.reason for item in items]


@pytest.mark.parametrize("name", ENVELOPES)
@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_the_records_are_those_of_the_whole_object(name, size):
    raw = json.dumps(ENVELOPES[name], indent=1).encode()
    whole = list(read(SOURCE, iter([raw]), ReadOptions()))
    assert shown(read(SOURCE, cut(raw, size), SMALL)) == shown(whole)
    assert sum(isinstance(item, Document) for item in whole) == 9


def test_the_list_that_is_named_is_read():
    raw = json.dumps({"related": articles(3), "main": {"stories": articles(5)}}).encode()
    options = ReadOptions(max_bytes=400, records="main.stories")
    assert len(list(read(SOURCE, iter([raw]), options))) == 5


def test_a_record_above_the_limit_is_refused_alone():
    items = articles(3)
    items[1]["content"] = TEXT * 20
    result = list(read(SOURCE, iter([json.dumps({"articles": items}).encode()]), SMALL))
    assert [type(item) for item in result] == [Document, Rejection, Document]
    assert result[1].reason == "too_large"


def test_an_object_that_breaks_off_loses_its_last_record_only():
    raw = json.dumps({"articles": articles(9)}).encode()[:-200]
    *result, last = read(SOURCE, iter([raw]), SMALL)
    assert len(result) == 7
    assert last.reason == "invalid_record"


def test_a_large_object_without_records_is_refused_once():
    (rejection,) = read(SOURCE, iter([json.dumps({"numbers": list(range(500))}).encode()]), SMALL)
    assert rejection.reason == "too_large"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_no_bytes_raise(raw):
    list(read(SOURCE, cut(b'{"articles": [{' + raw, 50), ReadOptions(max_bytes=60)))


def test_memory_does_not_grow_with_the_file():
    def parts(count):
        yield b'{"articles": ['
        for number in range(count):
            yield b"," * (number > 0) + json.dumps({"title": "Ferry", "content": TEXT * 20}).encode()
        yield b"]}"

    def peak(count):
        tracemalloc.start()
        assert sum(1 for _ in read(SOURCE, parts(count), ReadOptions(max_bytes=20_000))) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(2000) < 2 * peak(200)

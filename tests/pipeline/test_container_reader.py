"""Containers are read in a process of their own, which may die or hang."""

import json
import os
import signal

import pytest

from toolkit.config import Config, parse
from toolkit.contract.records import Document, Rejection
from toolkit.pipeline import container_reader as reader_module
from toolkit.pipeline.container_reader import BATCH_RECORDS, Part, container_reader, parts, read_isolated
from toolkit.pipeline.normalise_stage import documents
from toolkit.pipeline.workers.isolated_process import IsolatedProcess
from toolkit.read import discover


@pytest.fixture
def source(tmp_path):
    """Give a container of a hundred records, one of which is none."""
    lines = [json.dumps({"body": f"Text {number}."}) for number in range(100)]
    lines[60] = "{"
    (tmp_path / "raw.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return next(iter(discover([tmp_path / "raw.jsonl"], Config().read)))


def test_a_process_beside_gives_what_reading_gives(source):
    with container_reader("local") as read:
        assert list(read(source, Config())) == list(documents(source, Config()))


def test_the_engine_here_reads_here():
    with container_reader("here") as read:
        assert read is documents


def test_records_are_handed_over_in_parts_of_bounded_size(source, monkeypatch):
    assert [len(entry) for entry in parts(Part(source, Config(), 3, BATCH_RECORDS))] == [32, 32, 32, 1]
    monkeypatch.setattr(reader_module, "BATCH_BYTES", 1)
    assert max(len(entry) for entry in parts(Part(source, Config(), 0, BATCH_RECORDS))) == 1


def _deadly(part):
    """Read as `parts` does, but die at the 40th record."""
    for items in parts(part):
        if any(item.record == 40 for item in items):
            os.kill(os.getpid(), signal.SIGKILL)
        yield items


def _hanging(part):
    for items in parts(part):
        if any(item.record == 40 for item in items):
            max(iter(int, 1))
        yield items


def _once(part):
    """Die at the 40th record if many are wanted at once, which is so the first time."""
    return parts(part) if part.batch_records == 1 else _deadly(part)


@pytest.mark.parametrize(
    ("read", "seconds", "reason"),
    [(_deadly, 60.0, "unexpected_error"), pytest.param(_hanging, 0.3, "timeout", marks=pytest.mark.slow)],
)
def test_from_a_record_on_that_nobody_survives_the_file_is_refused(source, read, seconds, reason):
    config = parse({"build": {"document_seconds": seconds}})
    with IsolatedProcess(read) as beside:
        *good, last = read_isolated(beside, source, config)
    assert [entry.record for entry in good] == list(range(40))
    assert all(isinstance(entry, Document) for entry in good)
    assert isinstance(last, Rejection)
    assert (last.path, last.record, last.reason) == ("raw.jsonl", 40, reason)


def test_after_a_death_by_chance_nothing_is_missing(source):
    with IsolatedProcess(_once) as beside:
        assert list(read_isolated(beside, source, Config())) == list(documents(source, Config()))

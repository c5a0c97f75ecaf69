"""Reads containers in an isolated process, since a broken file may crash or hang its reader."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from typing import NamedTuple

from toolkit.config import Config
from toolkit.contract.records import Document, Rejection
from toolkit.contract.unread_records import unread_detail
from toolkit.pipeline.normalise_stage import documents
from toolkit.pipeline.workers import HERE
from toolkit.pipeline.workers.isolated_process import IsolatedProcess
from toolkit.pipeline.workers.process_pool import WorkerLostError
from toolkit.pipeline.workers.watchdog import DEATHS
from toolkit.read import Source
from toolkit.read.decompression import is_compressed
from toolkit.read.input_file import refuse

Item = Document | Rejection
Reader = Callable[[Source, Config], Iterator[Item]]

BATCH_RECORDS = 32
"""A batch ends at so many records,"""
BATCH_BYTES = 1_000_000
"""or at so many bytes."""
PATIENCE = 10
"""Factor of the time limit of a document: between two records there may be much that is none, as in a WARC."""


class Part(NamedTuple):
    """Part of a container to read."""

    source: Source
    config: Config
    start: int
    """How many records are left out, since they are known."""
    batch_records: int
    """So many are handed over at once."""


@contextmanager
def container_reader(engine: str, preload: str = "") -> Iterator[Reader]:
    """Give the reader of containers for an engine; all but `here` read in an isolated process."""
    if engine == HERE:
        yield documents
    else:
        with IsolatedProcess(parts, preload) as process:
            yield partial(read_isolated, process)


def read_isolated(process: IsolatedProcess[Part, list[Item]], source: Source, config: Config) -> Iterator[Item]:
    """Yield the records of a container; it is refused from a record on that crashes its reader or times out."""
    records = read_bytes = 0
    deaths: Counter[int] = Counter()
    seconds = PATIENCE * config.build.document_seconds
    batch_records = BATCH_RECORDS
    while True:
        try:
            with closing(process.run(Part(source, config, records, batch_records), seconds)) as batches:
                for items in batches:
                    records += len(items)
                    read_bytes += sum(len(item.raw or b"") for item in items)
                    yield from items
        except TimeoutError:
            reason, detail = "timeout", f"Reading on took longer than {seconds:g} seconds."
            deaths[records] += DEATHS if batch_records == 1 else 0
        except WorkerLostError:
            reason, detail = "unexpected_error", "The process that read it ended without an answer each time."
            deaths[records] += 1
        else:
            return
        if deaths[records] >= DEATHS:
            if records:
                size = None if is_compressed(source) else source.size
                detail = unread_detail(records, detail, size=size, read_bytes=read_bytes)
            yield refuse(source, reason, detail, record=records or None, size=source.size)
            return
        batch_records = 1  # to learn which record it is


def parts(part: Part) -> Iterator[list[Item]]:
    """Yield the records of a container, several at a time."""
    batch: list[Item] = []
    size = 0
    for item in islice(documents(part.source, part.config), part.start, None):
        batch.append(item)
        size += len(item.raw or b"")
        if len(batch) >= part.batch_records or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch

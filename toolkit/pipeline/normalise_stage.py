"""First stage of preparing a shard: its files and records are read and normalised."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial
from itertools import count, islice
from typing import Any

import orjson

from toolkit.annotation.not_looked_for import not_looked_for
from toolkit.compliance.takedown_ledger import Ledger
from toolkit.config import Config
from toolkit.contract import load
from toolkit.contract.records import ID_LENGTH, Article, Document, Origin, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.contract.unread_records import unread_detail
from toolkit.errors import ToolkitError
from toolkit.normalisation import Labelled, batches, label_documents, normalise_document
from toolkit.normalisation.usage_rights import is_restricted, stated_rights
from toolkit.pipeline.guard import Progress, Row, blamed, check_libraries, describe_exception, guarded, unsettled
from toolkit.pipeline.shard_schemas import EXCERPT, KEY, RAW, SIZE, Made, normalised_schema, shard_tables
from toolkit.pipeline.task import PrepareTask
from toolkit.pipeline.workers.watchdog import TimeLimitError, Watchdog
from toolkit.read import Source, read
from toolkit.read.decompression import file_digest, is_compressed
from toolkit.read.input_file import refuse
from toolkit.release.raw_excerpt import excerpt
from toolkit.storage.hashing import salted


def normalise_shard(task: PrepareTask, watchdog: Watchdog, known: Mapping[bytes, Row]) -> Made:
    """Read and normalise the documents of a task, as far as they are not known."""
    articles: list[Row] = []
    refused: list[Row] = []
    items = [(document_key(item), item) for item in shard_items(task, watchdog)]
    labelled = _labelled({key: item for key, item in items if key not in known}, watchdog)
    inputs = taken_down_count = 0
    for number, (key, item) in enumerate(items, start=1):
        inputs += input_digest(item)
        step = f"normalise {number}"
        row = known.get(key) or _normalised_row(item, labelled.get(key), step, task.config, watchdog)
        if task.ledger is not None and is_covered(item, row, task.ledger):
            row = to_row(taken_down(item, task.ledger))
            taken_down_count += 1
        (refused if "reason" in row else articles).append({**row, KEY: key})
    facts = {
        "documents": len(items),
        "inputs": f"{inputs:x}",
        "taken_down": taken_down_count,
        "unsettled": unsettled(refused),
    }
    return facts, shard_tables(normalised_schema(load()), articles, refused)


def _labelled(items: Mapping[bytes, Document | Rejection], watchdog: Watchdog) -> Mapping[bytes, Labelled | None]:
    """Label the lines of many texts in batches, in half the time; a batch that fails is repeated one by one."""
    results: dict[bytes, Labelled | None] = {}
    keys = iter(items)
    for number, batch in enumerate(batches(items.values())):
        labelled: list[Labelled | None] = [None] * len(batch)
        if watchdog.blame(f"label {number}") is None:
            with suppress(Exception, TimeLimitError), watchdog.over(f"label {number}"):
                labelled = label_documents(batch)
        results.update(zip(islice(keys, len(batch)), labelled, strict=True))
    return results


def _normalised_row(
    item: Document | Rejection, labelled: Labelled | None, step: str, config: Config, watchdog: Watchdog
) -> Row:
    if isinstance(item, Rejection):
        return to_row(item)
    document = origin(item, config)
    article = blamed(watchdog, step, document, "normalise") or normalised(
        item, config, labelled, partial(watchdog.over, step)
    )
    row = to_row(article)
    if isinstance(article, Rejection):
        return row
    kept: dict[str, bytes | None] = {RAW: None, EXCERPT: None}
    if not is_restricted(article.rights):
        kept = {RAW: document.raw, EXCERPT: orjson.dumps(excerpt(item.text, row))}
    return {**row, **kept, SIZE: document.size}


def shard_items(task: PrepareTask, watchdog: Watchdog) -> Iterator[Document | Rejection]:
    """Yield the documents of a task: those of its files, and those that were read already."""
    for number, item in enumerate(task.items):
        if isinstance(item, Source):
            yield from _watched(item, f"read {number}", task.config, watchdog)
        else:
            yield item


def _watched(source: Source, step: str, config: Config, watchdog: Watchdog) -> Iterator[Document | Rejection]:
    """Read a file; it is refused from a record on that exceeds the time limit or crashes its reader."""
    items = documents(source, config)
    for record in count():
        record_step = f"{step} {record}"
        detail = watchdog.blame(record_step)
        reason = "timeout" if watchdog.is_timeout(record_step) else "unexpected_error"
        try:
            if detail is None:
                with watchdog.over(record_step):
                    item = next(items, None)
        except TimeLimitError as error:
            detail, reason = str(error), "timeout"
        if detail is not None:
            yield refuse(source, reason, detail, record=record or None, size=source.size)
            return
        if item is None:
            return
        yield item


def item_identity(item: Source | Document | Rejection) -> object:
    """Return what identifies an item in a cache key: the digest of a file, or of all that is known of a document."""
    if isinstance(item, Source):
        try:
            return [item.path, item.reader, file_digest(item)]
        except OSError as error:
            return [item.path, item.reader, str(error)]
    return document_key(item).hex()


def refuse_item(item: Source | Document | Rejection, detail: str, config: Config) -> Rejection:
    """Return the rejection of a file or document whose workers died at every attempt."""
    if isinstance(item, Source):
        return refuse(item, "unexpected_error", detail, size=item.size)
    if isinstance(item, Rejection):
        return item
    return Rejection.of(origin(item, config), "read", "unexpected_error", detail)


def documents(source: Source, config: Config) -> Iterator[Document | Rejection]:
    """Yield what a file holds; where an unforeseen exception ends its reading, a rejection says from which record on.

    Raises:
        LibraryError: a library lacks what is used of it.
    """
    record, read_bytes = None, 0
    try:
        for item in read(source, config.read):
            yield _named_as_end(item, source, read_bytes)
            record = item.record
            read_bytes += len(item.raw or b"")
    except ToolkitError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not stop a corpus
        check_libraries(error)
        detail, first = describe_exception(error), None
        if record is not None:
            first = record + 1
            size = None if is_compressed(source) else source.size
            detail = unread_detail(first, detail, size=size, read_bytes=read_bytes)
        yield refuse(source, "unexpected_error", detail, record=first, size=source.size)


def _named_as_end(item: Document | Rejection, source: Source, read_bytes: int) -> Document | Rejection:
    """Return what a reader yielded; the rejection of the damaged rest of a container says where reading ended."""
    if (
        not isinstance(item, Rejection)
        or item.reason != "broken_archive"
        or item.size != source.size
        or not item.record
    ):
        return item
    size = None if is_compressed(source) else source.size
    return replace(item, detail=unread_detail(item.record, item.detail, size=size, read_bytes=read_bytes))


def normalised(
    document: Document,
    config: Config,
    labelled: Labelled | None = None,
    progress: Callable[[], Progress] = nullcontext,
) -> Article | Rejection:
    """Return the article that a document is, without annotations, or its rejection."""

    def work() -> Article | Rejection:
        return normalise_document(document, config.normalise, labelled)

    article = guarded(work, "normalise", partial(origin, document, config), progress)
    if isinstance(article, Rejection):
        return replace(article, raw=None if article.raw is None else article.raw[: config.read.kept_bytes])
    return replace(article, evidence=(*article.evidence, *not_looked_for(article.language, article.body)))


def is_covered(item: Document | Rejection, row: Mapping[str, Any], ledger: Ledger) -> bool:
    """Return True if a document was taken down or copies one that was; `row` is its article or rejection."""
    if "reason" in row:
        text = item.text if isinstance(item, Document) else (item.raw or b"").decode("utf-8", "replace")
        return ledger.covers(row["id"], text)
    assert isinstance(item, Document)
    return ledger.covers(row["id"], row["body"], item.text)


def taken_down(item: Document | Rejection, ledger: Ledger) -> Rejection:
    """Return the rejection of a document that was taken down, which holds nothing of it."""
    name = salted(ledger.salt, f"{item.path}\0{item.record}", size=12)
    path = f"taken-down/{name}"
    nothing = Origin(id=name, path=path, record=None, line=None, sha256=None, media_type=None, size=None, raw=None)
    return Rejection.of(nothing, "clear", "taken_down", "It was taken down; nothing of it is kept.")


def input_digest(item: Document | Rejection) -> int:
    """Return a number for one document read; the sum over all documents does not depend on their order."""
    content = f"{item.path}\0{item.record}\0{item.sha256}"
    return int.from_bytes(hashlib.sha256(content.encode()).digest(), "big")


def document_key(item: Document | Rejection) -> bytes:
    """Return a digest of all that is known of a document before it is normalised."""
    values = to_row(item)
    values.pop("raw")  # represented by its digest
    content = json.dumps(values, sort_keys=True, default=repr)
    return hashlib.sha256(content.encode()).digest()[:16]


def origin(document: Document, config: Config) -> Origin:
    """Return where a document came from."""
    return Origin(
        id=document.sha256[:ID_LENGTH],
        path=document.path,
        record=document.record,
        line=document.line,
        sha256=document.sha256,
        media_type=document.media_type,
        size=len(document.raw),
        raw=None if is_restricted(stated_rights(document.given)) else document.raw[: config.read.kept_bytes],
    )

"""The first map of a build: the documents of a task are normalised, annotated and fingerprinted, or found in the store.

What is found is either a whole shard, because nothing that it was made of has changed, or single documents of the
shard that began with the same file or record before.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from toolkit.annotation.entities.backends import Description, describe
from toolkit.compliance.takedown_ledger import dump
from toolkit.config import Config
from toolkit.contract import load
from toolkit.contract.records import Annotations, Document, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.group.members import as_columns
from toolkit.normalisation import Labelled, batches, label_documents
from toolkit.normalisation.usage_rights import is_restricted
from toolkit.pipeline.cache import CacheEntry, key_of
from toolkit.pipeline.document_stages import (
    Origin,
    annotated,
    annotated_all,
    annotator,
    document_key,
    documents,
    input_digest,
    is_covered,
    member,
    normalised,
    origin,
    refusal,
    taken_down,
)
from toolkit.pipeline.shard_schemas import (
    ANNOTATED,
    ARTICLES,
    KEY,
    NORMALISED,
    RAW,
    REFUSED,
    SIZE,
    SKETCH,
    annotated_schema,
    member_schema,
    members,
    normalised_schema,
    places,
    refused_schema,
)
from toolkit.pipeline.task import Prepared, PrepareTask
from toolkit.pipeline.warmup import warm
from toolkit.pipeline.workers.watchdog import TimeLimitError, Watchdog
from toolkit.read import Source
from toolkit.read.decompression import file_digest
from toolkit.read.input_file import refuse
from toolkit.read.remote_files import at_hand

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]
Made = tuple[dict[str, object], dict[str, "pyarrow.Table"]]
"""Facts and tables of an entry."""
_ANNOTATED_FROM = [
    KEY, RAW, SIZE, "id", "headline", "standfirst", "body", "language", "date_edtf", "word_count", "source", "rights",
    "provenance",
]  # fmt: skip
_UNSETTLED = ("timeout", "unexpected_error")
"""Reasons that another attempt may do away with: they are tried again in the next build."""
_CODE_FINGERPRINT = "edition"
TOGETHER = 16
"""So many articles are annotated at once."""
_CHANGING = (*_UNSETTLED, "taken_down")
"""Reasons that do not lie in the document alone."""


def prepare(task: PrepareTask) -> tuple[Prepared, "pyarrow.Table"]:
    """Bring the shard of a task into the store.

    Returns:
        What came of it, and what passes the barrier: one row for every article of the shard, in its order.
    """
    with at_hand(task.items) as items:
        return _prepared(replace(task, items=items))


def _prepared(task: PrepareTask) -> tuple[Prepared, "pyarrow.Table"]:
    with Watchdog(task.place / f"attempts-{task.index:06d}", task.config.build.document_seconds) as watchdog:
        options = task.config
        identity = [_identity(each) for each in task.items]
        reading = [asdict(options.read), asdict(options.normalise)]
        key = key_of(
            NORMALISED, task.code_fingerprint, *reading, identity, None if task.ledger is None else dump(task.ledger)
        )
        name = key_of(NORMALISED, *reading, task.name)
        first, _ = _step(task, NORMALISED, key, name, partial(_normalise, task, watchdog))
        noting = [annotator(options), options.group.shingle, options.group.sketch]
        name = key_of(ANNOTATED, *reading, *noting, task.name)
        key_after = key_of(ANNOTATED, *noting, key, first.digest)
        second, reused = _step(task, ANNOTATED, key_after, name, partial(_annotate, task, watchdog, first))
    everyone = members(second.select(ARTICLES, member_schema().names))
    done = Prepared(
        name=task.name,
        normalised=key,
        annotated=key_after,
        digest=key_of(first.digest, second.digest),
        articles=everyone.num_rows,
        documents=first.facts["documents"],
        refused=tuple(places(each.select(REFUSED, ["path", "record"])) for each in (first, second)),
        inputs=int(first.facts["inputs"], 16),
        taken_down=first.facts["taken_down"],
        recogniser=Description(**second.facts["recogniser"]) if second.facts["recogniser"] else None,
        reused=reused,
        weight=task.weight,
    )
    return done, everyone


def lost(task: PrepareTask, error: BaseException) -> tuple[Prepared, "pyarrow.Table"]:
    """Refuse every file and record of a task whose worker died again and again, whatever was left out."""
    detail = f"The process that worked on this file ended without an answer: {type(error).__name__}."
    given_up = [_given_up(each, detail, task.config) for each in task.items]
    return prepare(replace(task, items=tuple(given_up)))


def _step(
    task: PrepareTask, step: str, key: str, name: str, make: Callable[[Mapping[bytes, Row]], Made]
) -> tuple[CacheEntry, int]:
    """Find a step's entry or make it, with the rows of the entry that had this name before; return how many it had."""
    store = task.store
    found = store.load(step, key)
    if found is not None and not found.facts["unsettled"]:
        return found, found.facts["articles"]
    with suppress(Exception):  # what is wrong shows again with each document, and is told there
        warm(task.config.annotate.recogniser)
    earlier = store.latest(name)
    known = _known(found or (store.load(step, earlier) if earlier else None), task.code_fingerprint)
    facts, tables = make(known)
    articles = tables[ARTICLES]
    entry = store.save(
        step, key, {**facts, _CODE_FINGERPRINT: task.code_fingerprint, "articles": articles.num_rows}, tables
    )
    store.evict_previous(step, name, key)
    return entry, sum(key in known for key in articles[KEY].to_pylist())


def _known(entry: CacheEntry | None, code_fingerprint: str) -> Mapping[bytes, Row]:
    """The rows of an entry that can be used again, by the key of their document."""
    if entry is None or entry.facts[_CODE_FINGERPRINT] != code_fingerprint:
        return {}
    articles = [row for row in entry.tables[ARTICLES].to_pylist() if row["id"] is not None]
    settled = [row for row in entry.tables[REFUSED].to_pylist() if row["reason"] not in _CHANGING]
    return {row[KEY]: row for row in [*articles, *settled]}


def _normalise(task: PrepareTask, watchdog: Watchdog, known: Mapping[bytes, Row]) -> Made:
    """Read and normalise the documents of a task, as far as they are not known."""
    articles: list[Row] = []
    refused: list[Row] = []
    items = [(document_key(item), item) for item in _items(task, watchdog)]
    labelled = _labelled({key: item for key, item in items if key not in known}, watchdog)
    inputs = gone = 0
    for number, (key, item) in enumerate(items, start=1):
        inputs += input_digest(item)
        step = f"normalise {number}"
        row = known.get(key) or _normalised_row(item, labelled.get(key), step, task.config, watchdog)
        if task.ledger is not None and is_covered(item, row, task.ledger):
            row = to_row(taken_down(item, task.ledger))
            gone += 1
        (refused if "reason" in row else articles).append({**row, KEY: key})
    facts = {"documents": len(items), "inputs": f"{inputs:x}", "taken_down": gone, "unsettled": _unsettled(refused)}
    return facts, _tables(normalised_schema(load()), articles, refused)


def _labelled(items: Mapping[bytes, Document | Rejection], watchdog: Watchdog) -> Mapping[bytes, Labelled | None]:
    """Label the lines of many texts together, which takes half of the time; what goes wrong shows later, one by one."""
    found: dict[bytes, Labelled | None] = {}
    keys = iter(items)
    for number, batch in enumerate(batches(items.values())):
        labelled: list[Labelled | None] = [None] * len(batch)
        if watchdog.blame(f"label {number}") is None:
            with suppress(Exception, TimeLimitError), watchdog.over(f"label {number}"):
                labelled = label_documents(batch)
        found.update(zip(islice(keys, len(batch)), labelled, strict=True))
    return found


def _normalised_row(
    item: Document | Rejection, labelled: Labelled | None, step: str, config: Config, watchdog: Watchdog
) -> Row:
    if isinstance(item, Rejection):
        return to_row(item)
    place = origin(item, config)
    article = _blamed(watchdog, step, place, "normalise") or normalised(
        item, config, labelled, partial(watchdog.over, step)
    )
    row = to_row(article)
    if isinstance(article, Rejection):
        return row
    return {**row, RAW: None if is_restricted(article.rights) else place.raw, SIZE: place.size}


def _annotate(task: PrepareTask, watchdog: Watchdog, first: CacheEntry, known: Mapping[bytes, Row]) -> Made:
    """Annotate and fingerprint the articles of a shard; one that is refused leaves a row of nulls."""
    annotations: list[Row] = []
    refused: list[Row] = []
    articles = first.select(ARTICLES, _ANNOTATED_FROM).to_pylist()
    together = _annotated_together([each for each in articles if each[KEY] not in known], task.config, watchdog)
    for number, article in enumerate(articles, start=1):
        step = f"annotate {number}"
        row = known.get(article[KEY]) or _annotated_row(article, together, step, task.config, watchdog)
        if "reason" in row:
            refused.append({**row, KEY: article[KEY]})
            row = {}
        annotations.append({**row, KEY: article[KEY]})
    spoken = any(row.get("entities") is not None for row in annotations)
    recogniser = asdict(describe(task.config.annotate)) if spoken else None
    facts: dict[str, object] = {"unsettled": _unsettled(refused), "recogniser": recogniser}
    return facts, _tables(annotated_schema(load()), annotations, refused)


def _annotated_together(articles: Sequence[Row], config: Config, watchdog: Watchdog) -> Mapping[bytes, Annotations]:
    """Annotate many articles at once, which spares time; what goes wrong shows later, one by one."""
    found: dict[bytes, Annotations] = {}
    for start in range(0, len(articles), TOGETHER):
        batch, step = articles[start : start + TOGETHER], f"annotate from {start}"
        if watchdog.blame(step) is None:
            with suppress(Exception, TimeLimitError), watchdog.over(step):
                found.update(zip((each[KEY] for each in batch), annotated_all(batch, config), strict=True))
    return found


def _annotated_row(
    article: Row, together: Mapping[bytes, Annotations], step: str, config: Config, watchdog: Watchdog
) -> Row:
    source = article["provenance"]
    place = Origin(
        path=source["path"],
        record=source["record"],
        line=source["line"],
        sha256=source["sha256"],
        media_type=source["media_type"],
        size=article[SIZE],
        raw=article[RAW],
    )
    found = (
        _blamed(watchdog, step, place, "annotate")
        or together.get(article[KEY])
        or annotated(article, place, config, partial(watchdog.over, step))
    )
    if isinstance(found, Rejection):
        return to_row(found)
    described = member(article, place, config)
    if isinstance(described, Rejection):
        return to_row(described)
    return {**to_row(found), **as_columns(described), SKETCH: described.fingerprint.sketch}


def _blamed(watchdog: Watchdog, step: str, place: Origin, stage: str) -> Rejection | None:
    """Refuse what no process survived, or finished in time, in earlier attempts."""
    why = watchdog.blame(step)
    if why is None:
        return None
    return refusal(place, stage, "timeout" if watchdog.is_timeout(step) else "unexpected_error", why)


def _items(task: PrepareTask, watchdog: Watchdog) -> Iterator[Document | Rejection]:
    for number, each in enumerate(task.items):
        if isinstance(each, Source):
            yield from _watched(each, f"read {number}", task.config, watchdog)
        else:
            yield each


def _watched(source: Source, step: str, config: Config, watchdog: Watchdog) -> Iterator[Document | Rejection]:
    """Read a file; from the record on that cannot be read in time, or kills who reads it, the file is refused."""
    found = documents(source, config)
    for record in count():
        here = f"{step} {record}"
        why = watchdog.blame(here)
        reason = "timeout" if watchdog.is_timeout(here) else "unexpected_error"
        try:
            if why is None:
                with watchdog.over(here):
                    item = next(found, None)
        except TimeLimitError as error:
            why, reason = str(error), "timeout"
        if why is not None:
            yield refuse(source, reason, why, record=record or None, size=source.size)
            return
        if item is None:
            return
        yield item


def _identity(item: Source | Document | Rejection) -> object:
    """What a shard depends on of each item: all bytes of a file, all that is known of a document."""
    if isinstance(item, Source):
        try:
            return [item.path, item.reader, file_digest(item)]
        except OSError as error:
            return [item.path, item.reader, str(error)]
    return document_key(item).hex()


def _given_up(item: Source | Document | Rejection, detail: str, config: Config) -> Rejection:
    if isinstance(item, Source):
        return refuse(item, "unexpected_error", detail, size=item.size)
    return item if isinstance(item, Rejection) else refusal(origin(item, config), "read", "unexpected_error", detail)


def _unsettled(refused: Sequence[Row]) -> int:
    """How many refusals say more about this machine than about the documents."""
    return sum(row["reason"] in _UNSETTLED for row in refused)


def _tables(schema: "pyarrow.Schema", rows: Sequence[Row], refused: Sequence[Row]) -> dict[str, "pyarrow.Table"]:
    import pyarrow

    return {
        ARTICLES: pyarrow.Table.from_pylist(list(rows), schema=schema),
        REFUSED: pyarrow.Table.from_pylist(list(refused), schema=refused_schema(load())),
    }

"""Second stage of preparing a shard: its articles are annotated and fingerprinted.

Nothing is computed again for a text that an earlier entry of the cache knows: all of it follows from headline,
standfirst, body and language, whatever else of the article has changed.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from toolkit.annotation import Text, annotate_all
from toolkit.annotation.entities.backends import describe
from toolkit.config import Config
from toolkit.contract import load
from toolkit.contract.records import ID_LENGTH, Annotations, Origin, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.group.fingerprint import Fingerprint, fingerprint, headline_digest
from toolkit.group.member import Member
from toolkit.group.members import as_columns
from toolkit.group.version_marks import version_mark
from toolkit.normalisation.withdrawal_notice import withdrawal_notice
from toolkit.pipeline.cache import CacheEntry
from toolkit.pipeline.gazetteer_file import describe_gazetteer, load_gazetteer
from toolkit.pipeline.guard import Progress, Row, blamed, guarded, unsettled
from toolkit.pipeline.shard_schemas import (
    ARTICLES,
    KEY,
    RAW,
    SIZE,
    SKETCH,
    Made,
    annotated_schema,
    shard_tables,
)
from toolkit.pipeline.task import PrepareTask
from toolkit.pipeline.workers.watchdog import TimeLimitError, Watchdog

_TEXT = ("headline", "standfirst", "body", "language")
_MOMENTS = ("date_modified", "published_at")
_ANNOTATED_FROM = [*_TEXT, *_MOMENTS, RAW, SIZE, "id", "date_edtf", "word_count", "source", "rights", "provenance"]
_FINGERPRINT = ("digest", "headline", "shingles", SKETCH)
BATCH_ARTICLES = 16
"""So many articles are annotated at once."""


def annotate_shard(task: PrepareTask, watchdog: Watchdog, first: CacheEntry, known: Mapping[bytes, Row]) -> Made:
    """Annotate and fingerprint the articles of a shard; one that is refused leaves a row of nulls.

    Args:
        task: The shard.
        watchdog: Measures the time of each article.
        first: Its normalised articles.
        known: Rows of an earlier entry, by the key of their text.
    """
    annotations: list[Row] = []
    refused: list[Row] = []
    articles = first.select(ARTICLES, _ANNOTATED_FROM).to_pylist()
    keys = [text_key(article) for article in articles]
    missing = {key: article for key, article in zip(keys, articles, strict=True) if key not in known}
    ready_by_key = _annotate_batches(missing, task.config, watchdog)
    for number, (key, article) in enumerate(zip(keys, articles, strict=True), start=1):
        step = f"annotate {number}"
        values = known.get(key) or _values(article, ready_by_key.get(key), step, task.config, watchdog)
        if isinstance(values, Rejection):
            refused.append({**to_row(values), KEY: key})
            annotations.append({KEY: key})
        else:
            annotations.append({**_row(article, values), KEY: key})
    spoken = any(row.get("entities") is not None for row in annotations)
    recogniser = asdict(describe(task.config.annotate)) if spoken else None
    facts: dict[str, object] = {"unsettled": unsettled(refused), "recogniser": recogniser}
    return facts, shard_tables(annotated_schema(load()), annotations, refused)


def text_key(article: Mapping[str, Any]) -> bytes:
    """Return a digest of all that annotations and fingerprint of an article follow from."""
    content = json.dumps([article[name] for name in _TEXT])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()[:16]


def _annotate_batches(articles: Mapping[bytes, Row], config: Config, watchdog: Watchdog) -> Mapping[bytes, Annotations]:
    """Annotate articles in batches, which takes less time; what fails is repeated later, one article at a time."""
    result: dict[bytes, Annotations] = {}
    keys = list(articles)
    for start in range(0, len(keys), BATCH_ARTICLES):
        batch, step = keys[start : start + BATCH_ARTICLES], f"annotate from {start}"
        if watchdog.blame(step) is None:
            with suppress(Exception, TimeLimitError), watchdog.over(step):
                result.update(zip(batch, annotated_all([articles[key] for key in batch], config), strict=True))
    return result


def _values(article: Row, ready: Annotations | None, step: str, config: Config, watchdog: Watchdog) -> Row | Rejection:
    """Return annotations and fingerprint of an article by column, or the rejection of its document."""
    source = article["provenance"]
    document = Origin(
        id=source["sha256"][:ID_LENGTH],
        path=source["path"],
        record=source["record"],
        line=source["line"],
        sha256=source["sha256"],
        media_type=source["media_type"],
        size=article[SIZE],
        raw=article[RAW],
    )
    annotations = (
        blamed(watchdog, step, document, "annotate")
        or ready
        or annotated(article, document, config, partial(watchdog.over, step))
    )
    if isinstance(annotations, Rejection):
        return annotations
    marks = _fingerprint(article, document, config)
    if isinstance(marks, Rejection):
        return marks
    return {**to_row(annotations), **{name: getattr(marks, name) for name in _FINGERPRINT}}


def _fingerprint(article: Row, document: Origin, config: Config) -> Fingerprint | Rejection:
    def work() -> Fingerprint:
        return fingerprint(article["body"], config.group, headline=article["headline"])

    return guarded(work, "group", lambda: document, nullcontext)


_LEAD_CHARACTERS = 300
"""Beginning of a body in which a note says what a version changes."""


def _row(article: Row, values: Row) -> Row:
    """Return the annotated row of an article: what follows from its text, and what grouping must know of it."""
    mark = version_mark(article["headline"], article["body"][:_LEAD_CHARACTERS])
    moments = [article[name] for name in _MOMENTS]
    member = Member(
        id=article["id"],
        fingerprint=Fingerprint(**{name: values[name] for name in _FINGERPRINT}),
        date=article["date_edtf"],
        path=article["provenance"]["path"],
        words=article["word_count"],
        record=article["provenance"]["record"],
        usable=article["rights"]["status"] == "usable",
        source=article["source"],
        characters=len(article["body"]),
        revision=mark.number,
        revised=mark.changed,
        changed=max(moment.isoformat() if moment else "" for moment in moments),
        stem=headline_digest(mark.stem) if mark.stem else b"",
        withdraws=_withdrawn_stems(article),
    )
    annotations = {name: values[name] for name in ("quotes", "entities")}
    return {**annotations, **as_columns(member), SKETCH: member.fingerprint.sketch}


def _withdrawn_stems(article: Row) -> tuple[bytes, ...]:
    """Return the digests of the headlines that an article withdraws, if it is a notice that does so."""
    if article["rights"]["status"] == "usable":
        return ()
    notice = withdrawal_notice(article["headline"], article["body"])
    stems = [version_mark(headline).stem for headline in notice.headlines] if notice else []
    return tuple(sorted({headline_digest(stem) for stem in stems if stem}))


def annotated(
    row: Mapping[str, Any], origin: Origin, config: Config, progress: Callable[[], Progress] = nullcontext
) -> Annotations | Rejection:
    """Return the annotations of a normalised article, given as a row, or the rejection of its document."""
    return guarded(lambda: annotated_all([row], config)[0], "annotate", lambda: origin, progress)


def annotated_all(rows: Sequence[Mapping[str, Any]], config: Config) -> list[Annotations]:
    """Return the annotations of several articles, given as rows."""
    known = load_gazetteer(config.annotate.gazetteer)
    return annotate_all([_text(row) for row in rows], config.annotate, known)


def annotator(config: Config) -> object:
    """Return all that decides how articles are annotated, as JSON can hold it: options, file of names, model."""
    options = config.annotate
    folder = Path(options.recogniser.partition(":")[2] or "-")
    model = [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in sorted(folder.rglob("*"))]
    return [asdict(options.without_folders()), describe_gazetteer(options.gazetteer), model]


def _text(row: Mapping[str, Any]) -> Text:
    # Headline and standfirst often hold the full name of one who is called by the last name in the body.
    head = "\n".join(part for part in (row["headline"], row["standfirst"]) if part)
    return Text(row["body"], head, row["language"])

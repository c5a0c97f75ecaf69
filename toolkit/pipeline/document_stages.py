"""What is done with each document before the corpus is grouped: reading, normalising, annotating, fingerprinting."""

import hashlib
import json
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from toolkit.annotation import Text, annotate_all
from toolkit.compliance.takedown_ledger import Ledger
from toolkit.config import Config
from toolkit.contract.records import Annotations, Article, Document, Rejection
from toolkit.contract.row_conversion import to_row
from toolkit.errors import ToolkitError
from toolkit.group.fingerprint import Fingerprint, fingerprint
from toolkit.group.member import Member
from toolkit.normalisation import Labelled, normalise_document
from toolkit.normalisation.usage_rights import is_restricted, stated_rights
from toolkit.pipeline.gazetteer_file import describe_gazetteer, load_gazetteer
from toolkit.pipeline.workers.watchdog import TimeLimitError
from toolkit.read import Source, read
from toolkit.read.input_file import refuse
from toolkit.storage.hashing import salted

Progress = AbstractContextManager[None]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from, for its refusal."""

    path: str
    record: int | None
    line: int | None
    sha256: str
    media_type: str
    size: int
    raw: bytes | None
    """The first of its bytes; null if its container restricts their use."""


def prepare_document(document: Document, config: Config) -> Article | Rejection:
    """Normalise and annotate one document; an unforeseen fault becomes a rejection that holds its traceback."""
    article = normalised(document, config)
    if isinstance(article, Rejection):
        return article
    found = annotated(to_row(article), origin(document, config), config)
    return found if isinstance(found, Rejection) else replace(article, quotes=found.quotes, entities=found.entities)


def documents(source: Source, config: Config) -> Iterator[Document | Rejection]:
    """Yield what a file holds; an unforeseen fault is a rejection of the file."""
    try:
        yield from read(source, config.read)
    except ToolkitError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not stop a corpus
        yield refuse(source, "unexpected_error", _described(error), size=source.size)


def normalised(
    document: Document,
    config: Config,
    labelled: Labelled | None = None,
    progress: Callable[[], Progress] = nullcontext,
) -> Article | Rejection:
    """Return the article that a document is, without annotations, or its rejection."""

    def work() -> Article | Rejection:
        return normalise_document(document, config.normalise, labelled)

    found = _guarded(work, "normalise", document, config, progress)
    if isinstance(found, Rejection):
        kept = None if found.raw is None else document.raw[: config.read.kept_bytes]
        return replace(found, raw=kept, size=len(document.raw))
    return found


def annotated(
    row: Mapping[str, Any], origin: Origin, config: Config, progress: Callable[[], Progress] = nullcontext
) -> Annotations | Rejection:
    """Return the annotations of a normalised article, given as a row, or the rejection of its document."""
    return _guarded(lambda: annotated_all([row], config)[0], "annotate", origin, config, progress)


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


def member(row: Mapping[str, Any], origin: Origin, config: Config) -> Member | Rejection:
    """Return what grouping must know of an article that is given as a row, or the rejection of its document."""

    def work() -> Fingerprint:
        return fingerprint(row["body"], config.group, headline=row["headline"])

    found = _guarded(work, "group", origin, config, nullcontext)
    if isinstance(found, Rejection):
        return found
    return Member(
        id=row["id"],
        fingerprint=found,
        date=row["date_edtf"],
        path=origin.path,
        words=row["word_count"],
        record=origin.record,
        usable=row["rights"]["status"] == "usable",
        source=row["source"],
        characters=len(row["body"]),
    )


def origin(document: Document, config: Config) -> Origin:
    """Return where a document came from."""
    return Origin(
        path=document.path,
        record=document.record,
        line=document.line,
        sha256=document.sha256,
        media_type=document.media_type,
        size=len(document.raw),
        raw=None if is_restricted(stated_rights(document.given)) else document.raw[: config.read.kept_bytes],
    )


def refusal(origin: Origin, stage: str, reason: str, detail: str) -> Rejection:
    """Return the rejection of a document for what happened to it on the way."""
    return Rejection(
        id=origin.sha256[:24],
        stage=stage,
        reason=reason,
        detail=detail,
        path=origin.path,
        record=origin.record,
        line=origin.line,
        sha256=origin.sha256,
        media_type=origin.media_type,
        size=origin.size,
        raw=origin.raw,
    )


def is_covered(item: Document | Rejection, row: Mapping[str, Any], ledger: Ledger) -> bool:
    """Whether a document was taken down, or is a copy of one that was; `row` is what became of it."""
    if "reason" in row:
        text = item.text if isinstance(item, Document) else (item.raw or b"").decode("utf-8", "replace")
        return ledger.covers(row["id"], text)
    assert isinstance(item, Document)
    return ledger.covers(row["id"], row["body"], item.text)


def taken_down(item: Document | Rejection, ledger: Ledger) -> Rejection:
    """Return what the quarantine tells of a document that was taken down: that there was one."""
    name = salted(ledger.salt, f"{item.path}\0{item.record}", size=12)
    return Rejection(
        id=name,
        stage="clear",
        reason="taken_down",
        detail="It was taken down; nothing of it is kept.",
        path=f"taken-down/{name}",
        record=None,
        line=None,
        sha256=None,
        media_type=None,
        size=None,
        raw=None,
    )


def input_digest(item: Document | Rejection) -> int:
    """Return a number for one document read; the sum over all documents does not depend on their order."""
    content = f"{item.path}\0{item.record}\0{item.sha256}"
    return int.from_bytes(hashlib.sha256(content.encode()).digest(), "big")


def document_key(item: Document | Rejection) -> bytes:
    """Return a digest of all that is known of a document before it is normalised."""
    values = to_row(item)
    values.pop("raw")  # its digest stands for it
    content = json.dumps(values, sort_keys=True, default=repr)
    return hashlib.sha256(content.encode()).digest()[:16]


def _guarded(
    work: Callable[[], Result],
    stage: str,
    subject: Document | Origin,
    config: Config,
    progress: Callable[[], Progress],
) -> Result | Rejection:
    """Do something with a document; whatever goes wrong is its rejection."""
    try:
        with progress():
            return work()
    except ToolkitError:
        raise  # the set-up is wrong, for every document
    except TimeLimitError as error:
        reason, detail = "timeout", str(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not stop a corpus
        reason, detail = "unexpected_error", _described(error)
    place = origin(subject, config) if isinstance(subject, Document) else subject
    return refusal(place, stage, reason, detail)


def _described(error: Exception) -> str:
    # File names without folders: the same fault must read the same on every machine.
    frames = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    message = str(error.strerror if isinstance(error, OSError) else error).encode("utf-8", "backslashreplace").decode()
    return f"{type(error).__name__}: {message} ({' > '.join(frames[-6:])})"

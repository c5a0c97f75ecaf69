"""The first map of a build: documents are read, normalised, annotated and fingerprinted."""

import hashlib
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.annotate import Text, annotate_all
from toolkit.annotate.models import Description, describe
from toolkit.clear.article import may_be_kept
from toolkit.clear.ledger import Ledger
from toolkit.config import Config
from toolkit.contract import load
from toolkit.contract.rows import to_row
from toolkit.errors import ToolkitError
from toolkit.gazetteer import load_gazetteer
from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member
from toolkit.normalise import Labelled, batches, label_documents, normalise_document
from toolkit.read import Source, read
from toolkit.read.source import refuse
from toolkit.records import Annotations, Article, Document, Rejection
from toolkit.release import salted
from toolkit.spool import PREPARED, RAW, REFUSED_EARLY, Spool, path_of, prepared_schema, released_schema


@dataclass(frozen=True, slots=True)
class PrepareTask:
    """Files to be read, normalised, annotated and fingerprinted by one worker."""

    index: int
    found: tuple[Source | Rejection, ...]
    """What was found at the places named: files, and refusals of those that cannot even be opened."""
    place: Path
    config: Config
    ledger: Ledger | None = None
    """What was taken down; null where nothing was."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of a task; the articles themselves stay on disk."""

    index: int
    members: tuple[Member, ...]
    """One for every article of the shard, in its order."""
    documents: int
    """Documents read, refused ones among them."""
    refused: int
    inputs: int
    """Sum of the digests of the documents read, see `input_digest`."""
    taken_down: int = 0
    """Documents of which nothing may be kept."""
    recogniser: Description | None = None
    """What found the entities; null if no article is in a language in which they are looked for."""


def prepare(task: PrepareTask) -> Prepared:
    """Read the files of a task and write its articles and rejections to the work folder."""
    contract = load()
    members: list[Member] = []
    documents = refused = inputs = taken_down = 0
    spoken = False
    with (
        Spool(path_of(task.place, PREPARED, task.index), prepared_schema(contract)) as articles,
        Spool(path_of(task.place, REFUSED_EARLY, task.index), released_schema(contract, "rejection")) as rejections,
    ):
        for item, outcome in _outcomes(_items(task), task.config):
            documents += 1
            inputs += input_digest(item)
            if task.ledger is not None and _is_covered(item, outcome, task.ledger):
                taken_down += 1
                rejections.write(to_row(_taken_down(item, task.ledger)))
            elif isinstance(outcome, Rejection):
                refused += 1
                rejections.write(to_row(_kept(outcome, task.config)))
            else:
                assert isinstance(item, Document)
                article, member = outcome
                members.append(member)
                spoken = spoken or article.entities is not None
                articles.write({**to_row(article), RAW: item.raw[: task.config.read.kept_bytes]})
    recogniser = describe(task.config.annotate) if spoken else None
    return Prepared(task.index, tuple(members), documents, refused, inputs, taken_down, recogniser)


def prepare_document(document: Document, config: Config) -> Article | Rejection:
    """Normalise and annotate one document; an unforeseen fault becomes a rejection that holds its traceback."""
    ((_, prepared),) = _outcomes(iter([document]), config)
    return prepared if isinstance(prepared, Rejection) else prepared[0]


def _outcomes(
    items: Iterator[Document | Rejection], config: Config
) -> Iterator[tuple[Document | Rejection, tuple[Article, Member] | Rejection]]:
    """Give each item with what becomes of it; lines are labelled and names recognised for many documents together."""
    for batch in batches(items):
        labelled = _labelled(batch)
        articles = [
            _normalised(item, config, lines) if isinstance(item, Document) else item
            for item, lines in zip(batch, labelled, strict=True)
        ]
        found = iter(_annotated([_text(each) for each in articles if isinstance(each, Article)], config))
        for item, article in zip(batch, articles, strict=True):
            if isinstance(article, Rejection):
                yield item, article
            else:
                assert isinstance(item, Document)
                yield item, _completed(item, article, next(found), config)


def _labelled(batch: Sequence[Document | Rejection]) -> Sequence[Labelled | None]:
    try:
        return label_documents(batch)
    except Exception:  # noqa: BLE001 - which document is at fault shows when each is normalised by itself
        return [None] * len(batch)


def _normalised(document: Document, config: Config, labelled: Labelled | None) -> Article | Rejection:
    try:
        article = normalise_document(document, config.normalise, labelled)
    except ToolkitError:
        raise  # the set-up is wrong, for every document
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not stop a corpus
        return _unexpected(document, error, config)
    if isinstance(article, Rejection):
        return replace(article, raw=document.raw[: config.read.kept_bytes], size=len(document.raw))
    return article


def _text(article: Article) -> Text:
    # Headline and standfirst often hold the full name of one who is called by the last name in the body.
    head = "\n".join(part for part in (article.headline, article.standfirst) if part)
    return Text(article.body, head, article.language)


def _annotated(texts: Sequence[Text], config: Config) -> list[Annotations | Exception]:
    """Annotate texts together; after a fault each by itself, so that only the one at fault suffers."""
    known = load_gazetteer(config.annotate.gazetteer)
    try:
        return [*annotate_all(texts, config.annotate, known)]
    except ToolkitError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        return [error] if len(texts) == 1 else [each for text in texts for each in _annotated([text], config)]


def _completed(
    document: Document, article: Article, found: Annotations | Exception, config: Config
) -> tuple[Article, Member] | Rejection:
    if isinstance(found, Exception):
        return _unexpected(document, found, config)
    article = replace(article, quotes=found.quotes, entities=found.entities)
    try:
        return article, _member(article, config)
    except Exception as error:  # noqa: BLE001 - as above
        return _unexpected(document, error, config)


def _is_covered(item: Document | Rejection, outcome: Rejection | tuple[Article, Member], ledger: Ledger) -> bool:
    """Whether a document was taken down, or is a copy of one that was."""
    if isinstance(outcome, Rejection):
        text = item.text if isinstance(item, Document) else (item.raw or b"").decode("utf-8", "replace")
        return ledger.covers(outcome.id, text)
    assert isinstance(item, Document)
    return ledger.covers(outcome[0].id, outcome[0].body, item.text)


def _taken_down(item: Document | Rejection, ledger: Ledger) -> Rejection:
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


def _kept(refusal: Rejection, config: Config) -> Rejection:
    """Return a refusal without raw bytes that must not be published."""
    return refusal if may_be_kept(refusal.raw, config.rights.default, config.privacy) else replace(refusal, raw=None)


def lost(task: PrepareTask, error: BaseException) -> Prepared:
    """Record every file of a task whose worker died again and again."""
    contract = load()
    detail = f"The process that worked on this file ended without an answer: {type(error).__name__}."
    rejections = [
        each if isinstance(each, Rejection) else refuse(each, "unexpected_error", detail, size=each.size)
        for each in task.found
    ]
    with Spool(path_of(task.place, PREPARED, task.index), prepared_schema(contract)):
        pass
    with Spool(path_of(task.place, REFUSED_EARLY, task.index), released_schema(contract, "rejection")) as shard:
        for rejection in rejections:
            shard.write(to_row(rejection))
    inputs = sum(input_digest(rejection) for rejection in rejections)
    return Prepared(task.index, (), len(rejections), len(rejections), inputs)


def input_digest(item: Document | Rejection) -> int:
    """Return a number for one document read; the sum over all documents does not depend on their order."""
    content = f"{item.path}\0{item.record}\0{item.sha256}"
    return int.from_bytes(hashlib.sha256(content.encode()).digest(), "big")


def _items(task: PrepareTask) -> Iterator[Document | Rejection]:
    for each in task.found:
        if isinstance(each, Rejection):
            yield each
            continue
        try:
            yield from read(each, task.config.read)
        except ToolkitError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not stop a corpus either
            yield refuse(each, "unexpected_error", _described(error), size=each.size)


def _member(article: Article, config: Config) -> Member:
    return Member(
        id=article.id,
        fingerprint=fingerprint(article.body, config.group, headline=article.headline),
        date=article.date_edtf,
        path=article.provenance.path,
        words=article.word_count,
        record=article.provenance.record,
        usable=article.rights.status == "usable",
    )


def _unexpected(document: Document, error: Exception, config: Config) -> Rejection:
    return Rejection(
        id=document.sha256[:24],
        stage="normalise",
        reason="unexpected_error",
        detail=_described(error),
        path=document.path,
        record=document.record,
        line=document.line,
        sha256=document.sha256,
        media_type=document.media_type,
        size=len(document.raw),
        raw=document.raw[: config.read.kept_bytes],
    )


def _described(error: Exception) -> str:
    # File names without folders: the same fault must read the same on every machine.
    frames = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    message = str(error.strerror if isinstance(error, OSError) else error).encode("utf-8", "backslashreplace").decode()
    return f"{type(error).__name__}: {message} ({' > '.join(frames[-6:])})"

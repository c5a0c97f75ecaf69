"""The second map of a build: grouped articles are placed, validated, and refused where they must be."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.clear.article import clear, may_be_kept
from toolkit.clear.standoff import without_text
from toolkit.config import Config
from toolkit.contract import Contract, load
from toolkit.contract.rows import flatten, from_row, to_row
from toolkit.corrections import Correction, Corrections, correct
from toolkit.errors import ConfigError
from toolkit.records import Article, Failure, Provenance, Rejection
from toolkit.release import logical_digest
from toolkit.spool import FINISHED, PREPARED, RAW, REFUSED_LATE, STANDOFF, Spool, batches, path_of, released_schema
from toolkit.validate.tally import Tally, Warned, tally

if TYPE_CHECKING:
    import pyarrow


_BATCH_ROWS = 500


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the article of a prepared shard goes."""

    group: str
    split: str
    duplicate_of: str | None
    """The id of the article that is published in its stead."""
    added_in: str | None = None
    """The version that it came with; null for an article that comes with this one."""


@dataclass(frozen=True, slots=True)
class FinishTask:
    """Prepared shards and the placement of each of their articles."""

    index: int
    shards: tuple[int, ...]
    """Indices of the prepared shards that become this finished one."""
    placements: tuple[Placement, ...]
    place: Path
    config: Config
    corrections: Corrections = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished shard: what is published of it, in its order."""

    index: int
    rows: tuple[tuple[str, str, str], ...]
    """Split, date (ISO, or empty) and id of every published article."""
    refused: tuple[str, ...]
    """The reason of every refusal."""
    digests: dict[str, int]
    """Logical digest of the published rows of each table."""
    corrected: tuple[str, ...] = ()
    """Ids of the articles that corrections were applied to."""
    standoff: tuple[tuple[str, str, str], ...] = ()
    """The same as `rows` of every article that is published without its text."""
    personal: Mapping[str, int] = field(default_factory=dict)
    """How much personal data of each kind was found."""
    warnings: Tally = field(default_factory=dict)
    """What a person should look at in the published articles, by rule."""


def finish(task: FinishTask) -> Finished:
    """Place, validate and write the articles of a shard; refuse what is double, withheld or invalid."""
    import pyarrow

    contract = load()
    keys: list[tuple[str, str, str]] = []
    silent: list[tuple[str, str, str]] = []
    refused: list[str] = []
    corrected: list[str] = []
    personal: Counter[str] = Counter()
    warned: list[Warned] = []
    digests = {"articles": 0, "quotes": 0, "entities": 0, "standoff": 0}
    placements = iter(task.placements)
    with (
        Spool(path_of(task.place, FINISHED, task.index), released_schema(contract, "article")) as articles,
        Spool(path_of(task.place, STANDOFF, task.index), released_schema(contract, "standoff")) as textless,
        Spool(path_of(task.place, REFUSED_LATE, task.index), released_schema(contract, "rejection")) as rejections,
    ):
        for rows in _prepared_rows(task):
            placed = [next(placements) for _ in rows]
            refusals, changed, doubtful = _refusals(rows, placed, contract, task, personal)
            corrected.extend(changed)
            warned.extend(doubtful)
            for refusal in refusals.values():
                refused.append(refusal.reason)
                rejections.write(to_row(refusal))
            good = [index for index in range(len(rows)) if index not in refusals]
            whole = [index for index in good if not _is_standoff(rows[index])]
            keys.extend(_key(rows[index], placed[index]) for index in whole)
            published = pyarrow.Table.from_pylist([rows[index] for index in whole], schema=articles.schema)
            articles.write_table(published)
            bare = [index for index in good if _is_standoff(rows[index])]
            silent.extend(_key(rows[index], placed[index]) for index in bare)
            stripped = [to_row(without_text(from_row(Article, rows[index]))) for index in bare]
            left = pyarrow.Table.from_pylist(stripped, schema=textless.schema)
            textless.write_table(left)
            for name, digest in {**_digests(published, contract), "standoff": logical_digest(left)}.items():
                digests[name] = (digests[name] + digest) % 2**256
    return Finished(
        task.index,
        tuple(keys),
        tuple(refused),
        digests,
        tuple(corrected),
        tuple(silent),
        dict(personal),
        tally(warned),
    )


def _prepared_rows(task: FinishTask) -> Iterator[list[dict[str, object]]]:
    """Yield the prepared articles in batches that are large enough to be checked fast."""
    rows: list[dict[str, object]] = []
    for shard in task.shards:
        for batch in batches(path_of(task.place, PREPARED, shard)):
            rows.extend(batch.to_pylist())
            if len(rows) >= _BATCH_ROWS:
                yield rows
                rows = []
    if rows:
        yield rows


def _refusals(
    rows: list[dict[str, Any]],
    placed: Sequence[Placement],
    contract: Contract,
    task: FinishTask,
    personal: Counter[str],
) -> tuple[dict[int, Rejection], list[str], list[Warned]]:
    """Complete, correct and clear the rows of a batch in place.

    What was found of personal data is added to `personal`.

    Returns:
        Whom to refuse, the ids that were corrected, and what a person should look at in the others.

    Raises:
        ConfigError: a correction no longer applies, or breaks the contract.
    """
    raws = [row.pop(RAW) for row in rows]
    corrected = [str(row["id"]) for row, placement in zip(rows, placed, strict=True) if _correct(row, placement, task)]
    unwanted: dict[int, tuple[str, str, str]] = {}
    for index, placement in enumerate(placed):
        cleared = clear(rows[index], task.config.rights, task.config.privacy)
        rows[index] = cleared.row
        if cleared.refusal is not None:
            unwanted[index] = ("clear", *cleared.refusal)
        elif placement.duplicate_of is not None:
            unwanted[index] = ("group", "duplicate", f"It is the same article as {placement.duplicate_of}.")
        else:
            personal.update(cleared.personal)
        if cleared.refusal or not may_be_kept(raws[index], cleared.row["rights"]["extent"], task.config.privacy):
            raws[index] = None
    wanted = [index for index in range(len(rows)) if index not in unwanted]
    failures, warned = _failures([rows[index] for index in wanted], contract, task.config)
    refusals = {index: _refusal(rows[index], why, raws[index]) for index, why in unwanted.items()}
    for position, found in failures.items():
        index = wanted[position]
        if rows[index]["id"] in corrected:
            raise ConfigError(f"{_last(rows[index], task)} breaks the contract at {found[0].path}: {found[0].message}")
        why = ("validate", "invalid", f"{found[0].path}: {found[0].message}")
        refusals[index] = _refusal(rows[index], why, raws[index], found)
    return dict(sorted(refusals.items())), corrected, warned


def _correct(row: dict[str, Any], placement: Placement, task: FinishTask) -> bool:
    """Place a row and put right what people have corrected in it; say whether they have."""
    row["group"], row["added_in"] = placement.group, placement.added_in or task.config.dataset.version
    corrections = task.corrections.get(row["id"], ())
    if not corrections or placement.duplicate_of is not None or row["rights"]["status"] != "usable":
        return False
    correct(row, corrections, load())
    return True


def _last(row: dict[str, object], task: FinishTask) -> Correction:
    return task.corrections[str(row["id"])][-1]


def _is_standoff(row: Mapping[str, Any]) -> bool:
    return bool(row["rights"]["extent"] == "stand_off")


def _failures(
    rows: list[dict[str, object]], contract: Contract, config: Config
) -> tuple[dict[int, list[Failure]], list[Warned]]:
    """Return the failures of the rows that break the contract, by their position, and the warnings of the others."""
    import polars

    from toolkit.contract.frame import polars_schema
    from toolkit.extensions import installed_rules
    from toolkit.validate.frame import check
    from toolkit.validate.policy import policy

    record = contract.record("article")
    frame = polars.DataFrame(rows, schema=polars_schema(contract, record), orient="row")
    failures: dict[int, list[Failure]] = {}
    doubtful: list[tuple[int, Failure]] = []
    for found in check(frame, contract, record, policy(contract, config.validate, installed_rules())):
        assert found.row is not None, found
        if found.severity == "error":
            failures.setdefault(found.row, []).append(found.failure)
        else:
            doubtful.append((found.row, found.failure))
    warned = [
        Warned(failure.rule, failure.message, str(rows[row]["id"])) for row, failure in doubtful if row not in failures
    ]
    return failures, warned


def _refusal(
    row: dict[str, object], why: tuple[str, str, str], raw: object, failures: Sequence[Failure] = ()
) -> Rejection:
    stage, reason, detail = why
    values = row["provenance"]
    assert isinstance(values, dict)
    provenance = from_row(Provenance, values)
    return Rejection(
        id=str(row["id"]),
        stage=stage,
        reason=reason,
        detail=detail,
        path=provenance.path,
        record=provenance.record,
        line=provenance.line,
        sha256=provenance.sha256,
        media_type=provenance.media_type,
        size=None,
        raw=raw if isinstance(raw, bytes) else None,
        failures=tuple(failures),
    )


def _key(row: dict[str, object], placement: Placement) -> tuple[str, str, str]:
    return placement.split, "" if row["date"] is None else str(row["date"]), str(row["id"])


def _digests(articles: "pyarrow.Table", contract: Contract) -> dict[str, int]:
    found = {"articles": logical_digest(articles)}
    for record in contract.tables():
        if record.table is not None and record.table.parent is not None:
            found[record.table.name] = logical_digest(flatten(articles, contract, record))
    return found

"""The second map of a build: grouped articles are placed, validated, and refused where they must be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from typing import TYPE_CHECKING, Any

from toolkit.compliance.clearance import Cleared, clear, may_be_kept
from toolkit.compliance.rights_policy import policy_of
from toolkit.compliance.standoff import without_text
from toolkit.config import Config
from toolkit.contract import Contract, load
from toolkit.contract.records import Article, Failure, Provenance, Rejection
from toolkit.contract.row_conversion import flatten, from_row, to_row
from toolkit.errors import ConfigError
from toolkit.pipeline.cache import key_of
from toolkit.pipeline.corrections import correct
from toolkit.pipeline.shard_schemas import (
    ANNOTATED,
    ARTICLES,
    FINISHED,
    NORMALISED,
    RAW,
    REFUSED,
    ROWS,
    STANDOFF,
    STANDOFF_ROWS,
    places,
    prepared,
    released_schema,
)
from toolkit.pipeline.task import Finished, FinishTask
from toolkit.storage.hashing import logical_digest
from toolkit.validation.rule_plugins import installed_rules
from toolkit.validation.warning_counts import Warned, Warnings, tally

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]


def finish(task: FinishTask) -> Finished:
    """Bring the finished shard of a task into the store."""
    options = [asdict(each) for each in (task.config.validate, task.config.rights, task.config.privacy)]
    key = key_of(
        FINISHED,
        task.code_fingerprint,
        options,
        task.digests,
        [astuple(each) for each in task.placements],
        task.config.dataset.version,
        {name: [asdict(each) for each in corrections] for name, corrections in task.corrections.items()},
    )
    # Rules of other packages may change without a word: what they judged is judged again.
    found = None if installed_rules() else task.store.load(FINISHED, key)
    entry = found or task.store.save(FINISHED, key, *_finished(task))
    task.store.evict_previous(FINISHED, key_of(FINISHED, options, task.config.dataset.name, task.name), key)
    return Finished(
        key=key,
        rows=entry.tables[ROWS],
        standoff=entry.tables[STANDOFF_ROWS],
        reasons=entry.facts["reasons"],
        refused=places(entry.select(REFUSED, ["path", "record"])),
        digests={name: int(digest, 16) for name, digest in entry.facts["digests"].items()},
        corrected=tuple(entry.facts["corrected"]),
        personal=entry.facts["personal"],
        warnings={rule: _warnings(each) for rule, each in entry.facts["warnings"].items()},
        bytes=entry.facts["bytes"],
    )


def _finished(task: FinishTask) -> tuple[dict[str, object], dict[str, "pyarrow.Table"]]:
    """Place, correct, clear and validate the articles of a shard; refuse what is double, withheld or invalid."""
    import pyarrow

    contract = load()
    articles, raws = _placed(task, contract)
    rows, corrected, cleared = _cleared(articles.to_pylist(), task)
    personal: Counter[str] = Counter()
    unwanted: dict[int, tuple[str, str, str]] = {}
    for index, (each, placement) in enumerate(zip(cleared, task.placements, strict=True)):
        if each.refusal is not None:
            unwanted[index] = ("clear", *each.refusal)
        elif placement.duplicate_of is not None:
            unwanted[index] = ("group", "duplicate", f"It is the same article as {placement.duplicate_of}.")
        else:
            personal.update(each.personal)
        if each.refusal or not may_be_kept(raws[index], each.row["rights"]["extent"], task.config.privacy):
            raws[index] = None
    if any(row != each.row for row, each in zip(rows, cleared, strict=True)) or corrected:
        rows = [each.row for each in cleared]
        articles = pyarrow.Table.from_pylist(rows, schema=articles.schema)
    refusals = {index: _refusal(rows[index], why, raws[index]) for index, why in unwanted.items()}
    wanted = [index for index in range(len(rows)) if index not in refusals]
    failures, warned = _failures(_taken(articles, wanted), contract, task.config)
    for position, found in failures.items():
        index = wanted[position]
        if rows[index]["id"] in corrected:
            last = task.corrections[rows[index]["id"]][-1]
            raise ConfigError(f"{last} breaks the contract at {found[0].path}: {found[0].message}")
        why = ("validate", "invalid", f"{found[0].path}: {found[0].message}")
        refusals[index] = _refusal(rows[index], why, raws[index], found)
    good = [index for index in wanted if index not in refusals]
    whole = [index for index in good if not _is_standoff(rows[index])]
    bare = [index for index in good if _is_standoff(rows[index])]
    published = _taken(articles, whole).combine_chunks()
    stripped = [to_row(without_text(from_row(Article, rows[index]))) for index in bare]
    left = pyarrow.Table.from_pylist(stripped, schema=released_schema(contract, "standoff"))
    refused = [to_row(refusal) for _, refusal in sorted(refusals.items())]
    digests = {**_digests(published, contract), "standoff": logical_digest(left)}
    facts: dict[str, object] = {
        "reasons": dict(Counter(refusal.reason for refusal in refusals.values())),
        "digests": {name: f"{digest:x}" for name, digest in digests.items()},
        "corrected": corrected,
        "personal": dict(personal),
        "warnings": {rule: asdict(each) for rule, each in tally(warned).items()},
        "bytes": published.nbytes + left.nbytes,
    }
    return facts, {
        ARTICLES: published,
        STANDOFF: left,
        REFUSED: pyarrow.Table.from_pylist(refused, schema=released_schema(contract, "rejection")),
        ROWS: _keys(rows, whole, task),
        STANDOFF_ROWS: _keys(rows, bare, task),
    }


def _cleared(rows: list[Row], task: FinishTask) -> tuple[list[Row], list[str], list[Cleared]]:
    """Correct the rows in place, and clear them; return them, the ids of the corrected, and what may be published.

    Raises:
        ConfigError: a correction no longer applies.
    """
    corrected = []
    for row, placement in zip(rows, task.placements, strict=True):
        corrections = task.corrections.get(row["id"], ())
        if corrections and placement.duplicate_of is None and row["rights"]["status"] == "usable":
            correct(row, corrections, load())
            corrected.append(row["id"])
    policy = policy_of(task.config.rights)
    return rows, corrected, [clear(row, policy, task.config.privacy) for row in rows]


def _placed(task: FinishTask, contract: Contract) -> tuple["pyarrow.Table", list[bytes | None]]:
    """Return the articles of the shards with group and version, and their raw bytes."""
    import pyarrow

    parts = [
        prepared(task.store.table(NORMALISED, first, ARTICLES), task.store.table(ANNOTATED, second, ARTICLES))
        for first, second in task.shards
    ]
    together = pyarrow.concat_tables(parts)
    placed = {
        "group": [each.group for each in task.placements],
        "added_in": [each.added_in or task.config.dataset.version for each in task.placements],
    }
    for name, values in placed.items():
        index = together.schema.get_field_index(name)
        together = together.set_column(index, together.schema.field(name), pyarrow.array(values, pyarrow.string()))
    return together.drop_columns([RAW]).cast(released_schema(contract, "article")), together[RAW].to_pylist()


def _taken(articles: "pyarrow.Table", places: Sequence[int]) -> "pyarrow.Table":
    import pyarrow

    return articles.take(pyarrow.array(places, pyarrow.int64()))


def _warnings(values: Mapping[str, Any]) -> Warnings:
    return Warnings(values["articles"], values["message"], tuple(values["examples"]))


def _is_standoff(row: Row) -> bool:
    return bool(row["rights"]["extent"] == "stand_off")


def _failures(
    articles: "pyarrow.Table", contract: Contract, config: Config
) -> tuple[dict[int, list[Failure]], list[Warned]]:
    """Return the failures of the rows that break the contract, by their position, and the warnings of the others."""
    import polars

    from toolkit.validation.row_checks import check
    from toolkit.validation.severity import policy

    frame = polars.from_arrow(articles)
    assert isinstance(frame, polars.DataFrame)
    failures: dict[int, list[Failure]] = {}
    doubtful: list[tuple[int, Failure]] = []
    rules = policy(contract, config.validate, installed_rules())
    for found in check(frame, contract, contract.record("article"), rules):
        assert found.row is not None, found
        if found.severity == "error":
            failures.setdefault(found.row, []).append(found.failure)
        else:
            doubtful.append((found.row, found.failure))
    ids = articles["id"]
    warned = [
        Warned(failure.rule, failure.message, ids[row].as_py()) for row, failure in doubtful if row not in failures
    ]
    return failures, warned


def _refusal(row: Row, why: tuple[str, str, str], raw: object, failures: Sequence[Failure] = ()) -> Rejection:
    stage, reason, detail = why
    provenance = from_row(Provenance, row["provenance"])
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


def _keys(rows: Sequence[Row], places: Sequence[int], task: FinishTask) -> "pyarrow.Table":
    """Return what decides on the order of the articles in the release."""
    import pyarrow

    columns = {
        "split": [task.placements[index].split for index in places],
        "date": ["" if rows[index]["date"] is None else str(rows[index]["date"]) for index in places],
        "id": [rows[index]["id"] for index in places],
    }
    return pyarrow.table({name: pyarrow.array(values, pyarrow.string()) for name, values in columns.items()})


def _digests(articles: "pyarrow.Table", contract: Contract) -> dict[str, int]:
    found = {"articles": logical_digest(articles)}
    for record in contract.tables():
        if record.table is not None and record.table.parent is not None:
            found[record.table.name] = logical_digest(flatten(articles, contract, record))
    return found

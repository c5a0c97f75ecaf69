"""Second map of a build: grouped articles get their split, are corrected, cleared and validated, or refused."""

import hashlib
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import orjson

from toolkit.annotation.not_looked_for import no_entities
from toolkit.compliance.clearance import Cleared, clear, may_be_kept
from toolkit.compliance.rights_policy import policy_of
from toolkit.compliance.standoff import without_text
from toolkit.config import Config
from toolkit.contract import Contract, load
from toolkit.contract.records import Article, Evidence, Failure, Origin, Provenance, Rejection
from toolkit.contract.row_conversion import flatten, from_row, to_row
from toolkit.errors import ConfigError
from toolkit.pipeline.cache import CacheEntry, key_of
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
    as_table,
    document_references,
    prepared,
    released_schema,
)
from toolkit.pipeline.task import Finished, FinishTask, Placement
from toolkit.storage.hashing import logical_digest, row_digests, sum_of
from toolkit.validation.rule_plugins import installed_rules
from toolkit.validation.warning_counts import Warned, Warnings, tally

if TYPE_CHECKING:
    import pyarrow

_LOG = logging.getLogger(__name__)
Row = dict[str, Any]
SUMMARY = "finished_rows"
"""Step of the cache that keeps of a finished shard what the next build needs to know of it: a small part."""
_VALUES = attrgetter(*(attribute.name for attribute in fields(Placement)))
"""Returns the values of a placement."""
_SHARED_ADDRESS = to_row(
    Evidence(
        "id",
        "inferred",
        None,
        None,
        "another article with another headline and body states the same address; the id is made of address and text",
    )
)
_WITHDRAWN_ELSEWHERE = to_row(
    Evidence("rights", "inferred", None, None, "a near-duplicate in the same group was withdrawn by its publisher")
)


def finish(task: FinishTask) -> Finished:
    """Compute the finished shard of a task, or find it in the cache."""
    keys = _keys_of(task)
    known = _from_cache(task, keys)
    if known is not None:
        return known
    _LOG.debug("finished shard %s: made", task.name[:12])
    facts, tables = _finish(task)
    key = keys["with" if facts["bears_version"] else "without"]
    task.store.save(FINISHED, key, facts, tables)
    summary = {name: tables[name] for name in (ROWS, STANDOFF_ROWS)}
    entry = task.store.save(SUMMARY, key, facts, {**summary, REFUSED: tables[REFUSED].select(["path", "record"])})
    return _finished(task, key, entry)


def finished_before(task: FinishTask) -> Finished | None:
    """Return the finished shard of a task from the cache; null where it must be made."""
    return _from_cache(task, _keys_of(task))


def _from_cache(task: FinishTask, keys: Mapping[str, str]) -> Finished | None:
    # Rules of other packages may change without a word: what they judged is judged again.
    for key in () if installed_rules() else sorted(keys.values()):
        entry = task.store.load(SUMMARY, key)
        if entry is not None and task.store.has(FINISHED, key):
            _LOG.debug("finished shard %s: from the cache", task.name[:12])
            return _finished(task, key, entry)
    return None


def _finished(task: FinishTask, key: str, entry: CacheEntry) -> Finished:
    """Return what a build keeps in memory of a finished shard; its rows stay in the cache, beside this entry."""
    for step in (FINISHED, SUMMARY):
        task.store.supersede(step, key_of(step, _options(task), task.config.dataset.name, task.name), key)
    return Finished(
        key=key,
        rows=entry.tables[ROWS],
        standoff=entry.tables[STANDOFF_ROWS],
        reasons=entry.facts["reasons"],
        refused=document_references(entry.tables[REFUSED]),
        digests={name: int(digest, 16) for name, digest in entry.facts["digests"].items()},
        corrected=tuple(entry.facts["corrected"]),
        personal=entry.facts["personal"],
        warnings={rule: _warnings(values) for rule, values in entry.facts["warnings"].items()},
        bytes=entry.facts["bytes"],
    )


def _keys_of(task: FinishTask) -> dict[str, str]:
    """Return the keys that the entry of a shard may have: `with` the version, where a row bears it, or `without`."""
    corrections = {name: [asdict(change) for change in changes] for name, changes in task.corrections.items()}
    placements = hashlib.sha256(orjson.dumps([_VALUES(placement) for placement in task.placements])).hexdigest()
    content = [task.code_fingerprint, _options(task), task.digests, placements, corrections]
    versions = {"with": task.config.dataset.version, "without": None}
    return {name: key_of(FINISHED, *content, version) for name, version in versions.items()}


def _options(task: FinishTask) -> list[object]:
    """Return the options that a finished shard depends on."""
    options = [asdict(table) for table in (task.config.validate, task.config.rights, task.config.privacy)]
    return [*options, {"entities": task.config.annotate.entities}]


def _finish(task: FinishTask) -> tuple[dict[str, object], dict[str, "pyarrow.Table"]]:
    """Place, correct, clear and validate the articles of a shard; return facts and tables of its entry."""
    contract = load()
    articles, raws = _placed(task, contract)
    rows, corrected, cleared = _cleared(articles.to_pylist(), task)
    rejected_early = _withheld(cleared, task.placements)
    for index, result in enumerate(cleared):
        if result.refusal or not may_be_kept(raws[index], result.row["rights"]["extent"], task.config.privacy):
            raws[index] = None
    if corrected or any(row != result.row for row, result in zip(rows, cleared, strict=True)):
        rows = [result.row for result in cleared]
        articles = as_table(rows, articles.schema)
    refusals = {index: _rejection(rows[index], why, raws[index]) for index, why in rejected_early.items()}
    accepted = [index for index in range(len(rows)) if index not in refusals]
    failures, warned = _failures(_taken(articles, accepted), contract, task.config)
    for position, broken in failures.items():
        index = accepted[position]
        _check_correction(rows[index]["id"], broken, corrected, task)
        why = ("validate", "invalid", f"{broken[0].path}: {broken[0].message}")
        refusals[index] = _rejection(rows[index], why, raws[index], broken)
    tables = _tables(articles, rows, refusals, task, contract)
    facts = {
        "reasons": dict(Counter(refusal.reason for refusal in refusals.values())),
        "digests": {name: f"{digest:x}" for name, digest in _table_digests(tables, contract).items()},
        "corrected": corrected,
        "personal": _personal(cleared, rejected_early),
        "warnings": {rule: asdict(warnings) for rule, warnings in tally(warned).items()},
        "bytes": tables[ARTICLES].nbytes + tables[STANDOFF].nbytes,
        "bears_version": any(
            placement.added_in is None for index, placement in enumerate(task.placements) if index not in refusals
        ),
    }
    return facts, tables


def _withheld(cleared: Sequence[Cleared], placements: Sequence[Placement]) -> dict[int, tuple[str, str, str]]:
    """Return stage, reason and detail of the articles that are withheld or duplicates, by their index."""
    withheld: dict[int, tuple[str, str, str]] = {}
    for index, (result, placement) in enumerate(zip(cleared, placements, strict=True)):
        if result.refusal is not None:
            withheld[index] = ("clear", *result.refusal)
        elif placement.withdrawn:
            withheld[index] = ("group", "withheld", f"Its publisher withdrew the story with {placement.duplicate_of}.")
        elif placement.duplicate_of is not None:
            withheld[index] = ("group", "duplicate", _duplicate_detail(placement))
    return withheld


def _duplicate_detail(placement: Placement) -> str:
    if placement.version is None:
        return f"It is the same article as {placement.duplicate_of}."
    return f"It is version {placement.version} of a story of which {placement.duplicate_of} is published."


def _personal(cleared: Sequence[Cleared], withheld: Mapping[int, object]) -> dict[str, int]:
    """Count the personal data of each kind in the articles that are not left out."""
    personal: Counter[str] = Counter()
    for index, result in enumerate(cleared):
        if index not in withheld:
            personal.update(result.personal)
    return dict(personal)


def _check_correction(identifier: str, failures: Sequence[Failure], corrected: Sequence[str], task: FinishTask) -> None:
    """Check that an article that breaks the contract was not corrected by hand.

    Raises:
        ConfigError: it was, so the correction is wrong.
    """
    if identifier in corrected:
        last = task.corrections[identifier][-1]
        raise ConfigError(f"{last} breaks the contract at {failures[0].path}: {failures[0].message}")


def _tables(
    articles: "pyarrow.Table",
    rows: Sequence[Row],
    refusals: Mapping[int, Rejection],
    task: FinishTask,
    contract: Contract,
) -> dict[str, "pyarrow.Table"]:
    """Return the tables of a finished shard: articles, articles without text, rejections, and the keys of the order."""
    published = [index for index in range(len(rows)) if index not in refusals]
    with_text = [index for index in published if not _is_standoff(rows[index])]
    without = [index for index in published if _is_standoff(rows[index])]
    stripped = [to_row(without_text(from_row(Article, rows[index]))) for index in without]
    rejections = [to_row(refusal) for _, refusal in sorted(refusals.items())]
    whole = _taken(articles, with_text).combine_chunks()
    standoff = as_table(stripped, released_schema(contract, "standoff"))
    return {
        ARTICLES: whole,
        STANDOFF: standoff,
        REFUSED: as_table(rejections, released_schema(contract, "rejection")),
        ROWS: _keys(rows, with_text, task, whole),
        STANDOFF_ROWS: _keys(rows, without, task, standoff),
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
    table = pyarrow.concat_tables(parts)
    placed: dict[str, list[Any]] = {
        "group": [placement.group for placement in task.placements],
        "added_in": [placement.added_in or task.config.dataset.version for placement in task.placements],
    }
    own_ids = table["id"].to_pylist()
    placed["id"] = [placement.id or own for placement, own in zip(task.placements, own_ids, strict=True)]
    for name in ("version", "version_of", "superseded_by"):
        placed[name] = [getattr(placement, name) for placement in task.placements]
    added = _added_evidence(table, task)
    if any(added):
        own = table["evidence"].to_pylist()
        placed["evidence"] = [[*evidence, *more] for evidence, more in zip(own, added, strict=True)]
    for name, values in placed.items():
        index = table.schema.get_field_index(name)
        field = table.schema.field(name)
        table = table.set_column(index, field, pyarrow.array(values, field.type))
    return table.drop_columns([RAW]).cast(released_schema(contract, "article")), table[RAW].to_pylist()


def _added_evidence(table: "pyarrow.Table", task: FinishTask) -> list[list[Row]]:
    """Return for each article the evidence of what grouping found, and of entities that were not looked for."""
    added: list[list[Row]] = [
        [*[_SHARED_ADDRESS] * placement.shares_address, *[_WITHDRAWN_ELSEWHERE] * placement.resembles_withdrawn]
        for placement in task.placements
    ]
    if task.config.annotate.entities and table["entities"].null_count:
        missing = table["entities"].is_null().to_pylist()
        for evidence, is_missing, language in zip(added, missing, table["language"].to_pylist(), strict=True):
            if is_missing:
                evidence.append(to_row(no_entities(language)))
    return added


def _taken(articles: "pyarrow.Table", indices: Sequence[int]) -> "pyarrow.Table":
    import pyarrow

    return articles.take(pyarrow.array(indices, pyarrow.int64()))


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
    for fault in check(frame, contract, contract.record("article"), rules):
        assert fault.row is not None, fault
        if fault.severity == "error":
            failures.setdefault(fault.row, []).append(fault.failure)
        else:
            doubtful.append((fault.row, fault.failure))
    ids = articles["id"]
    warned = [
        Warned(failure.rule, failure.message, ids[row].as_py()) for row, failure in doubtful if row not in failures
    ]
    return failures, warned


def _rejection(row: Row, why: tuple[str, str, str], raw: object, failures: Sequence[Failure] = ()) -> Rejection:
    provenance = from_row(Provenance, row["provenance"])
    document = Origin(
        id=str(row["id"]),
        path=provenance.path,
        record=provenance.record,
        line=provenance.line,
        sha256=provenance.sha256,
        media_type=provenance.media_type,
        size=None,
        raw=raw if isinstance(raw, bytes) else None,
    )
    return Rejection.of(document, *why, failures=tuple(failures))


def _keys(rows: Sequence[Row], indices: Sequence[int], task: FinishTask, released: "pyarrow.Table") -> "pyarrow.Table":
    """Return what decides on the order of the articles in the release, and the digest of each as it is released."""
    import pyarrow

    columns = {
        "split": [task.placements[index].split for index in indices],
        "date": ["" if rows[index]["date"] is None else str(rows[index]["date"]) for index in indices],
        "id": [rows[index]["id"] for index in indices],
    }
    keys = pyarrow.table({name: pyarrow.array(values, pyarrow.string()) for name, values in columns.items()})
    return keys.append_column("digest", pyarrow.array(row_digests(released), pyarrow.binary()))


def _table_digests(tables: Mapping[str, "pyarrow.Table"], contract: Contract) -> dict[str, int]:
    """Return the logical digest of every released table."""
    articles = tables[ARTICLES]
    digests = {"articles": sum_of(tables[ROWS]["digest"].to_pylist())}
    for record in contract.tables():
        if record.table is not None and record.table.parent is not None:
            digests[record.table.name] = logical_digest(flatten(articles, contract, record))
    return {**digests, "standoff": sum_of(tables[STANDOFF_ROWS]["digest"].to_pylist())}

"""Holds finished rows against the contract: those of a release, of a Parquet file, of a JSON Lines file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.compliance.licence_check import licence_conflicts
from toolkit.contract import Contract, Record, load
from toolkit.contract.records import Failure
from toolkit.contract.shipped_contracts import CONTRACT_KNOWN, shipped_contracts
from toolkit.errors import ReleaseError, SourceError
from toolkit.release.fetch import local_copy
from toolkit.release.release_folder import (
    CARD,
    CONTRACT,
    MANIFEST,
    Release,
    open_release,
    read_columns,
    split_of,
    table_files,
)
from toolkit.release.verify import verify
from toolkit.validation.affected_rows import with_affected
from toolkit.validation.cross_row_rules import Seen, across
from toolkit.validation.custom_rules import CustomRule
from toolkit.validation.drift import ARTICLE_COLUMNS, QUOTE_COLUMNS, CorpusSummary, changes, summary
from toolkit.validation.options import ValidateOptions
from toolkit.validation.result import Validation, Violation
from toolkit.validation.row_batches import Batch, contract_of_parquet, json_batches, parquet_batches
from toolkit.validation.row_checks import RowFailure, check
from toolkit.validation.rows_behind_changes import rows_behind
from toolkit.validation.rule_plugins import installed_rules
from toolkit.validation.severity import Policy, policy
from toolkit.validation.table_consistency import Ledger

if TYPE_CHECKING:
    import polars


@dataclass(slots=True)
class _State:
    """What a validation holds rows against, and what it remembers."""

    contract: Contract
    policy: Policy
    seen: Seen = field(default_factory=Seen)
    ledger: Ledger | None = None
    """Compares flattened tables with articles; null where there is one table only."""
    rows: dict[str, int] = field(default_factory=dict)
    tables: Counter[str] = field(default_factory=Counter)
    known: set[tuple[str | None, str]] = field(default_factory=set)
    """Article id and path of what was found in articles, which their flattened tables repeat."""


def validate(
    target: str | Path,
    options: ValidateOptions | None = None,
    *,
    against: str | Path | None = None,
    rules: Sequence[CustomRule] | None = None,
) -> Validation:
    """Check a release folder, a Parquet file (or a folder of them) or a JSON Lines file against the contract.

    Args:
        target: What is checked.
        options: Which rules apply and how severe they are.
        against: An earlier release; what changed since more than the thresholds allow is a fault.
        rules: Rules made with `toolkit.rule`, instead of those that installed packages bring.

    Raises:
        SourceError: there is no such file, or it is none of the three.
        ReleaseError: the release or the Parquet file cannot be read.
        ContractError: the contract that a release carries cannot be understood.
        ConfigError: an option or an added rule names what does not exist.
    """
    path = local_copy(target)
    added = installed_rules() if rules is None else rules
    settings = options or ValidateOptions()
    parts = _part_files(path)
    if path.is_dir() and not parts:
        release = open_release(path)
        state = _State(release.contract, policy(_with_wide_rules(release.contract), settings, added))
        faults = list(chain(_of_release(release, state), _since(release, against, state)))
        if (fault := release.contract_fault) is not None:
            faults += _wide(CONTRACT_KNOWN, CONTRACT, fault, state.policy)
            faults += _by_known_rules(release, settings, added, faults)
        return Validation(str(target), state.rows, tuple(faults), dict(state.tables))
    if against is not None:
        raise SourceError(f"{path} is no release; only a whole release can be compared with an earlier one.")
    if not path.exists():
        raise SourceError(f"{path} does not exist; name a release folder, a .parquet or a .jsonl file.")
    files = parts or [path]
    contract = contract_of_parquet(files[0]) if files[0].suffix == ".parquet" else load()
    state = _State(contract, policy(contract, settings, added))
    faults = [fault for file in files for fault in _of_file(file, state)]
    return Validation(str(target), state.rows, tuple(faults), dict(state.tables))


def _by_known_rules(
    release: Release, settings: ValidateOptions, added: Sequence[CustomRule], known: Sequence[Violation]
) -> list[Violation]:
    """Check a release of unknown contract by the shipped contract of that version, or else by the current one.

    Returns:
        What breaks it, without the faults that are known already.
    """
    stated = release.manifest["contract"]["version"]
    contract = next((shipped for shipped in shipped_contracts() if shipped.version == stated), load())
    state = _State(contract, policy(contract, settings, added))
    seen = {(fault.file, fault.row, fault.rule, fault.path) for fault in known}
    violations = _of_release(release, state)
    return [fault for fault in violations if (fault.file, fault.row, fault.rule, fault.path) not in seen]


def _part_files(path: Path) -> list[Path]:
    """Return the files of a table that Spark, Dask or DuckDB wrote as a folder; a release is none."""
    return [] if (path / MANIFEST).is_file() else sorted(path.glob("*.parquet")) if path.is_dir() else []


def _with_wide_rules(contract: Contract) -> Contract:
    """Return a release's contract with the current rules over many rows, if it was made before there were any."""
    if contract.rules:
        return contract
    return Contract(
        contract.name, contract.version, contract.title, contract.description, contract.digest, contract.records,
        load().rules,
    )  # fmt: skip


def _of_file(path: Path, state: _State) -> Iterator[Violation]:
    # A path below the current folder is one that a reader of the report can open.
    name = path.name if path.is_absolute() else path.as_posix()
    if path.suffix == ".parquet":
        yield from _of_parquet(path, name, None, state)
    elif path.suffix in (".jsonl", ".ndjson"):
        record = state.contract.record("article")
        state.rows[name] = 0
        for batch in json_batches(path, state.contract, record):
            yield from _of_batch(batch, name, record, state)
    else:
        raise SourceError(f"{path} is neither a release folder nor a .parquet or .jsonl file.")


def _of_release(release: Release, state: _State) -> Iterator[Violation]:
    """Check the rows of every table, and then, if they are good, what the release says about itself."""
    broken = False
    state.tables["articles"] = 0
    ledger = state.ledger = Ledger()
    for record in state.contract.tables():
        assert record.table is not None
        for path in table_files(release.folder, record.table.name):
            name = path.relative_to(release.folder).as_posix()
            for fault in _of_parquet(path, name, record, state):
                broken = broken or fault.severity == "error"
                yield fault
    if not broken:
        yield from _agreement(release, state, ledger)


def _agreement(release: Release, state: _State, ledger: Ledger) -> Iterator[Violation]:
    """What is wrong with the tables shows in manifest and card too; only the first of them is named."""
    problems = [problem for problem in verify(release, values=False) if problem.rule != CONTRACT_KNOWN]
    differing = {} if problems else {f"data/{name}": "tables_agree" for name in ledger.disagreeing()}
    rules = [problem.rule for problem in problems]
    for problem in problems:
        if problem.rule != "card_agrees" or set(rules) == {"card_agrees"}:
            yield from _wide(problem.rule, problem.file, problem.message, state.policy)
        if problem.rule == "manifest_agrees":
            break
    for message in licence_conflicts(release):
        yield from _wide("licences_agree", CARD, message, state.policy)
    for name, rule in differing.items():
        yield from _wide(rule, name, "does not hold the same rows as the articles", state.policy)


def _wide(rule: str, file: str, message: str, rules: Policy) -> Iterator[Violation]:
    severity = rules.severity(rule, "")
    if severity != "off":
        yield Violation(file, None, None, rule, "", None, message, severity=severity)


def _since(release: Release, against: str | Path | None, state: _State) -> Iterator[Violation]:
    if against is None:
        return
    earlier = open_release(against)
    for failure in changes(_corpus(earlier), _corpus(release), state.policy.thresholds):
        severity = state.policy.severity(failure.rule, failure.path)
        if severity != "off":
            rows = rows_behind(failure, release, earlier)
            yield Violation(
                "data",
                None,
                None,
                rule=failure.rule,
                path=failure.path,
                value=failure.value,
                message=with_affected(failure.message, rows),
                raw_path=next(iter(rows.examples), None),
                severity=severity,
                source=rows.source,
                first_day=rows.first_day,
                examples=rows.examples,
            )


def _corpus(release: Release) -> CorpusSummary:
    import polars

    frames = []
    for table, columns in (("articles", ARTICLE_COLUMNS), ("quotes", QUOTE_COLUMNS)):
        record = next(record for record in release.contract.tables() if record.table and record.table.name == table)
        try:
            parts = [read_columns(path, columns) for path in release.files(table)]
        except (polars.exceptions.PolarsError, OSError) as error:
            raise ReleaseError(f"{release.folder} cannot be compared: {str(error).splitlines()[0]}") from error
        empty = polars.DataFrame(schema={name: polars.String() for name in columns})
        assert record.table is not None
        frames.append(polars.concat(parts) if parts else empty)
    return summary(*frames)


def _of_parquet(path: Path, name: str, record: Record | None, state: _State) -> Iterator[Violation]:
    state.rows[name] = 0
    for kind, batch in parquet_batches(path, state.contract, record):
        whole = False
        for fault in _of_batch(batch, name, kind, state):
            whole = whole or fault.row is None
            yield fault
        if whole and state.rows[name] < batch.count:
            break


def _of_batch(batch: Batch, name: str, record: Record, state: _State) -> Iterator[Violation]:
    """Check the rows of a batch by themselves and against those of earlier batches."""
    first = state.rows[name] == 0
    state.rows[name] += batch.count
    state.tables[record.table.name if record.table else record.name] += batch.count
    frame = batch.frame
    misfits = [
        Violation(name, misfit.row, misfit.id, **_as_violation(misfit.failure), line=misfit.line, severity=severity)
        for misfit in batch.misfits
        if (severity := state.policy.severity(misfit.failure.rule, misfit.failure.path)) != "off"
    ]
    damaged_columns = {misfit.failure.path for misfit in batch.misfits if misfit.row is None}
    failures = check(frame, state.contract, record, state.policy)
    if record.name == "article":
        failures = sorted(
            [*failures, *_across(frame, name, state)], key=lambda failure: -1 if failure.row is None else failure.row
        )
    if state.ledger is not None:
        _enter(frame, record, state.ledger, state.contract)
    rows = list(_named(failures, name, batch, record, state))
    kept = [
        row_failure
        for row_failure in rows
        if row_failure.row is not None or (first and not _is_repeated(row_failure.path, damaged_columns))
    ]
    yield from sorted([*misfits, *kept], key=lambda fault: -1 if fault.row is None else fault.row)


def _is_repeated(path: str, damaged_columns: Iterable[str]) -> bool:
    """True if a column is missing from the frame only because its type was named already."""
    return any(column == path or column.startswith((f"{path}.", f"{path}[")) for column in damaged_columns)


def _enter(frame: "polars.DataFrame", record: Record, ledger: Ledger, contract: Contract) -> None:
    columns = {column.name for column in contract.columns(record)}
    if record.name == "article" and columns <= set(frame.columns):
        ledger.add_articles(frame, contract)
    elif record.table is not None and record.table.parent is not None and columns <= set(frame.columns):
        ledger.add_table(frame, contract, record)


def _across(frame: "polars.DataFrame", name: str, state: _State) -> Iterator[RowFailure]:
    for row, failure in across(frame, name, split_of(Path(name)), state.seen):
        severity = state.policy.severity(failure.rule, failure.path)
        if severity != "off":
            yield RowFailure(row, failure, severity)


def _named(
    row_failures: Iterable[RowFailure], name: str, batch: Batch, record: Record, state: _State
) -> Iterator[Violation]:
    """Say of each failure which row of which file it is, and which raw document that was made from."""
    frame = batch.frame
    columns = set(frame.columns)
    key = "article_id" if record.table is not None and record.table.parent is not None else "id"
    identifier = frame[key] if key in columns else None
    provenance = frame["provenance"] if "provenance" in columns else None
    for row_failure in row_failures:
        row, failure, severity = row_failure.row, row_failure.failure, row_failure.severity
        if row is None:
            yield Violation(name, None, None, **_as_violation(failure), severity=severity)
            continue
        known = None if identifier is None else identifier[row]
        if key == "id":
            state.known.add((known, failure.path))
        elif (known, _in_article(frame, row, record, failure.path)) in state.known:
            continue
        made_from = provenance[row] if provenance is not None else None
        raw = (made_from["path"], made_from["line"]) if isinstance(made_from, dict) else (None, None)
        whole_file = isinstance(made_from, dict) and made_from["record"] is None
        if record.name == "rejection":
            raw = (frame["path"][row], frame["line"][row])
        yield Violation(
            name,
            batch.rows[row],
            known,
            **_as_violation(failure),
            raw_path=raw[0],
            raw_line=raw[1],
            severity=severity,
            line=None if batch.lines is None else batch.lines[row],
            raw_start=_raw_start(frame, row, failure.path) if whole_file else None,
        )


_DATES = ("date", "date_edtf", "date_precision")


def _raw_start(frame: "polars.DataFrame", row: int, path: str) -> int | None:
    """Return where in the raw text the evidence of a field begins; quotes and entities are in the body."""
    if "evidence" not in frame.columns or frame["evidence"][row] is None:
        return None
    field = path.partition(".")[0].partition("[")[0]
    outer = {"quotes": "body", "entities": "body"}.get(field, field)
    wanted = _DATES if outer in _DATES else (outer,)
    starts = [
        evidence["start"] for evidence in frame["evidence"][row] if evidence is not None and evidence["field"] in wanted
    ]
    return min((start for start in starts if start is not None), default=None)


def _in_article(frame: "polars.DataFrame", row: int, record: Record, path: str) -> str:
    """Return the path in its article of a value in a flattened table."""
    assert record.table is not None
    carried = record.table.carries.get(path)
    return carried or f"{record.table.path}[{frame['position'][row]}].{path}"


def _as_violation(failure: Failure) -> dict[str, Any]:
    return {"rule": failure.rule, "path": failure.path, "value": failure.value, "message": failure.message}

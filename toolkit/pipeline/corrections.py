"""Manual corrections: values that override what was extracted, in every build, with author and reason.

[[correction]]
article = "e693e8fa73a02d8ca3acf10f"
field = "headline"                       # or `quotes[1].speaker`, `entities[0].type`; `date` takes EDTF
value = "Bicycles are back on the ferry" # left out for null
was = "Bicycles are back"                # optional: what it replaces
who = "Ida Brandt"
why = "The page printed half of it."
"""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from toolkit.contract import Contract
from toolkit.contract.json_values import convert
from toolkit.errors import ConfigError, suggestion
from toolkit.pipeline.toml_values import plain_value, toml_value
from toolkit.storage.filesystem import Location

_KEYS = ("article", "field", "value", "was", "who", "why")
_FIXED = ("id", "group", "provenance", "evidence", "removed", "added_in")
"""What no person corrects: it says where the row came from."""
_DATE = ("date", "published_at", "date_edtf", "date_precision", "date_not_before", "date_not_after")
_PRECISIONS = {
    "day": r"\d{4}-\d{2}-\d{2}",
    "month": r"\d{4}-\d{2}",
    "year": r"\d{4}",
    "month_day": r"XXXX-\d{2}-\d{2}",
}
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?$")


@dataclass(frozen=True, slots=True)
class Correction:
    """One value that a person corrected."""

    article: str
    field: str
    """Path of the field: `headline`, `quotes[1].speaker`; `date` covers all fields of the date."""
    value: Any
    """The right value; null where the machine found something that is not there."""
    was: Any
    """What the machine found, if the correction shall hold for that only; else `...`, since null can be found."""
    who: str
    why: str
    file: str
    """Name of the file that contains it."""

    def __str__(self) -> str:
        """Name it, for messages."""
        return f"{self.file}: the correction of {self.field} of article {self.article}"


Corrections = Mapping[str, tuple[Correction, ...]]
"""The corrections of each article, by its id."""


def load_corrections(folder: Location) -> Corrections:
    """Read all `*.toml` files of a folder.

    Raises:
        ConfigError: the folder does not exist, or a file has another form than the one above.
    """
    root = Path(folder)
    if not root.is_dir():
        raise ConfigError(f"{root} is no folder of corrections; make it, or unset build.corrections.")
    corrections: dict[str, list[Correction]] = {}
    for path in sorted(root.glob("*.toml")):
        for correction in _read(path):
            corrections.setdefault(correction.article, []).append(correction)
    return {article: tuple(listed) for article, listed in corrections.items()}


def correct(row: dict[str, Any], corrections: Sequence[Correction], contract: Contract) -> None:
    """Apply corrections to an article's row, in place, and record them as evidence.

    Raises:
        ConfigError: a correction no longer applies: its field is not there, the machine finds something else than
            it says, or finds by now what it asks for.
    """
    for correction in corrections:
        before = _get(row, correction)
        after = _typed(correction, contract)
        if correction.was is not ... and plain_value(before) != plain_value(correction.was):
            raise ConfigError(
                f"{correction} no longer applies: it replaces {correction.was!r}, now there is {before!r}."
            )
        if plain_value(before) == plain_value(after):
            raise ConfigError(f"{correction} is no longer needed: the value is {before!r} already; delete it.")
        _put(row, correction, after)
        names = _DATE if correction.field == "date" else (re.split(r"[.\[]", correction.field)[0],)
        row["evidence"] = [item for item in row["evidence"] if item["field"] not in names] + [
            {
                "field": names[0],
                "method": "correction",
                "start": None,
                "end": None,
                "note": f"{correction.field}: {correction.who}: {correction.why}",
                "confidence": None,
            }
        ]


def all_applied(corrections: Corrections, applied: Collection[str]) -> None:
    """Check that every correction was applied; `applied` are the ids of the corrected articles.

    Raises:
        ConfigError: the article of a correction is not published; the correction is named.
    """
    for article, (first, *_) in corrections.items():
        if article not in applied:
            raise ConfigError(f"{first} no longer applies: no such article is published; delete or mend it.")


def as_toml(correction: Correction) -> str:
    """Return a correction as its table in a file of corrections."""
    values = {"article": correction.article, "field": correction.field}
    values |= {} if correction.was in (..., None) else {"was": correction.was}
    values |= {} if correction.value is None else {"value": correction.value}
    values |= {"who": correction.who, "why": correction.why}
    return "".join(["[[correction]]\n", *(f"{key} = {toml_value(value)}\n" for key, value in values.items())])


def read_corrections(path: Path) -> list[Correction]:
    """Return the corrections of one file, in their order.

    Raises:
        ConfigError: the file cannot be read, or has another form than the one above.
    """
    return _read(path)


def value_of(row: Mapping[str, Any], correction: Correction) -> Any:
    """Return what a row holds where a correction puts its value.

    Raises:
        ConfigError: the row has no such field.
    """
    return _get(row, correction)


def stanza(row: Mapping[str, Any], field: str) -> str:
    """Return the text to paste into a file of corrections, with the value that was found.

    Raises:
        ConfigError: the article has no such field.
    """
    draft = Correction(row["id"], field, None, None, "", "", "corrections")
    was = _get(row, draft)
    lines = ["[[correction]]", f'article = "{row["id"]}"', f'field = "{field}"']
    lines += [] if was is None else [f"was = {toml_value(was)}"]
    return "\n".join([*lines, f"value = {toml_value(was if was is not None else '')}", 'who = ""', 'why = ""']) + "\n"


def _read(path: Path) -> list[Correction]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as TOML: {error}.") from error
    entries = content.pop("correction", [])
    if content or not isinstance(entries, list):
        raise ConfigError(f"{path} must hold [[correction]] tables and nothing else.")
    return [_correction(entry, path) for entry in entries]


def _correction(entry: Mapping[str, Any], path: Path) -> Correction:
    unknown = sorted(entry.keys() - set(_KEYS))
    missing = [key for key in ("article", "field", "who", "why") if not str(entry.get(key) or "").strip()]
    if unknown:
        raise ConfigError(f"{path}: {unknown[0]} is not a known key of a correction; known are {', '.join(_KEYS)}.")
    if missing:
        raise ConfigError(f"{path}: a correction needs {', '.join(missing)}: {dict(entry)}.")
    if entry["field"].partition(".")[0].partition("[")[0] in _FIXED:
        raise ConfigError(f"{path}: {entry['field']} cannot be corrected; it says where the article came from.")
    was = entry.get("was", ...)
    return Correction(entry["article"], entry["field"], entry.get("value"), was, entry["who"], entry["why"], path.name)


def _typed(correction: Correction, contract: Contract) -> Any:
    """Return the value as the contract's type; dates and times of TOML are as good as texts."""
    value = plain_value(correction.value)
    if correction.field == "date":
        return value
    record = contract.record("article")
    for step in correction.field.split("."):
        match = _STEP.match(step)
        names = {child.name: child for child in record.fields}
        if match is None or match[1] not in names:
            raise ConfigError(f"{correction} names a field that is not in the contract.")
        field = names[match[1]]
        record = contract.records.get(field.item_type, record)
    if match and match[2]:  # one item of a list
        values, failures = convert(contract, (field,), {field.name: [value]})
        typed = (values[field.name] or [None])[0]  # type: ignore[index]
    else:
        values, failures = convert(contract, (field,), {field.name: value})
        typed = values[field.name]
    if failures:
        raise ConfigError(f"{correction} has the value {value!r}, which {failures[0].message}.")
    return typed


def _resolve_field(row: Mapping[str, Any], correction: Correction) -> tuple[Any, Any]:
    """Return the dictionary or list that holds the value, and its key."""
    container: Any = row
    key: Any = None
    for step in correction.field.split("."):
        match = _STEP.match(step)
        for name in match.groups() if match else (step,):
            if name is None:
                continue
            container = container if key is None else container[key]
            key = int(name) if isinstance(container, list) else name
    return container, key


def _get(row: Mapping[str, Any], correction: Correction) -> Any:
    if correction.field == "date":
        return row["date_edtf"]
    try:
        container, key = _resolve_field(row, correction)
        return container[key]
    except (LookupError, TypeError, ValueError) as error:
        raise ConfigError(
            f"{correction} no longer applies: the article has no such field{_near(row, correction)}"
        ) from error


def _near(row: Mapping[str, Any], correction: Correction) -> str:
    """Return the end of the sentence about a field that does not exist, with the field of the nearest name."""
    return "." if correction.field in row else f"; {suggestion(correction.field, row)}"


def _put(row: dict[str, Any], correction: Correction, value: Any) -> None:
    if correction.field == "date":
        row |= _date_fields(value, correction)
        return
    container, key = _resolve_field(row, correction)
    container[key] = value


def _date_fields(value: Any, correction: Correction) -> dict[str, Any]:
    """Return all fields of a date that is given in EDTF."""
    nothing = dict.fromkeys(_DATE)
    if value is None:
        return {**nothing, "date_precision": "unknown"}
    for precision, shape in _PRECISIONS.items():
        if re.fullmatch(shape, str(value)):
            try:
                day = date.fromisoformat(value) if precision == "day" else None
            except ValueError as error:
                raise ConfigError(f"{correction} has the date {value!r}, which does not exist.") from error
            return {**nothing, "date": day, "date_edtf": value, "date_precision": precision}
    raise ConfigError(f"{correction} has the value {value!r}; write a date as 2024-03-14, 2024-03, 2024 or XXXX-03-14.")

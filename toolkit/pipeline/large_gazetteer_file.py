"""Reads a file of millions of names in columns, without a Python object for each.

A file in which a line is not as it should be is left to `gazetteer_file`, which names the line.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from toolkit.annotation.entities.large_gazetteer import TYPES, LargeGazetteer, large_gazetteer

if TYPE_CHECKING:
    import polars

LARGE = 20_000_000
"""Bytes from which a file is read so."""

LINES = 100_000
"""Lines of JSON that are read at a time."""


def read_large(path: Path) -> LargeGazetteer | None:
    """Return the names of a file; null where something in it is not as it should be."""
    import polars

    json_lines = path.suffix.lower() in (".jsonl", ".ndjson")
    try:
        frames = list(_json_frames(path) if json_lines else _csv_frames(path))
    except (polars.exceptions.PolarsError, ValueError, TypeError, KeyError, AttributeError):
        return None  # a line of another form
    return large_gazetteer(frames)


def _csv_frames(path: Path) -> Iterator["polars.DataFrame"]:
    import polars

    rows = polars.read_csv(path, infer_schema=False)
    rows = rows.rename({column: column.strip() for column in rows.columns})
    given = [name for name in ("name", "alias", "type", "id") if name in rows.columns]
    rows = rows.select(polars.col(given).fill_null("").str.strip_chars())
    missing = [polars.lit("").alias(name) for name in ("alias", "id") if name not in given]
    yield _checked(rows.with_columns(missing))


def _json_frames(path: Path) -> Iterator["polars.DataFrame"]:
    import polars

    with path.open("rb") as file:
        while rows := _json_rows(file):
            names, forms, types, identifiers = zip(*rows, strict=True)
            yield _checked(polars.DataFrame({"name": names, "alias": forms, "type": types, "id": identifiers}))


def _json_rows(file: BinaryIO) -> list[tuple[str, str, str, str]]:
    import orjson

    rows: list[tuple[str, str, str, str]] = []
    for line in islice(file, LINES):
        if line.strip():
            item = orjson.loads(line)
            labels = item.get("labels", item.get("label", item.get("name")))
            first, *others = [*texts(labels), *texts(item.get("aliases", []))]
            name = (labels.get("en") if isinstance(labels, dict) else None) or first
            identifier = str(item.get("id") or item.get("qid") or "")
            rows += [(name, form, item["type"], identifier) for form in dict.fromkeys((first, *others))]
    return rows


def texts(value: Any) -> list[str]:
    """Return all texts in a text, a list, or an object by language of either, without empty ones."""
    if isinstance(value, str):
        return [" ".join(value.split())] if value.strip() else []
    parts = value.values() if isinstance(value, dict) else value or ()
    return [text for part in parts for text in texts(part)]


def _checked(rows: "polars.DataFrame") -> "polars.DataFrame":
    """Return rows with the numbers of their types.

    Raises:
        ValueError: a name is empty, or a type unknown.
    """
    import polars

    column = polars.col
    used = rows.filter((column("name") != "") | (column("alias") != "") | (column("type") != ""))
    number = column("type").str.to_uppercase().replace_strict(TYPES, range(len(TYPES)), default=None)
    numbered = used.with_columns(
        kind=number.cast(polars.UInt8), alias=polars.when(column("alias") == "").then("name").otherwise("alias")
    )
    if numbered["kind"].null_count() or (numbered["name"] == "").any():
        raise ValueError("a name is empty, or a type unknown")
    return numbered.drop("type")

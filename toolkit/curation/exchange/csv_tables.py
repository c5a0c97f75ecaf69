"""CSV: articles.csv, quotes.csv and entities.csv, and the changes that people made in them."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from toolkit.contract import Contract
from toolkit.curation.checked_corrections import Refusal, check_corrections
from toolkit.curation.exchange.annotation_spans import annotated, entity_rows, quote_rows
from toolkit.curation.exchange.changes import Changes, list_corrections
from toolkit.curation.exchange.flat_tables import ARTICLES, ENTITIES, QUOTES, SEPARATOR, flat_tables
from toolkit.curation.exchange.safe_cells import harmless, original
from toolkit.errors import SourceError
from toolkit.pipeline.corrections import Correction

TABLES: Mapping[str, tuple[str, ...]] = {"articles": ARTICLES, "quotes": QUOTES, "entities": ENTITIES}
_FIELDS = ("source", "agency", "url", "authors", "date", "headline", "standfirst", "dateline_place", "language")
"""Cells of articles.csv that a person may change."""
_LONGEST_CELL = 2**31 - 1
Rows = Mapping[str, Mapping[str, Any]]
Author = tuple[str, str]


def write_csv(rows: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Write the three tables into a folder, in UTF-8; cells that would be formulas get an apostrophe."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        writers = {}
        for name, columns in TABLES.items():
            file = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(file)
            writers[name].writerow(columns)
        for name, row in flat_tables(rows):
            writers[name].writerow([_cell(value) for value in row.values()])


def csv_changes(path: Path, rows: Rows, author: Author, contract: Contract) -> Changes:
    """Return the changes of the tables in a folder, or of one table.

    A row that is not there changes nothing; `keep` with another word than `yes` leaves a quote or entity out.

    Raises:
        SourceError: there is no table, or one lacks a column that names its rows.
    """
    files = [path] if path.is_file() else [path / f"{name}.csv" for name in TABLES if (path / f"{name}.csv").is_file()]
    if not files:
        raise SourceError(f"{path} holds none of {', '.join(f'{name}.csv' for name in TABLES)}.")
    corrections: list[Correction] = []
    refusals: list[Refusal] = []
    for file in files:
        if file.stem == "articles":
            made, refused = _article_changes(file, rows, author)
        elif file.stem in TABLES:
            made, refused = _span_changes(file, rows, author)
        else:
            raise SourceError(f"{file} is none of the tables; they are called {', '.join(TABLES)}.")
        corrections += made
        refusals += refused
    kept, broken = check_corrections(corrections, rows, contract)
    return kept, [*refusals, *broken]


def _cell(value: object) -> object:
    return harmless(value) if isinstance(value, str) else "" if value is None else value


def _read(path: Path, keys: Iterable[str]) -> Iterator[dict[str, str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            for key in keys:
                if key not in (reader.fieldnames or ()):
                    raise SourceError(f"{path} has no column {key}; export it again.")
            for row in reader:
                yield {name: original(cell) for name, cell in row.items() if name and isinstance(cell, str)}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path} cannot be read as CSV in UTF-8 ({error}); save it again.") from error


def _article_changes(path: Path, rows: Rows, author: Author) -> Changes:
    corrections: list[Correction] = []
    refusals: list[Refusal] = []
    for cells in _read(path, ("id",)):
        if cells["id"] not in rows:
            refusals.append(Refusal(cells["id"], "no such article is in the release"))
            continue
        _, article = next(flat_tables([rows[cells["id"]]]))
        if _text(cells.get("body", article["body"])) != _text(article["body"]):
            refusals.append(Refusal(cells["id"], "its text has changed"))
        else:
            fields = [name for name in _FIELDS if name in cells and cells[name] != (article[name] or "")]
            corrections += [_field(rows[cells["id"]], name, cells[name], author) for name in fields]
    return corrections, refusals


def _text(cell: object) -> str:
    """Return a text with line breaks as spreadsheets save them."""
    return str(cell).replace("\r\n", "\n")


def _field(row: Mapping[str, Any], field: str, cell: str, author: Author) -> Correction:
    before = row["date_edtf" if field == "date" else field]
    value = [name.strip() for name in cell.split(SEPARATOR.strip()) if name.strip()] if field == "authors" else cell
    return Correction(row["id"], field, value if field == "authors" else value or None, before, *author, "")


def _span_changes(path: Path, rows: Rows, author: Author) -> Changes:
    """Return the changes of quotes.csv or entities.csv."""
    by_article: dict[str, list[dict[str, str]]] = {}
    for cells in _read(path, ("article_id", "position", "start", "end", "text")):
        by_article.setdefault(cells["article_id"], []).append(cells)
    corrections: list[Correction] = []
    refusals: list[Refusal] = []
    for identifier, listed in by_article.items():
        row = rows.get(identifier)
        if row is None:
            refusals.append(Refusal(identifier, "no such article is in the release"))
            continue
        former = row[path.stem] or []
        changed = {index: dict(item) for index, item in enumerate(former)}
        faults = [_change(changed, cells, row["body"], path.stem) for cells in listed]
        refusals += [Refusal(identifier, fault) for fault in faults if fault is not None]
        after = [item for _, item in sorted(changed.items())]
        corrections += list_corrections(identifier, path.stem, former, _remade(row, path.stem, after), author)
    return corrections, refusals


def _change(changed: dict[int, dict[str, Any]], cells: Mapping[str, str], body: str, table: str) -> str | None:
    """Apply the cells of a row to its quote or entity; return why not, if they do not fit."""
    try:
        position, start, end = (int(cells[name]) for name in ("position", "start", "end"))
    except ValueError:
        return "position, start or end is no number"
    if position not in changed:
        return f"it has no row {position} in {table}"
    if body[start:end] != _text(cells["text"]) or start < 0:
        return f"the text of {table} {position} has changed"
    if cells.get("keep", "yes").strip().lower() not in ("yes", "true", "1", ""):
        del changed[position]
        return None
    item = changed[position]
    if (start, end) != (item["start"], item["end"]):
        item |= {"start": start, "end": end, "parts": [{"start": start, "end": end}]}
    for field in ("speaker", "kind") if table == "quotes" else ("type", "name"):
        if field in cells:
            item[field] = cells[field] or None
    return None


def _remade(row: Mapping[str, Any], table: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of quotes or entities with the texts and identifiers that belong to their spans."""
    changed = annotated({**row, "entities": row["entities"] or [], table: items})
    if table == "quotes":
        assert changed.quotes is not None
        return quote_rows(row["body"], changed.quotes, row["quotes"])
    assert changed.entities is not None
    return entity_rows(row["body"], changed.entities, row["entities"] or [])

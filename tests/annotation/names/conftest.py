"""Articles with named entities, written as the tables of a release."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest

from toolkit.annotation.names.name_rows import name_rows
from toolkit.contract import load
from toolkit.contract.records import Article, Entity
from toolkit.contract.row_conversion import flatten, to_table

Mention = tuple[str, ...]
"""Type, name, and where they differ from nothing and the name: identifier and printed form."""


@pytest.fixture
def named(article: Callable[..., Article]) -> Callable[..., Article]:
    """Make an article that names entities, by a number that makes its id and day."""

    def make(number: int, *mentions: Mention, language: str = "en", day: date | None = None) -> Article:
        entities, start = [], 0
        for kind, name, *others in mentions:
            identifier, text = [*others, None, None][:2]
            printed = text or name
            entities.append(Entity(printed, start, start + len(printed), kind, name, identifier, 0.9))
            start += len(printed) + 1
        body = " ".join(entity.text for entity in entities)
        day = day or date(2024, 1, number % 28 + 1)
        return article(id=f"{number:024x}", body=body, language=language, date=day, entities=tuple(entities))

    return make


@pytest.fixture
def names_of(tmp_path: Path) -> Callable[..., list[dict]]:
    """Return the rows of the table of names of some articles."""

    def make(*articles: Article | Sequence[Article], file_rows: int = 1000) -> list[dict]:
        contract = load()
        rows = to_table(articles, contract, contract.record("article"))
        paths: dict[str, list[Path]] = {"articles": [], "entities": []}
        for start in range(0, len(articles), file_rows):
            part = rows.slice(start, file_rows)
            for name, table in (("articles", part), ("entities", flatten(part, contract, contract.record("entity")))):
                path = tmp_path / f"{name}-{start}.parquet"
                pyarrow.parquet.write_table(table, path)
                paths[name].append(path)
        tables = name_rows(paths["articles"], paths["entities"], [], tmp_path / "work")
        return [row for table in tables for row in table.to_pylist()]

    return make

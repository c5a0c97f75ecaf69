"""The names that each article gives its entities, read from the tables of a release a piece at a time.

Which article gives which name is written to a file by numbers; articles and different names are kept in memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from toolkit.annotation.names.spelling import LONGEST_ACRONYM

if TYPE_CHECKING:
    import polars
    import pyarrow

BATCH_ROWS = 50_000
"""Entities that are read at a time."""

NAME = ("type", "name", "entity_id", "language")
"""What makes a name: two that differ in one of these are joined later, or not."""


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """Articles, names, and the files that say which belong together."""

    articles: "polars.DataFrame"
    """`article` (number), `id`, `date`, `language`, in the order of the release."""
    names: "polars.DataFrame"
    """`name_hash`, `type`, `name`, `entity_id`, `language`, and `articles`, the number of articles that give it."""
    forms: "polars.DataFrame"
    """`form_hash`, `type` and `form` of the short forms that articles print for a longer name."""
    pairs: Path
    """`article`, `name_hash`: once for each article that gives the name."""
    short_forms: Path
    """`article`, `form_hash`, `name_hash`: the short forms of each article and what they stand for there."""


def read_article_names(
    articles: Sequence[Path], entities: Sequence[Path], standoff: Sequence[Path], work_folder: Path
) -> ArticleNames:
    """Read the tables of a release.

    Args:
        articles: Files of the table `articles`.
        entities: Files of the table `entities`, whose rows are in the order of the articles.
        standoff: Files of the table `standoff`.
        work_folder: Where the two files are written.
    """
    import polars

    numbered = _articles([*articles, *standoff])
    known = numbered.select("article", "language", article_id="id")
    pairs, short_forms = work_folder / "pairs.arrow", work_folder / "short_forms.arrow"
    names, forms = _Distinct("name_hash", count=True), _Distinct("form_hash", count=False)
    with ArrowFile(pairs) as pair_writer, ArrowFile(short_forms) as form_writer:
        for batch in _whole_articles([*_entities(entities), *_standoff_entities(standoff)]):
            placed = batch.join(known, on="article_id", how="inner", maintain_order="left")
            hashed = placed.with_columns(name_hash=polars.struct(NAME).hash())
            given = hashed.unique(["article_id", "name_hash"], maintain_order=True)
            names.add(given.select("name_hash", *NAME))
            pair_writer.write(given.select("article", "name_hash"))
            short = hashed.filter(_is_short_form()).unique(["article_id", "text", "name_hash"], maintain_order=True)
            short = short.with_columns(form_hash=polars.struct("type", "text").hash())
            forms.add(short.select("form_hash", "type", form="text"))
            form_writer.write(short.select("article", "form_hash", "name_hash"))
    return ArticleNames(numbered, names.collected(), forms.collected(), pairs, short_forms)


def _articles(paths: Sequence[Path]) -> "polars.DataFrame":
    import polars

    columns = {"id": polars.String(), "date": polars.Date(), "language": polars.String()}
    parts = [polars.read_parquet(path, columns=list(columns), glob=False) for path in paths]
    return polars.concat([polars.DataFrame(schema=columns), *parts]).with_row_index("article")


_COLUMNS = ("article_id", "type", "name", "entity_id", "text")


def _entities(paths: Iterable[Path]) -> Iterator["polars.DataFrame"]:
    for batch in _batches(paths, _COLUMNS):
        yield batch.select(_COLUMNS)


def _standoff_entities(paths: Iterable[Path]) -> Iterator["polars.DataFrame"]:
    """Articles that are published without their text have no table of entities, and no printed forms."""
    import polars

    for batch in _batches(paths, ("id", "entities")):
        held = batch.filter(polars.col("entities").list.len() > 0).explode("entities")
        named = held.select(article_id="id", entity="entities").unnest("entity")
        yield named.with_columns(text="name").select(_COLUMNS)


def _batches(paths: Iterable[Path], columns: Sequence[str]) -> Iterator["polars.DataFrame"]:
    import polars
    import pyarrow.parquet

    for path in paths:
        with pyarrow.parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH_ROWS, columns=list(columns)):
                frame = polars.from_arrow(batch)
                assert isinstance(frame, polars.DataFrame)
                yield frame


def _whole_articles(batches: Iterable["polars.DataFrame"]) -> Iterator["polars.DataFrame"]:
    """Cut batches of entities between articles, so that each article is in one of them."""
    import polars

    waiting: polars.DataFrame | None = None
    for batch in batches:
        rows = batch if waiting is None else polars.concat([waiting, batch])
        if rows.is_empty():
            continue
        is_last = rows["article_id"] == rows["article_id"][-1]
        waiting, complete = rows.filter(is_last), rows.filter(~is_last)
        if not complete.is_empty():
            yield complete
    if waiting is not None and not waiting.is_empty():
        yield waiting


def _is_short_form() -> "polars.Expr":
    """True if a mention is a person's single word or an acronym, and its name is longer."""
    import polars

    text, name, kind = polars.col("text"), polars.col("name"), polars.col("type")
    single = ~text.str.contains(r"\s")
    acronym = (text == text.str.to_uppercase()) & (text.str.len_chars() <= 2 * LONGEST_ACRONYM)
    return single & name.str.contains(r"\s") & ((kind == "PER") | ((kind == "ORG") & acronym))


class _Distinct:
    """Different names by their hash, gathered from many frames."""

    MOST_ROWS = 500_000
    """Rows that wait to be put together."""

    def __init__(self, key: str, *, count: bool) -> None:
        self._key, self._count = key, count
        self._frames: list[polars.DataFrame] = []
        self._rows = 0

    def add(self, frame: "polars.DataFrame") -> None:
        """Add rows."""
        import polars

        self._frames.append(frame.with_columns(articles=polars.lit(1, polars.UInt32)))
        self._rows += frame.height
        if self._rows > self.MOST_ROWS:
            self._frames = [self._together()]
            self._rows = 0

    def collected(self) -> "polars.DataFrame":
        """Return one row for each name, with its number of articles if that was asked for."""
        table = self._together()
        return table if self._count else table.drop("articles")

    def _together(self) -> "polars.DataFrame":
        import polars

        if not self._frames:
            kinds = {self._key: polars.UInt64(), **dict.fromkeys((*NAME, "form"), polars.String())}
            return polars.DataFrame(schema={**kinds, "articles": polars.UInt32()})
        rows = polars.concat(self._frames)
        others = [name for name in rows.columns if name not in (self._key, "articles")]
        return rows.group_by(self._key).agg(polars.col(others).first(), polars.col("articles").sum())


class ArrowFile:
    """Writes frames to a file of Arrow's streaming format."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: pyarrow.ipc.RecordBatchStreamWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._writer is not None:
            self._writer.close()

    def write(self, frame: "polars.DataFrame") -> None:
        """Add rows; all frames have the same columns."""
        import pyarrow

        table = frame.to_arrow()
        if self._writer is None:
            options = pyarrow.ipc.IpcWriteOptions(compression="lz4")
            self._writer = pyarrow.ipc.new_stream(self._path, table.schema, options=options)
        self._writer.write_table(table)


def stream(path: Path) -> Iterator["polars.DataFrame"]:
    """Read back what was written to a file, a batch at a time; nothing if there is no such file."""
    import polars
    import pyarrow

    if not path.exists():
        return
    with pyarrow.OSFile(str(path)) as file, pyarrow.ipc.open_stream(file) as reader:
        for batch in reader:
            frame = polars.from_arrow(batch)
            assert isinstance(frame, polars.DataFrame)
            yield frame

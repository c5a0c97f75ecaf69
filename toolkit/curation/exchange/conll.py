"""CoNLL: a token on each line with its offsets and IOB2 tags of quotes and entities, an empty line after a sentence.

    # newdoc id = 0123456789abcdef01234567
    The     0   3   O         O
    ferry   4   9   O         O
    Halden  10  16  B-direct  B-LOC

Columns are separated by tabs; the entity tag is last, where recognisers look for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.curation.exchange.annotation_spans import AnnotatedText, EntitySpan, QuoteSpan, annotated
from toolkit.curation.exchange.cut_tokens import Token, cut_tokens
from toolkit.errors import SourceError

_HEAD = "# newdoc id = "
_COLUMNS = 5
_Token = tuple[str, int, int, str, str]
_Tagged = list[tuple[int, int, str]]
"""Start, end and tag of tokens."""


def write_conll(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write all articles into one file."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.writelines(_lines(annotated(row)))


def read_conll(path: Path, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[AnnotatedText]:
    """Yield the articles of a file, with the bodies that their tokens are found in.

    The body of an article whose tokens are no longer those of the release is the tokens joined by blanks, which is
    another text. Quotes keep the speakers of the release where span and kind are the same.

    Raises:
        SourceError: the file cannot be read, or a line has another number of columns.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read as UTF-8 ({error}); save it again.") from error
    article: str | None = None
    tokens: list[_Token] = []
    for number, line in enumerate(lines, start=1):
        if line.startswith(_HEAD):
            if article is not None:
                yield _text(article, tokens, rows.get(article))
            article, tokens = line.removeprefix(_HEAD).strip(), []
        elif line.strip():
            columns = line.rstrip("\r").split("\t")
            if article is None or len(columns) != _COLUMNS or not (columns[1] + columns[2]).isdecimal():
                raise SourceError(f"{path}, line {number} is no token: it needs word, start, end and two tags.")
            tokens.append((columns[0], int(columns[1]), int(columns[2]), columns[3], columns[4]))
    if article is not None:
        yield _text(article, tokens, rows.get(article))


def _lines(text: AnnotatedText) -> Iterator[str]:
    quotes = [(start, end, quote.kind) for quote in text.quotes or () for start, end in quote.parts]
    entities = [(entity.start, entity.end, entity.type) for entity in text.entities or ()]
    yield f"{_HEAD}{text.article}\n"
    for sentence in cut_tokens(text.body, [edge for start, end, _ in (*quotes, *entities) for edge in (start, end)]):
        for token in sentence:
            yield f"{token.text}\t{token.start}\t{token.end}\t{_tag(token, quotes)}\t{_tag(token, entities)}\n"
        yield "\n"


def _tag(token: Token, spans: Iterable[tuple[int, int, str]]) -> str:
    for start, end, label in spans:
        if start <= token.start < end:
            return f"{'I' if _continues(token, start) else 'B'}-{label}"
    return "O"


def _continues(token: Token, start: int) -> bool:
    return token.start > start


def _text(article: str, tokens: list[_Token], row: Mapping[str, Any] | None) -> AnnotatedText:
    body = "" if row is None else row["body"]
    same = all(body[start:end] == word for word, start, end, *_ in tokens)
    kept = "".join(word for word, *_ in tokens)
    if row is None or not same or kept != "".join(token.text for part in cut_tokens(body, ()) for token in part):
        return AnnotatedText(article, " ".join(word for word, *_ in tokens), None, None)
    quotes = _spans([(start, end, tag) for _, start, end, tag, _ in tokens])
    entities = _spans([(start, end, tag) for _, start, end, _, tag in tokens])
    return AnnotatedText(
        article, body, _quotes(quotes, annotated(row).quotes or ()), tuple(EntitySpan(*span) for span in entities)
    )


def _spans(tokens: _Tagged) -> _Tagged:
    """Return the spans that IOB2 tags stand for; an I without a B before it begins a span, too."""
    spans: _Tagged = []
    before = "O"
    for start, end, tag in tokens:
        kind, _, label = tag.partition("-")
        if kind == "I" and before.partition("-")[2] == label and spans:
            spans[-1] = (spans[-1][0], end, label)
        elif kind in ("B", "I"):
            spans.append((start, end, label))
        before = tag
    return spans


def _quotes(parts: _Tagged, former: Iterable[QuoteSpan]) -> tuple[QuoteSpan, ...]:
    """Put parts together that are one quote in the release; each other part is a quote without a speaker."""
    left = {(start, end): kind for start, end, kind in parts}
    quotes = []
    for quote in former:
        if all(left.get(part) == quote.kind for part in quote.parts):
            quotes.append(quote)
            for part in quote.parts:
                del left[part]
    return tuple(sorted([*quotes, *(QuoteSpan((part,), kind) for part, kind in left.items())]))

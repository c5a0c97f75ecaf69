"""PDF files with a text layer: their paragraphs in reading order, without running heads and page numbers."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from toolkit.contract.records import Document, Rejection
from toolkit.errors import ConfigError
from toolkit.normalisation.authors.byline_cues import without_cue
from toolkit.read.exports import find_family
from toolkit.read.extracted_text import read_text
from toolkit.read.field_mapping import Record, refuse_record
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions
from toolkit.read.scanned_pages import joined_lines
from toolkit.read.several_articles import is_dated
from toolkit.read.text_file import whole

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 5000
MOST_FRAGMENTS = 200_000
"""Pages, and pieces of text on one page, that are read at most."""
LARGER = 1.25
"""A headline has letters so many times as large as the text."""
HEADLINE_WORDS = (3, 25)
"""Fewest and most words of a headline."""
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"(?:page|seite|pagina|página|sida|side|s\.|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|de|di|av)\s*\d{1,4})?"
)
EDGE = 3
"""So many lines at the top and bottom of a page may be running heads."""


class _Line(NamedTuple):
    """A printed line; sizes in points, the page's lower left corner is 0, 0."""

    x: float
    y: float
    right: float
    size: float
    text: str


def read(source: Source, parts: Iterator[bytes], options: ReadOptions) -> Iterator[Document | Rejection]:
    """Yield the one document of a PDF.

    Raises:
        ConfigError: pypdf is not installed.

    """
    try:
        import pypdf
    except ImportError as error:
        raise ConfigError(
            f"{source.path} is a PDF, which needs the extra `pdf`: install news-dataset-toolkit[pdf]."
        ) from error
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every fault that it mends
    raw = whole(source, parts, options)
    if isinstance(raw, Rejection):
        yield raw
        return
    record = Record(source, raw, None)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            yield refuse_record(
                record, options, "unsupported", "The PDF is protected by a password; save it without one."
            )
            return
        if len(reader.pages) > MOST_PAGES:
            detail = f"The PDF has {len(reader.pages)} pages, more than the {MOST_PAGES} that are read."
            yield refuse_record(record, options, "too_large", detail)
            return
        pages = [_page_lines(page) for page in reader.pages]
    except Exception as error:  # noqa: BLE001 - the library raises errors of every kind for broken files
        detail = f"The PDF cannot be read: {type(error).__name__}: {str(error)[:200]}."
        yield refuse_record(record, options, "broken_archive", detail)
        return
    yield from _articles(record, list(_blocks(_without_running_heads(pages))), options)


def _articles(
    record: Record, blocks: Sequence[Sequence[_Line]], options: ReadOptions
) -> Iterator[Document | Rejection]:
    """Yield what the paragraphs of a PDF are: one article, an export, or a page with several headlines."""
    texts = [joined_lines([line.text for line in block]) for block in blocks]
    text = "\n\n".join(texts)
    if not text.strip():
        detail = "The PDF has no text layer: it is a scan; recognise its text first."
        yield refuse_record(record, options, "no_text", detail)
        return
    printed = "\n\n".join("\n".join(line.text for line in block) for block in blocks)
    headings = _headings(blocks, texts)
    if sum(_is_headed(texts[index + 1 :]) for index in headings) > 1 and find_family(printed) is None:
        detail = f"The PDF has {len(headings)} headlines of one size with bylines or dates: divide it."
        yield refuse_record(record, options, "several_articles", detail)
        return
    yield from read_text(record, text, options, printed, texts[headings[0]] if len(headings) == 1 else None)


def _headings(blocks: Sequence[Sequence[_Line]], texts: Sequence[str]) -> list[int]:
    """Return the indices of the blocks with the largest letters, if these are larger than those of the text."""
    sizes = Counter[float]()
    for block in blocks:
        for line in block:
            sizes[round(line.size, 1)] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    titles = [index for index, text in enumerate(texts) if HEADLINE_WORDS[0] <= len(text.split()) <= HEADLINE_WORDS[1]]
    largest = max((blocks[index][0].size for index in titles), default=0.0)
    if largest < LARGER * usual:
        return []
    return [index for index in titles if blocks[index][0].size > 0.95 * largest]


def _is_headed(texts: Sequence[str]) -> bool:
    """Return True if a byline or a date is right below a heading."""
    return any(is_dated(text) or (len(text) < 80 and without_cue(text) != text) for text in texts[:2])


def _page_lines(page: "PageObject") -> list[_Line]:
    """Return the lines of a page in reading order, column after column."""
    fragments: list[_Line] = []

    def visit(text: str, matrix: Sequence[float], position: Sequence[float], _font: object, size: float) -> None:
        if not text.strip() or len(fragments) >= MOST_FRAGMENTS:
            return
        scale = abs(position[3]) or abs(position[0]) or 1.0
        height = abs(size * scale * (abs(matrix[3]) or 1.0)) or 10.0
        x = position[4] * matrix[0] + position[5] * matrix[2] + matrix[4]
        y = position[4] * matrix[1] + position[5] * matrix[3] + matrix[5]
        for number, line in enumerate(text.strip("\n").split("\n")):
            if line.strip():
                fragments.append(_Line(x, y - number * 1.2 * height, x + height * _width(line), height, line))

    page.extract_text(visitor_text=visit)
    return _in_columns(_joined_fragments(fragments), float(page.mediabox.width))


def _joined_fragments(fragments: Sequence[_Line]) -> list[_Line]:
    """Join pieces of text that follow one another on one line, in the order in which the page draws them."""
    lines: list[_Line] = []
    for piece in fragments:
        last = lines[-1] if lines else None
        gap = piece.x - last.right if last else 0.0
        if last and abs(last.y - piece.y) < 0.3 * piece.size and piece.x > last.x and gap < 2 * piece.size:
            blank = "" if last.text.endswith(" ") or piece.text.startswith(" ") or gap < 0.1 * piece.size else " "
            lines[-1] = _Line(last.x, last.y, max(last.right, piece.right), last.size, last.text + blank + piece.text)
        else:
            lines.append(piece)
    return lines


def _in_columns(lines: list[_Line], width: float) -> list[_Line]:
    """Sort lines into reading order; where most begin at two or three places far apart, these are columns."""
    starts = Counter(round(line.x / 12) for line in lines if len(line.text) > 12)
    common = sorted(start for start, count in starts.items() if count >= max(4, len(lines) // 8))
    borders = [later * 12 - 6 for first, later in pairwise(common) if (later - first) * 12 > width / 5]
    if not borders:
        return sorted(lines, key=lambda line: (-round(line.y), line.x))
    top = max((line.y for line in lines if line.x >= borders[0]), default=0.0)
    head = [line for line in lines if line.y > top + line.size and line.x < borders[0]]
    rest = [line for line in lines if line not in head]
    rest.sort(key=lambda line: (sum(line.x >= border for border in borders), -round(line.y), line.x))
    return sorted(head, key=lambda line: (-round(line.y), line.x)) + rest


def _width(text: str) -> float:
    """Return about how wide a text is, in heights of its letters."""
    narrow = sum(character in " ijlt.,;:'!|fI()" for character in text)
    wide = sum(character.isupper() or character in "mw@%" for character in text)
    return 0.52 * len(text) - 0.24 * narrow + 0.18 * wide


def _without_running_heads(pages: Sequence[list[_Line]]) -> list[list[_Line]]:
    """Take lines off the edges of pages that are printed on others too, but for numbers, and page numbers."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_key(line) for line in _edge(lines)})
    cleaned = []
    for lines in pages:
        running = {
            line
            for line in _edge(lines)
            if PAGE_NUMBER.fullmatch(line.text.strip().lower()) or (edges[_key(line)] > 1 and len(line.text) < 120)
        }
        cleaned.append([line for line in lines if line not in running])
    return cleaned


def _edge(lines: Sequence[_Line]) -> list[_Line]:
    by_height = sorted(lines, key=lambda line: -line.y)
    return by_height if len(by_height) <= EDGE else [*by_height[:EDGE], *by_height[-EDGE:]]


def _key(line: _Line) -> str:
    """Return what lines have in common that are printed at one height on several pages."""
    return f"{round(line.y / 4)} {DIGITS.sub('#', ' '.join(line.text.split()).casefold())}"


def _blocks(pages: Sequence[Sequence[_Line]]) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph: one begins after a gap, at an indent, or where letters change their size."""
    held: list[_Line] = []
    for lines in pages:
        for line in lines:
            if held and _begins(line, held):
                yield held
                held = []
            held.append(line)
    if held:
        yield held


def _begins(line: _Line, held: Sequence[_Line]) -> bool:
    """Return True if a line begins a paragraph after those that are held."""
    last = held[-1]
    if abs(line.size - last.size) > 0.15 * last.size:
        return True
    gap = last.y - line.y
    if gap <= 0 or abs(line.x - last.x) > 12 * line.size:  # the next column or page
        return last.text.rstrip().endswith((".", "!", "?", "”", '"', "»", ":")) and not line.text[:1].islower()
    if gap > 1.75 * line.size:
        return True
    return len(held) > 1 and line.x - last.x > 0.8 * line.size and abs(last.x - held[-2].x) < 1

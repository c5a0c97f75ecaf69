"""HTML source taken apart without a tree: its tags, and the text a reader sees, each with its place in the source."""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import repeat
from typing import NamedTuple

from toolkit._native import native_core

_TAG = re.compile(r"<(?:(/)?([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>?|!--|[!?/][^>]*+>?)")
"""Closing or not, name, attributes; no name for comments and declarations."""
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_CLOSED_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_EDITED = re.compile(r"[\s\x00]{2,}|[^\S ]|\x00|&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
"""What is not printed as it is: character references, and blanks other than a single space."""
_BLANKS = re.compile(r"[\s\x00]+")
_new = tuple.__new__
"""Makes a record of a tuple; a page has thousands, and its own constructor takes three times as long."""
_WORD = re.compile(r"[^\W_]+")

_UNSEEN = frozenset({"script", "style", "noscript", "template", "title", "svg", "iframe", "textarea", "object"})
"""Elements whose content is no text of the page; it is skipped up to their end tag."""
_TEXTLESS = frozenset({"script", "style", "svg", "meta", "link"})
"""Elements in which no extractor finds text either."""
_TELLING = frozenset({"html", "title", "meta", "link", "script"})
"""Elements that describe the page."""
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"),
        *("i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"),
        *("sub", "sup", "time", "tt", "u", "var", "wbr", "nobr", "amp-link", "o:p"),
    }
)
"""Elements that do not begin a new line."""
_LANDMARKS = {
    "figcaption": "caption",
    "figure": "caption",
    "nav": "navigation",
    "aside": "related",
    "footer": "navigation",
    "button": "navigation",
    "select": "navigation",
    "form": "navigation",
}
"""Elements that say what the text in them is for."""
_LANDMARK_NAMES = tuple(_LANDMARKS)
_SWALLOWING = frozenset({"script", "style"})


class Tag(NamedTuple):
    """One start or end tag."""

    name: str
    closes: bool
    start: int
    end: int
    attributes_start: int
    attributes_end: int
    shown: int
    """How much of the visible text is before it."""


class _Piece(NamedTuple):
    """A stretch of visible text that is in the source as it is, or one character reference."""

    shown: int
    start: int
    end: int
    size: int


@dataclass(frozen=True)
class Markup:
    """A page taken apart; offsets of tags count in `source`, those of text in `text`."""

    source: str
    tags: tuple[Tag, ...]
    text: str
    """What a reader sees, blanks squeezed, one line for each block."""
    pieces: tuple[_Piece, ...]
    reasons: tuple[tuple[int, str], ...]
    """From which offset of `text` on the reader is in which part of the page."""
    telling: tuple[int, ...]
    """Numbers of the start tags that describe the page."""
    textless: tuple[tuple[int, int], ...]
    """Where the source has scripts, styles, drawings and descriptions; not one of them overlaps another."""

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the source that a range of the visible text, not empty, was printed by."""
        return self._raw(start, last=False), self._raw(end - 1, last=True)

    def shown_offset(self, offset: int) -> int:
        """Return how much of the visible text is printed by the source before an offset."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return 0
        piece = self.pieces[number]
        if piece.size != piece.end - piece.start:
            return piece.shown + (piece.size if offset >= piece.end else 0)
        return piece.shown + min(offset - piece.start, piece.size)

    def attributes(self, tag: Tag) -> dict[str, str]:
        """Return the attributes of a tag with their values decoded; of two with one name, the first."""
        result: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.source, tag.attributes_start, tag.attributes_end):
            result.setdefault(match[1].lower(), decode_references(match[2] or match[3] or match[4] or ""))
        return result

    def attribute_span(self, tag: Tag, name: str) -> tuple[int, int]:
        """Return where the value of an attribute is in the source; the tag where it has none."""
        for match in _ATTRIBUTE.finditer(self.source, tag.attributes_start, tag.attributes_end):
            if match[1].lower() == name and match.lastindex and match.lastindex > 1:
                return match.span(match.lastindex)
        return tag.start, tag.end

    def decoded(self, start: int, end: int) -> str:
        """Return a range of the source as text: references decoded, blanks squeezed."""
        return _BLANKS.sub(" ", html.unescape(self.source[start:end])).strip()

    def element_end(self, number: int, limit: int = 60) -> int:
        """Return the number of the tag that closes an element; at most `limit` tags are looked at."""
        depth = 0
        last = min(number + limit, len(self.tags))
        for location in range(number, last):
            if self.tags[location].name == self.tags[number].name:
                depth += -1 if self.tags[location].closes else 1
                if depth == 0:
                    return location
        return min(number + 1, len(self.tags) - 1)

    def find(self, passage: str, start: int = 0, *, exact: bool = False) -> tuple[int, int] | None:
        """Return where a passage is in the visible text, from an offset on; blanks must be squeezed.

        Where it is not there to the letter, only letters and digits are compared, unless `exact`.
        """
        location = self.text.find(passage, start)
        if location >= 0:
            return location, location + len(passage)
        if exact:
            return None
        words = "".join(_WORD.findall(passage))
        keys, starts, places = self._keys
        begin = bisect_right(places, start - 1) if start else 0
        position = keys.find(words, starts[begin] if begin < len(starts) else len(keys)) if words else -1
        if position < 0:
            return None
        return self._place(position), self._place(position + len(words) - 1) + 1

    @cached_property
    def _keys(self) -> tuple[str, list[int], list[int]]:
        """Letters and digits alone, where each word starts in them, and where in the visible text."""
        words: list[str] = []
        starts: list[int] = []
        places: list[int] = []
        length = 0
        for match in _WORD.finditer(self.text):
            words.append(match[0])
            starts.append(length)
            places.append(match.start())
            length += len(match[0])
        return "".join(words), starts, places

    def _place(self, key: int) -> int:
        _, starts, places = self._keys
        word = bisect_right(starts, key) - 1
        return places[word] + key - starts[word]

    @cached_property
    def _shown(self) -> list[int]:
        return [piece.shown for piece in self.pieces]

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def _raw(self, offset: int, *, last: bool) -> int:
        piece = self.pieces[max(bisect_right(self._shown, offset) - 1, 0)]
        within = min(offset - piece.shown, piece.size - 1)
        if piece.size != piece.end - piece.start:
            return piece.end if last else piece.start
        return piece.start + within + last


def decode_references(value: str) -> str:
    """Decode the references of an attribute; without a semicolon they are parameters of an address.

    >>> decode_references("/?a=1&copy=2&amp;b=3")
    '/?a=1&copy=2&b=3'
    """
    return _CLOSED_REFERENCE.sub(lambda match: html.unescape(match[0]), value)


def parse(source: str) -> Markup:
    """Take a page apart in one pass; broken markup is read as far as it goes."""
    core = native_core()
    if core is None:
        return parse_in_python(source)

    def find_end(name: str, position: int) -> tuple[int, int] | None:
        match = _end_tag(name).search(source, position)
        return match and match.span()

    landmarks = (*_LANDMARKS.values(), "page")
    tags, text, pieces, *parts = core.parse_html(source, _Elements(), landmarks, _printed, find_end)
    reasons, telling, textless = map(tuple, parts)
    return Markup(
        source,
        tuple(map(_new, repeat(Tag), tags)),
        text,
        tuple(map(_new, repeat(_Piece), pieces)),
        ((0, "page"), *reasons),
        telling,
        textless,
    )


def parse_in_python(source: str) -> Markup:
    """The same without the native core."""
    return _Parser(source).parse()


class _Element(NamedTuple):
    """What an element of some name is to a reader; the native core knows the fields by their order."""

    name: str
    inline: bool
    landmark: int
    """Its number among the landmarks, -1 for none."""
    unseen: bool
    telling: bool
    textless: bool
    swallows: bool
    """True if it hides the rest of the page where it is never closed."""


class _Elements(dict[str, _Element]):
    """Elements by their name as it is written; each spelling is looked at once in a page."""

    def __missing__(self, written: str) -> _Element:
        name = written.lower()
        landmark = _LANDMARK_NAMES.index(name) if name in _LANDMARKS else -1
        element = self[written] = _Element(
            *(name, name in _INLINE, landmark, name in _UNSEEN, name in _TELLING, name in _TEXTLESS),
            name in _SWALLOWING,
        )
        return element


@lru_cache(maxsize=1024)
def _printed(written: str) -> str:
    """What a character reference or a run of blanks prints."""
    return _BLANKS.sub(" ", html.unescape(written))


class _Parser:
    """One pass over a source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tags: list[Tag] = []
        self._parts: list[str] = []
        self._pieces: list[_Piece] = []
        self._size = 0
        self._blank = True
        self._open = dict.fromkeys(_LANDMARKS, 0)
        self._unclosed: set[str] = set()
        self._reasons: list[tuple[int, str]] = [(0, "page")]
        self._telling: list[int] = []
        self._textless: list[tuple[int, int]] = []

    def parse(self) -> Markup:
        source, position, search, note, parts = self._source, 0, _TAG.search, self._tags.append, self._parts
        elements = _Elements()
        while (match := search(source, position)) is not None:
            start = match.start()
            if start > position:
                self._add_text(position, start)
            closing, written, _ = match.groups()
            position = match.end()
            if written is None:
                position = self._behind_comment(start, position)
                continue
            name, inline, landmark, unseen, telling, textless, swallows = elements[written]
            if telling and closing is None:
                self._telling.append(len(self._tags))
                if not unseen and textless:
                    self._textless.append((start, position))
            note(_new(Tag, (name, closing is not None, start, position, *match.span(3), self._size)))
            if inline:
                continue
            if parts and parts[-1] != "\n":
                parts.append("\n")
                self._size += 1
            self._blank = True
            if landmark >= 0:
                self._enter(name, -1 if closing else 1)
            elif unseen and not closing:
                position = self._skip(name, start, position, swallows=swallows)
        if position < len(source):
            self._add_text(position, len(source))
        text = "".join(parts).rstrip("\n")
        return Markup(
            source,
            tuple(self._tags),
            text,
            tuple(self._pieces),
            tuple(self._reasons),
            tuple(self._telling),
            tuple(self._textless),
        )

    def _behind_comment(self, start: int, end: int) -> int:
        """Return where a comment or a declaration ends; a comment that is never closed hides the rest."""
        if not self._source.startswith("<!--", start):
            return end
        position = self._source.find("-->", start + 2)
        return len(self._source) if position < 0 else position + 3

    def _enter(self, name: str, step: int) -> None:
        """Count the open landmarks of a name and note the part of the page that begins here."""
        self._open[name] = max(self._open[name] + step, 0)
        reason = next((_LANDMARKS[name] for name, count in self._open.items() if count), "page")
        self._reasons.append((self._size, reason))

    def _skip(self, name: str, start: int, position: int, *, swallows: bool) -> int:
        """Return where the content of an unseen element ends; one that is never closed hides nothing."""
        match = None if name in self._unclosed else _end_tag(name).search(self._source, position)
        if match is not None:
            if name in _TEXTLESS:
                self._textless.append((start, match.end()))
            return match.start()
        self._unclosed.add(name)
        return len(self._source) if swallows else position

    def _add_text(self, start: int, end: int) -> None:
        """Add the text between two tags: references decoded, blanks squeezed."""
        source = self._source
        if source[start:end].isspace():
            if not self._blank:
                self._add_piece(" ", start, end)
            return
        if self._blank and source[start] == " ":
            start += 1
        position = start
        for edit in _EDITED.finditer(source, start, end):
            self._add_piece(source[position : edit.start()], position, edit.start())
            printed = _printed(edit[0])
            if printed != " " or not self._blank:
                self._add_piece(printed, edit.start(), edit.end())
                self._blank = printed == " "
            position = edit.end()
        self._add_piece(source[position:end], position, end)

    def _add_piece(self, text: str, start: int, end: int) -> None:
        if text:
            self._pieces.append(_Piece(self._size, start, end, len(text)))
            self._parts.append(text)
            self._size += len(text)
            self._blank = text[-1] == " "


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE)

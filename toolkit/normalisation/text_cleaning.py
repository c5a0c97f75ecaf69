"""Cleans characters without losing where they was: mojibake, composition, blanks, invisible marks.

Quotation marks, dashes and letters stay as printed.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from toolkit.normalisation.character_classes import CharacterClasses

# What UTF-8 looks like after it was read as Latin-1, Windows-1252, 1250 or 1251: a lead, then a trail.
_LEADS = "ÂÃÄÅâÐÑÎÏØÙĂÎГРв"
_TRAIL = re.compile("[\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_MOJIBAKE = re.compile(f"[{_LEADS}]{_TRAIL.pattern}")
# Line endings of other systems, invisible marks, control characters. A zero-width joiner stays beside the
# letters and emoji that need it.
_UNWANTED = re.compile(
    r"\r\n?"
    r"|\xad+[ \t]*(?:\r\n?|\n)[ \t]*(?=[^\W\d_])"  # a soft hyphen at the end of a line: the word goes on
    r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
    r"|(?<![\u0590-\u1fff\u2600-\u2fff\u3001-\ufefe\uff00-\U0010ffff])[\u200c\u200d]+"
)
_UNWANTED_SIGN = re.compile(
    r"[\r\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
"""Every first character of the unwanted: looking for one of a set is ten times faster than for alternatives."""
_FIELD_MARKS = re.compile(r"^(\^)(?=[^\s<=^])(?:[^\n<]{0,200}[^\n<\s])([<=])[ \t]*$", re.MULTILINE)
"""A line as ANPA 1312 marks headline and byline: a circumflex before it, an end of a line behind it."""
# One character for one character, so no offset moves.
_BLANK = re.compile(r"[\t\xa0\u2000-\u200a\u202f\u205f\u3000]")
_NEWLINE = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_REPLACED = ((_BLANK, " "), (_NEWLINE, "\n"), (_SURROGATE, "\ufffd"))
# What is to be looked for in a text is known by its characters, one bit for each kind.
_FINE, _LEAD, _TRAILS, _SIGN, _COMBINING, _FOREIGN = 1, 2, 4, 8, 16, 32


@dataclass(frozen=True, slots=True)
class Edits:
    """One pass over a text: where each edited piece starts and ends before and after."""

    old_starts: list[int]
    old_ends: list[int]
    new_starts: list[int]
    new_ends: list[int]

    def old_offset(self, offset: int) -> int:
        """Return where a character of the new text was in the old one."""
        index = bisect_right(self.new_starts, offset) - 1
        if index < 0:
            return offset
        if offset >= self.new_ends[index]:
            return offset - self.new_ends[index] + self.old_ends[index]
        return min(self.old_starts[index] + offset - self.new_starts[index], self.old_ends[index])


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit for reading, with the way back to the raw one."""

    text: str
    passes: tuple[Edits, ...] = ()

    def raw_offset(self, offset: int) -> int:
        """Return the offset in the raw text; inside a repaired piece it is exact to that piece."""
        for edits in reversed(self.passes):
            offset = edits.old_offset(offset)
        return offset


def clean(raw: str) -> Cleaned:
    r"""Return the text with `\n` line endings, composed letters, plain blanks and nothing invisible."""
    text, passes = raw, []
    needs = _needs(text)
    for need, find_edits in ((_LEAD, _repaired), (_SIGN, _without_unwanted), (_COMBINING, _composed)):
        edits = list(find_edits(text)) if needs & need else []
        if edits:
            text, edited = _apply(text, edits)
            passes.append(edited)
            needs |= _needs(text)  # a repair brings others to light
    if needs & _FOREIGN:
        for characters, replacement in _REPLACED:
            text = characters.sub(replacement, text)
    if "^" in text and (edits := list(_without_field_marks(text))):
        text, edited = _apply(text, edits)
        passes.append(edited)
    return Cleaned(text, tuple(passes))


def _needs(text: str) -> int:
    """Return the kinds of characters in a text; a lead counts only where a trail follows."""
    kinds = _KINDS.of(text)
    needs = int(np.bitwise_or.reduce(kinds, initial=0))
    if needs & _LEAD and not ((kinds[:-1] & _LEAD != 0) & (kinds[1:] & _TRAILS != 0)).any():
        needs -= _LEAD
    return needs


def _kinds_of(character: str) -> int:
    """Return the kinds that a character belongs to."""
    unlike = unicodedata.normalize("NFC", character) != character
    combining = unlike or unicodedata.category(character)[0] == "M" or "\u1100" <= character <= "\u11ff"
    foreign = any(characters.match(character) for characters, _ in _REPLACED)
    return (
        _FINE
        | _LEAD * (character in _LEADS)
        | _TRAILS * (_TRAIL.match(character) is not None)
        | _SIGN * (_UNWANTED_SIGN.match(character) is not None)
        | _COMBINING * combining
        | _FOREIGN * foreign
    )


_KINDS = CharacterClasses(_kinds_of)


def _repaired(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the words of lines that are surely UTF-8 read in another encoding, repaired."""
    import ftfy

    settings = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    for line in re.finditer(r"[^\n]+", text):
        printed = line.group()
        if not printed.isascii() and _MOJIBAKE.search(printed):
            yield from _differences(line.start(), printed, ftfy.fix_text(printed, settings))


def _differences(start: int, old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Give the words that differ; the whole line where the words cannot be matched one to one."""
    if old == new:
        return
    old_words, new_words = old.split(" "), new.split(" ")
    if len(old_words) != len(new_words):
        yield start, start + len(old), new
        return
    for word, repaired in zip(old_words, new_words, strict=True):
        if word != repaired:
            yield start, start + len(word), repaired
        start += len(word) + 1


def _without_unwanted(text: str) -> Iterator[tuple[int, int, str]]:
    """Give every foreign line ending as a newline and every invisible run as nothing."""
    position = 0
    while sign := _UNWANTED_SIGN.search(text, position):
        match = _UNWANTED.match(text, sign.start())
        position = match.end() if match else sign.end()
        if match:
            yield match.start(), match.end(), "\n" if match.group()[0] == "\r" else ""


def _without_field_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the marks of wire copy around a whole line as nothing."""
    for match in _FIELD_MARKS.finditer(text):
        yield match.start(1), match.end(1), ""
        yield match.start(2), match.end(2), ""


def _composed(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the words that are not in composed form (NFC), composed."""
    if unicodedata.is_normalized("NFC", text):
        return
    for match in re.finditer(r"\S+", text):
        word = match.group()
        if not word.isascii() and not unicodedata.is_normalized("NFC", word):
            yield match.start(), match.end(), unicodedata.normalize("NFC", word)


def _apply(text: str, pieces: list[tuple[int, int, str]]) -> tuple[str, Edits]:
    """Put the pieces in place of what they replace."""
    edits = Edits([], [], [], [])
    parts: list[str] = []
    position = length = 0
    for start, end, replacement in pieces:
        parts += (text[position:start], replacement)
        length += start - position
        edits.old_starts.append(start)
        edits.old_ends.append(end)
        edits.new_starts.append(length)
        length += len(replacement)
        edits.new_ends.append(length)
        position = end
    parts.append(text[position:])
    return "".join(parts), edits

"""Which spans between marks and behind dashes are quotations, and which are titles, terms and list items."""

import re
from typing import NamedTuple

from toolkit.annotation.quotes.languages.marked_spans import Span
from toolkit.annotation.quotes.languages.naming import is_named, is_reported, is_term, is_title
from toolkit.annotation.quotes.languages.sources import Attribution
from toolkit.annotation.quotes.languages.surroundings import SENTENCE_END, line_end, line_start
from toolkit.annotation.quotes.languages.table import KOREAN, SPACED, SUBJECT_FIRST, Language

_SEPARATOR = re.compile(r"\s?[,–—-][\s–—-]*")
_BLANK = re.compile(r"\s")
_LONGEST_TITLE = 6
"""Words of the longest title."""
_REPEATED = 20
"""Characters at the start of a crosshead that the text has again."""
_LONGEST_SUBHEAD, _SUBHEAD_REACH = 120, 6000
"""Characters of the longest crosshead, and how far around it those words are looked for."""
_CONJUNCTION = 5
"""Letters of the longest conjunction."""
WORDS = 4
"""Shorter spans without attribution are taken for titles and scare quotes."""
_CHARACTERS = 8
"""The same for scripts without blanks between words."""

_QUESTION = 1
"""Blanks in the shortest question behind a dash; items of lists are no questions."""
_UNATTRIBUTED = 20
"""The same where nothing attributes the span."""


class Piece(NamedTuple):
    """A quotation of one or more parts, and its attribution."""

    span: Span
    parts: tuple[tuple[int, int], ...]
    attribution: Attribution | None
    dash: bool


def continues(body: str, previous: Piece | None, piece: Piece) -> bool:
    """Return True if a quotation without attribution goes on with the one before, in its line or the next."""
    if previous is None or not begins_sentence(body, piece.span):
        return False
    return not body[previous.span.outer_end : piece.span.outer_start].strip(' \n.,–—-»”"“') or (
        line_start(body, previous.span.outer_start) == line_start(body, piece.span.outer_start)
    )


def is_joined(body: str, previous: Piece, piece: Piece, table: Language) -> bool:
    """Return True if only a comma or a conjunction is between two quotations of a line: `„...“ und „...“`."""
    between = body[previous.span.outer_end : piece.span.outer_start]
    words = between.strip(" \u00a0,").lower()
    return "\n" not in between and len(words) <= _CONJUNCTION and (not words or words in table.stops)


def begins_sentence(body: str, span: Span) -> bool:
    """Return True if a span opens its line, or a sentence, colon or mark ends before it."""
    before = body[max(line_start(body, span.outer_start), span.outer_start - 3) : span.outer_start].rstrip()
    return not before or bool(SENTENCE_END.search(before + " ")) or before[-1] in ':–—-»”"'


def is_quotation(body: str, piece: Piece, table: Language, *, carried: bool) -> bool:
    """Return False for titles, terms and slogans between marks, and for list items behind dashes."""
    span, attribution = piece.span, piece.attribution
    if piece.dash:
        return carried or attribution is not None or _is_sentence_behind_dash(body, span)
    text = body[span.start : span.end]
    adjacent = attribution is not None and attribution.adjacent
    if table.script not in (SPACED, KOREAN):
        return len(text) >= (4 if adjacent else _CHARACTERS if attribution or carried else _UNATTRIBUTED)
    words = text.split()
    governed = not begins_sentence(body, span)
    if is_title(body, span, table):
        return False
    if governed and is_named(body, span, table):
        return True
    if governed and is_reported(body, span, table):
        return True
    if governed and len(words) < 3 and is_term(body, span, table):
        return False
    if table.cased and _is_name(
        words, text, governed=governed and not (adjacent and table.topic_comma), adjacent=adjacent
    ):
        return False
    if adjacent and not governed:
        return len(words) >= 2 or text[-1] in ",.!?" or _verb_follows(body, span, table)
    if attribution is not None or carried:
        joined = body[max(0, span.outer_start - 2) : span.outer_start].rstrip()[-1:] in (",", "،")
        short = text[0].islower() or text[-1] in ".!?…" or joined or (adjacent and _has_no_capitals(table))
        return len(words) >= (2 if short else 3)
    if _is_subhead(body, span):
        return False
    if governed and table.cased and table.order != SUBJECT_FIRST and text[0].islower():
        return len(words) >= WORDS
    return len(words) > WORDS and (begins_sentence(body, span) or text[-1] in ".,!?…")


def _has_no_capitals(table: Language) -> bool:
    return table.topic_comma or table.script == KOREAN


def _verb_follows(body: str, span: Span, table: Language) -> bool:
    """Return True if a comma or dash and a reporting verb follow a span: `„Weiter“, sagte sie`."""
    separator = _SEPARATOR.match(body, span.outer_end)
    if separator is None and table.order == SUBJECT_FIRST:
        separator = _BLANK.match(body, span.outer_end)
    return separator is not None and table.verbs.match(body, separator.end(), len(body)) is not None


def _is_sentence_behind_dash(body: str, span: Span) -> bool:
    """Return True if a line behind a long dash is a sentence rather than an item of a list."""
    dash = body[line_start(body, span.start) : span.start].strip()
    sentence = body[span.start].isupper() and body[span.end - 1] in ".!?…"
    fewest = _QUESTION if body[span.end - 1] == "?" else WORDS
    return dash in ("–", "—") and sentence and body.count(" ", span.start, span.end) >= fewest


def _is_subhead(body: str, span: Span) -> bool:
    """Return True if a span fills its line and repeats words of the text: a crosshead."""
    start, end = line_start(body, span.outer_start), line_end(body, span.outer_end)
    if body[start : span.outer_start].strip() or body[span.outer_end : end].strip():
        return False
    if span.end - span.start > _LONGEST_SUBHEAD:
        return False
    first = body[span.start : min(span.end, span.start + _REPEATED)]
    return body.count(first, max(0, span.start - _SUBHEAD_REACH), span.end + _SUBHEAD_REACH) > 1


def _is_name(words: list[str], text: str, *, governed: bool, adjacent: bool) -> bool:
    """Return True for titles, slogans and names: short, without punctuation, and with capitals or inside a sentence."""
    if len(words) > _LONGEST_TITLE or text[-1] in ".,!?…":
        return False
    if governed and text[0].isupper():
        return True
    capitals = sum(word[0].isupper() for word in words)
    return not adjacent and len(words) > 1 and capitals * 10 >= len(words) * 6


def is_clause(body: str, span: Span) -> bool:
    """Return True if a span is a clause of its own rather than words inside the reporter's sentence."""
    if begins_sentence(body, span) or (body[span.start].isupper() and body.count(" ", span.start, span.end) >= 3):
        return True
    return body[span.end - 1] in ".!?…。！？" and body.count(" ", span.start, span.end) >= 3

"""Quotations in languages that no ranker was trained for: spans and speakers by the rules of each language."""

import re
from bisect import bisect_right
from typing import NamedTuple

from toolkit.annotation.quotes.languages.attribution_rules import Attribution, attribute
from toolkit.annotation.quotes.languages.clauses import SENTENCE_END, line_end, line_start
from toolkit.annotation.quotes.languages.dash_speech import DashLine, dash_line
from toolkit.annotation.quotes.languages.insertions import split_insertion
from toolkit.annotation.quotes.languages.marked_spans import Span, marked_spans
from toolkit.annotation.quotes.languages.noun_phrases import NAME, Mention, mentions, plain_noun_after
from toolkit.annotation.quotes.languages.speaker_names import SpeakerNames
from toolkit.annotation.quotes.languages.table import KOREAN, SPACED, Language, language_of
from toolkit.annotation.quotes.languages.unspaced_rules import attribute_unspaced
from toolkit.contract.records import Part, Quote

_LABEL = re.compile(r"^\s*((?:[^\W\d_][\w’'.-]*\s+){0,3}[^\W\d_][\w’'.-]*)\s*:\s*[\"“”„«»]?\s*$")
"""What precedes a quotation that begins its line: a name of up to four words and a colon."""
_LONGEST_LABEL = 80
_LONGEST_TITLE = 6
"""Words of the longest title."""
_REPEATED = 20
"""Characters at the start of a crosshead that the text has again."""
_WORDS = 4
"""Shorter spans without attribution are taken for titles and scare quotes."""
_CHARACTERS = 10
"""The same for scripts without blanks between words."""
_CARRIED, _UNKNOWN, _LABELLED = 0.65, 0.3, 0.8
"""Confidence of a speaker carried over from the quotation before, of none, and of one named before a colon."""


class _Piece(NamedTuple):
    """A quotation of one or more parts, and its attribution."""

    span: Span
    parts: tuple[tuple[int, int], ...]
    attribution: Attribution | None
    dash: bool


def find_foreign_quotes(body: str, language: str | None = None) -> tuple[Quote, ...]:
    """Find the quotations of a text, in order and without overlap.

    In a language with a table of rules the speaker is looked for; elsewhere it is null unless a label names it.
    """
    table = language_of(language)
    if table is None:
        spans = (span for span in marked_spans(body) if body.count(" ", span.start, span.end) + 1 >= _WORDS)
        return tuple(_labelled(body, span) for span in spans)
    pieces = _pieces(body, table)
    names = SpeakerNames(body, table)
    quotes: list[Quote] = []
    last: Mention | None = None
    previous: _Piece | None = None
    for piece in pieces:
        attribution = piece.attribution
        mention = attribution.mention if attribution else None
        carried = (
            mention is None and last is not None and (attribution is not None or _continues(body, previous, piece))
        )
        if not _is_quotation(body, piece, table, carried=carried):
            continue
        mention = last if carried else mention
        quotes.append(_quote(body, piece, mention, names, carried=carried))
        last, previous = mention or last, piece
    return tuple(quotes)


def _pieces(body: str, table: Language) -> list[_Piece]:
    """Find dash speech and marked spans, with their attributions, in order."""
    dashes = _dash_lines(body, table) if table.dash_speech else []
    starts = [line.start for line in dashes]
    spans = []
    for span in marked_spans(body, reversed_guillemets=table.reversed_guillemets):
        index = bisect_right(starts, span.start) - 1
        if index < 0 or span.start >= dashes[index].end:
            spans.append(span)
    pieces = [_marked_piece(body, spans, number, table) for number in range(len(spans))]
    pieces += [_dash_piece(body, line, table) for line in dashes]
    return sorted(pieces, key=lambda piece: piece.span.start)


def _marked_piece(body: str, spans: list[Span], number: int, table: Language) -> _Piece:
    span = spans[number]
    left = spans[number - 1].outer_end if number else 0
    right = spans[number + 1].outer_start if number + 1 < len(spans) else len(body)
    if table.script != SPACED:
        return _Piece(span, ((span.start, span.end),), attribute_unspaced(body, span, right, table), dash=False)
    if table.inner_insertion:
        cut = split_insertion(body, span, table)
        if cut is not None:
            return _Piece(span, cut[0], cut[1], dash=False)
    return _Piece(span, ((span.start, span.end),), attribute(body, span, left, right, table), dash=False)


def _dash_lines(body: str, table: Language) -> list[DashLine]:
    lines: list[DashLine] = []
    start = 0
    while start < len(body):
        end = line_end(body, start)
        line = dash_line(body, start, end, table)
        if line is not None and any(character.isalnum() for character in body[line.parts[0][0] : line.parts[0][1]]):
            lines.append(line)
        start = end + 1
    return lines


def _dash_piece(body: str, line: DashLine, table: Language) -> _Piece:
    """Attribute a line of dash speech by the reporter's insertion."""
    begin, stop = line.insertion
    parts = tuple((start, end) for start, end in line.parts if end > start)
    span = Span(parts[0][0], parts[-1][1], parts[0][0], parts[0][1], opened=True, closed=True)
    verb = table.verbs.search(body, begin, stop) if begin < stop else None
    if verb is None:
        return _Piece(span, parts, None, dash=True)
    before = list(mentions(body, begin, verb.start(), table))
    subject = before[-1] if before else next(iter(mentions(body, verb.end(), stop, table)), None)
    subject = subject or plain_noun_after(body, verb.end(), stop, table)
    return _Piece(span, parts, Attribution(subject, verb.group(), 0.92, adjacent=True), dash=True)


def _continues(body: str, previous: _Piece | None, piece: _Piece) -> bool:
    """Return True if a quotation without attribution goes on with the one before, in its line or the next."""
    if previous is None or not _begins_sentence(body, piece.span):
        return False
    return not body[previous.span.outer_end : piece.span.outer_start].strip(' \n.,–—-»”"“') or (
        line_start(body, previous.span.outer_start) == line_start(body, piece.span.outer_start)
    )


def _begins_sentence(body: str, span: Span) -> bool:
    before = body[max(line_start(body, span.outer_start), span.outer_start - 3) : span.outer_start].rstrip()
    return not before or bool(SENTENCE_END.search(before + " ")) or before[-1] in ':–—-»”"'


def _is_quotation(body: str, piece: _Piece, table: Language, *, carried: bool) -> bool:
    """Return False for titles, terms and slogans between marks, and for list items behind dashes."""
    span, attribution = piece.span, piece.attribution
    if piece.dash:
        return carried or attribution is not None or _is_sentence_behind_dash(body, span)
    text = body[span.start : span.end]
    adjacent = attribution is not None and attribution.adjacent
    if table.script not in (SPACED, KOREAN):
        return len(text) >= (4 if adjacent else _CHARACTERS if attribution or carried else 2 * _CHARACTERS)
    words = text.split()
    governed = not _begins_sentence(body, span)
    if table.cased and _is_name(words, text, governed=governed, adjacent=adjacent):
        return False
    if adjacent and not governed:
        return len(words) >= 2 or body[span.end - 1] in ",.!?"
    if attribution is not None or carried:
        return len(words) >= (2 if text[0].islower() else 3)
    if _is_subhead(body, span):
        return False
    return len(words) > _WORDS and (_begins_sentence(body, span) or text[-1] in ".,!?…")


def _is_sentence_behind_dash(body: str, span: Span) -> bool:
    """Return True if a line behind a long dash is a sentence rather than an item of a list."""
    dash = body[line_start(body, span.start) : span.start].strip()
    sentence = body[span.start].isupper() and body[span.end - 1] in ".!?…"
    return dash in ("–", "—") and sentence and body.count(" ", span.start, span.end) >= _WORDS


def _is_subhead(body: str, span: Span) -> bool:
    """Return True if a span fills its line and repeats words of the text: a crosshead."""
    start, end = line_start(body, span.outer_start), line_end(body, span.outer_end)
    if body[start : span.outer_start].strip() or body[span.outer_end : end].strip():
        return False
    first = body[span.start : min(span.end, span.start + _REPEATED)]
    return body.count(first) > 1


def _is_name(words: list[str], text: str, *, governed: bool, adjacent: bool) -> bool:
    """Return True for titles, slogans and names: short, without punctuation, and with capitals or inside a sentence."""
    if len(words) > _LONGEST_TITLE or text[-1] in ".,!?…":
        return False
    if governed and text[0].isupper():
        return True
    capitals = sum(word[0].isupper() for word in words)
    return not adjacent and len(words) > 1 and capitals * 10 >= len(words) * 6


def _quote(body: str, piece: _Piece, mention: Mention | None, names: SpeakerNames, *, carried: bool) -> Quote:
    attribution = piece.attribution
    speaker = names.resolve(mention) if mention is not None else None
    confidence = _CARRIED if carried or attribution is None else attribution.confidence
    cue = attribution.cue if attribution and not carried else None
    kind = "direct" if piece.dash or _is_clause(body, piece.span) else "fragment"
    return _record(body, piece.parts, kind, mention, speaker=speaker, cue=cue, confidence=confidence)


def _record(
    body: str,
    parts: tuple[tuple[int, int], ...],
    kind: str,
    mention: Mention | None,
    *,
    speaker: str | None,
    cue: str | None,
    confidence: float,
) -> Quote:
    """Return the record of a quotation; `confidence` is that of its speaker, and counts only where there is one."""
    start, end = parts[0][0], parts[-1][1]
    return Quote(
        text=body[start:end],
        start=start,
        end=end,
        parts=tuple(Part(*part) for part in parts),
        kind=kind,
        speaker=speaker,
        speaker_text=body[mention.start : mention.end] if mention is not None else None,
        speaker_start=mention.start if mention is not None else None,
        speaker_end=mention.end if mention is not None else None,
        cue=cue,
        confidence=confidence if mention is not None else _UNKNOWN,
    )


def _is_clause(body: str, span: Span) -> bool:
    """Return True if a span is a clause of its own rather than words inside the reporter's sentence."""
    if _begins_sentence(body, span) or (body[span.start].isupper() and body.count(" ", span.start, span.end) >= 3):
        return True
    return body[span.end - 1] in ".!?…。！？" and body.count(" ", span.start, span.end) >= 3


def _labelled(body: str, span: Span) -> Quote:
    """Return a quotation of an unknown language: its speaker is named only by a label at the start of the line."""
    line = line_start(body, span.outer_start)
    label = _LABEL.match(body[line : span.outer_start]) if span.outer_start - line < _LONGEST_LABEL else None
    named = label is not None and all(word[0].isupper() for word in label.group(1).split())
    mention = Mention(line + label.start(1), line + label.end(1), NAME) if label and named else None
    speaker = body[mention.start : mention.end] if mention else None
    parts = ((span.start, span.end),)
    return _record(body, parts, "direct", mention, speaker=speaker, cue=None, confidence=_LABELLED)

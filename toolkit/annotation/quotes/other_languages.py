"""Quotations in languages that no ranker was trained for: spans and speakers by the rules of each language."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from toolkit.annotation.quotes.languages.attribution_rules import attribute, governing_subject, introducing_subject
from toolkit.annotation.quotes.languages.dash_speech import DashLine, dash_lines
from toolkit.annotation.quotes.languages.insertions import split_insertion
from toolkit.annotation.quotes.languages.marked_spans import Span, marked_spans
from toolkit.annotation.quotes.languages.noun_phrases import NAME, Mention, mentions, plain_noun_after
from toolkit.annotation.quotes.languages.quotation_spans import (
    WORDS,
    Piece,
    begins_sentence,
    continues,
    is_clause,
    is_joined,
    is_quotation,
)
from toolkit.annotation.quotes.languages.sources import Attribution
from toolkit.annotation.quotes.languages.speaker_names import SpeakerNames
from toolkit.annotation.quotes.languages.subjects import holds_given_name, noun_before, subject_before, subject_right
from toolkit.annotation.quotes.languages.surroundings import line_start
from toolkit.annotation.quotes.languages.table import SPACED, Language, language_of
from toolkit.annotation.quotes.languages.unspaced_rules import attribute_unspaced
from toolkit.annotation.quotes.quotation_marks import find_single_pieces
from toolkit.contract.records import Part, Quote

_LABEL = re.compile(r"^\s*((?:[^\W\d_][\w’'.-]*\s+){0,3}[^\W\d_][\w’'.-]*)\s*:\s*[\"“”„«»]?\s*$")
"""What precedes a quotation that begins its line: a name of up to four words and a colon."""
_LONGEST_LABEL = 80
_NARRATION = 4
"""Characters before a quotation in which the sentence before it ends."""
_CARRIED, _UNKNOWN, _LABELLED = 0.62, 0.35, 0.8
"""Confidence of a speaker carried over from the quotation before, of none, and of one named before a colon."""


def find_foreign_quotes(body: str, language: str | None = None) -> tuple[Quote, ...]:
    """Find the quotations of a text, in order and without overlap.

    In a language with a table of rules the speaker is looked for; elsewhere it is null unless a label names it.
    """
    table = language_of(language)
    if table is None:
        spans = (span for span in marked_spans(body) if body.count(" ", span.start, span.end) + 1 >= WORDS)
        return tuple(_labelled(body, span) for span in spans)
    names = SpeakerNames(body, table)
    pieces = _pieces(body, table, names)
    surnames = _surnames(names, table) if pieces else frozenset()
    quotes: list[Quote] = []
    last: Mention | None = None
    previous: Piece | None = None
    for piece_of_text in pieces:
        candidate = _with_earlier_subject(body, piece_of_text, previous, table)
        carried = last is not None and _is_carried(body, previous, candidate)
        joined = previous is not None and is_joined(body, previous, candidate, table)
        if not joined and not is_quotation(body, candidate, table, carried=carried):
            continue
        piece = candidate if carried else _governed(body, candidate, table, surnames)
        mention = last if carried else piece.attribution.mention if piece.attribution else None
        quotes.append(_quote(body, piece, mention, names, carried=carried))
        last, previous = mention or last, piece
    return without_conflicts(quotes)


def without_conflicts(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return the quotations that begin behind the end of the one before; a speaker within the quoted words is unknown.

    The contract refuses an article that breaks either rule, and a doubtful quotation is no reason to lose an article.
    """
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda quote: quote.start):
        if kept and quote.start < kept[-1].end:
            continue
        kept.append(_without_speaker(quote) if _speaks_of_itself(quote) else quote)
    return tuple(kept)


def _speaks_of_itself(quote: Quote) -> bool:
    """Return True if the mention of the speaker overlaps the quoted words."""
    if quote.speaker_start is None or quote.speaker_end is None:
        return False
    return any(quote.speaker_start < part.end and part.start < quote.speaker_end for part in quote.parts)


def _without_speaker(quote: Quote) -> Quote:
    return replace(
        quote, speaker=None, speaker_text=None, speaker_start=None, speaker_end=None, cue=None, confidence=_UNKNOWN
    )


def _pieces(body: str, table: Language, names: SpeakerNames) -> list[Piece]:
    """Find dash speech and marked spans, with their attributions, in order."""
    dashes = dash_lines(body, table) if table.dash_speech else []
    starts = [line.start for line in dashes]
    spans = []
    for span in _spans(body, table):
        index = bisect_right(starts, span.start) - 1
        if index < 0 or span.start >= dashes[index].end:
            spans.append(span)
    surnames = _surnames(names, table) if spans else frozenset()
    pieces = [_marked_piece(body, spans, number, table, surnames) for number in range(len(spans))]
    pieces += [_dash_piece(body, line, table) for line in dashes]
    return _joined_paragraphs(body, sorted(pieces, key=lambda piece: piece.span.start))


def _surnames(names: SpeakerNames, table: Language) -> frozenset[str]:
    """Return the last names of a text where the language needs them to tell names from other nouns."""
    return names.surnames if table.noun_capitals else frozenset()


def _joined_paragraphs(body: str, pieces: list[Piece]) -> list[Piece]:
    """Join a quotation that no mark closes with the one that opens the next paragraph: one of several parts."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and not before.span.closed and _opens_next_line(body, before.span, piece.span):
            attribution = before.attribution or piece.attribution
            span = before.span._replace(end=piece.span.end, outer_end=piece.span.outer_end, closed=piece.span.closed)
            joined[-1] = Piece(span, before.parts + piece.parts, attribution, before.dash)
        else:
            joined.append(piece)
    return joined


def _opens_next_line(body: str, before: Span, span: Span) -> bool:
    between = body[before.outer_end : span.outer_start]
    return "\n" in between and not between.strip() and span.opened


def _spans(body: str, table: Language) -> list[Span]:
    """Find the spans between single marks where a language and a text use them, else between double ones."""
    pieces = find_single_pieces(body, stops_outside=True) if table.single_marks else None
    if pieces is None:
        return marked_spans(body, reversed_guillemets=table.reversed_guillemets)
    return [Span(piece.start, piece.end, piece.start - 1, piece.end + 1, opened=True, closed=True) for piece in pieces]


def _marked_piece(body: str, spans: list[Span], number: int, table: Language, surnames: frozenset[str]) -> Piece:
    span = spans[number]
    left = spans[number - 1].outer_end if number else 0
    right = spans[number + 1].outer_start if number + 1 < len(spans) else len(body)
    if table.script != SPACED:
        return Piece(span, ((span.start, span.end),), attribute_unspaced(body, span, left, right, table), dash=False)
    cut = split_insertion(body, span, table)
    if cut is not None:
        return Piece(span, cut[0], cut[1], dash=False)
    return Piece(
        span,
        ((span.start, span.end),),
        attribute(body, span, table, left=left, right=right, surnames=surnames),
        dash=False,
    )


def _dash_piece(body: str, line: DashLine, table: Language) -> Piece:
    """Attribute a line of dash speech by the reporter's insertion."""
    begin, stop = line.insertion
    parts = tuple((start, end) for start, end in line.parts if end > start)
    span = Span(parts[0][0], parts[-1][1], parts[0][0], parts[0][1], opened=True, closed=True)
    source = table.according.match(body, begin, stop) if begin < stop else None
    if source is not None:
        named = next(iter(mentions(body, source.end(), stop, table)), None)
        named = named or plain_noun_after(body, source.end(), stop, table)
        return Piece(span, parts, Attribution(named, source.group(), 0.8, adjacent=True), dash=True)
    if line.verb is None:
        opening = span._replace(outer_start=line.start)
        return Piece(span, parts, introducing_subject(body, opening, table), dash=True)
    verb = line.verb
    before = list(mentions(body, begin, verb.start(), table))
    subject = before[-1] if before else subject_right(body, verb, stop, table)
    subject = subject or noun_before(body, verb.start(), begin, table)
    return Piece(span, parts, Attribution(subject, verb.group(), 0.94, adjacent=True), dash=True)


def _with_earlier_subject(body: str, piece: Piece, previous: Piece | None, table: Language) -> Piece:
    """Give a verb without subject that of the sentence before, if no quotation is between."""
    attribution = piece.attribution
    if attribution is not None and attribution.mention is not None:
        return piece
    before = body[max(0, piece.span.outer_start - _NARRATION) : piece.span.outer_start].rstrip()
    if attribution is None and (piece.dash or before[-1:] != "." or not begins_sentence(body, piece.span)):
        return piece
    limit = previous.span.outer_end if previous is not None else 0
    subject = subject_before(body, piece.span, limit, table)
    if subject is None:
        return piece
    if attribution is not None:
        return piece._replace(attribution=attribution._replace(mention=subject, confidence=_CARRIED))
    if not holds_given_name(body, subject):
        return piece
    return piece._replace(attribution=Attribution(subject, None, _CARRIED, adjacent=False))


def _is_carried(body: str, previous: Piece | None, piece: Piece) -> bool:
    """Return True if the last speaker goes on: the verb is without subject, or there is no verb at all."""
    if piece.attribution is not None:
        return piece.attribution.mention is None
    return continues(body, previous, piece)


def _governed(body: str, piece: Piece, table: Language, surnames: frozenset[str]) -> Piece:
    """Give words inside the reporter's sentence that no verb attributes to the subject of the sentence."""
    if piece.attribution is not None or piece.dash:
        return piece
    return piece._replace(attribution=governing_subject(body, piece.span, table, surnames))


def _quote(body: str, piece: Piece, mention: Mention | None, names: SpeakerNames, *, carried: bool) -> Quote:
    attribution = piece.attribution
    speaker = names.resolve(mention) if mention is not None else None
    confidence = _CARRIED if carried or attribution is None else attribution.confidence
    cue = attribution.cue if attribution and not carried else None
    kind = "direct" if piece.dash or is_clause(body, piece.span) else "fragment"
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


def _labelled(body: str, span: Span) -> Quote:
    """Return a quotation of an unknown language: its speaker is named only by a label at the start of the line."""
    line = line_start(body, span.outer_start)
    label = _LABEL.match(body[line : span.outer_start]) if span.outer_start - line < _LONGEST_LABEL else None
    named = label is not None and all(word[0].isupper() for word in label.group(1).split())
    mention = Mention(line + label.start(1), line + label.end(1), NAME) if label and named else None
    speaker = body[mention.start : mention.end] if mention else None
    parts = ((span.start, span.end),)
    return _record(body, parts, "direct", mention, speaker=speaker, cue=None, confidence=_LABELLED)

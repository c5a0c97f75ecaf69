"""Quotations in languages that no ranker was trained for: spans, and speakers only where a line names them."""

import re

from toolkit.annotation.quotes.quotation_marks import Piece, find_pieces
from toolkit.contract.records import Part, Quote

_LABEL = re.compile(r"^\s*((?:[^\W\d_][\w’'.-]*\s+){0,3}[^\W\d_][\w’'.-]*)\s*:\s*[\"“”„«»]?\s*$")
"""What stands before a quote that begins its line: a name of up to four words and a colon."""
_LONGEST = 80
"""Characters of the longest label."""
_WORDS = 4
"""Shorter stretches are taken for titles and scare quotes."""
_NOBODY = (None, None, None)
_CONFIDENCE = {True: 0.8, False: 0.3}
"""With and without a name at the start of the line; chosen by hand, for no gold data exists."""


def find_foreign_quotes(body: str) -> tuple[Quote, ...]:
    """Find what stands between marks and is long enough for speech; the speaker is null unless a label names it."""
    pieces = (piece for piece in find_pieces(body) if body.count(" ", piece.start, piece.end) + 1 >= _WORDS)
    return tuple(_quote(body, piece) for piece in pieces)


def _quote(body: str, piece: Piece) -> Quote:
    line = body.rfind("\n", max(0, piece.start - _LONGEST), piece.start) + 1
    label = _LABEL.match(body[line : piece.start]) if line or piece.start <= _LONGEST else None
    named = label is not None and all(word[0].isupper() for word in label.group(1).split())
    speaker, start, end = (label.group(1), line + label.start(1), line + label.end(1)) if label and named else _NOBODY
    return Quote(
        text=body[piece.start : piece.end],
        start=piece.start,
        end=piece.end,
        parts=(Part(piece.start, piece.end),),
        kind="direct",
        speaker=speaker,
        speaker_text=speaker,
        speaker_start=start,
        speaker_end=end,
        cue=None,
        confidence=_CONFIDENCE[named],
    )

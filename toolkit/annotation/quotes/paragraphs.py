"""Paragraphs of a body as the speaker search sees them: pieces, narration, mentions, each read when first needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.annotation.quotes.clauses import Clause, read_clause
from toolkit.annotation.quotes.mentions import Mention, find_mentions
from toolkit.annotation.quotes.narration import Narration, read_narration
from toolkit.annotation.quotes.quotation_marks import Piece

_MARK_WIDTH = 3
"""Characters that an opening mark and a blank take up at the start of a line."""


@dataclass(eq=False)
class Paragraph:
    """One line of the body that is not blank; not frozen, because its reading is kept."""

    body: str
    number: int
    """Position among the paragraphs, from 0."""
    start: int
    end: int
    pieces: Sequence[Piece]

    @cached_property
    def narration(self) -> Narration:
        """The reporter's words."""
        return read_narration(self.body, self.start, self.end, self.pieces)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Candidate speakers, from left to right."""
        return find_mentions(self.narration)

    @cached_property
    def clauses(self) -> "Clauses":
        """What each mention does in its clause, by the number of the mention."""
        return Clauses(self.narration, self.mentions)


class Clauses(dict[int, Clause]):
    """The clauses of mentions, each read when it is first asked for."""

    def __init__(self, narration: Narration, mentions: Sequence[Mention]) -> None:
        super().__init__()
        self._narration = narration
        self._mentions = mentions

    def __missing__(self, number: int) -> Clause:
        clause = self[number] = read_clause(self._narration, self._mentions[number])
        return clause


def split_paragraphs(body: str, pieces: Sequence[Piece]) -> list[Paragraph]:
    """Cut a body into its paragraphs, each with the pieces that are in it.

    A line that ends in a colon or comma and the line that a mark opens after it are one paragraph.
    """
    paragraphs: list[Paragraph] = []
    begin = tail = -1
    start = used = 0
    for line in body.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            opens = used < len(pieces) and pieces[used].start <= start + _MARK_WIDTH
            if begin >= 0 and not opens:
                begin = _close(paragraphs, body, begin, tail, [])
            first = used
            while used < len(pieces) and pieces[used].start < end:
                used += 1
            begin, tail = start if begin < 0 else begin, end
            if used > first or line.rstrip()[-1] not in ":,":
                begin = _close(paragraphs, body, begin, end, pieces[first:used])
        start = end + 1
    if begin >= 0:
        _close(paragraphs, body, begin, tail, [])
    return paragraphs


def _close(paragraphs: list[Paragraph], body: str, start: int, end: int, pieces: Sequence[Piece]) -> int:
    paragraphs.append(Paragraph(body, len(paragraphs), start, end, pieces))
    return -1

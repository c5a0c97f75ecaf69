"""Candidates: which mentions may be the speaker of a piece, and how each relates to it."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, cast

from toolkit.annotation.quotes.clauses import Clause
from toolkit.annotation.quotes.mentions import Mention
from toolkit.annotation.quotes.paragraphs import Paragraph
from toolkit.annotation.quotes.quotation_marks import Piece
from toolkit.annotation.quotes.speaker_features import (
    Distance,
    Key,
    Look,
    Place,
    Setting,
    context_keys,
    read_look,
    read_setting,
)

_WINDOW = 300
"""Tokens between a mention and a piece that are looked at: more of them make no difference."""
_PREVIOUS = 5
"""How many mentions at the end of the previous paragraph are considered."""
_BEFORE, _AFTER = 8, 6
"""How many mentions are considered on either side of a piece in its paragraph."""
_RANKS, _CUED = "01234444", "01233333"
_SIDES = {side: [[f"{side}{ends}{pieces}" for pieces in range(3)] for ends in range(3)] for side in "ab"}
_NOUNS = ("nominal", "bare")


class Speaker(NamedTuple):
    """A mention, the paragraph it is in, and its number among the paragraph's mentions."""

    paragraph: Paragraph
    mention_number: int

    @property
    def mention(self) -> Mention:
        """The mention itself."""
        return self.paragraph.mentions[self.mention_number]

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the mention in the body."""
        return self.paragraph.narration.span(self.mention.first, self.mention.last)

    @property
    def words(self) -> str:
        """The words of the mention with single blanks."""
        mention = self.mention
        return " ".join(self.paragraph.narration.words[mention.first : mention.last])

    @property
    def clause(self) -> Clause:
        """What the mention does in its clause."""
        return self.paragraph.clauses[self.mention_number]


class Candidate(NamedTuple):
    """A possible speaker of one piece."""

    paragraph: Paragraph
    mention_number: int
    where: Place | Distance

    @property
    def speaker(self) -> Speaker:
        """The mention with its paragraph."""
        return Speaker(self.paragraph, self.mention_number)


# What a NamedTuple is made with, without the Python function around it: half the time.
_candidate = cast("Callable[[tuple[Paragraph, int, Place | Distance]], Candidate]", partial(tuple.__new__, Candidate))
_place = cast("Callable[[tuple[str, str, str, str, Clause, str, str, bool]], Place]", partial(tuple.__new__, Place))


class Choice(NamedTuple):
    """Everything the ranker needs to decide on one piece."""

    piece: Piece
    setting: Setting
    candidates: list[Candidate]
    cue: str
    """S when a mention of the paragraph has a reporting verb, w when none has, L when there is no mention."""
    look: Look
    context: tuple[Key, ...]
    """The words around the piece, which speak for or against refusing it."""


def collect(paragraphs: Sequence[Paragraph], paragraph: Paragraph, piece: Piece, last: Speaker | None) -> Choice:
    """Gather the candidates of a piece, nearest first on each side; `last` is the speaker of the piece before."""
    narration = paragraph.narration
    position = narration.positions[piece.start]
    setting = read_setting(paragraph.body, piece, narration, position)
    candidates = _near(paragraph, position, last)
    strength = _strength(paragraph, candidates)
    single = paragraph.pieces[0] is piece
    if strength != "S" or single:
        candidates += _far(paragraphs, paragraph, last, strength, single=single)
    look = read_look(paragraph.body, piece, narration, position, first=paragraph.number == 0)
    context = context_keys(paragraph.body, piece, narration, position, look)
    return Choice(piece, setting, candidates, strength, look, context)


def _near(paragraph: Paragraph, position: int, last: Speaker | None) -> list[Candidate]:
    mentions = paragraph.mentions
    chosen = last.mention_number if last is not None and last.paragraph is paragraph else -1
    middle = bisect_left(mentions, (position,))
    before = list(range(middle - 1, max(middle - 1 - _BEFORE, -1), -1))
    if 0 <= chosen < middle - _BEFORE:
        before[-1] = chosen
    after = range(middle, min(middle + _AFTER, len(mentions)))
    return _walk(paragraph, position, before, "b", chosen) + _walk(paragraph, position, after, "a", chosen)


def _walk(paragraph: Paragraph, position: int, indices: Sequence[int], side: str, chosen: int) -> list[Candidate]:
    """Walk away from a piece on one side, mention by mention, until two sentences lie between."""
    candidates: list[Candidate] = []
    narration, mentions, clauses = paragraph.narration, paragraph.mentions, paragraph.clauses
    classes, words = narration.classes, narration.words
    after = side == "a"
    limit = 1 if after else 2
    here = position + 1 if after else position
    sides = _SIDES[side]
    sentences = pieces = cued = 0
    for rank, index in enumerate(indices):
        first, end, kind = mentions[index]
        if after:
            stop = min(first, here + _WINDOW)
            sentences += classes.count(".", here, stop)
            pieces += classes.count("Q", here, stop)
            here = end
        else:
            begin = max(end, here - _WINDOW)
            sentences += classes.count(".", begin, here)
            pieces += classes.count("Q", begin, here)
            here = first
        if sentences >= limit and index != chosen:
            continue
        clause = clauses[index]
        cue = clause[-1]
        word = ""
        if kind == "pronoun":
            word = words[first].lower()
        elif kind in _NOUNS:
            word = words[end - 1].lower()
        standing = sides[min(sentences, 2)][min(pieces, 2)]
        bridge = "-" if cue < 0 else _bridge(classes, cue, position)
        where = _place((standing, _RANKS[rank], _CUED[cued], kind, clause, bridge, word, index == chosen))
        candidates.append(_candidate((paragraph, index, where)))
        if cue >= 0:
            cued += 1
    return candidates


def _bridge(classes: str, cue: int, position: int) -> str:
    between = classes[position + 1 : cue] if cue > position else classes[cue + 1 : position]
    return "0" if not between else between if len(between) < 3 else "+"


def _strength(paragraph: Paragraph, candidates: list[Candidate]) -> str:
    clauses = paragraph.clauses
    for _, index, _ in candidates:
        if clauses[index].cue >= 0:
            return "S"
    return "w" if candidates else "L"


def _far(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, last: Speaker | None, strength: str, *, single: bool
) -> list[Candidate]:
    candidates: list[Candidate] = []
    number = paragraph.number
    previous = paragraphs[number - 1] if number else None
    mark = ""
    if previous is not None and previous.pieces and paragraph.pieces:
        tail = previous.pieces[-1]
        mark = "U" if not tail.closed else "E" if tail.end >= previous.end - 3 else "Q"
    if last is not None and last.paragraph is not paragraph:
        away = min(number - last.paragraph.number, 3)
        candidates.append(_distant(last.paragraph, last.mention_number, "last", f"{strength}{away}{mark}{single:d}"))
    if strength == "S":
        return candidates
    if previous is not None:
        classes = previous.narration.classes
        tail_class = "Q" if classes.endswith(("Q", "Q.")) else classes[-1:]
        sentence = classes.rfind(".", max(0, len(classes) - _WINDOW), len(classes) - 1) + 1
        count = len(previous.mentions)
        mentions = previous.mentions
        spoke = last.mention_number if last is not None and last.paragraph is previous else -1
        for steps, index in enumerate(range(count - 1, max(count - 1 - _PREVIOUS, -1), -1)):
            if index == spoke:
                continue
            first = mentions[index].first
            where = ("S" if first >= sentence else "") + ("F" if first == sentence else "0" if first == 0 else "")
            circumstances = f"{strength}{tail_class}{where}{mark}{min(steps, 3)}"
            candidates.append(_distant(previous, index, "previous", circumstances))
    if number + 1 < len(paragraphs):
        following = paragraphs[number + 1]
        for index, (first, _, _) in enumerate(following.mentions[:2]):
            start = "0" if first == 0 else ""
            circumstances = f"{strength}{index}{start}{paragraph.narration.classes[-1:]}"
            candidates.append(_distant(following, index, "next", circumstances))
    return candidates


def _distant(paragraph: Paragraph, index: int, relation: str, circumstances: str) -> Candidate:
    forward, _, back, _, _, _ = paragraph.clauses[index]
    where = Distance(relation, circumstances, paragraph.mentions[index].kind, forward, back)
    return Candidate(paragraph, index, where)

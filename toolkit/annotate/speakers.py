"""Speakers: gives each piece between marks to a mention, or refuses it as no quotation."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.annotate.candidates import Candidate, Choice, Speaker, collect
from toolkit.annotate.marks import Piece
from toolkit.annotate.paragraphs import Paragraph
from toolkit.annotate.ranker import packaged_scorer

_CARRIED = 0.9
"""Confidence that a piece without an opening mark continues the quote before it."""
_SURE = 20.0
"""Log odds are cut here before they become a probability."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The decision on one piece."""

    piece: Piece
    paragraph: Paragraph
    speaker: Speaker | None
    """Null when the piece is refused."""
    confidence: float
    """Calibrated probability that span and speaker are right; for a refused piece that refusing is right."""
    choice: Choice
    scores: tuple[float, ...]
    """Log odds of the candidates, in their order, and of refusing, last."""


def attribute(paragraphs: Sequence[Paragraph]) -> list[Attribution]:
    """Decide on every piece, from the first to the last; each decision knows the one before."""
    decisions: list[Attribution] = []
    last: Speaker | None = None
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            choice = collect(paragraphs, paragraph, piece, last)
            decision = _decide(choice, paragraph) if piece.opened or last is None else _carry(choice, paragraph, last)
            last = decision.speaker or last
            decisions.append(decision)
    return decisions


def runners_up(decision: Attribution) -> list[tuple[Candidate | None, float]]:
    """List the candidates of a decision with their scores, best first; null stands for refusing the piece."""
    candidates: list[Candidate | None] = [*decision.choice.candidates, None]
    return sorted(zip(candidates, decision.scores, strict=True), key=lambda pair: -pair[1])


def _carry(choice: Choice, paragraph: Paragraph, last: Speaker) -> Attribution:
    """Give a piece that no mark opens to the speaker whose quote it ends."""
    return Attribution(choice.piece, paragraph, last, _CARRIED, choice, (0.0,) * (len(choice.candidates) + 1))


def _decide(choice: Choice, paragraph: Paragraph) -> Attribution:
    scorer = packaged_scorer()
    scores = [scorer.mention(choice.setting, candidate.where) for candidate in choice.candidates]
    scores.append(scorer.refusal(choice.setting, choice.cue, choice.look, choice.context))
    top = max(scores)
    best = scores.index(top)
    rest = sum([math.exp(score - top) for score in scores]) - 1.0
    odds = -math.log(rest) if rest > math.exp(-_SURE) else _SURE
    confidence = 1 / (1 + math.exp(-(scorer.model.slope * odds + scorer.model.offset)))
    speaker = choice.candidates[best].speaker if best < len(choice.candidates) else None
    return Attribution(choice.piece, paragraph, speaker, confidence, choice, tuple(scores))

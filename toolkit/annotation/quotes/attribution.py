"""Speakers: gives each piece between marks to a mention, or refuses it as no quotation."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.annotation.quotes.paragraphs import Paragraph
from toolkit.annotation.quotes.quotation_marks import Piece
from toolkit.annotation.quotes.speaker_candidates import Candidate, Choice, Speaker, collect
from toolkit.annotation.quotes.speaker_features import Look, Setting
from toolkit.annotation.quotes.speaker_ranker import load_model, packaged_scorer

_CARRIED = 0.9
"""Confidence that a piece without an opening mark continues the quote before it."""
_PERSONS = ("name", "pronoun")
"""Mentions that speech goes to when the ranker would rather refuse it."""
_SURE = 20.0
"""Log odds are cut here before they become a probability."""


class Attribution(NamedTuple):
    """The decision on one piece."""

    piece: Piece
    paragraph: Paragraph
    speaker: Speaker | None
    """Null when the piece is refused."""
    confidence: float
    """Calibrated probability that span and speaker are right; for a refused piece that refusing is right."""
    setting: Setting
    look: Look
    before: Speaker | None
    """The speaker of the piece before, which the decision was made with."""


def attribute(paragraphs: Sequence[Paragraph]) -> list[Attribution]:
    """Decide on every piece, from the first to the last; each decision knows the one before."""
    decisions: list[Attribution] = []
    last: Speaker | None = None
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            choice = collect(paragraphs, paragraph, piece, last)
            speaker, confidence = (last, _CARRIED) if last and not piece.opened else _decide(choice)
            decisions.append(Attribution(piece, paragraph, speaker, confidence, choice.setting, choice.look, last))
            last = speaker or last
    return _complete(decisions)


def runners_up(
    paragraphs: Sequence[Paragraph], decision: Attribution
) -> tuple[Choice, list[tuple[Candidate | None, float]]]:
    """Collect the candidates of a decision again, with their scores, best first; null stands for refusing."""
    choice = collect(paragraphs, decision.paragraph, decision.piece, decision.before)
    candidates: list[Candidate | None] = [*choice.candidates, None]
    return choice, sorted(zip(candidates, _scores(choice), strict=True), key=lambda pair: -pair[1])


def is_speech(setting: Setting, look: Look) -> bool:
    """True if a piece is a sentence of its own, which somebody must have said, whoever it was."""
    alone = (setting.before, setting.after) == ("^", "$")
    return (setting.size == "L" or alone) and look.letters == "1" and look.ended == "y"


def _decide(choice: Choice) -> tuple[Speaker | None, float]:
    """Give the best mention, or null for refusing the piece, and the probability that this is right.

    A piece that is surely speech is not refused while there is anybody to have said it.
    """
    scores = _scores(choice)
    best = scores.index(max(scores))
    if best == len(scores) - 1 and is_speech(choice.setting, choice.look):
        kinds = [candidate.speaker.mention.kind for candidate in choice.candidates]
        persons = [index for index, kind in enumerate(kinds) if kind in _PERSONS]
        best = max(persons, key=scores.__getitem__, default=best)
    top = scores[best]
    rest = sum([math.exp(min(score - top, _SURE)) for score in scores]) - 1.0
    odds = -math.log(rest) if rest > math.exp(-_SURE) else _SURE
    model = load_model()
    confidence = 1 / (1 + math.exp(-(model.slope * odds + model.offset)))
    return choice.candidates[best].speaker if best < len(choice.candidates) else None, confidence


def _scores(choice: Choice) -> list[float]:
    """Score the candidates, in their order, and refusing, last."""
    scorer = packaged_scorer()
    scores = [scorer.mention(choice.setting, candidate.where) for candidate in choice.candidates]
    scores.append(scorer.refusal(choice.setting, choice.cue, choice.look, choice.context))
    return scores


def _complete(decisions: list[Attribution]) -> list[Attribution]:
    """Give a refused piece that no mark closes to the speaker of the piece that goes on with it."""
    for index in range(len(decisions) - 1, 0, -1):
        here, after = decisions[index - 1], decisions[index]
        goes_on = not here.piece.closed and after.paragraph.number == here.paragraph.number + 1
        if here.speaker is None and goes_on and after.setting.before == "^":
            decisions[index - 1] = here._replace(speaker=after.speaker, confidence=after.confidence)
    return decisions

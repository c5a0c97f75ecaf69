"""Explanations: why a quotation was given to its speaker, and who else was considered."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.annotation.quotes.attribution import Attribution, runners_up
from toolkit.annotation.quotes.coreference import Resolver
from toolkit.annotation.quotes.find_quotes import attributed_quotes
from toolkit.annotation.quotes.paragraphs import Paragraph, split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces
from toolkit.annotation.quotes.speaker_candidates import Candidate, Choice
from toolkit.annotation.quotes.speaker_features import Distance
from toolkit.annotation.quotes.speaker_ranker import load_model, mention_features, refusal_features
from toolkit.contract.records import Quote

_DISTANCES = {
    "last": "spoke last",
    "previous": "in the paragraph before",
    "next": "in the paragraph after",
}
_LISTED = 4
"""Options and features that are listed."""


@dataclass(frozen=True, slots=True)
class Option:
    """A mention that was considered for a quotation."""

    text: str | None
    """The mention as printed; null stands for taking the words for no quotation at all."""
    start: int | None
    end: int | None
    share: float
    """Its share of the ranker's belief, 0 to 1, before calibration."""
    reason: str
    """Where it is, and its reporting verb."""
    features: tuple[tuple[str, float], ...]
    """The features that weighed most, with their weights: above 0 for the mention, below 0 against it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one quotation came by its speaker."""

    quote: Quote
    rule: str
    """`ranked`, or `carried` when an unclosed or unopened mark ties the words to the quote beside them."""
    options: tuple[Option, ...]
    """The chosen mention first, then the runners-up."""


def explain_quotes(body: str, *, headline: str | None = None) -> tuple[Explanation, ...]:
    """Explain each quotation of an English body, in the order of `find_quotes`."""
    paragraphs = split_paragraphs(body, find_pieces(body))
    attributed = attributed_quotes(paragraphs, Resolver(paragraphs, headline))
    return tuple(_explain(paragraphs, quote, group[0]) for quote, group in attributed)


def _explain(paragraphs: Sequence[Paragraph], quote: Quote, decision: Attribution) -> Explanation:
    choice, ranked = runners_up(paragraphs, decision)
    best, top = ranked[0]
    as_ranked = decision.piece.opened and decision.speaker == (best.speaker if best else None)
    whole = sum(math.exp(score - top) for _, score in ranked)
    options = tuple(_option(choice, candidate, math.exp(score - top) / whole) for candidate, score in ranked[:_LISTED])
    return Explanation(quote, "ranked" if as_ranked else "carried", options)


def _option(choice: Choice, candidate: Candidate | None, share: float) -> Option:
    weights = _heaviest(choice, candidate)
    if candidate is None:
        return Option(None, None, None, round(share, 4), "reads like a title, a nickname or a scare quote", weights)
    start, end = candidate.speaker.span
    return Option(candidate.paragraph.body[start:end], start, end, round(share, 4), _reason(candidate), weights)


def _reason(candidate: Candidate) -> str:
    where, clause = candidate.where, candidate.speaker.clause
    if isinstance(where, Distance):
        reason = _DISTANCES[where.relation]
    else:
        reason = "before the words" if where.side[0] == "b" else "after the words"
        reason += ", another sentence" if where.side[1] != "0" else ""
        reason += ", speaker of the words before" if where.chosen else ""
    if clause.cue < 0:
        return f"{reason}, without a reporting verb"
    verb = candidate.paragraph.narration.words[clause.cue]
    return f"{reason}, according to" if clause.back == "according" else f"{reason}, subject of {verb!r}"


def _heaviest(choice: Choice, candidate: Candidate | None) -> tuple[tuple[str, float], ...]:
    if candidate is None:
        features = refusal_features(choice.setting, choice.cue, choice.look, choice.context)
    else:
        features = mention_features(choice.setting, candidate.where)
    tables = load_model().weights
    weighed = [
        (": ".join((template, " ".join(key))), tables[template][key])
        for template, key in features
        if key in tables[template]
    ]
    return tuple(sorted(weighed, key=lambda pair: -abs(pair[1]))[:_LISTED])

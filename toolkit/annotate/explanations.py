"""Explanations: why a quotation was given to its speaker, and who else was considered."""

import math
from dataclasses import dataclass

from toolkit.annotate.candidates import Candidate, Choice
from toolkit.annotate.marks import find_pieces
from toolkit.annotate.paragraphs import split_paragraphs
from toolkit.annotate.quotes import attributed_quotes
from toolkit.annotate.ranker import load_model, mention_features, refusal_features
from toolkit.annotate.resolution import Resolver
from toolkit.annotate.speakers import Attribution, runners_up
from toolkit.records import Quote

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
    features: tuple[tuple[str, float], ...]
    """The features that weighed most, with their weights: above 0 for the mention, below 0 against it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one quotation came by its speaker."""

    quote: Quote
    rule: str
    """`ranked`, or `carried` for words without an opening mark, which continue the quote before."""
    options: tuple[Option, ...]
    """The chosen mention first, then the runners-up."""


def explain_quotes(body: str, *, headline: str | None = None) -> tuple[Explanation, ...]:
    """Explain each quotation of an English body, in the order of `find_quotes`."""
    paragraphs = split_paragraphs(body, find_pieces(body))
    return tuple(
        Explanation(quote, "ranked" if group[0].piece.opened else "carried", _options(group[0]))
        for quote, group in attributed_quotes(paragraphs, Resolver(paragraphs, headline))
    )


def _options(decision: Attribution) -> tuple[Option, ...]:
    ranked = runners_up(decision)
    whole = sum(math.exp(score - ranked[0][1]) for _, score in ranked)
    return tuple(
        _option(decision, candidate, math.exp(score - ranked[0][1]) / whole) for candidate, score in ranked[:_LISTED]
    )


def _option(decision: Attribution, candidate: Candidate | None, share: float) -> Option:
    weights = _heaviest(decision.choice, candidate)
    if candidate is None:
        return Option(None, None, None, round(share, 4), weights)
    start, end = candidate.speaker.span
    return Option(decision.paragraph.body[start:end], start, end, round(share, 4), weights)


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

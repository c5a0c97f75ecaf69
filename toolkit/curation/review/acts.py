"""Acts of reviewers, and the article that they make of a row; spans are code points of the body of the release.

An act is an object with `op` and what belongs to it:

    set        field, value            headline, standfirst, source, date (EDTF) or authors
    right      quote                   the quote and its speaker are right
    speaker    quote, speaker, mention (null or a span)
    kind       quote, kind
    bounds     quote, span             the quote reaches from there to there
    quote      span, kind              a quote that was not found
    no_quote   quote
    entity     span, type, name        a mention that was not found, or another type or name of one that was
    no_entity  span
    body       span, before, after     where the body begins and ends, and raw text that belongs before and after it
    accept     -
    reject     reason
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from toolkit.curation.exchange.annotation_spans import (
    EntitySpan,
    QuoteSpan,
    annotated,
    entity_rows,
    quote_rows,
)
from toolkit.errors import ConfigError
from toolkit.normalisation.draft import count_words

Act = Mapping[str, Any]
Span = tuple[int, int]
FIELDS = ("headline", "standfirst", "source", "date", "authors")
KINDS = ("direct", "fragment", "indirect")
_LONGEST = 100_000
"""Characters that a text of an act may have."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An article with the acts applied to it."""

    values: Mapping[str, Any]
    """Fields that were set, `date` among them."""
    quotes: tuple[QuoteSpan, ...]
    entities: tuple[EntitySpan, ...] | None
    judged: frozenset[Span]
    """Quotes that a person has looked at."""
    body: Span
    before: str = ""
    after: str = ""
    verdict: str | None = None
    """`accept`, `reject`, or null."""
    reason: str = ""


def begin(row: Mapping[str, Any]) -> Reviewed:
    """Return an article to which nothing was done yet."""
    text = annotated(row)
    return Reviewed({}, text.quotes or (), text.entities, frozenset(), (0, len(row["body"])))


def apply_acts(row: Mapping[str, Any], acts: Iterable[Act]) -> Reviewed:
    """Return an article with acts applied in their order; one whose quote is gone by then does nothing."""
    state = begin(row)
    for act in acts:
        state = _OPERATIONS[act["op"]](state, act)
    return state


def check_act(row: Mapping[str, Any], act: object) -> Act:
    """Return an act that came from outside, if it has the form above and its spans are inside the body.

    Raises:
        ConfigError: it has not, in one sentence.
    """
    if not isinstance(act, Mapping) or act.get("op") not in _OPERATIONS:
        raise ConfigError("That is no act of a reviewer.")
    wanted = _SHAPES[act["op"]]
    for name, is_right in wanted.items():
        if not is_right(act.get(name), len(row["body"])):
            raise ConfigError(f"{act['op']} has a wrong {name}.")
    return {"op": act["op"], **{name: act[name] for name in wanted}}


def reviewed_row(row: Mapping[str, Any], state: Reviewed) -> dict[str, Any]:
    """Return the row that an article comes to, but for its date, of which a correction sets several fields."""
    start, end = state.body
    before = f"{state.before}\n\n" if state.before else ""
    body = before + row["body"][start:end] + (f"\n\n{state.after}" if state.after else "")
    shift = len(before) - start
    quotes = [_moved_quote(quote, shift) for quote in state.quotes if start <= quote.start and quote.end <= end]
    named = [item for item in state.entities or () if start <= item.start and item.end <= end]
    entities = [replace(item, start=item.start + shift, end=item.end + shift) for item in named]
    former_quotes = [_moved(quote, shift) for quote in row["quotes"]]
    former_entities = [_moved(entity, shift) for entity in row["entities"] or ()]
    changed = dict(row) | {name: value for name, value in state.values.items() if name != "date"}
    changed["body"] = body
    changed["quotes"] = quote_rows(body, quotes, former_quotes)
    if state.entities is not None:
        changed["entities"] = entity_rows(body, entities, former_entities)
    if body != row["body"]:
        changed["word_count"] = count_words(body)
    return changed


def _moved(item: Mapping[str, Any], shift: int) -> dict[str, Any]:
    return {**item, "start": item["start"] + shift, "end": item["end"] + shift}


def _moved_quote(quote: QuoteSpan, shift: int) -> QuoteSpan:
    parts = tuple((start + shift, end + shift) for start, end in quote.parts)
    mention = None if quote.mention is None else (quote.mention[0] + shift, quote.mention[1] + shift)
    return replace(quote, parts=parts, mention=mention)


def _on_quote(change: Callable[[QuoteSpan, Act], QuoteSpan | None]) -> Callable[[Reviewed, Act], Reviewed]:
    """Return the operation that changes one quote, or takes it away."""

    def operate(state: Reviewed, act: Act) -> Reviewed:
        span = _span(act["quote"])
        quotes = [change(quote, act) if (quote.start, quote.end) == span else quote for quote in state.quotes]
        kept = tuple(sorted(quote for quote in quotes if quote is not None))
        judged = {span, _span(act["span"])} if "span" in act else {span}
        return replace(state, quotes=kept, judged=state.judged | judged)

    return operate


def _bounded(quote: QuoteSpan, span: Span) -> QuoteSpan:
    """Return a quote that reaches over a span; breaks in it stay, and a mention that it would hold is dropped."""
    inside = [part for part in quote.parts if part[0] < span[1] and span[0] < part[1]] or [span]
    first, last = inside[0], inside[-1]
    parts = (span,) if len(inside) == 1 else ((span[0], first[1]), *inside[1:-1], (last[0], span[1]))
    held = quote.mention and any(start < quote.mention[1] and quote.mention[0] < end for start, end in parts)
    return replace(quote, parts=parts, mention=None if held else quote.mention)


def _add_quote(state: Reviewed, act: Act) -> Reviewed:
    span = _span(act["span"])
    kept = [quote for quote in state.quotes if quote.end <= span[0] or span[1] <= quote.start]
    quotes = tuple(sorted([*kept, QuoteSpan((span,), act["kind"])]))
    return replace(state, quotes=quotes, judged=state.judged | {span})


def _set_entity(state: Reviewed, act: Act) -> Reviewed:
    start, end = _span(act["span"])
    kept = [item for item in state.entities or () if item.end <= start or end <= item.start]
    return replace(state, entities=tuple(sorted([*kept, EntitySpan(start, end, act["type"], act["name"] or None)])))


def _no_entity(state: Reviewed, act: Act) -> Reviewed:
    span = _span(act["span"])
    kept = tuple(item for item in state.entities or () if (item.start, item.end) != span)
    return replace(state, entities=None if state.entities is None else kept)


def _set_value(state: Reviewed, act: Act) -> Reviewed:
    return replace(state, values={**state.values, act["field"]: act["value"]})


def _span(value: Any) -> Span:
    return value[0], value[1]


def _mention(value: Any) -> Span | None:
    return None if value is None else _span(value)


_OPERATIONS: Mapping[str, Callable[[Reviewed, Act], Reviewed]] = {
    "set": _set_value,
    "right": _on_quote(lambda quote, _: quote),
    "speaker": _on_quote(
        lambda quote, act: replace(quote, speaker=act["speaker"] or None, mention=_mention(act["mention"]))
    ),
    "kind": _on_quote(lambda quote, act: replace(quote, kind=act["kind"])),
    "bounds": _on_quote(lambda quote, act: _bounded(quote, _span(act["span"]))),
    "quote": _add_quote,
    "no_quote": _on_quote(lambda _, __: None),
    "entity": _set_entity,
    "no_entity": _no_entity,
    "body": lambda state, act: replace(state, body=_span(act["span"]), before=act["before"], after=act["after"]),
    "accept": lambda state, _: replace(state, verdict="accept"),
    "reject": lambda state, act: replace(state, verdict="reject", reason=act["reason"]),
}


def _is_span(value: Any, length: int) -> bool:
    whole = isinstance(value, list | tuple) and len(value) == 2 and all(type(offset) is int for offset in value)
    return whole and 0 <= value[0] < value[1] <= length


def _is_text(value: Any, _: int) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST


def _is_text_or_null(value: Any, length: int) -> bool:
    return value is None or _is_text(value, length)


def _is_value(value: Any, length: int) -> bool:
    return _is_text_or_null(value, length) or (isinstance(value, list) and all(_is_text(item, 0) for item in value))


def _is_one_of(*values: str) -> Callable[[Any, int], bool]:
    return lambda value, _: isinstance(value, str) and value in values


_TYPE = _is_one_of("PER", "ORG", "LOC", "NORP", "EVENT")
_SHAPES: Mapping[str, Mapping[str, Callable[[Any, int], bool]]] = {
    "set": {"field": _is_one_of(*FIELDS), "value": _is_value},
    "right": {"quote": _is_span},
    "speaker": {
        "quote": _is_span,
        "speaker": _is_text_or_null,
        "mention": lambda value, length: value is None or _is_span(value, length),
    },
    "kind": {"quote": _is_span, "kind": _is_one_of(*KINDS)},
    "bounds": {"quote": _is_span, "span": _is_span},
    "quote": {"span": _is_span, "kind": _is_one_of(*KINDS)},
    "no_quote": {"quote": _is_span},
    "entity": {"span": _is_span, "type": _TYPE, "name": _is_text_or_null},
    "no_entity": {"span": _is_span},
    "body": {"span": _is_span, "before": _is_text, "after": _is_text},
    "accept": {},
    "reject": {"reason": _is_text},
}

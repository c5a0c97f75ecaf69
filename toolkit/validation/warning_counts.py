"""Counts warnings by rule, so that a release can tell what a person should look at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Warned:
    """A published article in which a rule found something that a person should look at."""

    rule: str
    message: str
    article: str
    """Its id."""


@dataclass(frozen=True, slots=True)
class Warnings:
    """What a rule found in all articles."""

    articles: int
    message: str
    """What it says about the first of the examples."""
    examples: tuple[str, ...]
    """The first ids, in the order of ids."""


Tally: TypeAlias = Mapping[str, Warnings]


def tally(found: Iterable[Warned]) -> dict[str, Warnings]:
    """Count the articles that each rule warns of, the rule that warns most first.

    >>> tally([Warned("dated", "no date", "b"), Warned("dated", "no date", "a"), Warned("dated", "no month", "a")])
    {'dated': Warnings(articles=2, message='no date', examples=('a', 'b'))}
    """
    messages: dict[str, dict[str, str]] = {}
    for each in found:
        by_article = messages.setdefault(each.rule, {})
        by_article[each.article] = min(by_article.get(each.article, each.message), each.message)
    return _ordered({rule: _summed(len(by_article), by_article) for rule, by_article in messages.items()})


def total(parts: Iterable[Tally]) -> dict[str, Warnings]:
    """Add up tallies of different articles."""
    found: dict[str, list[Warnings]] = {}
    for part in parts:
        for rule, warnings in part.items():
            found.setdefault(rule, []).append(warnings)
    return _ordered({rule: _together(every) for rule, every in found.items()})


def _summed(articles: int, messages: Mapping[str, str]) -> Warnings:
    examples = tuple(sorted(messages)[:_EXAMPLES])
    return Warnings(articles, messages[examples[0]], examples)


def _together(parts: list[Warnings]) -> Warnings:
    first = min(parts, key=lambda each: each.examples[0])
    examples = sorted(example for each in parts for example in each.examples)[:_EXAMPLES]
    return Warnings(sum(each.articles for each in parts), first.message, tuple(examples))


def _ordered(found: Mapping[str, Warnings]) -> dict[str, Warnings]:
    return dict(sorted(found.items(), key=lambda item: (-item[1].articles, item[0])))

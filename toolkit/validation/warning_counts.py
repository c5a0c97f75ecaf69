"""Counts warnings by rule, for the manifest, the card and the report of a release."""

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


def tally(warned: Iterable[Warned]) -> dict[str, Warnings]:
    """Count the articles that each rule warns of, the rule that warns most first.

    >>> tally([Warned("dated", "no date", "b"), Warned("dated", "no date", "a"), Warned("dated", "no month", "a")])
    {'dated': Warnings(articles=2, message='no date', examples=('a', 'b'))}
    """
    messages: dict[str, dict[str, str]] = {}
    for warning in warned:
        by_article = messages.setdefault(warning.rule, {})
        by_article[warning.article] = min(by_article.get(warning.article, warning.message), warning.message)
    return _ordered({rule: _summed(len(by_article), by_article) for rule, by_article in messages.items()})


def total(parts: Iterable[Tally]) -> dict[str, Warnings]:
    """Add up tallies of different articles."""
    by_rule: dict[str, list[Warnings]] = {}
    for part in parts:
        for rule, warnings in part.items():
            by_rule.setdefault(rule, []).append(warnings)
    return _ordered({rule: _together(every) for rule, every in by_rule.items()})


def _summed(articles: int, messages: Mapping[str, str]) -> Warnings:
    examples = tuple(sorted(messages)[:_EXAMPLES])
    return Warnings(articles, messages[examples[0]], examples)


def _together(parts: list[Warnings]) -> Warnings:
    first = min(parts, key=lambda part: part.examples[0])
    examples = sorted(example for part in parts for example in part.examples)[:_EXAMPLES]
    return Warnings(sum(part.articles for part in parts), first.message, tuple(examples))


def _ordered(warnings: Mapping[str, Warnings]) -> dict[str, Warnings]:
    return dict(sorted(warnings.items(), key=lambda item: (-item[1].articles, item[0])))

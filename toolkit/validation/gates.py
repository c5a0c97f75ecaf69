"""Gates: limits that a whole release must keep, or it is not published; asked in the table `[gates]`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from toolkit.errors import ConfigError

ALL = "all"
"""Key of `max_refused_share` that means all reasons together."""
DROPS = ("articles", "sources", "quotes_with_speaker")
"""Keys of `max_drop`."""


@dataclass(frozen=True, slots=True)
class GateOptions:
    """Limits; a share is a number from 0 to 1, and nothing is asked where a value is left out."""

    min_articles: int = field(
        default=1, metadata={"meaning": "fewest articles of a release, those without text included"}
    )
    max_refused_share: Mapping[str, float] = field(
        default_factory=dict,
        metadata={"meaning": "largest share of documents that are refused: `{ all = 0.2, no_body = 0.1 }`"},
    )
    max_unknown_source_share: float | None = field(
        default=None, metadata={"meaning": "largest share of articles whose outlet is not known"}
    )
    max_null: Mapping[str, float] = field(
        default_factory=dict, metadata={"meaning": "field to the largest share of articles in which it is null"}
    )
    max_drop: Mapping[str, float] = field(
        default_factory=dict,
        metadata={
            "meaning": "largest share that may be lost since the previous release, of `articles`, of the articles of "
            "each of the `sources`, of `quotes_with_speaker`"
        },
    )
    empty_split: str = field(
        default="ignore",
        metadata={"meaning": "`error` where a split that has a share must not be empty, or `ignore`"},
    )
    min_f1: Mapping[str, float] = field(
        default_factory=dict,
        metadata={"meaning": "field to the lowest F1, in percent, that the release must reach against `build.gold`"},
    )

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        if self.min_articles < 0:
            raise ConfigError(f"gates.min_articles is {self.min_articles}; choose 0 for no limit, or more.")
        if self.empty_split not in ("ignore", "error"):
            raise ConfigError(f"gates.empty_split is {self.empty_split!r}; choose ignore or error.")
        for name in self.max_drop:
            if name not in DROPS:
                raise ConfigError(f"gates.max_drop.{name} is not known; known are {', '.join(DROPS)}.")
        for key, value in self._shares():
            if not 0 <= value <= 1:
                raise ConfigError(f"gates.{key} is {value}; a share is a number from 0 to 1.")
        for name, value in self.min_f1.items():
            if not 0 <= value <= 100:
                raise ConfigError(f"gates.min_f1.{name} is {value}; F1 is a number of percent from 0 to 100.")

    def _shares(self) -> Iterator[tuple[str, float]]:
        for table in ("max_refused_share", "max_null", "max_drop"):
            yield from ((f"{table}.{name}", value) for name, value in getattr(self, table).items())
        if self.max_unknown_source_share is not None:
            yield "max_unknown_source_share", self.max_unknown_source_share

    @property
    def asked(self) -> tuple[str, ...]:
        """Names of the options that ask something."""
        return tuple(
            option.name for option in fields(self) if getattr(self, option.name) not in (None, {}, "ignore", 0)
        )


@dataclass(frozen=True, slots=True)
class Measures:
    """What the gates look at in a release."""

    read: int
    """Documents that were read."""
    refused: int
    """Documents in the quarantine, without duplicates and those that rights withhold."""
    reasons: Mapping[str, int]
    articles: int
    """Published articles, those without text included."""
    sources: Mapping[str, int]
    """Articles by outlet; those whose outlet is not known are left out."""
    nulls: Mapping[str, int]
    """Articles with text in which a field is null."""
    with_text: int
    splits: Mapping[str, int]
    quotes_with_speaker: int
    f1: Mapping[str, float] = field(default_factory=dict)
    """F1 from 0 to 1 by field, where the release was compared with gold answers."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the gates look at in the previous release; the same names as in `Measures`."""

    articles: int
    sources: Mapping[str, int]
    quotes_with_speaker: int


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate that was asked, and what came of it."""

    gate: str
    """The option: `max_null.date`."""
    limit: float
    value: float | None
    """What was measured; null where there was nothing to measure."""
    passed: bool
    message: str
    """What was measured, in words."""


def check_gates(
    options: GateOptions, new: Measures, old: Holdings | None = None, splits: Sequence[str] = ()
) -> list[GateResult]:
    """Return the result of every gate that is asked, in the order of the options.

    Args:
        options: The limits.
        new: The release.
        old: The previous release; without one, `max_drop` asks nothing.
        splits: Splits that must not be empty, where `empty_split` is `error`.
    """
    results = [*_counts(options, new)]
    if old is not None:
        results.extend(_drops(options.max_drop, old, new))
    if options.empty_split == "error":
        results.extend(_splits(splits, new))
    for name, limit in options.min_f1.items():
        value = new.f1.get(name)
        shown = "was not measured" if value is None else f"is {value:.1%}"
        passed = value is not None and value * 100 >= limit
        results.append(GateResult(f"min_f1.{name}", limit, value, passed, f"F1 of {name} {shown}"))
    return results


def _counts(options: GateOptions, new: Measures) -> Iterator[GateResult]:
    if options.min_articles:
        passed = new.articles >= options.min_articles
        message = f"{new.articles:,} articles would be published"
        yield GateResult("min_articles", options.min_articles, new.articles, passed, message)
    for reason, limit in options.max_refused_share.items():
        count = new.refused if reason == ALL else new.reasons.get(reason, 0)
        subject = "documents refused" if reason == ALL else f"documents refused as {reason}"
        yield _share(f"max_refused_share.{reason}", limit, count, new.read, subject)
    if options.max_unknown_source_share is not None:
        unknown = new.articles - sum(new.sources.values())
        limit = options.max_unknown_source_share
        yield _share("max_unknown_source_share", limit, unknown, new.articles, "articles of an unknown outlet")
    for name, limit in options.max_null.items():
        count = new.nulls.get(name, 0)
        yield _share(f"max_null.{name}", limit, count, new.with_text, f"articles without {name}")


def _share(gate: str, limit: float, count: int, total: int, subject: str) -> GateResult:
    value = count / total if total else 0.0
    return GateResult(gate, limit, round(value, 6), value <= limit, f"{count:,} of {total:,} {subject} ({value:.1%})")


def _drops(limits: Mapping[str, float], old: Holdings, new: Measures) -> Iterator[GateResult]:
    for name, limit in limits.items():
        if name == "sources":
            yield _worst_source(limit, old, new)
        else:
            before, after = getattr(old, name), getattr(new, name)
            lost = _lost(before, after)
            message = f"{name.replace('_', ' ')} went from {before:,} to {after:,}"
            yield GateResult(f"max_drop.{name}", limit, round(lost, 6), lost <= limit, message)


def _worst_source(limit: float, old: Holdings, new: Measures) -> GateResult:
    """Return the result for all outlets: the messages name those that lost more than the limit, worst first."""
    lost = {name: _lost(before, new.sources.get(name, 0)) for name, before in old.sources.items()}
    ranked = sorted(lost, key=lambda name: (-lost[name], name))
    worst = lost[ranked[0]] if ranked else 0.0
    over = [name for name in ranked if lost[name] > limit]
    shown = [f"{name} from {old.sources[name]:,} to {new.sources.get(name, 0):,}" for name in over[:3]]
    message = f"articles went {'; '.join(shown)}" if over else "no outlet lost more articles than that"
    return GateResult("max_drop.sources", limit, round(worst, 6), worst <= limit, message)


def _lost(before: int, after: int) -> float:
    return max(0.0, 1 - after / before) if before else 0.0


def _splits(splits: Sequence[str], new: Measures) -> Iterator[GateResult]:
    for name in splits:
        rows = new.splits.get(name, 0)
        yield GateResult(f"empty_split.{name}", 1, rows, rows > 0, f"the split {name} has {rows:,} articles")

"""The choices of grouping and splitting."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.errors import ConfigError


def _standard_splits() -> Mapping[str, float]:
    return {"train": 0.8, "validation": 0.1, "test": 0.1}


@dataclass(frozen=True, slots=True)
class GroupOptions:
    """How near-duplicates are found and how groups are spread over the splits.

    Raises:
        ConfigError: a value is impossible, or the ratios of the splits do not add up to 1.
    """

    splits: Mapping[str, float] = field(
        default_factory=_standard_splits,
        metadata={"meaning": "share of the groups in each split; the shares add up to 1"},
    )
    seed: int | str = field(
        default=0,
        metadata={"meaning": "another seed gives another, equally stable, assignment of groups to splits"},
    )
    split_from: Mapping[str, str] = field(
        default_factory=dict,
        metadata={"meaning": "splits by time: the day from which on groups go to a split, by their first article"},
    )
    split_outlets: Mapping[str, str] = field(
        default_factory=dict,
        metadata={"meaning": "outlets that are held out, each with the split that all groups with it go to"},
    )
    keep: str = field(
        default="first",
        metadata={"meaning": "which of several copies is published: `first`, `best_source` or `longest`"},
    )
    versions: str = field(
        default="latest",
        metadata={"meaning": "which of several versions of a story is published: `latest`, `first` or `all`"},
    )
    best_sources: tuple[str, ...] = field(
        default=(),
        metadata={"meaning": "outlets in the order in which `best_source` prefers them"},
    )
    shingle: int = field(
        default=4,
        metadata={"meaning": "consecutive words that are compared as one piece"},
    )
    sketch: int = field(
        default=64,
        metadata={"meaning": "pieces sampled from each article; more are more exact and take more memory"},
    )
    containment: float = field(
        default=0.27,
        metadata={"meaning": "share of the shorter article's pieces, from all its parts, that a copy contains"},
    )
    partial_containment: float = field(
        default=0.5,
        metadata={"meaning": "the share that is needed if the common pieces stand in one part only"},
    )
    ending_containment: float = field(
        default=0.8,
        metadata={"meaning": "the share that is needed if they leave out the beginning, as boilerplate does"},
    )
    crowd: int = field(
        default=8,
        metadata={"meaning": "a piece in more articles than this may be boilerplate: it is no partial proof"},
    )
    size_ratio: float = field(
        default=0.25,
        metadata={"meaning": "an article smaller than this share of another is not called its copy, 0 to 1"},
    )
    shortest: int = field(
        default=20,
        metadata={"meaning": "articles with fewer different pieces are grouped only with identical ones"},
    )

    def __post_init__(self) -> None:
        if self.versions not in ("latest", "first", "all"):
            raise ConfigError(f"group.versions is {self.versions!r}; choose latest, first or all.")
        _check_splits(self.splits)
        self._check_held_out()
        if self.keep not in _KEEP:
            raise ConfigError(f"group.keep is {self.keep!r}; choose {', '.join(_KEEP[:-1])} or {_KEEP[-1]}.")
        for name in ("containment", "partial_containment", "ending_containment", "size_ratio"):
            if not 0 < getattr(self, name) <= 1:
                raise ConfigError(f"group.{name} is {getattr(self, name)}; choose a share above 0, at most 1.")
        for name, least in (("shingle", 1), ("sketch", 16), ("crowd", 5), ("shortest", 5)):
            if getattr(self, name) < least:
                raise ConfigError(f"group.{name} is {getattr(self, name)}; choose at least {least}.")

    def _check_held_out(self) -> None:
        for key, names in (("split_from", self.split_from), ("split_outlets", self.split_outlets.values())):
            for name in names:
                if name not in self.splits:
                    raise ConfigError(f"group.{key}: there is no split {name!r}; there are {', '.join(self.splits)}.")
        for name, day in self.split_from.items():
            if not _DAY.fullmatch(day):
                raise ConfigError(f"group.split_from: {name} begins on {day!r}; write a day such as 2024-06-01.")
        held_out = {*self.split_from, *self.split_outlets.values()}
        if not any(share > 0 for name, share in self.splits.items() if name not in held_out):
            raise ConfigError("group.splits: every split is held out; leave one for all other groups.")


_KEEP = ("first", "best_source", "longest")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _check_splits(splits: Mapping[str, float]) -> None:
    for name, share in splits.items():
        if not name.isidentifier():
            raise ConfigError(f"group.splits: {name!r} is no name for a split; use letters, digits and _.")
        if not 0 <= share <= 1:
            raise ConfigError(f"group.splits: the share of {name!r} is {share}; choose one from 0 to 1.")
    total = math.fsum(splits.values())
    if not math.isclose(total, 1, abs_tol=1e-6):
        raise ConfigError(f"group.splits: the shares add up to {total:g}; make them add up to 1.")


STANDARD = GroupOptions()
"""What is used when nothing is said."""

"""Profiles of news outlets and wire agencies, and how to look them up."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from toolkit.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet or agency, by its canonical name."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    agency: bool = False
    """True if others print its copy."""
    country: str | None = None
    """ISO 3166 alpha-2 code of its seat."""
    marks: tuple[str, ...] = ()
    """What stands for it in a dateline: `AP`."""
    seats: tuple[str, ...] = ()
    """Places that tell it from another outlet with the same mark."""
    masthead: tuple[str, ...] = ()
    """Regular expressions, letter case ignored: lines at the top that name it."""
    boilerplate: tuple[str, ...] = ()
    """Regular expressions, letter case ignored: lines of disclaimers, copyright or subscription that name it."""
    licence: str | None = None
    holder: str | None = None
    usage_terms: str | None = None
    mining_reserved: bool | None = None
    """True if it reserves text and data mining."""


@dataclass(frozen=True, slots=True)
class Outlets:
    """Indexes over a set of profiles; of two profiles with one key, the first is found."""

    domains: Mapping[str, Outlet]
    names: Mapping[str, Outlet]
    marks: Mapping[str, tuple[Outlet, ...]]
    masthead: tuple[re.Pattern[str] | None, tuple[Outlet, ...]]
    boilerplate: tuple[re.Pattern[str] | None, tuple[Outlet, ...]]
    companies: frozenset[str]
    """Keys of companies that own outlets without being one."""

    def by_domain(self, host: str) -> Outlet | None:
        """Return the outlet of a host name or of the nearest domain above it."""
        labels = host.lower().rstrip(".").split(".")[-8:]
        for first in range(len(labels) - 1):
            outlet = self.domains.get(".".join(labels[first:]))
            if outlet is not None:
                return outlet
        return None

    def by_name(self, name: str) -> Outlet | None:
        """Return the outlet with this name or alias; case, spaces, punctuation and "The" do not matter.

        A domain, as pages print it instead of their name ("example.com"), does too.
        """
        if not name or len(name) > _LONGEST_NAME:
            return None
        key = name_key(name)
        outlet = self.names.get(key)
        if outlet is None and key.startswith("the"):
            return self.names.get(key[3:])
        if outlet is None and "." in name and " " not in name:
            return self.domains.get(name.lower())
        return outlet

    def by_mark(self, mark: str, context: str = "") -> Outlet | None:
        """Return the agency with this mark; of several, the one whose seat is in the context.

        Where no seat does, it is the first one that has no seats, else none.
        """
        sharing = self.marks.get(name_key(mark), ()) if len(mark) <= _LONGEST_NAME else ()
        if not sharing:
            outlet = self.by_name(mark)
            return outlet if outlet is not None and outlet.agency else None
        if len(sharing) == 1:
            return sharing[0]
        folded = context.casefold()
        seated = (outlet for outlet in sharing if any(seat.casefold() in folded for seat in outlet.seats))
        return next(seated, next((outlet for outlet in sharing if not outlet.seats), None))

    def is_company(self, name: str) -> bool:
        """Return True if a name is that of a company which owns outlets."""
        return len(name) <= _LONGEST_NAME and name_key(name) in self.companies

    def by_masthead(self, line: str) -> Outlet | None:
        """Return the outlet one of whose own masthead patterns the line has."""
        return _matched(self.masthead, line)

    def by_boilerplate(self, line: str) -> Outlet | None:
        """Return the outlet one of whose own boilerplate patterns the line has."""
        return _matched(self.boilerplate, line)


def load_outlets(extra: tuple[Mapping[str, object], ...] = ()) -> Outlets:
    """Return the packaged outlets together with the user's, which come first.

    Each table of `extra` is written like one in `outlets/*.toml`. The answer is kept, but the tables
    are checked at every call: load once where there are many.

    Raises:
        ConfigError: a table has an unknown key or an impossible value.

    """
    return _index(tuple(parse_outlet(table) for table in extra))


def parse_outlet(table: Mapping[str, object]) -> Outlet:
    """Return the profile that a table describes; raise ConfigError naming the key that is wrong."""
    name = table.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ConfigError(f"An outlet needs a name: give the key 'name' a text (found {name!r}).")
    for key, value in table.items():
        _check(name, key, value)
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Outlet(**values)  # type: ignore[arg-type]  # every key and its type has just been checked


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return what two spellings of one name share.

    >>> name_key("The Example-Herald") == name_key("EXAMPLE HERALD")
    True
    """
    key = _PUNCTUATION.sub("", name.casefold())
    shorter = key.removeprefix("the")
    return shorter if len(shorter) > 2 and name[3:4] in " -" else key


_LONGEST_NAME = 80
_PUNCTUATION = re.compile(r"[\W_]+")
_LISTS = ("aliases", "domains", "marks", "seats", "masthead", "boilerplate")
_TEXTS = ("name", "country", "licence", "holder", "usage_terms")
_SWITCHES = ("agency", "mining_reserved")
_KEYS = (*_TEXTS, *_LISTS, *_SWITCHES)
_COUNTRY = re.compile(r"[A-Z]{2}")


def _matched(patterns: tuple[re.Pattern[str] | None, tuple[Outlet, ...]], line: str) -> Outlet | None:
    """Return the outlet whose named alternative matched, if any did."""
    pattern, owners = patterns
    match = pattern.search(line) if pattern is not None else None
    return owners[int(match.lastgroup[1:])] if match is not None and match.lastgroup else None


@cache
def _packaged() -> tuple[Outlet, ...]:
    """Return the profiles that come with the package, file by file in the order of their names."""
    return tuple(parse_outlet(table) for file in _files() for table in file.get("outlets", ()))


@cache
def _files() -> tuple[dict[str, Any], ...]:
    """Read the packaged files."""
    folder = resources.files("toolkit.normalisation.outlets").joinpath("data")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(tomllib.loads(file.read_text(encoding="utf-8")) for file in files)


def _check(name: str, key: str, value: object) -> None:
    """Raise ConfigError unless the key is known and its value possible."""
    if key not in _KEYS:
        near = get_close_matches(key, _KEYS, n=1)
        advice = f"did you mean '{near[0]}'?" if near else f"known keys are {', '.join(_KEYS)}."
        raise ConfigError(f"Outlet {name!r} has the unknown key '{key}': {advice}")
    if key in _SWITCHES:
        good, wanted = isinstance(value, bool), "true or false"
    elif key in _LISTS:
        good = isinstance(value, (list, tuple)) and all(isinstance(item, str) and item for item in value)
        wanted = "a list of texts"
    elif key == "country":
        good = isinstance(value, str) and _COUNTRY.fullmatch(value) is not None
        wanted = "two capital letters of ISO 3166"
    else:
        good, wanted = isinstance(value, str), "a text"
    if not good:
        raise ConfigError(f"Outlet {name!r}: the key '{key}' must be {wanted} (found {value!r}).")
    if key in ("masthead", "boilerplate") and isinstance(value, (list, tuple)):
        for pattern in value:
            _check_pattern(name, key, pattern)


def _check_pattern(name: str, key: str, pattern: str) -> None:
    """Raise ConfigError unless the pattern can be inside an alternation."""
    try:
        groups = re.compile(pattern, re.IGNORECASE).groups
    except re.error as error:
        raise ConfigError(f"Outlet {name!r}: the key '{key}' holds a bad pattern {pattern!r}: {error}.") from error
    if groups or pattern.startswith("(?i"):
        advice = "write (?:...) instead of groups, and no flags"
        raise ConfigError(f"Outlet {name!r}: the key '{key}' holds {pattern!r}: {advice}.")


@lru_cache(maxsize=4)
def _index(extra: tuple[Outlet, ...]) -> Outlets:
    """Build the look-up tables; the first of two outlets with one key wins, but they share a mark."""
    packaged = _packaged()
    domains: dict[str, Outlet] = {}
    names: dict[str, Outlet] = {}
    marks: dict[str, tuple[Outlet, ...]] = {}
    for outlets in (extra, packaged):
        for outlet in outlets:
            names.setdefault(name_key(outlet.name), outlet)
            for domain in outlet.domains:
                domains.setdefault(domain.lower(), outlet)
            for key in dict.fromkeys(name_key(mark) for mark in outlet.marks):
                marks[key] = (*marks.get(key, ()), outlet)
        for outlet in outlets:  # a name of its own goes before an alias of another
            for alias in outlet.aliases:
                names.setdefault(name_key(alias), outlet)
    both = (*extra, *packaged)
    return Outlets(
        domains=domains,
        names=names,
        marks=marks,
        masthead=_alternation(both, "masthead"),
        boilerplate=_alternation(both, "boilerplate"),
        companies=frozenset(name_key(name) for file in _files() for name in file.get("companies", ())),
    )


def _alternation(outlets: Sequence[Outlet], kind: str) -> tuple[re.Pattern[str] | None, tuple[Outlet, ...]]:
    """Join all patterns of one kind into one, each outlet's in a group that carries its number."""
    owners = tuple(outlet for outlet in outlets if getattr(outlet, kind))
    groups = [f"(?P<o{number}>{'|'.join(getattr(o, kind))})" for number, o in enumerate(owners)]
    return (re.compile("|".join(groups), re.IGNORECASE) if groups else None), owners

"""Joins names in other cases with their nominative, where the corpus has that: `Witolda Śliwy` with `Witold Śliwa`."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.annotation.inflection import PARADIGMS, nominatives
from toolkit.gazetteer.place_table import places, spaced
from toolkit.normalisation.authors.given_names import is_given_name

if TYPE_CHECKING:
    import polars

SHORTEST_NAME = 5
"""Letters of a single word that is taken for a case of another."""

TYPES = ("PER", "ORG", "LOC")

_LAST_NAME_OF_WOMEN = re.compile(r"(?:ов|ев|ёв|ин|ін|їн|ын|ск|цк|ськ|цьк)а$")
"""Last names that are a woman's, or a man's in another case."""

Key = tuple[str, str, str]
"""Type, language, and name in small letters."""


@dataclass(slots=True)
class _Spelling:
    """All names of one spelling; the groups are those of the names with an identifier, if there are any."""

    name: str
    articles: int = 0
    groups: set[str | None] = field(default_factory=set)
    has_identifier: bool = False


def join_declined(names: "polars.DataFrame") -> "polars.DataFrame":
    """Return names with the `group` of their nominative, and `declined`, true for those that have it from there.

    A name joins only one that the same language has in the corpus. If it may be a case of several, these must be one
    in turn. What has an identifier or is the name of a place itself keeps its group, as does a full name that may be
    a woman's as it stands.

    Args:
        names: Names with `type`, `name`, `language`, `entity_id`, `group` and `articles`.
    """
    import polars

    column = polars.col
    spellings = _spellings(names)
    groups = _groups(spellings)
    keys = zip(names["type"], names["language"], (name.casefold() for name in names["name"]), strict=True)
    joined = polars.Series("joined", [groups.get(key) for key in keys], polars.String())
    changed = joined.is_not_null() & names["entity_id"].is_null()
    group = polars.when(column("changed")).then(column("joined")).otherwise(column("group"))
    return (
        names.with_columns(joined, changed=changed)
        .with_columns(group=group, declined=column("changed"))
        .drop("joined", "changed")
    )


def _spellings(names: "polars.DataFrame") -> dict[Key, _Spelling]:
    import polars

    declining = names.filter(polars.col("language").is_in(list(PARADIGMS)), polars.col("type").is_in(TYPES))
    spellings: dict[Key, _Spelling] = {}
    columns = ("type", "language", "name", "entity_id", "group", "articles")
    for kind, language, name, identifier, group, articles in declining.select(columns).iter_rows():
        if name == name.lower():
            continue  # common words
        spelling = spellings.setdefault((kind, language, name.casefold()), _Spelling(name))
        spelling.articles += articles
        if identifier is not None and not spelling.has_identifier:
            spelling.has_identifier = True
            spelling.groups.clear()
        if spelling.has_identifier == (identifier is not None):
            spelling.groups.add(group)
    return spellings


def _groups(spellings: Mapping[Key, _Spelling]) -> dict[Key, str]:
    """The group of the nominative of each name that has one."""
    known: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, language, folded in spellings:
        known[kind, language].update(folded.split())
    bases = {key: _bases(key, spelling, spellings, known[key[:2]]) for key, spelling in spellings.items()}
    groups = ((key, _only_group(key, bases, spellings)) for key, own in bases.items() if own)
    return {key: group for key, group in groups if group is not None}


def _bases(key: Key, spelling: _Spelling, spellings: Mapping[Key, _Spelling], known: set[str]) -> list[Key]:
    kind, language, folded = key
    words = spelling.name.split()
    if spelling.has_identifier or not _may_be_declined(spelling.name, kind):
        return []
    made = nominatives(spelling.name, language, known)
    if kind == "PER" and made and is_given_name(words[0]):
        first, *_, last = folded.split()
        woman = _LAST_NAME_OF_WOMEN.search(last) is not None
        made = [name for name in made if name.split()[0] == first or not (woman or name.split()[-1] == last)]
    return [(kind, language, name) for name in made if (kind, language, name) in spellings]


def _may_be_declined(name: str, kind: str) -> bool:
    if kind == "PER":
        return " " in name
    if len(name) < SHORTEST_NAME or not name[0].isupper() or name.isupper():
        return False
    return kind != "LOC" or not places(spaced(name))


def _only_group(key: Key, bases: Mapping[Key, list[Key]], spellings: Mapping[Key, _Spelling]) -> str | None:
    """The group of all that a name may be a case of, through any number of steps; null if it is not one."""
    reached, waiting = {key}, [key]
    while waiting:
        new = [base for base in bases[waiting.pop()] if base not in reached]
        reached.update(new)
        waiting.extend(new)
    ends = [base for base in reached if spellings[base].has_identifier] or [base for base in reached if not bases[base]]
    if not ends:  # forms of each other
        ends = [max(reached, key=lambda base: (spellings[base].articles, base))]
    groups = {group for end in ends for group in spellings[end].groups}
    return groups.pop() if len(groups) == 1 else None

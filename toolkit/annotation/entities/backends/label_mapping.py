"""The labels of other people's models, and which type of entity each stands for."""

import re
from collections.abc import Iterable, Mapping

from toolkit.errors import ConfigError


def types_of(labels: Iterable[str], given: Mapping[str, str], model: str) -> dict[str, str]:
    """Return the type of each label that stands for one; what the user gives comes before what is usual.

    Raises:
        ConfigError: the model lacks a label that the user names, or no label stands for a type.
    """
    own = sorted(set(labels))
    if unknown := sorted(given.keys() - set(own)):
        raise ConfigError(
            f"annotate.entity_labels names {unknown[0]}, which is no label of {model}; its labels are {', '.join(own)}."
        )
    types = {label: given.get(label, _USUAL.get(_plain(label), "")) for label in own}
    mapped = {label: kind for label, kind in types.items() if kind}
    if not mapped:
        raise ConfigError(
            f"No label of {model} is known ({', '.join(own) or 'it has none'}); "
            "say in annotate.entity_labels which stand for PER, ORG, LOC, NORP and EVENT."
        )
    return mapped


def _plain(label: str) -> str:
    return re.sub(r"[\W_]+", " ", label).strip().lower()


_USUAL = {
    **dict.fromkeys(("per", "pers", "person", "people", "human", "name of person"), "PER"),
    **dict.fromkeys(
        ("org", "organization", "organisation", "corporation", "company", "institution", "agency", "political party"),
        "ORG",
    ),
    **dict.fromkeys(
        ("loc", "location", "gpe", "fac", "facility", "place", "country", "city", "geo loc", "geopolitical entity"),
        "LOC",
    ),
    **dict.fromkeys(
        ("norp", "nationality", "religion", "nationality religion or political group", "demonym"),
        "NORP",
    ),
    **dict.fromkeys(("event", "evt", "eve"), "EVENT"),
}
"""Labels of CoNLL, OntoNotes, WNUT, WikiNER, Universal NER and the like, without case and marks."""

"""Compares one article of a release with its gold answer."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from toolkit.release.evaluate.gold_answers import Answer

FIELDS = ("headline", "date", "source", "language", "authors", "body", "quotes", "speakers", "entities")
"""What is measured. Single values are right or wrong; of lists and texts the parts are counted."""
_SINGLE = {"headline": "headline", "date": "date_edtf", "source": "source", "language": "language"}
_EDGE = "\"“”„‟‘’'«»‹›` ,.;:!?…-–—"


class Count(NamedTuple):
    """How many things were right, how many the release gives, and how many the gold answers want."""

    right: int
    given: int
    wanted: int


Tally = Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is not what the gold answer says."""

    path: str
    record: int | None
    field: str
    wanted: str | None
    """Null where nothing should have been found."""
    found: str | None
    """Null where nothing was found."""


def compare(answer: Answer, row: Mapping[str, Any]) -> tuple[Tally, list[Mistake]]:
    """Return what is right of an article, and what is not; fields without a gold answer are left out."""
    tally: dict[str, Count] = {}
    wrong: list[tuple[str, object, object]] = []
    for name, field in _SINGLE.items():
        if field in answer.values:
            wanted, given = answer.values[field], row[field]
            same = plain(wanted) == plain(given)
            tally[name] = Count(int(same), 1, 1)
            wrong += [] if same else [(name, wanted, given)]
    for name, wanted_items, found_items in _lists(answer.values, row):
        tally[name] = _overlap(wanted_items, found_items)
        if name != "body":
            wrong += _differences(name, wanted_items, found_items)
    speakers, misled = _speakers(answer.values.get("quotes") or [], marked(row["quotes"]))
    tally["speakers"] = speakers
    wrong += misled
    mistakes = [Mistake(answer.path, answer.record, field, _text(one), _text(other)) for field, one, other in wrong]
    return tally, mistakes


def missed(answer: Answer) -> tuple[Tally, list[Mistake]]:
    """Return what is right of an article that is not in the release: nothing."""
    nothing: dict[str, Any] = {
        **dict.fromkeys(_SINGLE.values()), "authors": [], "body": "", "quotes": [], "entities": [],
    }  # fmt: skip
    tally, _ = compare(answer, nothing)
    emptied = {name: Count(0, 0, count.wanted) if name in _SINGLE else count for name, count in tally.items()}
    return emptied, [Mistake(answer.path, answer.record, "article", "published", None)]


def _lists(
    gold: Mapping[str, Any], row: Mapping[str, Any]
) -> Iterable[tuple[str, list[tuple[Hashable, ...]], list[tuple[Hashable, ...]]]]:
    """Yield the fields that are made of parts: those wanted, and those found."""
    if "authors" in gold:
        yield "authors", [(plain(name),) for name in gold["authors"]], [(plain(name),) for name in row["authors"]]
    if "body" in gold:
        yield "body", [(word,) for word in gold["body"].split()], [(word,) for word in row["body"].split()]
    if "quotes" in gold:
        quotes: list[tuple[Hashable, ...]] = [(bare(quote["text"]),) for quote in marked(row["quotes"])]
        yield "quotes", [(bare(quote["text"]),) for quote in gold["quotes"]], quotes
    if gold.get("entities") is not None:
        sides = (
            [(entity["text"], entity["type"]) for entity in side] for side in (gold["entities"], row["entities"] or [])
        )
        yield ("entities", *sides)  # type: ignore[misc]


def marked(quotes: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Leave out indirect speech, which gold answers do not list."""
    return [quote for quote in quotes if quote["kind"] != "indirect"]


def _overlap(wanted: Iterable[Hashable], given: Iterable[Hashable]) -> Count:
    ours, theirs = Counter(given), Counter(wanted)
    return Count((ours & theirs).total(), ours.total(), theirs.total())


def _differences(
    name: str, wanted: Iterable[tuple[Hashable, ...]], given: Iterable[tuple[Hashable, ...]]
) -> list[tuple[str, object, object]]:
    ours, theirs = Counter(given), Counter(wanted)
    lost = [(name, " ".join(map(str, item)), None) for item in (theirs - ours).elements()]
    return [*lost, *((name, None, " ".join(map(str, item))) for item in (ours - theirs).elements())]


def _speakers(
    wanted: list[Mapping[str, Any]], given: list[Mapping[str, Any]]
) -> tuple[Count, list[tuple[str, object, object]]]:
    """Compare the speakers of the quotes that both sides have."""
    speakers: dict[str, list[object]] = {}
    for quote in given:
        speakers.setdefault(bare(quote["text"]), []).append(quote["speaker"])
    pairs = [
        (quote["speaker"], speakers[bare(quote["text"])].pop(0))
        for quote in wanted
        if speakers.get(bare(quote["text"]))
    ]
    wrong = [("speakers", gold, ours) for gold, ours in pairs if named(gold) != named(ours)]
    return Count(len(pairs) - len(wrong), len(pairs), len(pairs)), wrong


def plain(value: object) -> str | None:
    """Return a value without differences of case and blanks; null stays null."""
    return None if value is None else " ".join(unicodedata.normalize("NFC", str(value)).casefold().split())


def named(speaker: object) -> str | None:
    """Return a speaker's name; `the caretaker` and `caretaker` are one."""
    folded = plain(speaker)
    return None if folded is None else re.sub(r"^(?:the|an?) ", "", folded)


def bare(text: str) -> str:
    """Return the words of a quote without marks at its ends."""
    return " ".join(text.split()).strip(_EDGE)


def _text(value: object) -> str | None:
    return None if value is None else str(value)

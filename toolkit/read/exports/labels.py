"""Labelled lines such as "SECTION: Sports", in the languages of an interface."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from toolkit.read.exports.printed_lines import Block, PrintedLine, one_line

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：]{0,38}?)\s?[:：](?P<blank>\s*)")


class Labelled(NamedTuple):
    """One labelled value."""

    name: str
    """What the label means."""
    first: int
    """Index of the label's line."""
    value: Block | None
    """Null when nothing follows the label."""


def known_label(line: PrintedLine, names: Mapping[str, str]) -> tuple[str, int] | None:
    """Return what the label at the start of a line means, and the offset in the line of its value.

    `names` maps labels in lower case to their meaning.
    """
    match = _LABEL.match(line.text)
    name = names.get(" ".join(match["label"].split()).casefold()) if match else None
    return (name, match.end()) if match and name else None


def read_labels(
    lines: Sequence[PrintedLine], names: Mapping[str, str], one_lined: Iterable[str] = ()
) -> list[Labelled]:
    """Return the labelled values; a value goes on up to the next label or empty line.

    A value named in `one_lined` never goes on.
    """
    short = frozenset(one_lined)
    labelled: list[Labelled] = []
    index = 0
    while index < len(lines):
        known = known_label(lines[index], names)
        if known is None:
            index += 1
            continue
        end = index + 1
        while (
            known[0] not in short
            and end < len(lines)
            and not lines[end].is_after_blank
            and known_label(lines[end], names) is None
        ):
            end += 1
        labelled.append(Labelled(known[0], index, value_of(lines[index:end], known[1])))
        index = end
    return labelled


def value_of(lines: Sequence[PrintedLine], offset: int) -> Block | None:
    """Return the text of lines from an offset in the first one; null when it is empty."""
    first = lines[0]
    rest = first.text[offset:]
    held = [first._replace(start=first.start + offset, text=rest)] if rest else []
    held += lines[1:]
    return Block(held[0].start, held[-1].end, one_line(held)) if held else None


def label_names(table: Mapping[str, str]) -> dict[str, str]:
    """Return labels in lower case by meaning, from a table of meaning to labels divided by `|`."""
    return {label.strip().casefold(): name for name, labels in table.items() for label in labels.split("|")}

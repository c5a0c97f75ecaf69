"""Lines of a raw document and the labels they can bear."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

Label = Literal[
    "headline",
    "standfirst",
    "byline",
    "date",
    "source",
    "section",
    "caption",
    "share",
    "related",
    "body",
    "note",
    "legal",
    "signature",
    "comment",
]
"""What one line of a raw document is; `share` covers navigation and subscription pleas, `note` corrections."""

LABELS: tuple[Label, ...] = get_args(Label)


class Line(NamedTuple):
    """One line of the raw text without its surrounding blanks, or the printed lines of one wrapped paragraph."""

    start: int
    end: int
    text: str
    """`raw[start:end]`, with blanks in place of the line breaks inside a wrapped paragraph."""
    label: Label
    probability: float
    """How sure the labeller is of the label, 0 to 1."""
    joined: str = ""
    """The text of a wrapped paragraph with its printed lines joined; empty for a single line."""

    @property
    def whole(self) -> str:
        """The text as it reads: printed lines joined."""
        return self.joined or self.text


def last_body(labels: Sequence[Label | None]) -> int:
    """Return the index of the last line of body; a ValueError if there is none."""
    return len(labels) - 1 - list(reversed(labels)).index("body")

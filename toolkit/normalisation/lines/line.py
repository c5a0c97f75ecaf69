"""Lines of a raw document and the labels they can bear."""

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
    """One line of the raw text without its surrounding blanks; `text == raw[start:end]`."""

    start: int
    end: int
    text: str
    label: Label
    probability: float
    """How sure the labeller is of the label, 0 to 1."""

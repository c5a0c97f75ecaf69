"""What a family of exports is: how it is known, where its articles are cut and how one is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.read.exports.article_fields import Fields


@dataclass(frozen=True, slots=True)
class Refused:
    """An article that cannot be published, as a reason of the contract with one sentence."""

    reason: str
    detail: str


Parse = Callable[[str], Fields | Refused | None]
"""Takes the text between two cuts; returns null when it is no article but a cover or a footer."""


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of export."""

    name: str
    marks: re.Pattern[str]
    """Found in the first 64 KiB of such a file."""
    parse: Parse
    hints: tuple[str, ...] = ("",)
    """One of them is in every such text: to look for them costs less than the marks."""
    starts: re.Pattern[str] | None = None
    """Matches the line that starts an article."""
    ends: re.Pattern[str] | None = None
    """Matches the line that ends one."""
    closes: re.Pattern[str] | None = None
    """Found at the end of every article that is whole, in forms whose articles need not end with one line."""
    covers: re.Pattern[str] | None = None
    """Matches the first line of a cover, such as that of a second export in the same file."""
    totals: tuple[re.Pattern[str], ...] = ()
    """Find how many articles a text between two cuts says there are, as their first group."""
    is_stated: bool = True
    """True if the form states the fields; else each text is read as a raw dump, without the line that starts it."""

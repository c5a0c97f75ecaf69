"""Exceptions for broken set-ups; bad data never raises, it becomes a Rejection.

ToolkitError
├── ConfigError     toolkit.toml, an option or a keyword is wrong
├── ContractError   a schema folder cannot be understood or was changed after its release
├── SourceError     an input path does not exist or cannot be listed
├── ReleaseError    a release folder cannot be written, read or trusted
├── PublishError    a destination refused a release
├── LibraryError    an installed library lacks what this toolkit uses of it
└── GateError       a release does not pass its gates: it does not get its name, or is not published
"""

import collections.abc
import re
from difflib import get_close_matches

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Controls but for tab and line feed, marks of direction, invisible characters, lone surrogates, tags."""


def printable(text: str) -> str:
    r"""Return a text in which control, direction and invisible characters are written as escapes.

    Terminals and pages would obey or hide them. The escapes `\u001b` and so on are those of JSON, so that a JSON
    text keeps its values.

    >>> printable("red \x1b[31m")
    'red \\u001b[31m'
    """
    return _UNPRINTABLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[index]:02x}{units[index + 1]:02x}" for index in range(0, len(units), 2))


def suggestion(name: str, known: collections.abc.Iterable[str]) -> str:
    """Return the end of a sentence about a misspelt name: the nearest known one, else all of them.

    >>> suggestion("artcle", ["article", "quote"]), suggestion("x", ["article", "quote"])
    ('did you mean article?', 'choose article or quote.')
    """
    names = list(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    return f"choose {', '.join(names[:-1])} or {names[-1]}." if len(names) > 1 else f"choose {', '.join(names)}."


class ToolkitError(Exception):
    """Something about the set-up is wrong; the message is one sentence that says what to do next."""

    def __init__(self, message: str = "") -> None:
        """Make the message printable: it may quote a file name or a value of somebody else."""
        super().__init__(printable(message))


class ConfigError(ToolkitError):
    """The configuration names an unknown key or an impossible value."""


class ContractError(ToolkitError):
    """A schema folder is missing, malformed, or differs from its frozen digest."""


class SourceError(ToolkitError):
    """An input path does not exist or cannot be listed."""


class ReleaseError(ToolkitError):
    """A release folder cannot be written, read or trusted."""


class PublishError(ToolkitError):
    """A destination refused a release."""


class GateError(ToolkitError):
    """A release does not pass its gates: it gets no name while its work stays in the cache, or is not published."""


class LibraryError(ToolkitError):
    """An installed library lacks what this toolkit uses of it, so every document would be refused."""

"""Rules of the configuration as SQL conditions: an expression over the columns of a row, and nothing else.

Such a rule may come with data that was made by others. A query in it could read files and addresses of the machine
that checks, so a condition that holds one is refused before any SQL engine sees it.
"""

import re
from typing import TYPE_CHECKING

from toolkit.errors import ConfigError

if TYPE_CHECKING:
    import polars

_TOKEN = re.compile(
    r"""(?P<text>'(?:[^']|'')*')|(?P<name>"[^"]*"|`[^`]*`)|(?P<word>[^\W\d]\w*)|(?P<number>\d[\w.]*)|(?P<space>\s+)
    |(?P<mark>[()\[\],.+\-*/%<>=!|&^~:?])""",
    re.VERBOSE,
)
_HIDING = re.compile(r"--|/\*|[\w&]+['\"`]|'(?:[^'\\]|''|\\[^'])*\\'")
"""Comments, strings with a prefix (E'...') and a backslash before a quote: engines differ in where such text ends."""
_QUERY_WORDS = frozenset(
    (
        *("select", "with", "table", "values", "into", "union", "intersect", "except", "exists", "lateral", "join"),
        *("copy", "attach", "load", "install", "call", "pragma", "describe", "explain", "show", "set", "use", "create"),
        *("drop", "insert", "update", "delete", "merge", "pivot", "unpivot", "execute", "any", "all", "some"),
    )
)
"""Words that begin or join queries and statements; a column of such a name is written in double quotes."""
_WITH_FROM = ("extract", "trim", "substring", "overlay")
"""Functions whose arguments may hold the word FROM."""
_READERS = re.compile(r"(?:read|scan|parquet|csv|json|ndjson|sniff|query|sqlite|postgres|mysql|iceberg|delta)_|glob$")
"""Functions that read files in one engine or another."""
_LONGEST, _DEEPEST = 2000, 40


def condition(text: str, rule: str) -> "polars.Expr":
    """Return the expression of an SQL condition.

    Args:
        text: The condition, such as `length(body) >= 200`.
        rule: Name of the rule, for the message.

    Raises:
        ConfigError: it is no expression over columns, or too long or too deep to be one that a person wrote.
    """
    import polars

    if (fault := find_fault(text)) is not None:
        raise ConfigError(f"The rule {rule} must be an expression over the fields of one row, but {fault}.")
    try:
        return polars.sql_expr(text)
    except (polars.exceptions.PolarsError, ValueError) as error:
        first = (str(error) or type(error).__name__).splitlines()[0]
        raise ConfigError(f"The rule {rule} cannot be read as SQL: {first}.") from error


def find_fault(text: str) -> str | None:
    """Return what makes a text more than an expression over columns; None if it is one."""
    if len(text) > _LONGEST:
        return f"it has more than {_LONGEST} characters"
    functions: list[str] = []
    word, position = "", 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or _HIDING.match(text, position):
            return f"it holds {text[position : position + 2]!a}"
        kind, piece, position = match.lastgroup, match.group(), match.end()
        if piece == "(":
            functions.append(word)
        elif piece == ")" and functions:
            functions.pop()
        if len(functions) > _DEEPEST:
            return f"its parentheses are more than {_DEEPEST} deep"
        if kind != "space":
            word = piece.lower() if kind == "word" else ""
        if kind == "word" and _is_of_query(word, functions[-1] if functions else ""):
            return f"it holds {piece!r}, which is of a query"
    return None


def _is_of_query(word: str, function: str) -> bool:
    """Return True if a word, inside the parentheses of a function, is of a query."""
    return word in _QUERY_WORDS or bool(_READERS.match(word)) or (word == "from" and function not in _WITH_FROM)

"""Tells whether a text ends as sentences do, in the scripts that news is written in."""

_STOPS = frozenset(".!?…。！？؟։।")
_CLAUSE_STOPS = _STOPS | frozenset(":;")
_CLOSING = "\"'”’»›)]」』"
"""Quotation marks and brackets behind the stop."""


def ends_sentence(text: str) -> bool:
    """Return True if a text ends with a stop.

    >>> ends_sentence("“The ferry sails again.”"), ends_sentence("Ferry sails again")
    (True, False)
    """
    return text.rstrip(_CLOSING)[-1:] in _STOPS


def ends_clause(text: str) -> bool:
    """Return True if a text ends with a stop, a colon or a semicolon."""
    return text.rstrip(_CLOSING)[-1:] in _CLAUSE_STOPS

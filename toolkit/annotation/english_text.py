"""True if a text reads like English, for bodies whose language is not known."""

import re

_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|that|was|for|is|on|he|she|said|we|it|with|at|by|not|our|has|have|be)\b", re.IGNORECASE
)
_SAMPLE = 3000
"""Characters at the start of a body that tell whether it is English."""


def is_english(body: str, language: str | None) -> bool:
    """Return True if a language is English, or if a body of unknown language reads like English."""
    if language is not None:
        return language.lower().split("-")[0] == "en"
    sample = body[:_SAMPLE]
    return len(_ENGLISH.findall(sample)) * 20 >= sample.count(" ")

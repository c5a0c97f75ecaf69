"""Finds the language a text is written in."""

from functools import cache
from typing import Any

_ENOUGH = 300
_MINIMUM = 40
_SURE = 0.9
_FIRST_LOOK, _SURE_AT_FIRST = 80, 0.95
"""Most texts are sure after so many characters; the time grows with their number."""
_ENGLISH = frozenset(
    [
        *("a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can"),
        *("could", "for", "from", "had", "has", "have", "he", "her", "his", "how", "in", "into", "is", "it", "its"),
        *("just", "more", "most", "new", "not", "of", "on", "one", "or", "our", "out", "over", "people", "said"),
        *("she", "than", "that", "their", "there", "these", "they", "this", "to", "up", "was", "we", "were", "what"),
        *("when", "which", "while", "who", "will", "with", "would", "you", "your"),
    ]
)
_ENGLISH_WORDS = 5
"""A text that begins with "the" and so many others of the commonest English words needs no identifier, which takes
thirty times as long. Nigerian Pidgin shares most of these words, but not "the".
"""
# Codes of the identifier that BCP-47 writes differently.
_BCP47 = {"nb": "no", "nn": "no"}


def find_language(text: str, stated: str | None = None) -> str | None:
    """Return the primary BCP-47 subtag of a text; null when it is too short or could be several.

    A language that the container states wins. The first 300 characters decide.
    """
    if stated and (subtag := stated.strip().replace("_", "-").partition("-")[0].lower()).isalpha():
        return subtag if 2 <= len(subtag) <= 3 else None
    if len(text) < _MINIMUM:
        return None
    if _is_english(text[:_ENOUGH]):
        return "en"
    code, probability = _identifier().classify(text[:_FIRST_LOOK])
    if probability < _SURE_AT_FIRST:
        code, probability = _identifier().classify(text[:_ENOUGH])
    return _BCP47.get(code, code) if probability >= _SURE else None


def _is_english(text: str) -> bool:
    """Tell whether a few sentences are surely English."""
    words = set(text.split())
    return "the" in words and len(words & _ENGLISH) >= _ENGLISH_WORDS


@cache
def _identifier() -> Any:
    """Load the identifier with probabilities once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

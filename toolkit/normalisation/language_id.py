"""Finds the language a text is written in."""

from functools import cache
from typing import Any

from toolkit.normalisation.close_languages import close_to, decide
from toolkit.normalisation.language_names import stated_language
from toolkit.normalisation.scripts import language_of_script

_LOOKS = (80, 300, 3000)
"""Characters that are read, one after the other, until the language is sure; the time grows with their number."""
_SURE = (0.95, 0.9, 0.7)
_MINIMUM, _LEAST_SIGNS = 40, 12
"""Shorter texts tell nothing; a script that has one language only needs less."""
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
_ONE_TAG = {"nb": "no", "nn": "no"}
"""Written norms of one language have one tag in a release."""
_NO_LANGUAGE = "zxx"


def find_language(text: str, stated: str | None = None) -> str | None:
    """Return the primary BCP-47 subtag of a text; null when it is too short or could be several.

    A language that the container states wins. The script decides where it has one language; else the identifier
    reads up to 3,000 characters, and between close languages their function words decide.
    """
    known = stated_language(stated) if stated else None
    if known is not None:
        return known
    sample = text[: _LOOKS[-1]]
    if len(sample) < _LEAST_SIGNS:
        return None
    if (decided := language_of_script(sample)) is not None:
        return decided
    if len(sample) < _MINIMUM:
        return None
    if _is_english(sample[: _LOOKS[1]]):
        return "en"
    code = _identified(sample)
    return None if code == _NO_LANGUAGE else code


def _identified(sample: str) -> str | None:
    """Return what the identifier is sure of, or what function words decide among languages it cannot keep apart."""
    for look, sure in zip(_LOOKS, _SURE, strict=True):
        ranking = [(_ONE_TAG.get(code, code), float(odds)) for code, odds in _identifier().rank(sample[:look])]
        first, probability = ranking[0]
        close = close_to(first)
        shared = sum(odds for code, odds in ranking if code in close)
        if len(close) > 1 and shared >= sure and (decided := decide(sample, first)) is not None:
            return decided
        if probability >= sure or (shared >= sure and look >= len(sample)):
            return str(first)
    return None


def _is_english(text: str) -> bool:
    """Return True if a few sentences are surely English."""
    words = set(text.split())
    return "the" in words and len(words & _ENGLISH) >= _ENGLISH_WORDS


@cache
def _identifier() -> Any:
    """Load the identifier with probabilities once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

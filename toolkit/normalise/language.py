"""Finds the language a text is written in."""

from functools import cache
from typing import Any

_ENOUGH = 300
_MINIMUM = 40
_SURE = 0.9
_FIRST_LOOK, _SURE_AT_FIRST = 80, 0.95
"""Most texts are sure after so many characters; the time grows with their number."""
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
    code, probability = _identifier().classify(text[:_FIRST_LOOK])
    if probability < _SURE_AT_FIRST:
        code, probability = _identifier().classify(text[:_ENOUGH])
    return _BCP47.get(code, code) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    """Load the identifier with probabilities once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

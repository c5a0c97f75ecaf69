"""The languages that the embedded recogniser speaks beside English, and the weights of each."""

from collections.abc import Mapping
from typing import NamedTuple


class Model(NamedTuple):
    """Weights of a language."""

    shared: str
    """Those that it shares with others."""
    own: Mapping[str, int]
    """The files of its own weights, or of those of its relatives, each with the parts of them that are added up."""
    whole: int
    """How many parts are the whole."""
    facts: str
    """The file that says how frequent its words are and which feature set it has."""


LEARNED = ("da", "de", "et", "fi", "fr", "hi", "hr", "hu", "id", "no", "pt", "ro", "ru", "sr", "sv", "tr")
"""Languages with gold to learn from, in words; `no` are Bokmål and Nynorsk."""

_MANY = ("pt", "ro", "hr", "id", "no", "sr", "da")
_SLAVIC = ("sr", "hr", "ro")

LENT: dict[str, tuple[str, ...]] = {
    "cs": _SLAVIC, "es": _MANY, "fr": ("fr", "pt", "ro"), "it": _MANY, "pl": _SLAVIC, "sl": _SLAVIC, "sw": _MANY,
}  # fmt: skip
"""Languages without such gold, or with too old print alone, read with the mean of the weights of others."""

SUMMED = {
    "bg": Model("words", {"ru": 3, "sr": 1, "hr": 1, "ro": 1}, 5, "bg"),
    "da": Model("words", {"da": 5, "de": 1, "no": 1, "sv": 1}, 5, "da"),
    "et": Model("words", {"et": 10, "fi": 3, "hu": 3}, 10, "et"),
    "fi": Model("words", {"fi": 10, "et": 3, "hu": 3}, 10, "fi"),
    "ru": Model("words", {"ru": 5, "sr": 1, "hr": 1, "ro": 1}, 5, "ru"),
    "uk": Model("words", {"ru": 2, "sr": 1, "hr": 1}, 2, "uk"),
}
"""Languages whose own weights gain from a share of their relatives', and those that have but Russian's and these.

In Cyrillic letters, Russian speaks of a word as it is printed, the others of its Latin spelling.
"""

UNSPACED = ("ja", "ko", "zh")

MODELS = {
    **{language: Model("words", {language: 1}, 1, language) for language in LEARNED},
    **{language: Model("words", dict.fromkeys(others, 1), len(others), language) for language, others in LENT.items()},
    **SUMMED,
    **{language: Model("characters", {language: 1}, 1, language) for language in UNSPACED},
}
"""The weights of each language beside English."""

"""The languages that the embedded recogniser speaks beside English, and the weights of each."""

from typing import NamedTuple


class Model(NamedTuple):
    """Weights of a language."""

    shared: str
    """Those that it shares with others."""
    own: str
    """The file of its own weights, or of those of a neighbour."""
    facts: str
    """The file that says how frequent its words are and which feature set it has."""


LEARNED = ("da", "de", "et", "fi", "fr", "hi", "hr", "hu", "id", "no", "pt", "ro", "ru", "sr", "sv", "tr")
"""Languages with gold to learn from, in words; `no` are Bokmål and Nynorsk."""

LENT = {"bg": "ru", "cs": "hr", "es": "pt", "it": "pt", "sl": "sr"}
"""Languages without such gold, read with the weights of a neighbour."""

UNSPACED = ("ja", "ko", "zh")

MODELS = {
    **{language: Model("words", language, language) for language in LEARNED},
    **{language: Model("words", neighbour, language) for language, neighbour in LENT.items()},
    **{language: Model("characters", language, language) for language in UNSPACED},
}
"""The weights of each language beside English."""

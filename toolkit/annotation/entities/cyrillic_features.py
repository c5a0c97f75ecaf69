"""What the recogniser sees of words in Cyrillic letters where relatives in Latin letters lend their weights."""

from collections.abc import Mapping

from toolkit.annotation.entities import multilingual_features
from toolkit.annotation.entities.multilingual_features import (
    WIDE_WORDS,
    ending_attributes,
    may_begin_name,
    open_frame,
    part_attributes,
)
from toolkit.annotation.transliteration import transliteration


def attributes(key: str, lexicon: Mapping[str, str]) -> list[str]:
    """The attributes of a word as it is printed, and of one with a capital as Croatian would spell it."""
    word = key.removeprefix("^")
    latin = latin_attributes(word) if may_begin_name(word) else []
    return multilingual_features.attributes(key, lexicon) + latin


def gazetteer_attributes(word: str) -> list[str]:
    """What lists of names say of a word with a capital, together with its attributes in Latin letters."""
    return multilingual_features.gazetteer_attributes(word) + latin_attributes(word)


def latin_attributes(word: str) -> list[str]:
    """Attributes of a word with a capital as Croatian would spell it; none for one that is spelt so.

    What lists of names say of both spellings counts once.
    """
    latin = word.translate(_LATIN)
    if latin == word:
        return []
    lower = latin.lower()
    names = [f"l={lower}", f"w={latin}", *ending_attributes(lower), *part_attributes(lower)]
    printed = frozenset(multilingual_features.gazetteer_attributes(word))
    return names + [name for name in multilingual_features.gazetteer_attributes(latin) if name not in printed]


_LATIN = transliteration("""
    аa бb вv гg ґg дd ђđ еe ёe єje жž зz иi іi їji йj јj кk лl љlj мm нn њnj оo пp рr сs тt ћć уu ўv фf хh цc чč џdž
    шš щšč ъ ыi ь эe юju яja
""")

CYRILLIC_WORDS = WIDE_WORDS._replace(attributes=attributes)
"""What is looked at where relatives in both scripts lend their weights."""

OPEN_CYRILLIC_WORDS = CYRILLIC_WORDS._replace(frame=open_frame)
"""The same where names are written in small letters, too."""

CYRILLIC_SETS = (CYRILLIC_WORDS, OPEN_CYRILLIC_WORDS)

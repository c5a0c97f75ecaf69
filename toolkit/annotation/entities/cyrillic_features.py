"""What the recogniser sees of words in Cyrillic letters of languages that have no weights of their own."""

from collections.abc import Mapping

from toolkit.annotation.entities.multilingual_features import WIDE_WORDS, attributes


def spelling_attributes(key: str, lexicon: Mapping[str, str]) -> list[str]:
    """The attributes of a word as it is printed and as Croatian would spell it, whose weights then speak, too."""
    printed = attributes(key, lexicon)
    latin = key.translate(_LATIN)
    if latin == key:
        return printed
    known = set(printed)
    return printed + [name for name in attributes(latin, lexicon) if name not in known]


def _transliteration(letters: str) -> dict[int, str]:
    """A table for `str.translate` from words that are a letter and what it becomes."""
    small = {word[0]: word[1:] for word in letters.split()}
    return {ord(form(letter)): form(latin) for letter, latin in small.items() for form in (str.lower, str.capitalize)}


_LATIN = _transliteration("""
    аa бb вv гg ґg дd ђđ еe ёe єje жž зz иi іi їji йj јj кk лl љlj мm нn њnj оo пp рr сs тt ћć уu ўv фf хh цc чč џdž
    шš щšč ъ ыi ь эe юju яja
""")

CYRILLIC_WORDS = WIDE_WORDS._replace(attributes=spelling_attributes)
"""What is looked at where relatives in both scripts lend their weights."""

"""Which language a script decides, or between which ones its letters decide."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

_RANGES = (
    (0x0041, "latin"), (0x0370, "greek"), (0x0400, "cyrillic"), (0x0530, "armenian"), (0x0590, "hebrew"),
    (0x0600, "arabic"), (0x0700, ""), (0x0750, "arabic"), (0x0780, "thaana"), (0x07C0, ""), (0x08A0, "arabic"),
    (0x0900, "devanagari"), (0x0980, "bengali"), (0x0A00, "gurmukhi"), (0x0A80, "gujarati"), (0x0B00, "oriya"),
    (0x0B80, "tamil"), (0x0C00, "telugu"), (0x0C80, "kannada"), (0x0D00, "malayalam"), (0x0D80, "sinhala"),
    (0x0E00, "thai"), (0x0E80, "lao"), (0x0F00, "tibetan"), (0x1000, "burmese"), (0x10A0, "georgian"),
    (0x1100, "hangul"), (0x1200, "ethiopic"), (0x13A0, ""), (0x1780, "khmer"), (0x1800, "mongolian"), (0x18B0, ""),
    (0x1E00, "latin"), (0x1F00, "greek"), (0x2000, ""), (0x3040, "kana"), (0x3100, ""), (0x3130, "hangul"),
    (0x3190, ""), (0x31F0, "kana"), (0x3200, ""), (0x3400, "han"), (0xA000, ""), (0xAC00, "hangul"), (0xD800, ""),
    (0xF900, "han"), (0xFB00, "latin"), (0xFB1D, "hebrew"), (0xFB50, "arabic"), (0xFE00, ""), (0xFE70, "arabic"),
    (0xFF00, ""), (0xFF66, "kana"), (0xFFA0, "hangul"), (0xFFDD, ""), (0x20000, "han"), (0x40000, ""),
)  # fmt: skip
"""First code point and name of each run of letters; without a name where no language is decided."""

_ONE_LANGUAGE: Mapping[str, str] = {
    "greek": "el", "armenian": "hy", "thaana": "dv", "gurmukhi": "pa", "gujarati": "gu", "oriya": "or", "tamil": "ta",
    "telugu": "te", "kannada": "kn", "malayalam": "ml", "sinhala": "si", "thai": "th", "lao": "lo", "burmese": "my",
    "georgian": "ka", "hangul": "ko", "khmer": "km", "kana": "ja", "han": "zh",
}  # fmt: skip
_LETTERS: tuple[tuple[str, str, str], ...] = (
    ("cyrillic", "mk", "ѓќѕ"),
    ("cyrillic", "sr", "ђћџљњ"),
    ("cyrillic", "be", "ў"),
    ("cyrillic", "uk", "їєґ"),
    ("arabic", "ur", "ٹڈڑںے"),
    ("arabic", "ps", "ټډړښځڅې"),
    ("bengali", "as", "ৰৱ"),
)
"""Letters that only one language of a script writes; a language further up writes some of those further down."""
_LEAST_LETTERS = 3
_KANA_SHARE = 0.1
"""Japanese has more kana than this among its signs; Chinese quotes a name at most."""
_CANTONESE = re.compile("[嘅咗哋喺嗰冇佢唔]")
_CANTONESE_SHARE = 0.03
_LATIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LEAST_SIGNS = 10
"""Letters from which a script is counted."""


def language_of_script(text: str) -> str | None:
    """Return the language that the letters of a text decide; null where several languages write them.

    >>> language_of_script("Η γέφυρα του λιμανιού άνοιξε ξανά")
    'el'
    """
    printed = text.encode("ascii", "ignore")
    if 3 * (len(text) - len(printed)) <= len(printed) - len(printed.translate(None, _LATIN)):
        return None  # whatever the other characters are, most letters are Latin ones
    scripts = _scripts(text)
    scripts.pop("", None)
    letters = sum(scripts.values())
    if letters < _LEAST_SIGNS:
        return None
    east_asian = scripts["han"] + scripts["kana"]
    if east_asian * 3 > letters and scripts["hangul"] < east_asian:
        if scripts["kana"] > _KANA_SHARE * east_asian:
            return "ja"
        return "yue" if len(_CANTONESE.findall(text)) > _CANTONESE_SHARE * east_asian else "zh"
    script, count = scripts.most_common(1)[0]
    if count * 2 < letters:
        return None
    return _ONE_LANGUAGE.get(script) or _by_letters(text, script)


def _by_letters(text: str, script: str) -> str | None:
    """Return the language of a script that alone writes some letters of the text."""
    text = text.lower()
    for name, language, letters in _LETTERS:
        if name == script and sum(text.count(letter) for letter in letters) >= _LEAST_LETTERS:
            return language
    return None


def _scripts(text: str) -> Counter[str]:
    """How many letters of each script a text has; each character is looked at once."""
    scripts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            scripts[_script(character)] += count
    return scripts


@lru_cache(maxsize=16384)
def _script(character: str) -> str:
    """Return the script of a letter; empty where it decides nothing."""
    code = ord(character)
    names = [name for first, name in _RANGES if first <= code]
    return names[-1] if names else ""

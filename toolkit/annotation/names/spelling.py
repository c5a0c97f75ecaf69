"""Spellings: what the ways to write one name have in common, and which names say too little of themselves."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

from toolkit.annotation.entities.place_names import KEYWORDS, known_bodies, word_list
from toolkit.annotation.name_folding import fold, fold_words
from toolkit.annotation.transliteration import transliteration
from toolkit.gazetteer.family_names import is_family_name
from toolkit.gazetteer.place_table import Place, places, spaced
from toolkit.normalisation.authors.given_names import is_given_name

LONGEST_ACRONYM = 6
"""Letters of an acronym; longer words in capitals are names."""

TIMES_LARGER = 10
"""How many times larger a city must be than its namesakes in the same country not to be taken for one of them."""


def spelling_key(name: str, kind: str) -> str:
    """Return the form that spellings of one name share; people's in Latin letters if it is in Cyrillic or Greek ones.

    >>> spelling_key("Recep Tayyip Erdoğan", "PER") == spelling_key("Recep Tayyip Erdogan", "PER")
    True
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).split())
    if not _FOLDABLE.fullmatch(plain):
        return plain.casefold()  # vowel signs of other scripts are combining marks, and none may be lost
    folded = _person_key(plain.translate(_LATIN)) if kind == "PER" else _LEGAL_FORM.sub("", fold(plain))
    return folded or plain.casefold()


def _person_key(name: str) -> str:
    """Return the words of a person's name with what tells father from son, which `fold_words` leaves out."""
    words = fold_words(name)
    generation = _GENERATION.search(name)
    suffix = generation.group(1).lower() if generation else ""
    return " ".join([*words, suffix] if suffix and suffix not in words else words)


class Doubt(IntEnum):
    """What a name that is in two articles needs to mean one thing."""

    NONE = 0
    """Nothing: its spelling is enough."""
    LANGUAGE = 1
    """The same language: a single word of another one may be another thing."""
    COMPANY = 2
    """Other names that both articles give."""
    ALWAYS = 3
    """More than names can tell."""


def doubt(name: str, kind: str, language: str | None) -> Doubt:
    """Return how doubtful it is that a name without identifier means one thing wherever it is.

    In doubt are a person's single word, an acronym, an organisation or place of common words ("Supreme Court"), what
    has no capital although its script has some, and a place of which the gazetteer knows a namesake.
    """
    if kind == "PER":
        return _doubt_of_person(name)
    if name in known_bodies():
        return Doubt.NONE
    words = fold(name.translate(_LATIN)).split()
    if name == name.lower() != name.upper() or (_UNSPACED.search(name) and len(name) < _SHORTEST_UNSPACED):
        return Doubt.COMPANY
    if kind == "ORG" and (is_acronym(name) or _is_common(words, english=language == "en") or _names_another(name)):
        return Doubt.COMPANY
    if kind == "LOC":
        known = [candidate for candidate in places(spaced(name)) if candidate.country]
        if known:
            return Doubt.ALWAYS if _has_namesake(known) else Doubt.COMPANY
        if _is_common(words, english=True):
            return Doubt.COMPANY
    if kind == "NORP" and _PARTIES.intersection(words):
        return Doubt.COMPANY
    return Doubt.LANGUAGE if " " not in name.strip() else Doubt.NONE


def _doubt_of_person(name: str) -> Doubt:
    words = [word for word in name.split() if len(word.strip(".")) > 1]
    if len(words) > 1:
        return Doubt.NONE
    short = len(name) < _SHORTEST_NAME and not _UNSPACED.search(name)
    given = all(is_given_name(word) and not is_family_name(word) for word in words)
    return Doubt.ALWAYS if short or given else Doubt.COMPANY


def _names_another(name: str) -> bool:
    """True if an organisation's single word is the name of a place or person as well."""
    return " " not in name and (bool(places(spaced(name))) or is_given_name(name))


def _has_namesake(known: Sequence[Place]) -> bool:
    """True if some country has two cities of the name, neither of them much better known than the other."""
    largest = max(candidate.population for candidate in known)
    by_country: defaultdict[str | None, list[int]] = defaultdict(list)
    for candidate in known:
        if candidate.population * TIMES_LARGER**2 > largest:
            by_country[candidate.country].append(candidate.population)
    pairs = (sorted(sizes, reverse=True)[:2] for sizes in by_country.values() if len(sizes) > 1)
    return any(first < TIMES_LARGER * second for first, second in pairs)


def is_acronym(name: str) -> bool:
    """Return True for a single word of a few capitals, with or without points."""
    letters = name.replace(".", "")
    return 1 < len(letters) <= LONGEST_ACRONYM and letters.isalnum() and letters.isupper()


def _is_common(words: Sequence[str], *, english: bool) -> bool:
    """True if the words of a name are in names of many organisations or places.

    In English all of them must; of other languages only the words for authorities are known, so that one is enough.
    """
    if not english and any(word.startswith(_STEMS) for word in words):
        return True
    return all(len(word) < 2 or word in _common_words() for word in words)


@cache
def _common_words() -> frozenset[str]:
    return KEYWORDS["organisation"] | KEYWORDS["place"] | KEYWORDS["title"] | _COMMON


_FOLDABLE = re.compile(r"[\x00-\u058f\u1e00-\u206f\u20a0-\u20cf\u2100-\u214f]*")
"""Latin, Greek, Cyrillic and Armenian letters, and signs."""
_LEGAL_FORM = re.compile(r"(?<=\w) (?:inc|ltd|limited|llc|plc|corp|gmbh|ag|oyj|asa|pvt ltd|co ltd)$")
_GENERATION = re.compile(r"\s(Jr|Sr|Jnr|Snr|Junior|Senior)\.?$", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORTEST_NAME = 3
"""Letters of a person's name; shorter words are mostly none."""
_SHORTEST_UNSPACED = 3
"""Characters from which a Chinese, Japanese or Korean name is taken to be no common word."""
_PARTIES = word_list("""
    conservative conservatives liberal liberals democrat democrats democratic republican republicans socialist
    socialists communist communists labour nationalist nationalists
""")
_COMMON = word_list("""
    of the for and in on de la le del da do der die das und et y e i van het a an
    high supreme federal national regional provincial municipal local royal public general chief joint special
    foreign home interior internal external affairs defence defense finance financial health education justice
    labour labor trade commerce economy economic energy environment agriculture transport culture information
    communication communications planning development security safety election electoral elections human rights
    law legal constitutional appeal appeals criminal civil military naval air intelligence investigation
    investigations immigration customs revenue tax statistics medical science technology research sports youth
    women children family welfare social affairs housing water power electricity railway railways road roads
    highway highways city town village county district main old new upper lower first second third great
    university politics political opposition ruling house lower upper representatives commons lords congress
    cabinet presidency president prime minister office bench stock exchange chamber tourism
    labour conservatives republicans democrats greens socialists liberals communists
""")
_STEMS = tuple(
    word_list("""
    minist depart polic poliz polis politi parlam parliam senat kongres congres tribunal gericht domstol regering
    regier gobiern govern hallitus vlad pravitel sud corte cour curtea mahkeme prokur procur sovet savet consiglio
    conseil consejo conselho consiliu rada agent agenz agenc komis comis commis kommis komit comit fond banc bank bank
    univers akadem academ instit kompani compan compag parti sluzhb servi centr zentr admini dum obshchest drushtv
    drustv general shtab negocio estrangeir affari asunt extranj ester interio inter auswartig armij army armee
    armad vojsk
    """)
)
"""Beginnings of words for authorities and other bodies in several languages, in Latin letters."""


_LATIN = transliteration("""
    аa бb вv гg дd еe зz иi йi кk лl мm нn оo пp рr сs тt уu фf хh цc ыy эe єe іi їi јj љlj њnj ћc ђd џdz ґg ѓg ќk
    ѕdz жzh чch шsh щshch ъ ь юyu яya ёe
    αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo άa έe ήi ίi όo ύy ώo ϊi ϋy ΐi ΰy
""")

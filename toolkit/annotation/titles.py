"""Titles before a person's name."""

import re
from functools import lru_cache
from itertools import pairwise

from toolkit.annotation.entities.place_names import word_list
from toolkit.annotation.quotes.job_titles import is_occupation


@lru_cache(maxsize=4096)
def without_titles(name: str) -> str:
    """A person's name without the titles and offices before it and the possessive after it, as printed.

    An office is left out with its field when the field is a known one ("Minister of Health"), an occupation when a
    first and a last name follow it: "Librarian Ilse Brandt", but "Baker Brandt" may be called so.

    >>> without_titles("Deputy Harbour Minister Dr. Ilse Brandt's")
    'Ilse Brandt'
    """
    bare = _POSSESSIVE.sub("", name.strip())
    words = [(word.group().rstrip(".,").lower(), word.end()) for word in _WORD.finditer(bare)]
    first, field = 0, False
    for index, ((word, end), (after, _)) in enumerate(pairwise(words)):
        titled = _is_title(word)
        occupied = index + 2 < len(words) and is_occupation(word)
        if (titled or occupied) and after not in _JOINING:
            first, field = end, False
        elif titled or (field and word in _JOINING):
            field = True
        elif word not in _BEFORE_TITLES and not any(later in _OFFICES for later, _ in words[index + 1 : -1]):
            break
        elif field and after not in _JOINING and after not in _BEFORE_TITLES:
            first, field = end, False
    return bare[first:].lstrip()


def is_office(name: str) -> bool:
    """True if a name is no name but an office: "Harbour Minister", not "Ministry" nor "Office of the President"."""
    words = name.lower().split()
    return bool(words) and words[-1] in _OFFICES and "of" not in words


def _is_title(word: str) -> bool:
    """True if a word is a title, or made of titles: "secretary-general", "vice-president"."""
    *before, last = word.split("-")
    return last in _TITLES and all(part in _TITLES or part in _BEFORE_TITLES for part in before)


_WORD = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINING = frozenset(("of", "for", "the", "and", "&"))
_TITLES = word_list("""
    mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count countess duke duchess prince
    princess king queen emperor empress sultan emir sheikh sheikha shaikh imam ayatollah mullah maulana
    rabbi pope bishop archbishop cardinal father fr sister brother rev reverend pastor deacon saint st
    president premier chancellor minister secretary senator sen representative rep congressman congresswoman
    governor gov mayor speaker ambassador amb envoy consul judge justice attorney prosecutor sheriff chief
    director chairman chairwoman chairperson chair commissioner inspector superintendent constable officer
    detective general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal private
    admiral adm commander cmdr brigadier brig marshal spokesman spokeswoman spokesperson leader coach
    manager ceo cfo coo mp mep mla mna hon honourable honorable excellency hh hrh he shri smt pm fm engineer
    eng ir datuk dato tun señor senor señora doña monsieur madame mme herr frau advocate adv barrister
    alhaji chef comrade auntie uncle aunt deputy former ex acting interim late then lady warden headteacher
    headmaster grandmother grandfather madam
    """)
_OFFICES = word_list(
    """
    president premier chancellor minister secretary senator congressman congresswoman governor ambassador commissioner
    director chairman chairwoman chairperson spokesman spokeswoman spokesperson superintendent prosecutor
    """
)
"""Titles that are no names themselves, so that whatever is before them belongs to them."""

_BEFORE_TITLES = word_list("""
    deputy vice prime foreign defence defense interior finance health education trade energy justice
    transport culture economy labour labor home state federal national general chief senior former acting
    interim first crown field press us u.s uk eu un russian chinese american british french german indian
    turkish azeri azerbaijani armenian ukrainian iranian israeli egyptian kremlin white house opposition
    party police army navy parliament parliamentary city environment agriculture industry tourism sports
    information communications planning security water housing science
    """)

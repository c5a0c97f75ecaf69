"""The people and the agency of a byline that a container states."""

import re
from functools import cache

from toolkit.normalisation.authors.byline_cues import without_cue
from toolkit.normalisation.authors.credit_line import has_role, read_credit, restore_capitals
from toolkit.normalisation.authors.given_names import is_given_name
from toolkit.normalisation.authors.role_words import ROLES
from toolkit.normalisation.outlets.outlet_profiles import Outlets, load_outlets
from toolkit.read.field_values import ADDRESSED

_NAMED = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_PARTICLES = frozenset(
    (
        *("von", "van", "de", "der", "den", "del", "della", "di", "da", "dal", "dos", "das", "do", "du", "la", "le"),
        *("les", "y", "e", "und", "bin", "ibn", "bint", "al", "el", "ten", "ter", "zu", "zum", "af", "av", "ap"),
    )
)
"""Words of a name that are written in small letters."""
_NOBODY = re.compile(r"\W*(?:anonymous|anon|staff|none|no author|unknown|n/?a|not available|null)\W*", re.IGNORECASE)
_PICTURED = re.compile(
    r"(?:photo(?:graph)?s?|fotos?|pictures?|images?|illustrations?|graphics?|video|bild(?:er)?)\s+(?:by|von|par|por|di|door)\b|photo(?:graph)?s?:",
    re.IGNORECASE,
)
_FAMILY_FIRST = re.compile(r"\s*([^,;|]{2,40}),\s*([^,;|]{1,40}?)(?:,\s*(Jr|Sr|I{2,3}|IV)\b)?\.?\s*")
_ROLE_BEHIND = re.compile(r"\s*[,/|]\s.*|\s[–—-]\s.*|(?<=[^\W\d_]{3})\.\s.*")
_OWN_WRITER = re.compile(
    r"\A(?:from\s+(?-i:(?=[^\W\d_a-z]\S*\s+[^\W\d_a-z]))"
    r"|(?:(?:by\s+)?our\s|de (?:notre|nos|nuestr[oa]s?)\s|von unsere[mnr]\s"
    r"|van on(?:ze|s)\s|da(?:l|lla|i)? nostr[oaie]\s)"
    r"(?:\S+\s+){0,2}?(?:(?:correspond[ae]nte?s?|correspondentes?|envoyée?s?|korrespondent(?:in|en|innen)?"
    r"|redakteur(?:in|en|innen)?|mitarbeiter(?:in|n|innen)?|reporter(?:in|n|innen)?|redact(?:eur|rice|ie)|verslaggever"
    r"|medewerker|correspon[sd]al(?:es)?|enviad[oa]|inviat[oa]|corrispondente)"
    r"(?:\s+(?:spécia(?:le?|ux)|especial))?(?:\s+(?:à|in|en|a|aus|uit)\s+[^\W\d_][\w-]*)?[\s,:–-]+))",
    re.IGNORECASE,
)
"""What some papers print before the name of one of their own: "De notre correspondante à Vaubrun Jeanne Roy"."""
_KIND = re.compile(
    r"\A(?:interview|entretien|intervista|entrevista|reportage|report|analyse|analysis|kommentar|gastbeitrag)\s*:\s*"
    r"(?-i:(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(\S+)\s+\S+\s+(?=(?:\S+\s+){0,2}of\s)")
"""A name before an office with a place: "Tilda Moss North of England correspondent"."""
_FEWEST_OFFICE_WORDS = 4
"""A given name before fewer words is that of a person, whatever the surname means."""
_SHOUTED_MC = re.compile(r"\bMc(?=[A-Z]{3,}\b)")
"""The small letter that names in capitals keep: McDONALD."""
_TWICE = re.compile(r"\A(?:by\s+(?=by\s)|(?:reviewed|curated|translated|presented|hosted)\s+(?=by\s))", re.IGNORECASE)
"""What may be before the word that begins a byline."""
_PIECE = re.compile(r",\s*(?:(?:and|und|et|y|e|en)\s+)?|\s+(?:and|und|et|y|e|en|&)\s+(?=[^\W\d_a-z])")
_ORGANISATION = re.compile(
    r"^the\s|\b(?:agence|agency|agencia|agenzia|agentur|presse|press|newsroom|nouvelles|redaktion|rédaction|redacción|redazione"
    r"|redactie|redação|services?|media|editorial board|bureau|newsdesk|verlag)\b"
    r"|\.(?:com|fr|de|nl|es|it|org|net)\b",
    re.IGNORECASE,
)
"""Found in what signs an article and is no person."""


def people(text: str, *, is_family_first: bool = False) -> tuple[list[str], str | None]:
    """Return the persons of a byline in their order, and the first agency that it names.

    >>> people("By LIV AUNE and Sam Orr, Staff Writers")
    (['Liv Aune', 'Sam Orr'], None)
    >>> people("Aune, Liv; Orr, Sam", is_family_first=True)
    (['Liv Aune', 'Sam Orr'], None)
    """
    names: list[str] = []
    agency = None
    for part in re.split(r"\s*;\s*|\s+\|\s+", " ".join(ADDRESSED.sub(r"\1", text).split())):
        inverted = _FAMILY_FIRST.fullmatch(part) if is_family_first else None
        if inverted and _is_given(inverted[1], inverted[2]):
            names.append(_written(" ".join(filter(None, (inverted[2], inverted[1], inverted[3])))))
            continue
        if _NOBODY.fullmatch(part) or _PICTURED.match(part):
            continue
        bare = _without_roles(without_cue(_KIND.sub("", _OWN_WRITER.sub("", _TWICE.sub("", part)))))
        credited = read_credit(bare, _outlets())
        names += [_written(item.name) for item in credited if not item.agency]
        agency = agency or next((item.name for item in credited if item.agency), None)
        plain = _ROLE_BEHIND.sub("", bare).strip(" .")
        if not credited and _is_name(plain) and not has_role(plain):
            names.append(_written(plain))
    return [name for name in dict.fromkeys(names) if not names_organisation(name)], agency


def names_organisation(text: str) -> bool:
    """Return True for the name of an agency, a paper or a desk.

    >>> names_organisation("Agence Valoise de Presse"), names_organisation("Bill Press")
    (True, False)
    """
    words = text.split()
    is_person = len(words) < _FEWEST_OFFICE_WORDS and is_given_name(words[0]) if words else False
    return _ORGANISATION.search(text) is not None and not is_person


def _is_given(family: str, given: str) -> bool:
    """Return True if what is behind a comma is given names, not another person."""
    if " " in family and is_given_name(family.split(maxsplit=1)[0]):
        return not read_credit(given, _outlets(), alone=True)
    return is_given_name(given.rsplit(maxsplit=1)[-1]) or not read_credit(given, _outlets(), alone=True)


def _without_roles(text: str) -> str:
    """Return a byline without the pieces that are roles alone: "Consumer Affairs Correspondent" behind a name."""
    if (behind := _OFFICE.match(text)) and is_given_name(behind[1]) and has_role(text):
        return behind[0].rstrip()
    pieces = _PIECE.split(text)
    kept = [
        piece
        for index, piece in enumerate(pieces)
        if index == 0
        or not piece
        or piece.split()[-1].casefold().strip(".") not in ROLES
        or is_given_name(piece.split(maxsplit=1)[0])
    ]
    return text if len(kept) == len(pieces) else ", ".join(kept)


def _is_name(text: str) -> bool:
    """Return True for two to five words in capitals, between which particles may be in small letters."""
    words = text.split()
    return _NAMED.fullmatch(text) is not None and all(
        not word[0].islower() or (word in _PARTICLES and 0 < index < len(words) - 1) for index, word in enumerate(words)
    )


def _written(name: str) -> str:
    """Return a name with restored capitals, those of short words too."""
    name = _SHOUTED_MC.sub(lambda match: match[0].upper(), " ".join(name.split()))
    if name.isupper() and " " in name and not any(len(word) > 3 for word in name.split()):
        return " ".join(word if word.endswith(".") else word.capitalize() for word in name.split())
    return restore_capitals(name)


@cache
def _outlets() -> Outlets:
    return load_outlets()

"""Reads a credit such as "Jane Roe, Political Editor, and John Doe in Paris": who is a person, who an agency."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from toolkit.normalisation.authors.given_names import has_given_name, is_given_name, split_names
from toolkit.normalisation.authors.role_words import COLLECTIVE, DESKS, LETTERS, MAC, NOT_NAMES, PARTICLES, PRESS, ROLES
from toolkit.normalisation.city_names import is_listed_place
from toolkit.normalisation.outlets.outlet_profiles import Outlets


class Credited(NamedTuple):
    """One person or agency of a credit."""

    name: str
    """As it should be written: capitals restored, titles and roles cut; the canonical name of an agency."""
    agency: bool
    printed: str
    """As it is in the credit."""


def read_credit(text: str, outlets: Outlets, *, alone: bool = False) -> list[Credited]:
    """Return the people and agencies that a credit names, in its order; nothing if it starts with something else.

    With `alone`, the credit is without a word like "By": then more is asked of a name, and it may
    also are behind a date or an outlet.

    >>> from toolkit.normalisation.outlets.outlet_profiles import load_outlets
    >>> [item.name for item in read_credit("JANE O'ROE, Political Editor, and John Doe", load_outlets())]
    ["Jane O'Roe", 'John Doe']
    """
    segments = _segments(text)
    for number, segment in enumerate(segments):
        credited: list[Credited] = []
        aside = False
        pieces = list(_pieces(segment))
        if alone and number == 0 and len(pieces) > 1 and _DIGITS_FIRST.match(text):
            pieces[0] = _before_tags(pieces, outlets)
        for position, piece in enumerate(pieces):
            listed = bool(credited) and not alone and _is_single(credited[-1].name)
            item = _read_piece(piece, outlets, alone=(alone or position > 0) and not listed)
            # Behind a role more parts of it follow: "Senior Technologist, Privacy Project".
            if item is not None and (not credited or not aside or item.agency or has_given_name(item.name)):
                credited += _divided(item)
                aside = False
            else:
                aside = _is_aside(piece, outlets) or bool(credited)
                if not aside:
                    break
        if credited:
            return [*credited, *_further(text, segments[number:], outlets)]
        if not (alone or aside):
            break
    return []


def _further(text: str, segments: Sequence[str], outlets: Outlets) -> list[Credited]:
    """Return the people of what follows the first segment between bars: "Jane Roe | John Doe"."""
    people: list[Credited] = []
    for before, segment in pairwise(segments):
        read = [_read_piece(piece, outlets, alone=True) for piece in _pieces(segment)]
        is_beside = re.search(rf"{re.escape(before[-10:])}\s*[|•·]\s*{re.escape(segment[:10])}", text) is not None
        if not is_beside or any(item is None or item.agency or not _opens_given(item.name) for item in read):
            break
        people += [item for item in read if item is not None]
    return people


def _opens_given(name: str) -> bool:
    """Return True if the first word of a name is a given name."""
    return is_given_name(name.split(maxsplit=1)[0])


def read_pseudonym(text: str, outlets: Outlets, *, dated_before: bool = False) -> list[Credited]:
    """Return what is between a cue and a date, or between a date and a cue and the end of the line, as printed.

    >>> from toolkit.normalisation.outlets.outlet_profiles import load_outlets
    >>> [item.name for item in read_pseudonym(" reader7 on December 4, 2006", load_outlets())]
    ['reader7']
    """
    match = _PSEUDONYM.match(text)
    if match is None or not (match["dated"] or dated_before):
        return []
    name = match["name"]
    words = [word.casefold().strip(".,") for word in re.split(r"[\s_-]", name)]
    if not (ROLES | NOT_NAMES).isdisjoint(words) or outlets.by_name(name) is not None or is_listed_place(name):
        return []
    return [Credited(name, agency=False, printed=name)]


def read_uncapitalised(text: str, outlets: Outlets) -> list[Credited]:
    """Return the one person of a credit in small letters; the first word must be a given name.

    >>> from toolkit.normalisation.outlets.outlet_profiles import load_outlets
    >>> [item.name for item in read_uncapitalised(" jane roe · 12 comments", load_outlets())]
    ['Jane Roe']
    """
    segment = next(iter(_segments(text)), "")
    words = segment.split()
    if len(words) != 2 or not segment.islower() or not segment.replace(" ", "").isalpha() or not _opens_given(segment):
        return []
    name = " ".join(word.capitalize() for word in words)
    named = [] if is_listed_place(name) else read_credit(name, outlets, alone=True)
    return [Credited(item.name, agency=False, printed=segment) for item in named if not item.agency]


def _before_tags(pieces: Sequence[str], outlets: Outlets) -> str:
    """Return a name without the first of the tags behind it: "Jane Roe Travel, Alps, Hotels"."""
    words = pieces[0].split()
    if (
        len(words) < 3
        or not is_given_name(words[0])
        or any(
            (item := _read_piece(piece, outlets, alone=True)) is not None and has_given_name(item.name)
            for piece in pieces[1:]
        )
    ):
        return pieces[0]
    return _first_name(words)


def _first_name(words: Sequence[str]) -> str:
    """Return the shortest name that at least three words begin with."""
    longer = is_given_name(words[1]) or words[1] in PARTICLES or _INITIALS.fullmatch(words[1]) is not None
    return " ".join(words[: 3 if longer else 2])


def _is_single(name: str) -> bool:
    """Return True for a name of one word."""
    return " " not in name


def _divided(item: Credited) -> list[Credited]:
    """Return the persons that one printed run of names holds."""
    names = [item.printed] if item.agency else split_names(item.printed)
    if len(names) == 1:
        return [item]
    return [Credited(restore_capitals(name), agency=False, printed=name) for name in names]


def restore_capitals(name: str) -> str:
    """Return a name printed in capitals as it is usually written; other names unchanged.

    >>> restore_capitals("MARY-ANN MCDONALD")
    'Mary-Ann McDonald'
    """
    words = name.split()
    if not any(len(word) > 3 and word.isupper() for word in words):
        return name
    return " ".join(_restored(word, first=index == 0) for index, word in enumerate(words))


_LONGEST = 200
_BULLETS = " \t•·*|-–—>#:,;.&"
_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch|s|zo)?|apr(?:il)?|ma[yi]|jun[ei]?|jul[yi]?|aug(?:ust)?|sept?(?:ember)?"
    r"|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|mär(?:z)?)(?![^\W\d_])"
)
# Dates, handles, addresses and links divide a credit; a name is on one side of them.
_BREAKS = (
    r"[|•►»·]+|(?:https?:|www\.)\S*|\s[/–—-]+\s|[;:]\s|"
    r"(?:(?<!\w)(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day|\b)\.?,?\s*)?"
    rf"(?:,?\s*(?:(?<!\w)on\s+)?(?<!\w){_MONTH}\.?,?\s*)?"
    r"\d[\d.:,/-]*(?:st|nd|rd|th)?(?:\s*(?:[ap]\.?m\.?|uhr|min\w*|hours?|hrs?|days?|weeks?|months?|ago|read|comments?|"
    rf"e[sd]t|p[sd]t|c[sd]t|gmt|utc|bst|cet|ist|г\.|{_MONTH}))*|"
    r"(?<!\w)(?:last\s+)?(?:updated|published|posted|modified)|"
    r"(?<!\w)(?:follow|share|tweet|tips (?:meg|oss)|folgen|seguir|suivre|e-?mail|comments?|read|"
    r"opens? in|view|see all|archive page|biography|profile|"
    r"categor(?:y|ies)|kategorien?|catégories?|categorías?|tags?|ressort|rubrik|rubrique|reading time|lesezeit|"
    r"lesedauer|"
    r"temps de lecture|tiempo de lectura|leestijd|lästid|foto(?:s|graf)?|bild(?:er)?|photos?|"
    r"twitter|facebook|instagram|linkedin|mastodon|bluesky|xing|symbolbild|kommentare?|comentarios?|commentaires?|"
    r"subscribe|publicad[oa]|publié|aktualisiert|veröffentlicht|erstellt|geschrieben|gepostet|pubblicato|aggiornato|"
    r"atualizado|actualizado|gepubliceerd|publicerad|oppdatert|opublikowano|опубликовано|stand|"
    r"social links for|articles by|posts by|"
    r"(?:image|photo|picture|headshot) of)(?!\w)|archive page$|"
    r"(?:来源|來源|出处|出處|编辑|編輯|责编|责任编辑|責任編輯|校对|摄影|攝影|时间|日期|发布)\s*[:：]"
)
_BREAK = re.compile(_BREAKS)
_BREAK_OR_ADDRESS = re.compile(rf"[\w.-]+@[\w-]+\.[\w.]+|@+\S*|{_BREAKS}")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*(?:[)\]]|$)")
_SEPARATOR = re.compile(
    r"\s*[,;&/+、，・·]\s*(?:and\s+|und\s+|y\s+|et\s+|e\s+|och\s+|og\s+|en\s+)?"
    r"|\s+(?:and|und|with|y|et|e|och|og|en|i|ja|ve|dan|và|и|та|і|a|AND|UND|WITH|ET|OCH|OG|VE)\s+(?=[^\W\d_a-z])"
    r"|\s+ו(?=[א-ת]{2,}\s+[א-ת])|\s+[-–—]\s+"
    r"|\s+(?:and|und|et|y|e|og|och|en)$"
)
# "in Paris", "for the Example Herald": what follows a name and does not belong to it.
_AFTER = re.compile(
    r"\s+(?:in|[Ff]or|FOR|of|at|from|with|via|on|is|was|has|who|as|to|the|aus|für|im|pour|à|au|para|desde|per|voor|för|special"
    r"|mit|am|vom|um|bei|avec|con|med|op)\s+.*|\s+(?:am|vom|um|le|il|el|op|den|på|dne|on|à|alle|kl\.?)$",
    re.DOTALL,
)
_TITLE = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|rev|hon|ir|drs|ing|mag)\.?|sir|dame|professor|rechtsanw[aä]lt(?:in)?|fachanw[aä]lt(?:in)?|pfarrer(?:in)?|dipl\.-\w+\.?)\s+(?=\S)",
    re.IGNORECASE,
)
_DEGREE = re.compile(r",?\s*(?<!\w)(?:ph\.?\s?d|m\.?d|mph|rn|cfp|cfa|esq|msc|mba|jd)\.?(?=\s*(?:,|$))", re.IGNORECASE)
# Markup that was dropped leaves words glued together: "Jane RoeSenior Editor", "Jane ExampleTravel".
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z]{4})(?=[A-Z][a-z]{3})|(?<=[^\W\d_A-Z])(?=(?:Senior|Staff|Contribut|Editor|Reporter|Writer|"
    r"Correspond|Column|Associate|Chief|Deputy|Korrespond|Redakt|Autor|Follow|Published|Updated|Posted|View|Email|Writer|"
    r"Photographer|Journalist|Producer)\w*)"
    r"|(?<=[^\W\d_A-Z])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d)|(?<=\))(?=[A-Z])"
)
_MAY_BE_GLUED = re.compile(r"[^\W\d_A-Z][A-Z]|\)[A-Z]")
_DIGIT = re.compile(r"\d")
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]{3})\d{1,2}(?=\s*[;,]\s)")
"""A number that refers to a note: "Jane Roe1 ; John Doe2 ; ..."."""
_DIGITS_FIRST = re.compile(r"\W*\d")
_PSEUDONYM = re.compile(
    rf"\s*+:?\s*+(?P<name>[^\W_][\w.-]{{1,24}})\s*+(?P<dated>(?:[,|•·-]|(?:on|am|at|le|el|il|op|den|um|kl\.?)(?!\w))?\s*+"
    rf"(?:{_MONTH}\.?\s*\d|\d{{1,4}}[./ -:]\s?\w).*)?$",
    re.IGNORECASE,
)
_BRAND = re.compile(r"[a-z][A-Z]|[A-Z]{3,}[a-z]")
_CASELESS_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々ー]{2,6}|[가-힣]{2,4}")
REPORTER = re.compile(r"^[가-힣]{2,4}\s?(?:기자|특파원|논설위원)$|^[\u3400-\u9fff々]{2,6}\s?(?:記者|记者)$")
"""A line that is a name and the word for a reporter, in scripts without capitals."""
_CASELESS_ROLE = re.compile(r"\s*(?:기자|특파원|논설위원|記者|记者|编辑|編輯)$")
_WORD = re.compile(r"[^\W\d_][\w’'‘.\u0900-\u0eff-]*")
"""Vowel signs of Indian scripts, Thai and Lao are no word characters to `re`."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}")
_CUES = frozenset({"by", "von", "par", "por", "door"})
_MONTH_ALONE = re.compile(_MONTH, re.IGNORECASE)
_VIETNAMESE = re.compile("(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh) ")
"""The family names of most people, before which "An" is no article."""
_SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def _segments(text: str) -> list[str]:
    """Divide a credit at dates, handles and the like, without its asides; six parts at most."""
    credit = text[:_LONGEST].strip(_BULLETS)
    if "(" in credit or "[" in credit:
        credit = _ASIDE.sub(" ", credit)
    if _MAY_BE_GLUED.search(credit):
        credit = _GLUED.sub(" ", credit)
    if _DIGIT.search(credit):
        credit = _NOTE_MARK.sub("", credit)
    return [segment for part in _divide(credit) if (segment := part.strip(_BULLETS))][:6]


def _divide(credit: str) -> Iterator[str]:
    """Yield the parts of a credit between its breaks."""
    # Patterns that do not ignore the case take half of the time.
    small = credit.replace("İ", "i").replace("ı", "i").lower()
    breaks = _BREAK_OR_ADDRESS if "@" in credit else _BREAK
    end = 0
    for match in islice(breaks.finditer(small), 12):
        yield credit[end : match.start()]
        end = match.end()
    yield credit[end:]


def _pieces(segment: str) -> Iterator[str]:
    """Yield the parts between commas and words like "and"."""
    for piece in _SEPARATOR.split(_DEGREE.sub("", segment)):
        bare = piece.strip(_BULLETS)
        if bare:
            yield bare


def _read_piece(piece: str, outlets: Outlets, *, alone: bool) -> Credited | None:
    """Return the person or the agency that a piece names; null for a role, a place, an outlet or anything else."""
    outlet = outlets.by_name(piece)
    if outlet is None and piece.isupper():
        outlet = outlets.by_mark(piece)
    if outlet is not None:
        return Credited(outlet.name, agency=True, printed=piece) if outlet.agency else None
    caseless = None if piece.isascii() else _CASELESS_NAME.fullmatch(_CASELESS_ROLE.sub("", piece))
    if caseless is not None:
        return (
            None if alone and caseless[0] == piece.strip() else Credited(caseless[0], agency=False, printed=caseless[0])
        )
    printed = _without_role(_AFTER.sub("", _TITLE.sub("", piece)), outlets)
    if printed != piece and outlets.by_name(printed) is not None:
        return None
    if not is_person(printed, alone=alone):
        staff = outlets.by_mark(printed) if printed.isupper() else None
        return Credited(staff.name, agency=True, printed=printed) if staff is not None else None
    return Credited(restore_capitals(printed), agency=False, printed=printed)


def _without_role(piece: str, outlets: Outlets) -> str:
    """Cut a role, a desk, a section or an outlet off the end of a name: "Jane Roe Staff Writer", "Jane Roe Sport"."""
    words = piece.split()
    for index, word in enumerate(words):
        if (role := word.casefold().strip(".,")) in ROLES:
            words = [] if index == 1 and role in COLLECTIVE else words[:index]
            while len(words) > 2 and (words[-1].casefold() in DESKS or is_listed_place(words[-1])):
                words.pop()
            break
    for index in range(2, len(words)):
        shouted = len(words) > index + 1 and not words[0].isupper() and all(word.isupper() for word in words[index:])
        if shouted or outlets.by_name(" ".join(words[index:])) is not None:
            return " ".join(words[:index])
    if len(words) > 3 and is_given_name(words[0]) and any(word.casefold() in PRESS for word in words[2:]):
        return _first_name(words)
    if len(words) > 2 and is_given_name(words[0]):
        while len(words) > 2 and (words[-1].casefold() in NOT_NAMES or _is_brand(words[-1])):
            words.pop()
    return " ".join(words)


def _is_brand(word: str) -> bool:
    """Return True for names such as "eHow" and "BBCSport"."""
    return _BRAND.match(word) is not None


def has_role(text: str) -> bool:
    """Return True if a text names a role of the trade, such as "Senior Reporter"."""
    return not ROLES.isdisjoint(text.casefold().replace(",", " ").replace("(", " ").replace(")", " ").split())


def is_person(name: str, *, alone: bool) -> bool:
    """Return True for the shape of a person's name; with `alone` one word, or one without case, is too little."""
    words = name.split()
    if alone and name.lower() == name.upper() and not (1 < len(words) < 5 and is_given_name(words[0])):
        return False
    if not (2 if alone else 1) <= len(words) <= 6 or len(name) > 60:
        return False
    if len(words) == 1 and (len(name) < 4 or name.isupper()):
        return False
    if words[-1].casefold() in _CUES or all(_MONTH_ALONE.fullmatch(word) for word in words):
        return False
    capitals = 0
    is_vietnamese = _VIETNAMESE.match(name) is not None
    for word in words:
        folded = word.casefold()
        if word in PARTICLES or folded in _SUFFIX or (name.isupper() and folded in PARTICLES):
            continue  # "ben" is a particle, "Ben" a name
        if _INITIALS.fullmatch(word):
            capitals += 1
            continue
        if _WORD.fullmatch(word) is None:
            return False
        if not is_vietnamese and (folded.strip(".") in NOT_NAMES or folded in ROLES):
            return False
        if word.endswith(("'s", "’s")) or (word.endswith(".") and len(word) > 4):
            return False
        if word[0].islower() and not any(letter.isupper() for letter in word):
            return False
        capitals += 1
    return capitals >= (2 if alone else 1)


def _is_aside(piece: str, outlets: Outlets) -> bool:
    """Return True if a first piece is an outlet or a role, after which a name may still come."""
    return outlets.by_name(piece) is not None or any(word.casefold() in ROLES for word in piece.split())


def _restored(word: str, *, first: bool) -> str:
    """Return one word of a name with the capitals it usually has."""
    if not word.isupper() or word in LETTERS or _INITIALS.fullmatch(word):
        return word
    if not first and word.casefold() in PARTICLES:
        return word.lower()
    return "-".join(_restored_part(part) for part in word.split("-"))


def _restored_part(part: str) -> str:
    """Return one part of a double name with the capitals it usually has."""
    for mark in ("'", "’"):
        before, _, after = part.partition(mark)
        if after and len(before) <= 2:
            return f"{before.capitalize()}{mark}{after.capitalize()}"
    if part.startswith("MC") and len(part) > 4:
        return "Mc" + part[2:].capitalize()
    if part in MAC:
        return "Mac" + part[3:].capitalize()
    return part.capitalize()

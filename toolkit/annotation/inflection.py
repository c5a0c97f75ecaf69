"""Nominatives that a name may be a case of, in languages that decline names: `Witolda Śliwy` of `Witold Śliwa`."""

import re
from collections.abc import Container, Iterator, Mapping
from itertools import product
from math import prod

SHORTEST_STEM = 3
"""Letters before an ending."""

MOST_FORMS = 64
"""Nominatives that a name is tried with; long names have more."""

MOST_WORDS = 6
"""Words of a name whose cases are looked at."""


def nominatives(name: str, language: str | None, known: Container[str]) -> list[str]:
    """Names in small letters that a name may be a case of, made of known words, without the name itself.

    >>> nominatives("Witolda Śliwy", "pl", {"witold", "śliwa"})
    ['witold śliwa']
    """
    words = name.casefold().split()
    paradigms = PARADIGMS.get(language or "")
    if paradigms is None or len(words) > MOST_WORDS:
        return []
    forms = [
        [word for word in dict.fromkeys((own, *_word_nominatives(own, paradigms))) if word in known] for own in words
    ]
    if prod(len(own) for own in forms) > MOST_FORMS:
        return []
    made = (" ".join(combination) for combination in product(*forms))
    return [form for form in made if form != name.casefold()]


def _word_nominatives(word: str, paradigms: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for length in range(min(MOST_LETTERS, len(word) - SHORTEST_STEM) + 1):
        stem = word[: len(word) - length]
        for nominative in paradigms.get(word[len(word) - length :], ()):
            yield stem + nominative
    if marked := _MARKED.match(word):
        yield marked.group(1)


def _by_ending(table: str) -> dict[str, tuple[str, ...]]:
    """For the ending of each case those of the nominative; `-` is no ending."""
    endings: dict[str, list[str]] = {}
    for line in table.split("/") if table else ():
        nominative, *cases = ("" if ending == "-" else ending for ending in line.split())
        for case in cases:
            endings.setdefault(case, []).append(nominative)
    return {case: tuple(dict.fromkeys(nominatives)) for case, nominatives in endings.items()}


MOST_LETTERS = 6
"""Letters of the longest ending."""

_MARKED = re.compile(r"(\w[\w.-]+)['’:]\w{1,6}$")
"""A word whose ending is set apart: "Ankara'nın", "EU:n"."""

_SOUTH_SLAVIC = """
    - a u om em / a e i u o om oj / ka ke ki ku ko kom koj / ski skog skoga skom skome skim skega skemu
    / ska ske skoj sku skom sko ski / ija ije iji iju ijo ijom / o a u om em / ec ca cu cem / ac ca cu cem
    / ek ka ku kom kem / ić ića iću ićem / ic ica icu icem icem / ni nog nom nim nega nemu / na ne noj nu nom no
    / ene enih enim enimi / ave avah avama avam avami av
"""
_TABLES = {
    "ru": """
        - а у ом ем ым е / а ы и е у ой ою / а ой у / я и е ю ей / й я ю ем е / ь я ю ем е / ь и ью / о а у ом е
        / ий ого его ому ему им ом ем / ый ого ому ым ом / ой ого ому ым ом / ая ой ую ою / яя ей юю
        / ец ца цу цем цом це / ок ка ку ком ке / ие ия ию ием ии / ия ии ию ией
        / ые ых ым ыми / ие их им ими / ы ов ам ами ах
    """,
    "uk": """
        - а у ові ом ем ім им і / а и і у ою / я і ї ю єю ею / й я ю єві єм ї / ь я ю еві ем і / о а у ом і ові
        / ий ого ому им ім / а ої ій у ою / ець ця цю цем цеві ці / ок ка ку ком ку / ія ії ію ією / ь і ю
        / ка ки ці ку кою / га ги зі гу гою / ів ова ову овом ові
        / і их им ими / и ів ам ами ах
    """,
    "pl": """
        - a owi em iem u ie / a y i ie ę ą o / a i ę ą / ia i ii ię ią / ja ji ję ją / ka ki ce kę ką / ga gi dze gę gą
        / ra ry rze rę rą / ta ty cie tę tą / da dy dzie dę dą / ski skiego skiemu skim / cki ckiego ckiemu ckim
        / ska skiej ską / cka ckiej cką / y ego emu ym / a ej ą / ek ka kowi kiem ku / ec ca cowi cem cu / r ra rze rem
        / t tu cie tem / o a u em ie / ni niego niemu nim / wy wego wemu wym / zy zego zemu zym
        / ka kiej ką / ga giej gą / cy czech cami com iec / ry rzech rami rom ier / chy szech chami chom
        / one onych onym onymi / y ów om ami ach
    """,
    "cs": """
        - a u ovi em e ě i / a y u ou ě e o / á é ou / ová ové ovou / ý ého ému ým ém / í ího ímu ím / o a u em ě e
        / ie ii ií / ka ky ce ku kou / ha hy ze hu hou / ra ry ře ru rou / ek ka kovi kem ku / ec ce ci cem covi
        / ko ka ku kem / sko ska sku skem / e i í / ost osti ostí / tví tvím
        / é ých ým ými / y ů ům ech / ia ie ii iu ií iou
    """,
    "sl": _SOUTH_SLAVIC,
    "hr": _SOUTH_SLAVIC,
    "sr": _SOUTH_SLAVIC,
    "bs": _SOUTH_SLAVIC,
    "fi": """
        - n ssa ssä sta stä lla llä lta ltä lle a ä ta tä na nä ksi
        / - in issa issä ista istä illa illä ilta iltä ille ia iä iin iksi ina inä
        / - an en on un än ön / i en essa essä esta estä ella ellä elle een ena enä
        / nen sen sessa sessä sesta sestä sella sellä selta seltä selle sta stä
        / at ojen oissa oista oihin oille oilla oilta
        / s ksen ksessa ksessä ksesta ksestä ksella ksellä kselle sta stä
    """,
    "et": """
        - i it is isse ist ile il ilt iga iks / - u us ust ule uga / - t s sse st le l lt ga ks / - a as ast ale aga
        / ne se st ses sest sele sega
    """,
    "hu": """
        - t ot et at öt nak nek ban ben ba be ból ből ra re ról ről on en ön n tól től nál nél
        / - hoz hez höz val vel ig ért / a át ának ában ába ából ára áról án ától ánál ához ával áig áért
        / e ét ének ében ébe éből ére éről én étől énél éhez ével éig éért
    """,
    "lt": """
        as o ui ą u e / is io iui į iu yje / us aus ui ų umi uje / a os ai ą oje / ė ės ei ę e ėje / ys io iui į iu
        / ius iaus iui ių iumi / ienė ienės ienei ienę iene
    """,
    "tr": "",
    "lv": "s a am u ā / is a im i ī / a as ai u ā / e es ei i ē / us us um u ū / ņš ņa ņam ņu / ška škas škai šku",
}

PARADIGMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    language: _by_ending(table) for language, table in _TABLES.items()
}
"""For each language the endings of the cases with those of the nominative."""

"""Finds personal data in a text: e-mail and postal addresses, telephone numbers, bank accounts, payment cards."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data, where it is in a text."""

    kind: str
    """`email`, `phone`, `address`, `iban` or `card`."""
    start: int
    end: int


KINDS = ("email", "iban", "card", "address", "phone")
"""In this order: what is one thing is not taken for another, such as a card's number for a telephone's."""

_DIGITS, _NUMBER = re.compile(r"\d"), re.compile(r"\d+")
_BEGINS_WITH_NUMBER = r"(?<!\w)\d"
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24}(?![\w-])", re.IGNORECASE
)
_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[ A-Z0-9]")
"""How an account opens, which is looked for faster than a whole one."""
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<![\w.,-])(?:\d[ -]?){12,18}\d(?![\w-])")
_LONG_NUMBER = re.compile(r"\d{4}[ -]?\d{4}")
_ISSUERS = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6(?:011|4[4-9]|5)")
"""First digits of Visa, Mastercard, American Express and Discover."""
_STREETS = (
    *("Street", "St", "Avenue", "Ave", "Road", "Rd", "Lane", "Ln", "Drive", "Dr", "Boulevard", "Blvd", "Court", "Ct"),
    *("Place", "Pl", "Square", "Sq", "Terrace", "Close", "Crescent", "Gardens", "Highway", "Hwy", "Parkway", "Pkwy"),
    *("Way", "Row", "Mews"),
)
_STREET = rf"(?:{'|'.join(_STREETS)})\b\.?"
_ADDRESSES = (
    (
        _STREETS,
        # 12 Harbour Road, Port Halden PH1 4XY; 1600 Elm Avenue NW, Springfield, IL 62704
        re.compile(
            rf"(?<!\w)\d{{1,5}}[a-zA-Z]?,? (?:[A-Z][\w'’-]*\.? ){{1,4}}{_STREET}[^\n]{{0,50}}?[ ,]"
            r"(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]{2} \d{5}(?:-\d{4})?)(?!\w)"
        ),
    ),
    (
        ("straße ", "strasse ", "str. ", "weg ", "platz ", "allee ", "gasse ", "ufer ", "damm "),
        # Hafenstraße 12, 20457 Hamburg
        re.compile(
            r"(?<!\w)[A-ZÄÖÜ][\w.-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm) \d{1,4} ?[a-z]?,? "
            r"\d{4,5} [A-ZÄÖÜ][\w-]+"
        ),
    ),
    (
        ("rue ", "avenue ", "boulevard ", "place ", "quai ", "impasse ", "chemin ", "allée "),
        # 12 bis, rue du Port, 76600 Le Havre
        re.compile(
            r"(?<!\w)\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|place|quai|impasse|chemin|allée) [^\n,]{2,40}, "
            r"\d{5} [A-ZÀ-Ý][\w'’-]+"
        ),
    ),
)
"""Words of which a text must have one, which are looked for fast, and the address itself."""
_CALLABLE = re.compile(r"\d[\d ()./-]{5,}\d")
_LEAST_DIGITS = 7


def find_personal(text: str, kinds: Iterable[str] = KINDS, regions: Iterable[str] = ()) -> list[Finding]:
    """Return the personal data in a text, in its order, without overlap.

    Check digits decide about accounts (ISO 13616) and cards (ISO/IEC 7812); whether a number can be a telephone's is
    known to the phonenumbers library.

    Args:
        text: The text.
        kinds: The kinds that are looked for.
        regions: ISO 3166 codes of countries whose numbers may be without the country's code.
    """
    findings: list[Finding] = []
    wanted = set(kinds)
    for kind in KINDS:
        if kind in wanted:
            for start, end in _spans(kind, text, regions):
                if all(end <= other.start or other.end <= start for other in findings):
                    findings.append(Finding(kind, start, end))
    return sorted(findings, key=lambda finding: finding.start)


def _spans(kind: str, text: str, regions: Iterable[str]) -> Iterator[tuple[int, int]]:
    if kind == "email":
        return (match.span() for match in _EMAIL.finditer(text)) if "@" in text else iter(())
    if not _DIGITS.search(text):
        return iter(())
    if kind == "phone":
        return _phones(text, regions)
    if kind == "address":
        return _addresses(text)
    return _accounts(text) if kind == "iban" else _cards(text)


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for words, address in _ADDRESSES:
        if not any(word in text for word in words):
            continue
        if not address.pattern.startswith(_BEGINS_WITH_NUMBER):
            yield from (match.span() for match in address.finditer(text))
            continue
        end = 0
        for number in _NUMBER.finditer(text):  # much faster than to try the pattern at every character
            match = address.match(text, number.start()) if number.start() >= end else None
            if match is not None:
                yield match.span()
                end = match.end()


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    from stdnum import iban

    if not _ACCOUNT.search(text):
        return
    for match in _IBAN.finditer(text):
        # What follows the account may look like more of it.
        start = match.start()
        ends = range(match.end(), start + 14, -1)
        if end := next((end for end in ends if iban.is_valid(text[start:end])), None):
            yield start, end


def _cards(text: str) -> Iterator[tuple[int, int]]:
    from stdnum import luhn

    if not _LONG_NUMBER.search(text):
        return
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _ISSUERS.match(digits) and luhn.is_valid(digits):
            yield match.span()


def _phones(text: str, regions: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Look only at lines where digits are as in a number that can be called: the library is thorough and slow."""
    import phonenumbers

    places = [*regions, None]
    lines = {text.rfind("\n", 0, match.start()) + 1 for match in _CALLABLE.finditer(text) if _is_long(match[0])}
    for start in sorted(lines):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        spans = {
            (match.start, match.end) for region in places for match in phonenumbers.PhoneNumberMatcher(line, region)
        }
        yield from ((start + first, start + last) for first, last in sorted(spans))


def _is_long(number: str) -> bool:
    return len(_DIGITS.findall(number)) >= _LEAST_DIGITS

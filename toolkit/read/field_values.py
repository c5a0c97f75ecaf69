"""Values of a structured record, reduced to what a field of the contract can hold."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

DAY = re.compile(r"(?:19|20)\d{6}")
CUE = re.compile(r"(?i:by)\b:?\s+|(?i:von|par|por|di|door|av|af)\s+(?=[^\W\d_a-zß-ÿ]\S*\s+\S)")
"""What stands before the names of a byline; "Di" and "Von" belong to a surname unless two words follow."""

JOINED = re.compile(r"\s*[,;/&]\s*|\s+(?:and|und|et|y|e|en|och|og)\s+", re.IGNORECASE)

_SWITCHES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def plain(name: str, value: object) -> object:
    """Reduce a value to what the contract's field can hold; null when nothing is left."""
    if name == "authors":
        return _names(value)
    if name in ("date", "embargo_until"):
        return _date(value)
    if name == "rights":
        return value
    if name == "mining_reserved":
        return _SWITCHES.get(str(value).strip().lower())
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, Mapping):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None


def byline_names(byline: str) -> list[str]:
    """Return the names of a byline that holds nothing else.

    >>> byline_names("By Ada Quill and Ben Orr")
    ['Ada Quill', 'Ben Orr']
    """
    byline = " ".join(byline.split())
    cue = CUE.match(byline)
    names = [name.strip() for name in JOINED.split(byline[cue.end() :] if cue else byline)]
    return [name for name in names if name and not name[0].islower()]


def moment(text: str | None) -> str | None:
    """Return a date or time of ISO 8601, basic or extended form, in extended form; other text as it is."""
    text = (text or "").strip()
    if DAY.fullmatch(text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        return datetime.fromisoformat(text).isoformat() if "T" in text else text or None
    except ValueError:
        return text or None


def _names(value: object) -> object:
    """Return a name, the names of a byline that says "by", or those of a list of strings or schema.org persons."""
    if isinstance(value, str):
        value = value.strip()
        return (byline_names(value) if CUE.match(value) else value) or None
    items: Sequence[object] = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, Mapping) else item for item in items]
    return [name.strip() for name in names if isinstance(name, str) and name.strip()] or None


def _date(value: object) -> object:
    """Return a date, a time or its text; numbers are YYYYMMDD or seconds or milliseconds since 1970."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if DAY.fullmatch(str(value)):
        digits = str(value)
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    seconds = value / 1000 if value > 1e11 else value
    return datetime.fromtimestamp(seconds, UTC) if 1e8 < seconds < 1e10 else None

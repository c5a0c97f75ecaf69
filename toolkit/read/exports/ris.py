"""RIS, the form of reference managers that ProQuest and others export: lines such as "TI  - Headline"."""

import re
from collections.abc import Sequence

from toolkit.read.exports.article_fields import Fields
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.printed_lines import Block, PrintedLine, one_line, paragraphs, printed_lines

_STARTS = re.compile(r"\ufeff?TY\s{1,3}-(?:\s|$)")
_ENDS = re.compile(r"ER\s{1,3}-")
_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])\s{1,3}-(?:\s+|$)")
_MEANINGS = {
    **dict.fromkeys(("TI", "T1", "CT"), "headline"),
    **dict.fromkeys(("AU", "A1", "A2", "A3"), "authors"),
    **dict.fromkeys(("JF", "T2", "JO", "JA", "J1", "J2", "BT", "T3"), "source"),
    **dict.fromkeys(("DA", "Y1", "PY", "Y2"), "date"),
    **dict.fromkeys(("FT", "TX"), "text"),
    **dict.fromkeys(("AB", "N2"), "abstract"),
    "N1": "note",
    "LA": "language",
    "UR": "url",
    "KW": "subjects",
    "SE": "section",
}
"""What a tag holds; of several tags of one meaning the first one counts."""
_FULL_TEXT = re.compile(r"(?:full text|volltext|texte intégral|texto completo)\s*[-–:]\s*", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})?(?:/(\d{1,2}))?(?:/.*)?$")
_FEWEST_WORDS = 40
"""Words from which another value of a record without full text, such as its abstract, is its text."""
_Value = list[PrintedLine]


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one record; null for what is above the first."""
    lines = printed_lines(text)
    if not lines or not _STARTS.match(lines[0].text):
        return None
    values = _values(lines)
    fields = Fields()
    for tag, meaning in _MEANINGS.items():
        for value in values.get(tag, ())[:1]:
            block = Block(value[0].start, value[-1].end, one_line(value))
            if meaning == "date":
                fields.put_date(block._replace(text=_iso(block.text)))
            elif meaning == "url":
                fields.put_url(block)
            elif meaning not in ("authors", "subjects"):
                fields.put_labelled(meaning, block)
    _put_lists(fields, values)
    body = _text(values)
    if body is None:
        return Refused("missing_text", "The RIS record holds no full text, only its description.")
    fields.put_body(paragraphs(body))
    return fields


def _values(lines: Sequence[PrintedLine]) -> dict[str, list[_Value]]:
    """Return the lines of each value by its tag; lines without a tag go on with the value above."""
    values: dict[str, list[_Value]] = {}
    current: _Value = []
    for line in lines:
        match = _TAG.match(line.text)
        if match is None:
            current.append(line)
            continue
        rest = line.text[match.end() :]
        current = [line._replace(start=line.start + match.end(), text=rest, is_after_blank=True)] if rest else []
        values.setdefault(match["tag"], []).append(current)
    return {tag: [value for value in listed if value] for tag, listed in values.items()}


def _put_lists(fields: Fields, values: dict[str, list[_Value]]) -> None:
    """Set authors and subjects, of which each has a line of its own."""
    for meaning, tags in (("authors", ("AU", "A1", "A2")), ("subjects", ("KW",))):
        listed = next((values[tag] for tag in tags if values.get(tag)), [])
        if listed:
            joined = "; ".join(one_line(value) for value in listed)
            block = Block(listed[0][0].start, listed[-1][-1].end, joined)
            if meaning == "authors":
                fields.put_authors(block, is_family_first=True)
            else:
                fields.put_subjects(block)


def _text(values: dict[str, list[_Value]]) -> _Value | None:
    """Return the lines of the full text, else of a value that is as long as one; null without either."""
    for tag, meaning in _MEANINGS.items():
        for value in values.get(tag, ()):
            mark = _FULL_TEXT.match(value[0].text)
            if meaning == "text" or (meaning in ("note", "abstract") and mark):
                return _after(value, mark.end() if mark else 0)
    others = [value for listed in values.values() for value in listed]
    longest = max(others, key=lambda value: sum(len(line.text) for line in value), default=[])
    return longest if sum(len(line.text.split()) for line in longest) >= _FEWEST_WORDS else None


def _after(value: _Value, offset: int) -> _Value | None:
    first, *rest = value
    text = first.text[offset:]
    return ([first._replace(start=first.start + offset, text=text)] if text else []) + rest or None


def _iso(text: str) -> str:
    """Return a date with slashes, as RIS writes it, in ISO 8601; other text as it is."""
    match = _SLASHED.match(text)
    return "-".join(part.zfill(2) for part in match.groups() if part) if match else text


RIS = Family(
    name="RIS",
    hints=("TY  -", "TY -", "TY   -"),
    marks=re.compile(r"\A\s*TY\s{1,3}- ?[A-Z]{2,8}\s*$(?=(?s:.*?)^(?:TI|T1)\s{1,3}-)", re.MULTILINE),
    parse=parse,
    closes=re.compile(rf"^{_ENDS.pattern}", re.MULTILINE),
    starts=_STARTS,
    ends=_ENDS,
)

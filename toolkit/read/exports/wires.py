"""Copy as agencies send it: headers of IPTC 7901, the `^` lines of old AP copy, and closing marks."""

import datetime
import re
from collections.abc import Sequence

from toolkit.read.exports.article_fields import Fields
from toolkit.read.exports.family import Family
from toolkit.read.exports.printed_lines import Block, PrintedLine, one_line, paragraphs, printed_lines

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan janv", "feb fev fév", "mar mär mrz mars", "apr avr abr", "may mai mayo", "jun juin", "jul juil"),
            *("aug aou aoû ago", "sep sept", "oct okt", "nov", "dec dez déc dic"),
        ),
        start=1,
    )
    for name in names.split()
}
_IPTC = re.compile(
    r"(?:(?P<agency>dpa|apa|sda|afp|AFP|AP|rtr|ots)[ \t]+)?[a-zA-Z]{2,4}\d{3,4}[ \t]+\d[ \t]+[a-zA-Z]{1,3}"
    r"[ \t]+\d{1,5}[ \t]+(?:(?P<named>[a-zA-Z]{2,5})[ \t]+\d{3,4}|(?:[A-Z]{3}[ \t]*)?/(?P<marked>AFP|AP)-\w+).{0,40}$"
)
_STAMP = re.compile(r"(?:AFP[ \t]+)?(\d\d)\d{4}[ \t]+(?:GMT[ \t]+)?([^\W\d_]{3,4})\.?[ \t]+(\d\d)$", re.IGNORECASE)
_SIGN_OFF = re.compile(r"(?:(?:dpa|apa|sda)[ \t]+[a-z]{2}\b.{0,40}|[a-z]{2,5}(?:[/-][a-z]{2,5}){1,4})$")
_NOTES = re.compile(
    r"#[ \t]*Notizblock|(?:\*[ \t]*){3,}$|Die folgenden Informationen sind nicht"
    r"|#+[ \t]*(?:Orte|dpa-Kontakte|Internet)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"[-*• ]*(?:Autor(?:in|en|innen)?|Author|Auteur)\s*:\s*(?P<name>[^,(+<]{3,80})")
_SLUG = re.compile(r"\S*[/-]\S*$|\S.{0,80}/$")
_NOTE = re.compile(r"\(.{2,120}\)(?:[ \t]*=)?$|(?:Achtung|ATTENTION|Eds|EDS|Hinweis)\b.{0,160}$|.{2,160}///$")
_AGENCY_DATELINE = re.compile(r"[^\n(]{2,60}\([A-Za-z/ .-]{2,24}\)[ \t]*(?:[-–—_]|--)")

_AP_STAMP = re.compile(r"AP-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d)(?:[ \t]+\d{4}[A-Z]{3})?<?$")
_CARET = re.compile(r"\^")
_AP_SLUG = re.compile(r"\^?(?:BC|AM|PM|AP)-", re.IGNORECASE)
_AP_NOTE = re.compile(
    r"(?:Eds|Editor|With|Precede|URGENT|(?:AP )?(?:Photos?|Graphics?|Video)|Associated Press Writer"
    r"|AP .{2,30} (?:Writer|Editor))\b",
    re.IGNORECASE,
)
_AP_DASH = re.compile(r"(\((?:AP)\)) _ ")

_ENDITEM = re.compile(r"\s*\bEnd(?:item|ite)\b\.?\s*$", re.IGNORECASE)
_XINHUA_SOURCE = re.compile(r"Source:\s*Xinhua\b", re.IGNORECASE)


def parse_iptc(text: str) -> Fields | None:
    """Return the fields of one dispatch with a header of IPTC 7901: slug, notes, headline up to `=`, text, stamp."""
    lines = printed_lines(text)
    header = _IPTC.match(lines[0].text) if lines else None
    if header is None:
        return None
    fields = Fields()
    agency = header["agency"] or header["named"] or header["marked"] or ""
    fields.put("agency", agency, (lines[0].start, lines[0].end))
    fields.put("source", agency, (lines[0].start, lines[0].end))
    end = next((index for index, line in enumerate(lines) if _NOTES.match(line.text)), len(lines))
    for line in lines[1:]:
        if (author := _AUTHOR.match(line.text)) and "authors" not in fields.given:
            fields.put_authors(Block(line.start + author.start("name"), line.end, author["name"].strip()))
        if stamp := _STAMP.match(line.text):
            fields.put("date", _stamped(*stamp.groups()), (line.start, line.end))
    rest = [line for line in lines[1:end] if not _STAMP.match(line.text) and not _SIGN_OFF.match(line.text)]
    lead = next((index for index, line in enumerate(rest) if _AGENCY_DATELINE.match(line.text)), None)
    head = rest[: _after_marks(rest) if lead is None else lead]
    _put_head(fields, head)
    fields.put_body(paragraphs(rest[len(head) :]))
    return fields


def parse_ap(text: str) -> Fields | None:
    """Return the fields of one story whose head is in lines that begin with `^`."""
    lines = printed_lines(text)
    first = next((index for index, line in enumerate(lines) if _CARET.match(line.text)), None)
    if first is None:
        return None
    lines = lines[first:]  # above it stand numbers and codes of the wire
    fields = Fields()
    fields.put("agency", "AP")
    title: list[PrintedLine] = []
    body: list[PrintedLine] = []
    for line in lines:
        stamp = _AP_STAMP.match(line.text)
        if stamp:
            month, day, year = map(int, stamp.groups())
            fields.put("date", _day(year, month, day), (line.start, line.end))
        elif _CARET.match(line.text):
            _put_caret(fields, line, title)
        elif body or not _AP_SLUG.match(line.text):
            body.append(line)
    if title:
        fields.put_text("headline", Block(title[0].start, title[-1].end, one_line(title)))
    texts = paragraphs(body)
    if texts:
        texts[0] = texts[0]._replace(text=_AP_DASH.sub(r"\1 — ", texts[0].text))
    fields.put_body(texts)
    return fields


def parse_xinhua(text: str) -> Fields | None:
    """Return the fields of one story that "Enditem" closes."""
    lines = printed_lines(text)
    lead = next((index for index, line in enumerate(lines) if _AGENCY_DATELINE.match(line.text)), None)
    if lead is None:
        return None
    fields = Fields()
    fields.put("agency", "Xinhua")
    fields.put("source", "Xinhua")
    title: list[PrintedLine] = []
    for line in lines[:lead]:
        if _XINHUA_SOURCE.match(line.text):
            fields.put_date(Block(line.start, line.end, line.text))
        elif not title or not line.is_after_blank:
            title.append(line)
    if title:
        fields.put_text("headline", Block(title[0].start, title[-1].end, one_line(title)))
    texts = [block._replace(text=_ENDITEM.sub("", block.text)) for block in paragraphs(lines[lead:])]
    fields.put_body([block for block in texts if block.text])
    return fields


def _put_caret(fields: Fields, line: PrintedLine, title: list[PrintedLine]) -> None:
    """Read a line that begins with `^`: the slug, a byline, a note, else the headline."""
    text = line.text.lstrip("^").rstrip("=< ").strip()
    if re.match(r"by\s", text, re.IGNORECASE):
        fields.put_authors(Block(line.start, line.end, text))
    elif text and not _AP_SLUG.match(text) and not _AP_NOTE.match(text) and "authors" not in fields.given:
        title.append(line._replace(text=text))


def _after_marks(lines: Sequence[PrintedLine]) -> int:
    """Return the number of lines up to the last one that ends in the mark of a headline."""
    return max((index + 1 for index, line in enumerate(lines[:12]) if line.text.endswith("=")), default=0)


def _put_head(fields: Fields, head: Sequence[PrintedLine]) -> None:
    """Read headline and byline: what is neither slug nor note, up to the mark `=`."""
    title: list[PrintedLine] = []
    closed = False
    for line in head:
        text = line.text.rstrip("= ").strip()
        if re.match(r"(?:von|by|par|por)\s", text, re.IGNORECASE) and title:
            fields.put_authors(Block(line.start, line.end, text))
        elif not closed and text and not _NOTE.match(line.text) and (title or not _SLUG.match(text)):
            title.append(line._replace(text=text))
        closed = closed or (bool(title) and line.text.endswith("="))
    if title:
        fields.put_text("headline", Block(title[0].start, title[-1].end, one_line(title)))


def _stamped(day: str, month: str, year: str) -> str | None:
    """Return the day of a stamp such as `051500 Mar 24`, which counts day, hour and minute."""
    number = _MONTHS.get(month.casefold()) or _MONTHS.get(month.casefold()[:3])
    return _day(int(year), number, int(day)) if number else None


def _day(year: int, month: int, day: int) -> str | None:
    """Return a day of a year of two digits: from 1970 on."""
    try:
        return datetime.date(year + (2000 if year < 70 else 1900), month, day).isoformat()
    except ValueError:
        return None


def parse_bullets(text: str) -> Fields | None:
    """Return the headline of a Reuters text without one: the first of the bullets above it."""
    fields = Fields()
    line = next(iter(printed_lines(text)), None)
    if line is not None:
        bare = line.text.lstrip("*• ")
        fields.put("headline", bare, (line.end - len(bare), line.end))
    return fields


REUTERS_BULLETS = Family(
    name="Reuters",
    hints=("(Reuters)", "(REUTERS)"),
    marks=re.compile(
        r"\A\s*[*•][ \t]?\S.{5,150}\n(?:[ \t]*[*•].*\n|[ \t]*\n|[Bb][Yy] .{3,80}\n){0,12}.{2,60}\((?i:reuters)\)"
    ),
    parse=parse_bullets,
    is_stated=False,
)
IPTC_WIRE = Family(
    name="IPTC 7901",
    marks=re.compile(rf"\A\s{{0,200}}{_IPTC.pattern.removesuffix('$')}$", re.MULTILINE),
    parse=parse_iptc,
    starts=_IPTC,
)
AP_WIRE = Family(
    name="AP wire",
    hints=("^",),
    marks=re.compile(
        r"\A(?=(?s:.{0,4000}?)^\^(?:BC|AM|PM)-)|\A(?=(?s:.*?)^\^)(?=(?s:.*?)^AP-[A-Z]{2}-\d\d-\d\d-\d\d(?:[ \t]|<?$))",
        re.MULTILINE | re.IGNORECASE,
    ),
    parse=parse_ap,
    ends=_AP_STAMP,
)
XINHUA_WIRE = Family(
    name="Xinhua",
    hints=("Xinhua",),
    marks=re.compile(
        r"\A(?=(?:\s*\S.*\n){0,4}\s*[^\n(]{2,60}\(Xinhua\))(?=(?s:.*?)\bEnditem\.?[ \t]*$)"
        r"|\A(?=(?s:.*?)\(Xinhua\)(?s:.*?)\bEnditem\.?[ \t]*\n(?s:.*?)\(Xinhua\)(?s:.*?)\bEnditem\.?[ \t]*$)",
        re.MULTILINE,
    ),
    parse=parse_xinhua,
    ends=re.compile(r"(?:.*\s)?Enditem\.?$"),
)

"""Reuters-21578 and other SGML of that form: one article in each REUTERS element."""

import html
import re

from toolkit.read.exports.article_fields import Fields
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.printed_lines import Block, paragraphs, printed_lines

_START = re.compile(r"<REUTERS\b", re.IGNORECASE)
_END = re.compile(r"(?:.{0,40})</REUTERS\s*>", re.IGNORECASE)
_FIRST = re.compile(r"<(?P<tag>DATE|TITLE|AUTHOR|DATELINE|BODY)>(?P<value>[^<]*)", re.IGNORECASE)
_TEXT = re.compile(r"<TEXT\b[^>]*>(?P<value>[^<]*)", re.IGNORECASE)
_TOPICS = re.compile(r"<TOPICS>(?P<value>(?:<D>[^<]*</D>)+)</TOPICS>", re.IGNORECASE)
_TOPIC = re.compile(r"<D>([^<]*)</D>", re.IGNORECASE)
_SIGN_OFF = re.compile(r"(?:Reuter\w*|REUTER\w*)\.?$|(?:&#\d;?)+$")
_BULLET = re.compile(r"^[*•]+\s*")
_LONGEST_TITLE = 160
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one element; null for what is outside of the elements."""
    if _START.search(text) is None:
        return None
    values = {match["tag"].upper(): match.span("value") for match in _FIRST.finditer(text)}
    unmarked = _TEXT.search(text)
    if "BODY" not in values and "TITLE" not in values and unmarked is not None:
        values["BODY"] = unmarked.span("value")
    fields = Fields()
    fields.put("source", "Reuters")
    fields.put_date(_block(text, values.get("DATE")))
    fields.put_text("headline", _block(text, values.get("TITLE")))
    fields.put_authors(_block(text, values.get("AUTHOR")))
    topics = _TOPICS.search(text)
    if topics is not None:
        names = "; ".join(_TOPIC.findall(topics["value"]))
        fields.put_subjects(Block(*topics.span("value"), names))
    body = _body(text, values["BODY"]) if "BODY" in values else []
    if "headline" not in fields.given:
        body = _without_title(fields, body)
    dateline = _block(text, values.get("DATELINE"))
    if body and dateline is not None:
        body[0] = Block(dateline.start, body[0].end, f"{dateline.text} {body[0].text}")
    fields.put_body(body)
    if not body:
        return Refused("missing_text", "The element holds a headline but no text.")
    return fields


def _without_title(fields: Fields, body: list[Block]) -> list[Block]:
    """Set the headline to a first paragraph in capitals or behind a bullet; return the paragraphs below it."""
    first = body[0].text if len(body) > 1 else ""
    title = _BULLET.sub("", first)
    if not first or not (title.isupper() or title != first) or len(title) > _LONGEST_TITLE:
        return body
    fields.put_text("headline", body[0]._replace(text=title))
    return body[1:]


def _block(text: str, span: tuple[int, int] | None) -> Block | None:
    if span is None:
        return None
    lines = printed_lines(text[slice(*span)])
    value = " ".join(_plain(line.text) for line in lines).strip()
    return Block(span[0] + lines[0].start, span[0] + lines[-1].end, value) if value else None


def _body(text: str, span: tuple[int, int]) -> list[Block]:
    """Return the paragraphs: each begins with an indent; "Reuter" and control characters close the last."""
    lines = printed_lines(text[slice(*span)])
    while lines and _SIGN_OFF.match(lines[-1].text):
        lines.pop()
    indented = [line._replace(is_after_blank=line.is_after_blank or line.indent > 1) for line in lines]
    moved = [line._replace(start=line.start + span[0], end=line.end + span[0]) for line in indented]
    unescaped = [block._replace(text=_plain(block.text)) for block in paragraphs(moved)]
    return [block for block in unescaped if block.text]


def _plain(text: str) -> str:
    return " ".join(_CONTROL.sub("", html.unescape(text)).split())


REUTERS_SGML = Family(
    name="Reuters-21578",
    hints=("<REUTERS", "<reuters", "lewis"),
    marks=re.compile(r"^<REUTERS\b[^>]*>|^<!DOCTYPE lewis\b", re.IGNORECASE | re.MULTILINE),
    parse=parse,
    starts=_START,
    ends=_END,
)

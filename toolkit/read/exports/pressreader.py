"""PressReader: articles whose labels "Article Name:" and "Publication:" stand above or below the text."""

import re

from toolkit.read.exports.article_fields import Fields
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.labels import known_label, label_names, read_labels
from toolkit.read.exports.printed_lines import Block, paragraphs, printed_lines

_STARTS = re.compile(r"Article Name\s*:")
_NAMES = label_names(
    {
        "headline": "article name",
        "source": "publication|newspaper",
        "date": "publication date|date|issue date",
        "authors": "author|byline|authors",
        "language": "language",
        "section": "section",
        "other": "start page|end page|page|pages|words|word count|issue",
    }
)
_ONE_LINED = ("headline", "section", "source", "date", "authors", "language", "other")
_LAST = re.compile(r"(?:End Page\s*:|Copyright|©|powered by pressreader|PressReader$)", re.IGNORECASE)


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one article; null for what is above the first."""
    lines = printed_lines(text)
    if not lines or not _STARTS.match(lines[0].text):
        return None
    fields = Fields()
    for name, _, value in read_labels(lines, _NAMES, _ONE_LINED):
        fields.put_labelled(name, value)
    body = [line for line in lines if known_label(line, _NAMES) is None and not _LAST.match(line.text)]
    if body and " ".join(body[0].text.split()) == fields.given.get("headline"):
        body = body[1:]
    if body and "date" not in fields.given:
        fields.put_date(Block(body[0].start, body[0].end, body[0].text) if len(body[0].text) < 40 else None)
        body = body[1:] if "date" in fields.given else body
    if not body:
        return Refused("missing_text", "The PressReader record holds no full text.")
    fields.put_body(paragraphs(body))
    return fields


PRESSREADER = Family(
    name="PressReader",
    hints=("Article Name",),
    marks=re.compile(r"^[ \t]*Article Name[ \t]*:", re.MULTILINE),
    parse=parse,
    starts=_STARTS,
)

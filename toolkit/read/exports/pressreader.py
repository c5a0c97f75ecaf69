"""PressReader: articles whose labels "Article Name:" and "Publication:" are above or below the text."""

import re

from toolkit.normalisation.authors.byline_cues import without_cue
from toolkit.read.exports.article_fields import Fields, dated
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
_MOST_HEAD_LINES, _LONGEST_HEAD_LINE = 6, 80
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


def parse_page(text: str) -> Fields | None:
    """Return the fields of a printed page: the headline, short lines with outlet, day and byline, the text."""
    lines = [line for line in printed_lines(text) if not _LAST.match(line.text)]
    fields = Fields()
    start = 1
    for line in lines[1:_MOST_HEAD_LINES]:
        if len(line.text) > _LONGEST_HEAD_LINE or line.text[-1] in ".!?":
            break
        block = Block(line.start, line.end, line.text)
        if dated(line.text) is not None:
            fields.put_date(block)
        elif without_cue(line.text) != line.text:
            fields.put_authors(block)
        else:
            fields.put_source(block)
        start += 1
    if "date" not in fields.given or start >= len(lines):
        return None
    fields.put_headline(Block(lines[0].start, lines[0].end, lines[0].text))
    fields.put_body(paragraphs(lines[start:]))
    return fields


PRESSREADER_PAGE = Family(name="PressReader", marks=re.compile(r"(?!)"), parse=parse_page)
"""One printed page, which is known by its mark-up."""
PRESSREADER = Family(
    name="PressReader",
    hints=("Article Name",),
    marks=re.compile(r"^[ \t]*Article Name[ \t]*:", re.MULTILINE),
    parse=parse,
    starts=_STARTS,
)

"""NewsBank: articles closed by their record number, with "Author/Byline:" and other labels at the head."""

import re

from toolkit.read.exports.article_fields import Fields, dated
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.labels import known_label, label_names, read_labels
from toolkit.read.exports.printed_lines import Block, PrintedLine, blocks, one_line, paragraphs, printed_lines

_ENDS = re.compile(r"Record(?: Number| No\.?)?\s*:\s*\S.{0,80}$", re.IGNORECASE)
_HEAD = label_names(
    {
        "authors": "author/byline|byline|author|authors",
        "dateline": "dateline",
        "source": "source|newspaper|publication",
        "date": "date|publication date",
        "headline": "headline|title",
        "section": "section",
        "other": "page|pages|edition|readability|location|series|column|article type|product|lexile",
    }
)
_TAIL = label_names(
    {"other": "caption|index terms|index term|memo|copyright|record|record number|correction|credit|subject"}
)
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\)|All Rights? Reserved|Citation|To bookmark this article)", re.IGNORECASE)
_JUNK = re.compile(
    r"(?:NewsBank(?:,? inc\.?)?|Access World News|\d[\d,]* Words?|OpenURL Link.*|https?://\S+|\|)$", re.IGNORECASE
)
_CITATION = re.compile(r"CITATION\s*\([^()]{2,40}\)$|To bookmark this article", re.IGNORECASE)
_DIVIDER = re.compile(r"\s+[|•]\s+|\s+[-–—]\s+")
_LOOKED_AT = 8
_LONGEST_WEEKDAY = 14
"""Characters beside a date on a line that holds nothing else."""


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one article; null for what is behind the last."""
    lines = [line for line in printed_lines(text) if not _JUNK.match(line.text)]
    while lines and _RIGHTS.match(lines[0].text):
        lines = lines[1:]
    if len(lines) < 3:
        return None
    fields = Fields()
    head = _end_of_head(lines)
    tail = next((index for index in range(head, len(lines)) if _is_tail(lines[index])), len(lines))
    for name, _, value in read_labels(lines[:head], _HEAD):
        fields.put_labelled(name, value)
    top = [line for line in lines[:head] if known_label(line, _HEAD) is None]
    story = [line for line in lines[head:tail] if not _RIGHTS.match(line.text)]
    if "headline" not in fields.given and _is_outlet_first(lines, top):
        fields.put_source(Block(top[0].start, top[0].end, _named(top[0].text)))
        fields.put_date(Block(top[1].start, top[1].end, top[1].text))
        story = _put_title(fields, story)
    else:
        _put_top(fields, top)
    fields.put_body(paragraphs(story))
    return fields if "body" in fields.given else Refused("missing_text", "The NewsBank record holds no full text.")


def _is_outlet_first(lines: list[PrintedLine], top: list[PrintedLine]) -> bool:
    """Return True where outlet and date are above the labels, and the headline below them."""
    if len(top) != 2 or dated(top[0].text) is not None or lines[:2] != top:
        return False
    mention = dated(top[1].text)
    return mention is not None and len(top[1].text) - (mention.end - mention.start) < _LONGEST_WEEKDAY


def _put_title(fields: Fields, story: list[PrintedLine]) -> list[PrintedLine]:
    """Set the headline, and authors on the line below it; return the lines of the text."""
    runs = list(blocks(story))
    if len(runs) > 1:
        title = runs.pop(0)
        fields.put_text("headline", Block(title[0].start, title[-1].end, one_line(title)))
    if len(runs) > 1 and len(runs[0]) == 1 and len(runs[0][0].text) < 80 and runs[0][0].text[-1] != ".":
        byline = runs[0][0]
        fields.put_authors(Block(byline.start, byline.end, byline.text))
        runs = runs[1:] if "authors" in fields.given else runs
    return [line for run in runs for line in run]


def _is_tail(line: PrintedLine) -> bool:
    """Return True for the first line below the text."""
    return known_label(line, _TAIL) is not None or _CITATION.match(line.text) is not None


def _end_of_head(lines: list[PrintedLine]) -> int:
    """Return the index of the first line below the last label, outlet or date of the head."""
    end = 1
    for index, line in enumerate(lines[: _LOOKED_AT + 6]):
        is_top = index < _LOOKED_AT and len(line.text) < 120 and dated(line.text) is not None and line.text[-1] != "."
        if known_label(line, _HEAD) is not None or is_top:
            end = index + 1
    return end


def _put_top(fields: Fields, top: list[PrintedLine]) -> None:
    """Read the lines without labels: the headline, and outlet and date on one line or on two."""
    title: list[PrintedLine] = []
    for line in top:
        parts = _DIVIDER.split(line.text)
        days = [part for part in parts if dated(part) is not None]
        if not days and title and "date" in fields.given:
            fields.put_source(Block(line.start, line.end, _named(line.text)))
        elif not days:
            title.append(line)
        else:
            fields.put_date(Block(line.start, line.end, days[0]))
            named = [part for part in parts if part not in days and part]
            if named:
                fields.put_source(Block(line.start, line.end, _named(named[0])))
    if title and "source" not in fields.given and len(title) > 1:
        last = title.pop()
        fields.put_source(Block(last.start, last.end, _named(last.text)))
    if title:
        fields.put_text("headline", Block(title[0].start, title[-1].end, one_line(title)))


def _named(text: str) -> str:
    """Return an outlet without the town in brackets behind it."""
    return re.sub(r"\s*\([^()]{2,60}\)\s*$", "", text)


NEWSBANK = Family(
    name="NewsBank",
    hints=("Author/Byline", "Readability", "Record Number", "Record:"),
    marks=re.compile(
        r"^[ \t]*Author/Byline[ \t]*:|^[ \t]*Readability[ \t]*:"
        r"|\A(?=(?s:.*?)^[ \t]*Record Number[ \t]*:)(?=(?s:.*?)^[ \t]*(?:Section|Page|Index [Tt]erms)[ \t]*:)",
        re.MULTILINE,
    ),
    parse=parse,
    closes=re.compile(rf"^[ \t]*{_ENDS.pattern}", re.IGNORECASE | re.MULTILINE),
    ends=_ENDS,
)

"""EBSCO: records numbered "Record: 1", whose text follows their labels."""

import re
from collections.abc import Sequence

from toolkit.read.exports.article_fields import Fields
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.labels import known_label, label_names, read_labels
from toolkit.read.exports.printed_lines import Block, PrintedLine, paragraphs, printed_lines

_STARTS = re.compile(r"Record:\s*\d+$")
_NAMES = label_names(
    {
        "headline": "title",
        "authors": "authors|author|by|author(s)",
        "source": "source",
        "date": "publication date|date",
        "language": "language",
        "url": "persistent link to this record (permalink)|persistent link to this record|permalink",
        "other": "record|document type|subject terms|subjects|geographic terms|people|company/entity|abstract|section"
        "|full text word count|word count|issn|isbn|accession number|database|naics/industry codes|publication type"
        "|author-supplied keywords|copyright|report available|author affiliations|doi|alternate title|edition|series"
        "|lexile|reviews & products|images|publisher information|physical description|an",
    }
)
_SOURCE = re.compile(
    r"(?P<name>.{2,120}?)(?:\s*\([^()]{2,40}\))?\s*[.,;]\s+(?P<date>\d{1,2}/\d{1,2}/\d{2,4}"
    r"|[^\W\d_]{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[^\W\d_]{3,9}\.?\s+\d{4}|[^\W\d_]{3,9}\.?\s*\d{4})"
)
_FOOTER = re.compile(
    r"Copyright of .{1,200} is the property of|The link information below provides|Inclusion in this database|"
    r"(?:Copyright|©|\(c\)) ?\d{4}",
    re.IGNORECASE,
)
_JUNK = re.compile(r"(?:HTML Full Text|PDF Full Text|Full Text(?: from .{1,60})?|\* \* \*)$", re.IGNORECASE)


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one record; null for what is above the first."""
    lines = printed_lines(text)
    if not lines or not _STARTS.match(lines[0].text):
        return None
    head = _end_of_head(lines)
    labelled = read_labels(lines[:head], _NAMES)
    fields = Fields()
    for name, _, value in labelled:
        if name in ("headline", "url"):
            fields.put_text(name, value)
        elif name == "authors" and value is not None:
            persons = "; ".join(text[value.start : value.end].split("\n"))  # one on each line
            fields.put_authors(value._replace(text=persons), is_family_first=True)
        elif name == "language":
            fields.put_language(value)
        elif name == "date":
            fields.put_date(value, is_month_first=True)
        elif name == "source" and value is not None:
            match = _SOURCE.match(value.text)
            fields.put_source(Block(value.start, value.end, match["name"] if match else value.text))
            if match:
                fields.put_date(Block(value.start, value.end, match["date"]), is_month_first=True)
    body = [line for line in lines[head:] if not _JUNK.match(line.text)]
    end = next((index for index, line in enumerate(body) if _FOOTER.match(line.text)), len(body))
    body = body[:end]
    if body and " ".join(body[0].text.split()) == fields.given.get("headline"):
        body = body[1:]
    if not body:
        return Refused("missing_text", "The EBSCO record holds no full text, only its description.")
    fields.put_body(paragraphs(body))
    return fields


def _end_of_head(lines: Sequence[PrintedLine]) -> int:
    """Return the index of the first line below an empty one that bears no label."""
    for index, line in enumerate(lines):
        if index and line.is_after_blank and known_label(line, _NAMES) is None:
            return index
    return len(lines)


EBSCO = Family(
    name="EBSCO",
    hints=("Record:",),
    marks=re.compile(
        r"\A(?=(?s:.{0,4000}?)^[ \t]*Record:[ \t]*\d+[ \t]*$)(?=(?s:.*?)^[ \t]*(?:Database|Accession Number):)",
        re.MULTILINE,
    ),
    parse=parse,
    starts=_STARTS,
)

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
        "section": "section",
        "kind": "document type",
        "subjects": "subject terms|subjects|subject",
        "other": "record|geographic terms|people|company/entity|abstract"
        "|full text word count|word count|issn|isbn|accession number|database|naics/industry codes|publication type"
        "|author-supplied keywords|copyright|report available|author affiliations|doi|alternate title|edition|series"
        "|lexile|reviews & products|images|publisher information|physical description|an",
    }
)
_SOURCE = re.compile(
    r"(?P<name>.{2,120}?)(?:\s*\([^()]{2,40}\))?\s*[.,;]\s+(?P<date>\d{1,2}/\d{1,2}/\d{2,4}"
    r"|[^\W\d_]{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[^\W\d_]{3,9}\.?\s+\d{4}|[^\W\d_]{3,9}\.?\s*\d{4})"
)
_JOINED = re.compile(r"([^\W\d_])(\d{4})")
"""A month and its year without a blank, as of monthlies."""
_AUTHOR_MARK = re.compile(r"\s*\((?:author|aut)\)|(?<=[^\W\d_])\d\b", re.IGNORECASE)
_CREDIT = re.compile(r"~{4,}$")
"""Stands above the byline that is printed below a text."""
_ONE_LINED = ("section",)
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
    labelled = read_labels(lines[:head], _NAMES, _ONE_LINED)
    fields = Fields()
    for name, _, value in labelled:
        if name == "headline" and value is not None:
            fields.put_headline(value._replace(text=_without_stop(value.text)))
        elif name == "url":
            fields.put_url(value)
        elif name == "authors" and value is not None:
            persons = _AUTHOR_MARK.sub("", _listed(text, value))
            fields.put_authors(value._replace(text=persons), is_family_first=True)
        elif name == "subjects" and value is not None:
            fields.put_subjects(value._replace(text=_listed(text, value)))
        elif name in ("language", "section", "kind"):
            fields.put_labelled(name, value)
        elif name == "date":
            fields.put_date(value, is_month_first=True)
        elif name == "source" and value is not None:
            match = _SOURCE.match(value.text)
            fields.put_source(Block(value.start, value.end, match["name"] if match else value.text))
            if match:
                fields.put_date(
                    Block(value.start, value.end, _JOINED.sub(r"\1 \2", match["date"])), is_month_first=True
                )
    body = [line for line in lines[head:] if not _JUNK.match(line.text)]
    end = next((index for index, line in enumerate(body) if _FOOTER.match(line.text)), len(body))
    body = body[:end]
    if body and _without_stop(" ".join(body[0].text.split())) == fields.given.get("headline"):
        body = body[1:]
    credit = next((index for index, line in enumerate(body) if _CREDIT.match(line.text)), None)
    if credit is not None:
        fields.put_authors(next((Block(line.start, line.end, line.text) for line in body[credit + 1 :]), None))
        body = body[:credit]
    if not body:
        return Refused("missing_text", "The EBSCO record holds no full text, only its description.")
    fields.put_body(paragraphs(body))
    return fields


def _end_of_head(lines: Sequence[PrintedLine]) -> int:
    """Return the index of the first line without a label below an empty line or a label of one line."""
    is_over = False
    for index, line in enumerate(lines):
        known = known_label(line, _NAMES)
        if index and known is None and (line.is_after_blank or is_over):
            return index
        is_over = known is not None and known[0] in _ONE_LINED and len(line.text) > known[1]
    return len(lines)


def _listed(text: str, value: Block) -> str:
    """Return the lines of a value, each of them one entry, with semicolons between them."""
    return "; ".join(line.strip() for line in text[value.start : value.end].splitlines() if line.strip())


def _without_stop(title: str) -> str:
    """Return a title without the full stop that EBSCO puts behind each one."""
    return title[:-1] if title.endswith(".") and title.count(".") == 1 and len(title) > 10 else title


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

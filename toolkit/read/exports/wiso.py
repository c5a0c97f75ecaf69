"""WiSo and Genios: articles with "Quelle: Zeitung vom 05.03.2024" and other labels below the text."""

import re
from collections.abc import Sequence

from toolkit.normalisation.authors.byline_cues import without_cue
from toolkit.read.exports.article_fields import Fields
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.labels import known_label, label_names, read_labels
from toolkit.read.exports.printed_lines import Block, PrintedLine, one_line, paragraphs, printed_lines
from toolkit.read.stated_byline import people

_ENDS = re.compile(r"(?:©|\(c\)|Copyright)?\s*GBI-Genios Deutsche Wirtschaftsdatenbank.{0,60}$", re.IGNORECASE)
_NAMES = label_names(
    {
        "source": "quelle|source",
        "authors": "autor|autoren|autorin|verfasser|author",
        "date": "datum|erscheinungsdatum|date",
        "url": "dauerhafte adresse des dokuments|url|persistent link",
        "headline": "titel|überschrift",
        "section": "ressort|rubrik",
        "subjects": "schlagwörter|deskriptor|deskriptoren",
        "other": "issn|dokumentnummer|document number|alle rechte vorbehalten|ausgabe|seite|nummer"
        "|jahrgang|branche|region|land|wörter|firma|personen|serie|kategorie|zeitung"
        "|all rights reserved|bild",
    }
)
_OUTLET = re.compile(r"(?P<name>.{2,80}?)(?:,?\s+vom)?\s+(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]{3,9}\.?)\s?\d{4})")
_WRAPPED = 60
"""Characters of a line that may have been broken for its length."""
_BYLINE = re.compile(r"(?:Von|VON|von|By|BY)\s+\S")


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one article; null for what is behind the last."""
    lines = [line for line in printed_lines(text) if not _ENDS.match(line.text)]
    tail = next((index for index, line in enumerate(lines) if _is_source(line)), None)
    if tail is None:
        return None
    fields = Fields()
    for name, _, value in read_labels(lines, _NAMES, ("source", "url", "date", "authors", "section")):
        _put(fields, name, value)
    start = 0
    if tail < 3 and any(known_label(line, _NAMES) is None for line in lines[tail + 1 :]):  # labels above the text
        _put_title(fields, [line for line in lines[:tail] if known_label(line, _NAMES) is None])
        while start < len(lines) and (known_label(lines[start], _NAMES) or start < tail):
            start += 1
        tail = next((index for index in range(start, len(lines)) if known_label(lines[index], _NAMES)), len(lines))
    story = [line for line in lines[start:tail] if known_label(line, _NAMES) is None and not _is_outlet_line(line)]
    if story and "headline" not in fields.given:
        first = next((index for index in range(1, len(story)) if story[index].is_after_blank), 1)
        _put_title(fields, story[:first])
        story = story[first:]
    if story and _BYLINE.match(story[0].text) and len(story[0].text) < 80 and people(without_cue(story[0].text))[0]:
        fields.put_authors(Block(story[0].start, story[0].end, story[0].text))
        story = story[1:]
    if not story:
        return Refused("missing_text", "The WiSo record holds no full text.")
    fields.put_body(paragraphs(story))
    return fields


def _put_title(fields: Fields, lines: Sequence[PrintedLine]) -> None:
    """Set the headline; a line below one that ends early is the standfirst."""
    if lines:
        filled = max(len(line.text) for line in lines) >= _WRAPPED
        end = len(lines) if filled else 1
        fields.put_headline(Block(lines[0].start, lines[end - 1].end, one_line(lines[:end])))
        if lines[end:]:
            fields.put_text("standfirst", Block(lines[end].start, lines[-1].end, one_line(lines[end:])))


def _is_source(line: PrintedLine) -> bool:
    known = known_label(line, _NAMES)
    return known is not None and known[0] == "source"


def _is_outlet_line(line: PrintedLine) -> bool:
    """Return True for a line such as "Norviker Zeitung vom 05.03.2024, S. 3", which repeats the source."""
    match = _OUTLET.match(line.text)
    return match is not None and len(line.text) < 120 and " vom " in line.text[: match.end()] and line.text[-1] != "."


def _put(fields: Fields, name: str, value: Block | None) -> None:
    if name == "authors":
        fields.put_authors(value, is_family_first=True)
    elif name == "date":
        fields.put_date(value)
    elif name == "url":
        fields.put_url(value)
    elif name in ("headline", "section", "subjects"):
        fields.put_labelled(name, value)
    elif name == "source" and value is not None:
        match = _OUTLET.match(value.text)
        fields.put_source(Block(value.start, value.end, match["name"].strip(" ,") if match else value.text))
        if match:
            fields.put_date(Block(value.start, value.end, match["date"]))


WISO = Family(
    name="WiSo",
    hints=("Genios", "GENIOS", "Dokumentnummer", "wiso-net"),
    marks=re.compile(
        r"GBI-Genios Deutsche|^[ \t]*Dokumentnummer[ \t]*:|wiso-net\.de/document", re.MULTILINE | re.IGNORECASE
    ),
    parse=parse,
    ends=_ENDS,
)

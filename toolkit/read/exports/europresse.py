"""Europresse: articles closed by their number "news·20240305·LM·4711"."""

import re
from collections.abc import Sequence

from toolkit.read.exports.article_fields import Fields, dated
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.printed_lines import Block, PrintedLine, blocks, one_line, paragraphs, printed_lines
from toolkit.read.stated_byline import people

_NUMBER = r"[a-zA-Z]{2,12}[·•.](?:19|20)\d{6}[·•.][\w·•.\-–×]{2,80}"
_ENDS = re.compile(rf"(?:.{{0,60}}\s)?{_NUMBER}$")
_COUNTED = re.compile(r"\d[\d ]*\s*(?:mots|words|palabras|Wörter|woorden|parole)", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:©|\(c\)|Copyright)\s|Certificat émis le|Certificate issued|Ce document est|Le présent document|"
    r"Tous droits réservés|Note\(s\)\s?:|Cet article est paru dans|Aussi paru dans|"
    r"Illustration\(s\)\s?:|Encadré\(s\)\s?:|Référence\(s\)\s?:|Édition\(s\)\s?:",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"(?:eureka\.cc|europresse\.com|Imprimer|Sauvegarder|Nom de la source|Page \d+ (?:sur|de) \d+).{0,60}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:\((?:site web|web site|tweets?|réf\.|ref\.|web)[^()]*\).*|,\s*no\.?\s*\d+.*)$", re.IGNORECASE
)
_BESIDE = re.compile(r"(?:Aussi paru dans|Also published in|p\. ?\w|\d[\d ]* (?:mots|words))", re.IGNORECASE)
"""What may be below the date: where else the article appeared, page and length."""
_LOOKED_AT = 12
_LONGEST_SECTION, _LONGEST_SUBTITLE = 80, 200
_STOPS = '.!?…»”":;,'


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one article: outlet, date, headline, perhaps authors, text; null for a cover."""
    lines = [line for line in printed_lines(text) if not _JUNK.match(line.text)]
    day = next((index for index, line in enumerate(lines[:_LOOKED_AT]) if _is_day(line.text)), None)
    if day is None:
        return None
    fields = Fields()
    if day > 0:
        first = day - 1
        while first > 0 and not lines[first].is_after_blank:  # below the name may be a series or a collection
            first -= 1
        outlet = lines[first]
        fields.put_source(Block(outlet.start, outlet.end, _BEHIND.sub("", outlet.text)))
    _put_section(fields, lines[day])
    fields.put_date(Block(lines[day].start, lines[day].end, lines[day].text))
    start = day + 1
    while start < len(lines) and not lines[start].is_after_blank and _BESIDE.match(lines[start].text):
        start += 1
    end = next((index for index in range(start, len(lines)) if _is_end(lines[index])), len(lines))
    runs = list(blocks(lines[start:end]))
    while runs and (_COUNTED.match(runs[0][0].text) or re.match(r"p\. ?\w", runs[0][0].text)):
        runs = runs[1:]
    if runs:
        title = runs.pop(0)
        fields.put_text("headline", Block(title[0].start, title[-1].end, one_line(title)))
    if runs and len(runs) > 1 and _is_credit(one_line(runs[0])):
        credit = runs.pop(0)
        fields.put_authors(Block(credit[0].start, credit[-1].end, one_line(credit)))
    if len(runs) > 1 and _is_subtitle(runs):
        subtitle = runs.pop(0)
        fields.put_text("standfirst", Block(subtitle[0].start, subtitle[-1].end, one_line(subtitle)))
        if len(runs) > 1 and "authors" not in fields.given and _is_credit(one_line(runs[0])):
            credit = runs.pop(0)
            fields.put_authors(Block(credit[0].start, credit[-1].end, one_line(credit)))
    body = [line for run in runs for line in run]
    if not body:
        return Refused("missing_text", "The Europresse record holds no full text.")
    fields.put_body(paragraphs(body))
    return fields


def _is_day(text: str) -> bool:
    """Return True for a line such as "Politique, mardi 5 mars 2024 812 mots, p. 3"."""
    return len(text) < 160 and dated(text) is not None and text[-1] != "."


def _put_section(fields: Fields, line: PrintedLine) -> None:
    """Set the section to what is before the date, as "Politique" does."""
    mention = dated(line.text)
    above = line.text[: mention.start if mention else 0].rpartition(",")[0].strip()
    if 1 < len(above) < _LONGEST_SECTION:
        fields.put_section(Block(line.start, line.start + len(above), above))


def _is_subtitle(runs: Sequence[Sequence[PrintedLine]]) -> bool:
    """Return True if the lines below the headline are no sentence, and those below them are."""
    first, second = one_line(runs[0]), one_line(runs[1])
    is_above = second[-1] in _STOPS or (len(runs) > 2 and _is_credit(second))
    return len(first) < _LONGEST_SUBTITLE and first[-1] not in _STOPS and is_above


def _is_end(line: PrintedLine) -> bool:
    return _FOOTER.match(line.text) is not None or _ENDS.match(line.text) is not None


def _is_credit(text: str) -> bool:
    """Return True for a line that holds little more than names."""
    if len(text) > 120 or text[-1] in ".?!:":
        return False
    names, agency = people(text)
    return sum(map(len, [*names, *([agency] if agency else [])])) * 10 >= len(text) * 4


EUROPRESSE = Family(
    name="Europresse",
    hints=("·", "•", "Certificat émis", "uropresse"),
    marks=re.compile(r"^[ \t]*(?:.{0,60}\s)?[a-zA-Z]{2,12}[·•](?:19|20)\d{6}[·•]", re.MULTILINE),
    parse=parse,
    closes=re.compile(rf"{_ENDS.pattern}", re.MULTILINE),
    ends=_ENDS,
)

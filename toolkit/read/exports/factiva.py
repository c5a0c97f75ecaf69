"""Factiva: articles closed by "Document XYZ0000020240305ek3500001", with field codes or as plain lines."""

import re
from collections.abc import Sequence

from toolkit.normalisation.authors.byline_cues import without_cue
from toolkit.normalisation.authors.credit_line import has_role
from toolkit.read.exports.article_fields import Fields, dated
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.printed_lines import Block, PrintedLine, one_line, paragraphs, printed_lines
from toolkit.read.stated_byline import names_organisation, people

_NUMBER = r"[A-Z0-9]{4,12}0{0,6}(?:19|20)\d{6}[a-z0-9]{6,14}"
_DOCUMENT = r"(?:Document|Dokument|Documento)"
_ENDS = re.compile(rf"(?:(?:AN|UD)\s+)?{_DOCUMENT}\s+{_NUMBER}$")
_FIELDS = (
    "SE section|HD headline|BY authors|CR credit|WC words|PD date|ET time|SN source|SC code|ED edition|PG page"
    "|VOL volume|LA language|CY rights|CX correction|LP body|TD body|CT contact|RF notes|ART art|CLM column"
    "|CO other|IN other"
    "|NS subjects|RE other|IPC other|IPD other|PUB other|AN other|UD other|DLN other|BE other|NP other|DE other"
)
_CODES = dict(pair.split() for pair in _FIELDS.split("|"))
_CODE = re.compile(rf"(?P<code>{'|'.join(_CODES)})(?:(?:[ ]{{2,}}|[ ]*\t\s*)(?P<value>\S.*)|\s*)$")
_LOOSE = re.compile(r"(?P<code>SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|NS|RE|IPD|PUB|AN) (?P<value>\S.*)$")
"""A code with one blank behind it, as files that were saved again have it; checked by its place."""
_WORDS = re.compile(
    r"\d[\d,. ]*\s*(?:words?|Wörter|Wort|mots?|palabras?|parole|woorden|palavras|слов\w*|字|語|単語|ord|kata|słów)"
    r"(?P<rest>\s+\S.*)?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s*[AP]M)?(?:\s*(?:GMT|UTC|ET|EST|EDT))?$", re.IGNORECASE)
_CODE_NAME = re.compile(r"[A-Z0-9]{2,8}$")
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\)|\(Copyright|All rights|Alle Rechte|Tous droits)", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"(?:English|German|Deutsch|Englisch|French|Français|Anglais|Spanish|Español|Inglés|Italian|Italiano|Inglese|Dutch"
    r"|Nederlands|Engels|Portuguese|Russian|Swedish|Danish|Norwegian|Finnish|Polish|Czech|Turkish|Arabic|Japanese"
    r"|Chinese - (?:Simplified|Traditional)|Korean|Bahasa Indonesia|Malay|Hungarian|Catalan|Greek|Hebrew"
    r"|Niederländisch|Französisch|Spanisch|Italienisch|Allemand|Espagnol|Italien|Alemán|Francés|Tedesco|Francese)$",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"(?:(?:Page|Seite|Página|Pagina)\s+\d+\s+(?:of|von|de|di|van)\s+\d+.*|©\s*\d{4} Factiva.*|Factiva$|Dow Jones$"
    r"|License this article from Dow Jones.{0,40}|Released: \d{4}-\d{1,2}-\d{1,2}T.*|\(?MORE TO FOLLOW\)?.{0,40}"
    r"|\(?(?:Please )?click here (?:to|for)\b.{0,60}|View (?:the )?original content.{0,100}"
    r"|Read this (?:article|story) (?:from|at) the original source.{0,60}"
    r"|.{0,20}Factiva,? Inc\.? All rights reserved\.?|\(?Download|Return to Headlines|Display Options.*)$",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"(?:Search Summary|Suchzusammenfassung|Récapitulatif de la recherche|Résumé de la recherche|Resumen de búsqueda"
    r"|Zoekoverzicht|Riepilogo ricerca|Results Found\b.*)$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\(END\)(?:\s|$)|Write to .{2,80}\bat\s+\S+@\S+$")
"""How Dow Jones closes its copy; the address of the writer is above it, the time below."""
_EDITORS_NOTE = re.compile(
    r"\((?:adds?|updates?|recasts?|refiles?|corrects?|repeats?|rewrites?|removes?|changes?|new throughout)\b"
    r"[^()]{0,200}\)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|von|par|por|di|door)\s+\S", re.IGNORECASE)
_HIGHEST = 14
"""Lines above the number of words: section, headline, byline and credit, some of them on two lines."""
_LONGEST_SECTION = 40


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one article; null for a cover or the summary of the search."""
    lines = [line for line in printed_lines(text) if not _JUNK.match(line.text)]
    summary = next((index for index, line in enumerate(lines) if _SUMMARY.match(line.text)), len(lines))
    closed = next((index for index, line in enumerate(lines) if _ENDS.match(line.text)), None)
    lines = lines[: min(summary, len(lines) if closed is None else closed)]
    if not lines:
        return None
    coded = _coded(lines)
    fields = _from_codes(coded) if coded else _from_lines(lines)
    if fields is None and closed is None:
        return None
    if closed is None:
        return Refused("truncated", "The Factiva article breaks off before its document number: export it again.")
    return fields or Refused("missing_text", "The Factiva article has no number of words, so its parts are not known.")


def _coded(lines: Sequence[PrintedLine]) -> list[tuple[str, list[PrintedLine]]]:
    """Return the lines by field code, in their order; nothing for plain lines."""
    coded: list[tuple[str, list[PrintedLine]]] = []
    loose = sum(1 for line in lines if _LOOSE.match(line.text)) > sum(1 for line in lines if _CODE.match(line.text))
    for line in lines:
        match = _CODE.match(line.text) or (_LOOSE.match(line.text) if loose else None)
        if match is None:
            if coded:
                coded[-1][1].append(line)
            continue
        value = match["value"] or ""
        start = line.start + (match.start("value") if value else 0)
        own = [line._replace(start=start, text=value, is_after_blank=True)] if value else []
        coded.append((match["code"], own))
    codes = {code for code, _ in coded}
    return coded if "HD" in codes and codes & {"PD", "SN", "LP", "TD"} else []


def _from_codes(coded: Sequence[tuple[str, list[PrintedLine]]]) -> Fields:
    fields = Fields()
    body: list[Block] = []
    for code, lines in coded:
        name = _CODES[code]
        value = Block(lines[0].start, lines[-1].end, one_line(lines)) if lines else None
        if name == "body":
            body += paragraphs(lines)
        elif name == "subjects":
            fields.put_subjects(value, r"\s*\|\s*", "factiva")
        elif name == "credit" and value is not None:
            fields.put("agency", people(value.text)[1], (value.start, value.end))
        else:
            fields.put_labelled(name, value)
    fields.put_body(within_marks(body))
    return fields


def within_marks(body: Sequence[Block]) -> list[Block]:
    """Return the paragraphs from below the notes of an agency for editors to the mark with which it closes its copy."""
    first = 0
    while first < len(body) - 1 and _EDITORS_NOTE.fullmatch(body[first].text):
        first += 1
    last = next((index for index, block in enumerate(body) if index and _CLOSED.match(block.text)), len(body))
    return list(body[first:last])


def _from_lines(lines: Sequence[PrintedLine]) -> Fields | None:
    """Return the fields of plain lines, which the number of words divides; null without that."""
    middle = next((index for index, line in enumerate(lines[:_HIGHEST]) if _WORDS.match(line.text)), None)
    if not middle:
        return None
    fields = Fields()
    _put_top(fields, lines[:middle])
    end = _put_middle(fields, lines, middle)
    body = within_marks(paragraphs(lines[end:]))
    if body and "authors" not in fields.given and _is_byline(body[0].text):
        fields.put_authors(body[0])
        body = body[1:] if "authors" in fields.given else body
    fields.put_body(body)
    return fields


def _put_top(fields: Fields, lines: Sequence[PrintedLine]) -> None:
    """Read what is above the number of words: perhaps a section, the headline, perhaps a byline."""
    top = list(lines)
    while len(top) > 2 and has_role(top[-1].text) and not any(people(top[-1].text)):
        top.pop()  # "Staff Reporters" below their names
    while len(top) > 1 and _is_byline(top[-1].text):
        fields.put_authors(Block(top[-1].start, top[-1].end, top[-1].text))
        top.pop()
    if len(top) > 1 and _is_organisation(top[-1].text):
        top.pop()
    if len(top) > 1 and "authors" not in fields.given and _is_credit(top[-1].text):
        fields.put_authors(Block(top[-1].start, top[-1].end, top[-1].text))
        top.pop()
    if len(top) > 1 and _is_section(top[0].text, top[1].text):
        fields.put_section(Block(top[0].start, top[0].end, top[0].text))
        top = top[1:]
    fields.put_text("headline", Block(top[0].start, top[-1].end, one_line(top)))


def _is_byline(text: str) -> bool:
    """Return True for a line such as "By Liv Aune"."""
    return _BY.match(text) is not None and len(text) < 120 and without_cue(text) != text and any(people(text))


def _is_credit(text: str) -> bool:
    """Return True for a line that holds nothing but one or more names."""
    if len(text.split()) > 12 or text[-1] in "?!:":
        return False
    names, agency = people(text)
    printed = sum(len(name) for name in [*names, *([agency] if agency else [])])
    return printed * 10 >= len(text) * 4


def _is_organisation(text: str) -> bool:
    """Return True for a line that is the name of an agency or desk: few words, all but particles with a capital."""
    words = text.split()
    lower = sum(word[0].islower() for word in words)
    return 1 < len(words) <= 6 and lower <= 1 and text[-1] not in ".?!:" and names_organisation(text)


def _is_section(text: str, following: str) -> bool:
    """Return True for a short first line above a longer one."""
    return len(text) <= _LONGEST_SECTION and len(text.split()) <= 4 and len(following) > len(text)


def _put_middle(fields: Fields, lines: Sequence[PrintedLine], middle: int) -> int:
    """Read date, outlet and language below the number of words; return the index of the body's first line."""
    index = middle + 1
    date_line = next((row for row in range(middle, min(middle + 3, len(lines))) if dated(lines[row].text)), None)
    if date_line is not None:
        fields.put_date(Block(lines[date_line].start, lines[date_line].end, lines[date_line].text))
        index = max(index, date_line + 1)
    if index < len(lines) and _CLOCK.match(lines[index].text):
        index += 1
    if index < len(lines):
        source = lines[index]
        fields.put_source(Block(source.start, source.end, source.text))
        index += 1
    last = index
    for row in range(index, min(index + 8, len(lines))):
        line = lines[row]
        if _LANGUAGE.match(line.text):
            fields.put_language(Block(line.start, line.end, line.text))
            last = row + 1
        elif _RIGHTS.match(line.text) or (row == index and _CODE_NAME.match(line.text)):
            last = row + 1
    if 0 < last < len(lines) and not lines[last].is_after_blank and _RIGHTS.match(lines[last - 1].text):
        last += len(lines[last].text) < _LONGEST_SECTION  # the notice goes on
    return last


FACTIVA = Family(
    name="Factiva",
    hints=("ocument", "okument"),
    marks=re.compile(rf"^[ \t]*{_ENDS.pattern.removesuffix('$')}[ \t]*$", re.MULTILINE),
    parse=parse,
    ends=_ENDS,
)

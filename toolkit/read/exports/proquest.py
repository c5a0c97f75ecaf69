"""ProQuest: documents between rules of underscores, with "Full text:" and labels behind the text."""

import re
from collections.abc import Sequence

from toolkit.normalisation.authors.byline_cues import without_cue
from toolkit.normalisation.outlets.imprint import looks_like_outlet
from toolkit.read.exports.article_fields import Fields
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.labels import Labelled, known_label, label_names, value_of
from toolkit.read.exports.printed_lines import Block, PrintedLine, one_line, paragraphs, printed_lines

_RULE = re.compile(r"_{20,}$")
_NUMBER = re.compile(
    r"(?:Document|Dokument|Documento)\s+\d[\d,.]*\s+(?:of|von|de|di|sur)\s+(\d[\d,.]*)$", re.IGNORECASE
)
_STARTS = re.compile(rf"{_RULE.pattern}|{_NUMBER.pattern}", re.IGNORECASE)
_TOTAL = re.compile(
    r"^[ \t]*(?:Document|Dokument|Documento)[ \t]+\d[\d,.]*[ \t]+(?:of|von|de|di|sur)[ \t]+(\d[\d,.]*)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES = label_names(
    {
        "authors": "author|authors|autor|autoren|auteur|auteurs|autores|autore|autori",
        "info": "publication info|veröffentlichungsinfo|informations sur la publication|información de publicación",
        "body": "full text|volltext|texte intégral|texto completo|testo completo|full text (english)",
        "abstract": "abstract|zusammenfassung|abstract (summary)|résumé|resumen|abstract (english)",
        "headline": "title|titel|titre|título|titolo",
        "source": "publication title|titel der publikation|titre de la publication|título de publicación"
        "|título de la publicación|titolo della pubblicazione|journal|source",
        "date": "publication date|erscheinungsdatum|date de publication|fecha de publicación|data di pubblicazione"
        "|date",
        "language": "language of publication|sprache der publikation|langue de publication"
        "|idioma de la publicación|idioma de publicación|lingua della pubblicazione|language",
        "url": "document url|documenturl|url|dokument-url|url du document",
        "credit": "credit",
        "section": "section|rubrik|sección|sezione",
        "kind": "document type|dokumenttyp|type de document|tipo de documento|tipo di documento",
        "subjects": "subject|subjects|thema|sujet|materia|argomento",
        "other": "links|link|location|people|company / organization|company|person|classification"
        "|identifier / keyword|keywords|correspondence author|publication year|publisher|place of publication"
        "|country of publication|publication subject|issn|e-issn|eissn|cover page title|source type"
        "|document feature|proquest document id|dokument-id|id de document|copyright|last updated|database|pages"
        "|first page|volume|issue|edition|column|year|dateline|text word count|illustration|caption"
        "|company/organization|number of pages|publication type|publication frequency|isbn|coden|accession number"
        "|duns|naics|product name|notes|doi|references|alternate title|subtitle|start page|print publication date"
        "|online publication date|publication history|author affiliation|author e-mail address|peer reviewed",
    }
)
_BELOW = re.compile(
    r"(?:Subject|Location|People|Title|Publication title|Company / organization|Identifier / keyword|Publication year"
    r"|Publication date|Classification|Pages|Credit|CREDIT|Illustration|Publisher|ISSN|Source type|Document type"
    r"|Titel|Titre|Título|Titolo|ProQuest document ID|Author affiliation|Company|Section)\s?:"
)
_LINK = re.compile(
    r"(?:ProQuest document link|(?:Enlarge this image\.?\s*)+|Link to ProQuest|https?://\S+|Database copyright .*)$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:Contact us at|Table of contents|Report Information from ProQuest|Database copyright"
    r"|Copyright ©? ?\d{4} ProQuest|Terms and Conditions|Search strategy|Bibliography$)",
    re.IGNORECASE,
)
_INFO = re.compile(
    r"(?P<source>[^;\[]{2,120}?)\s*(?:\((?P<years>[^()]*(?:file|\d{4})[^()]*)\)\s*)?[;,]\s.*?(?P<date>\d{1,2}\s\w+\.?\s\d{4})"
)
_ONE_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,2}")
_CITED = re.compile(
    r"(?:(?P<authors>[^\W\d_][^.\d]{2,200})\.\s+)?"
    r"(?P<info>\S.{2,200}\d{1,2} [^\W\d_]{3,9}\.? \d{4}(?::\s*\S{1,20})?\.?)"
)
"""The line below a title that cites authors, outlet and day: `Quill, Ada. Norvik Post; Norvik [Norvik]. 5 Mar 2024.`"""
_ENDS = re.compile(r"Database:\s+\S.{1,200}[^.]$")
_CLOSING = re.compile(r"[-–—_*]{1,5}|\S+@\S+\.\w+")
"""What newspapers print below a text: a rule, the address of its author."""
_SHORT = 7
"""Words of a line below the text that need not bear a label."""
_YEARS = re.compile(r"\s*\((?:[^()]*(?:Current file|\d{4}\s*[-–])[^()]*)\)")


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one document; null for a cover, a table of contents or a footer."""
    lines = _without_footer([line for line in printed_lines(text) if not _STARTS.match(line.text)])
    labelled = _labelled(lines)
    names = {item.name for item in labelled}
    if not names & {"source", "info", "date", "body"} or (lines and _FOOTER.match(lines[0].text)):
        return None
    fields = Fields()
    values = {item.name: item.value for item in reversed(labelled)}
    top = [line for line in lines[: labelled[0].first] if not _LINK.match(line.text)]
    cited = _CITED.fullmatch(top[-1].text) if len(top) > 1 else None
    title = top[:-1] if cited else top
    fields.put_headline(Block(title[0].start, title[-1].end, one_line(title)) if title else values.get("headline"))
    fields.put_authors(values.get("authors"), is_family_first=True)
    _put_credit(fields, values.get("credit"))
    fields.put_date(values.get("date"), is_month_first=True)
    _put_source(fields, values.get("source"))
    _put_info(fields, values.get("info"))
    if cited is not None:
        _put_cited(fields, top[-1], cited)
    fields.put_language(values.get("language"))
    fields.put_url(values.get("url"))
    fields.put_section(values.get("section"))
    fields.put_subjects(values.get("subjects"))
    fields.put_kind(values.get("kind"))
    body = next((item for item in labelled if item.name == "body"), None)
    if body is None:
        return Refused("missing_text", "The ProQuest record holds no full text, only its description.")
    fields.put_body(_paragraphs(lines, labelled, body))
    return fields


def _without_footer(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of the last document without what the export prints below it."""
    last = len(lines)
    while last > 1 and (_FOOTER.match(lines[last - 1].text) or _LINK.match(lines[last - 1].text)):
        last -= 1
    return lines[:last]


def _labelled(lines: Sequence[PrintedLine]) -> list[Labelled]:
    """Return the labelled values; below the full text only those count behind which no paragraph follows."""
    fields: list[Labelled] = []
    below = 0
    for index, line in enumerate(lines):
        known = known_label(line, _NAMES)
        if known is None or index < below:
            continue
        if known[0] == "body":
            below = _end_of_text(lines, index)
        end = index + 1
        while end < len(lines) and not lines[end].is_after_blank and known_label(lines[end], _NAMES) is None:
            end += 1
        fields.append(Labelled(known[0], index, value_of(lines[index:end], known[1])))
    return fields


def _end_of_text(lines: Sequence[PrintedLine], first: int) -> int:
    """Return the index of the first line behind the full text: all blocks from there on bear labels."""
    end = len(lines)
    starts = [index for index in range(first + 1, len(lines)) if lines[index].is_after_blank]
    for index in reversed(starts):
        line = lines[index]
        if _BELOW.match(line.text) or known_label(line, _NAMES) is not None:
            end = index
        elif len(line.text.split()) > _SHORT or line.text[-1] in '.!?"”':
            break
    return end


def _paragraphs(lines: Sequence[PrintedLine], labelled: Sequence[Labelled], body: Labelled) -> list[Block]:
    """Return the paragraphs of the full text, of which the first one begins on the line of the label."""
    end = next((item.first for item in labelled if item.first > body.first), _end_of_text(lines, body.first))
    first = lines[body.first]
    offset = (known_label(first, _NAMES) or ("", 0))[1]
    rest = first.text[offset:]
    own = [first._replace(start=first.start + offset, text=rest, is_after_blank=True)] if rest else []
    below = [line for line in lines[body.first + 1 : end] if not _LINK.match(line.text)]
    while below and _CLOSING.fullmatch(below[-1].text):
        below.pop()
    return paragraphs([*own, *below])


def _put_source(fields: Fields, value: Block | None) -> None:
    """Set the outlet; behind a semicolon is the town."""
    if value is not None:
        name = _YEARS.sub("", value.text.partition(";")[0])
        fields.put_source(Block(value.start, value.end, name.strip()))


def _put_credit(fields: Fields, value: Block | None) -> None:
    """Set the authors to those of a credit that is a byline or one name; names with nothing between them are none."""
    if value is not None and (without_cue(value.text) != value.text or _ONE_NAME.fullmatch(value.text)):
        fields.put_authors(value if not looks_like_outlet(value.text) else None)


def _put_info(fields: Fields, value: Block | None) -> None:
    """Set outlet and date to those of `Outlet ; Town [Town]05 Mar 2024: B.1.`, unless they are known."""
    match = _INFO.match(value.text) if value is not None else None
    if match is not None and value is not None:
        fields.put_source(Block(value.start, value.end, _YEARS.sub("", match["source"])))
        fields.put_date(Block(value.start, value.end, match["date"]))


def _put_cited(fields: Fields, line: PrintedLine, cited: re.Match[str]) -> None:
    """Set authors, outlet and date to those of the line below the title, unless they are known."""
    if cited["authors"]:
        authors = Block(line.start, line.start + cited.end("authors"), cited["authors"])
        fields.put_authors(authors, is_family_first=True)
    _put_info(fields, Block(line.start + cited.start("info"), line.end, cited["info"]))


PROQUEST = Family(
    name="ProQuest",
    hints=("ProQuest", "ublication title", "ublication date", "__________"),
    marks=re.compile(
        r"^(?:ProQuest[ -](?:document (?:link|ID)|Dokument-ID)|Report Information from ProQuest|Database: ProQuest)"
        r"|\A(?=(?s:.*?)^(?:Full text|Volltext|Texte intégral|Texto completo)[ ]?:)"
        r"(?=(?s:.*?)^Publication (?:title|date)[ ]?:)"
        r"|^_{40,}\s{1,8}(?:Document|Dokument|Documento) \d[\d,.]* (?:of|von|de|di) \d",
        re.MULTILINE,
    ),
    parse=parse,
    starts=_STARTS,
    ends=_ENDS,
    closes=re.compile(
        r"^[ \t]*(?:ProQuest[ -](?:document|Dokument)[ -]ID|ID (?:du|de) document[oe]? (?:de )?ProQuest"
        r"|Database|Datenbank|Base de (?:données|datos)|Last updated|Publication date) ?:",
        re.IGNORECASE | re.MULTILINE,
    ),
    totals=(_TOTAL,),
)

"""Nexis and Nexis Uni: documents numbered "1 of 161 DOCUMENTS" or closed by "End of Document"."""

import re
from collections.abc import Sequence

from toolkit.read.exports.article_fields import Fields, dated
from toolkit.read.exports.family import Family, Refused
from toolkit.read.exports.labels import known_label, label_names, read_labels
from toolkit.read.exports.printed_lines import (
    Block,
    PrintedLine,
    blocks,
    one_line,
    paragraphs,
    printed_lines,
)

_OF = r"(?:of|von|de|van|di|sur|su)"
_DOCUMENTS = r"(?:DOCUMENTS?|DOKUMENT(?:EN?)?|DOCUMENTOS?|DOCUMENTEN|DOCUMENT[IO])"
STARTS = re.compile(
    rf"(?:\d[\d,.]*\s+{_OF}\s+\d[\d,.]*\s+{_DOCUMENTS}|{_DOCUMENTS}\s+\d[\d,.]*\s+{_OF}\s+\d[\d,.]*)$", re.IGNORECASE
)
ENDS = re.compile(
    r"(?:End of Document|Ende des Dokuments|Dokumentende|Fin (?:du|de) document|Einde (?:van (?:het )?)?document"
    r"|Fin del? documento|Fine (?:del )?documento)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"^[ \t]*\d[\d,.]*[ \t]+{_OF}[ \t]+(\d[\d,.]*)[ \t]+{_DOCUMENTS}[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_NUMBERED_AFTER = re.compile(
    rf"^[ \t]*{_DOCUMENTS}[ \t]+\d[\d,.]*[ \t]+{_OF}[ \t]+(\d[\d,.]*)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_LISTED = re.compile(
    r"^[ \t]*(?:Documents?|Dokumente?|Documenten|Documentos?|Documenti)[ \t]*\((\d+)\)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LENGTH = "length|länge|laenge|longueur|lengte|longitud|extensión|lunghezza|largo"
_HEAD = label_names(
    {
        "headline": "headline|überschrift|titel|titre|título|titolo|kop|title",
        "byline": "byline|by-line|autor|autoren|verfasser|auteur|auteurs|naamregel|autores|firma|autore|autori|author",
        "section": "section|rubrik|ressort|abschnitt|rubrique|sectie|rubriek|sección|seccion|sezione|rubrica",
        "length": _LENGTH,
        "dateline": "dateline|ortsmarke|origine-depeche|origine-dépêche|lieu|plaats|lugar|luogo|datación|ort",
        "standfirst": "highlight|highlights|zusammenfassung|encadré|samenvatting|resumen|destacado|evidenziazione"
        "|inleiding|hervorhebung|chapeau|occhiello|sommario|vorspann",
        "note": "correction|correction-date|correction date|korrektur|rectificatif|series|serie|série|column|kolumne|"
        "editorial note|type|distribution|kicker|edition|ausgabe|édition|editie|edición|edizione|contact|memo|notes",
        "body": "body|text|textkörper|corps|tekst|cuerpo|corpo|testo|texte|hauptteil|texto",
    }
)
_TAIL = label_names(
    {
        "loaded": "load-date|load date|ladedatum|update|date-chargement|date de chargement|laad-datum|laaddatum|"
        "laad datum|fecha-carga|fecha de carga|data-caricamento|data di caricamento|data caricamento|aktualisierung",
        "language": "language|sprache|langue|taal|idioma|lingua",
        "graphic": "photo|photos|photographs|drawing|drawings|chart|charts|map|maps|"
        "graphic|graphics|grafik|graphique|illustration|afbeelding|grafiek|gráfico|grafico|abbildung",
        "url": "url",
        "subjects": "subject|thema|sujet|onderwerp|tema|asunto|argomento|schlagwort|schlagwörter",
        "kind": "document-type|document type|doc-type",
        "note": "publication-type|publication type|publication-typ|publikationstyp|type-publication|"
        "type de publication|publicatie-type|publicatietype|tipo-publicación|tipo de publicación|"
        "tipo-pubblicazione|tipo di pubblicazione|"
        "company|organization|ticker|industry|person|city|state|country|geographic|category|journal-code|journal code|"
        "newspaper-code|zeitungs-code|zeitungscode|code-journal|acc-no|accession number|issn|isbn|pub-type|jpeg|"
        "correction|correction-date|notes|note|copyright|transmission date|version|volume|terms|"
        "disclaimer|load|publisher|code-presse|krantencode|codice giornale|cite|original document",
    }
)
_PICTURES = frozenset(("photo", "photos", "photographs", "drawing", "drawings", "chart", "charts", "map", "maps"))
"""Labels that begin sentences, too, unless they are in capitals."""
_HEADINGS = frozenset(
    (
        *("graphic", "grafik", "graphique", "afbeelding", "gráfico", "grafico", "classification", "klassifikation"),
        *("klassifizierung", "classificatie", "clasificación", "classificazione", "notes", "correction"),
        *("bibliography", "references", "load-date"),
    )
)
_BODY_HEADINGS = frozenset(
    ("body", "text", "textkörper", "corps", "tekst", "cuerpo", "corpo", "testo", "hauptteil", "texto")
)
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\)\s)", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:All Rights Reserved|Alle Rechte vorbehalten|Tous droits réservés|Alle rechten voorbehouden"
    r"|(?:Reservados )?todos los derechos(?: reservados)?|Tutti i diritti riservati)\W*$",
    re.IGNORECASE,
)
_RUNNING_HEAD = re.compile(r"(?:Page|Seite|Pagina|Página)\s+\d+\s+(?:of|von|de|van|di|sur)\s+\d+$", re.IGNORECASE)
_COVER = re.compile(
    r"(?:Job Number|Time Of Request|User Name|Date and Time|Client/Matter|Search Terms|Send to)\b", re.IGNORECASE
)
_COVER_START = re.compile(
    r"User Name\s?:\s?=|Print Request:|Nutzername\s?:\s?=|Nom d['’]utilisateur\s?:\s?=", re.IGNORECASE
)
_DELIVERED = re.compile(r"[^\W\d_]{3,9}\.? \d{1,2}, \d{4} ?\([^()]{3,200}\bDelivered by Newstex\) ?")
"""What Newstex puts before the text of a blog."""
_LINK = re.compile(r"(?:Link to (?:Image|Original|PDF)|Bluebook|View the original)\b.{0,80}$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
"""Where an article is on the site of its outlet, printed below its text."""
_EDITION = re.compile(
    r"(?=.{3,60}$)(?:\S+\s+){0,4}(?:Edition|Final|Ausgabe|Édition|Edición|Edizione|Editie)\b.*$", re.IGNORECASE
)
_LONGEST_DATE = 70
_DATE_OFFSET = 14
"""A weekday may be printed before the date."""
_LONGEST_LANGUAGE = 6
"""Words: "GERMAN; DEUTSCH" is a language, a sentence is none."""
_WIDEST = 120
"""Characters of a line that no width has broken."""
_CENTRED = 12
"""Least indent of a line that is centred."""
_ONE_LINED = ("length", "loaded", "language", "url", "byline")


def parse(text: str) -> Fields | Refused | None:
    """Return the fields of one document; null for a cover page."""
    lines = _without_running_heads(printed_lines(text))
    is_numbered = bool(lines) and STARTS.match(lines[0].text) is not None
    is_closed = is_numbered or any(ENDS.match(line.text) for line in lines[-2:])
    lines = [line for line in lines if not STARTS.match(line.text) and not ENDS.match(line.text)]
    first = next((index for index, line in enumerate(lines) if _is_head_label(line)), len(lines))
    fields = Fields()
    top = _without_rights(lines[:first])
    dates = [index for index, line in enumerate(top) if _is_date(line.text)]
    if not dates and first == len(lines):
        return None
    if not is_closed and not any(map(_is_loaded, lines)):
        return Refused("truncated", "The Nexis document breaks off before its end mark: export it again.")
    start, end = _bounds_of_body(lines, first if first < len(lines) else _after_top(lines, top, dates[-1]))
    head = [line for line in lines[first:start] if line.text.casefold() not in _BODY_HEADINGS]
    for name, _, value in read_labels(head, _HEAD, _ONE_LINED):
        _put(fields, name, value)
    for name, _, value in read_labels(lines[end:], _TAIL, _ONE_LINED):
        _put(fields, name, value)
    is_unwrapped = max(len(line.text) for line in lines) > _WIDEST
    _put_top(fields, top, dates[-1] if dates else None, is_numbered=is_numbered, is_unwrapped=is_unwrapped)
    _put_heading_values(fields, lines[end:])
    while end > start + 1 and _ADDRESS.fullmatch(lines[end - 1].text):
        end -= 1
        fields.put_url(Block(lines[end].start, lines[end].end, lines[end].text))
    body = paragraphs([line for line in lines[start:end] if not _LINK.match(line.text)])
    if body and (delivered := _DELIVERED.match(body[0].text)) is not None:
        body[0] = body[0]._replace(text=body[0].text[delivered.end() :])
    fields.put_body(body)
    return fields


def _without_running_heads(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Return the lines without "Page 2 of 3" and the headline that pages repeat below it."""
    kept: list[PrintedLine] = []
    is_below = False
    for line in lines:
        is_head = _RUNNING_HEAD.match(line.text) is not None
        is_repeated = any(line.text == above.text for above in kept[:4])
        if not is_head and not (is_repeated and (is_below or line.text == kept[-1].text)):
            kept.append(line)
        is_below = is_head
    return kept


def _is_loaded(line: PrintedLine) -> bool:
    """Return True for the label that is at the end of a document."""
    known = known_label(line, _TAIL)
    return line.text.casefold() == "load-date" or (known is not None and known[0] == "loaded")


def _is_head_label(line: PrintedLine) -> bool:
    known = known_label(line, _HEAD)
    if known is not None and _COVER.match(line.text) is None and known[0] != "note":
        return True
    return line.text.casefold() in _BODY_HEADINGS


def _is_date(text: str) -> bool:
    if len(text) > _LONGEST_DATE:
        return False
    mention = dated(text)
    return mention is not None and mention.start <= _DATE_OFFSET and ":" not in text[: mention.start]


def _without_rights(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    return [line for line in lines if not _COPYRIGHT.match(line.text) and not _RIGHTS.search(line.text)]


def _after_top(lines: Sequence[PrintedLine], top: Sequence[PrintedLine], date: int) -> int:
    """Return the index of the first line below the date that is neither edition nor copyright."""
    limit = top[date].end
    for index, line in enumerate(lines):
        below = line.start > limit and line.is_after_blank
        if below and not _COPYRIGHT.match(line.text) and not _RIGHTS.search(line.text):
            return index
    return len(lines)


def _bounds_of_body(lines: Sequence[PrintedLine], first: int) -> tuple[int, int]:
    """Return the indices of the first line of the body and of the first one behind it."""
    start = first
    heading = next(
        (index for index in range(first, len(lines)) if lines[index].text.casefold() in _BODY_HEADINGS), None
    )
    if heading is not None and all(line.text.casefold() not in _HEADINGS for line in lines[first:heading]):
        start = heading + 1
    else:
        start = _after_labels(lines, first)
    end = start
    while end < len(lines) and not _is_tail(lines, end):
        end += 1
    return start, end


def _after_labels(lines: Sequence[PrintedLine], first: int) -> int:
    """Return the index of the first line that belongs to no label of the head."""
    index = first
    while index < len(lines):
        known = known_label(lines[index], _HEAD)
        if known is None:
            if lines[index].is_after_blank or index == first:
                return index
        elif known[0] == "body":
            return index if len(lines[index].text) > known[1] else index + 1
        elif known[0] == "length":
            following = lines[index + 1 : index + 2]
            if following and not following[0].is_after_blank and known_label(following[0], _HEAD) is None:
                return index + 1
        index += 1
    return index


def _is_tail(lines: Sequence[PrintedLine], index: int) -> bool:
    """Return True if a line starts what is printed below the body."""
    line = lines[index]
    if line.text.casefold() in _HEADINGS:
        return True
    known = known_label(line, _TAIL)
    if known is not None:
        label, _, value = line.text.partition(":")
        if known[0] == "language" and len(value.split()) > _LONGEST_LANGUAGE:
            return False
        is_sentence = label.strip() != label.strip().upper() and value.rstrip().endswith((".", "!", "?", "”", '"'))
        if known[0] == "subjects" and is_sentence and len(value.split()) > _LONGEST_LANGUAGE:
            return False
        if label.strip().casefold() in _PICTURES:
            return label.isupper()
        return label.isupper() or label.istitle() or "-" in label or known[0] in ("loaded", "language")
    if _COPYRIGHT.match(line.text) is None:
        return False
    return line.indent >= _CENTRED or all(
        _RIGHTS.search(following.text) or known_label(following, _TAIL) or len(following.text) < 60
        for following in lines[index + 1 :]
    )


def _put(fields: Fields, name: str, value: Block | None) -> None:
    if name == "byline":
        fields.put_authors(value)
    elif name == "language":
        fields.put_language(value)
    elif name == "loaded":
        known = Fields()
        known.put_date(value)
        fields.put("date_not_after", known.given.get("date"), *known.spans.get("date", ()))
    elif name == "url":
        fields.put_url(value)
    elif name in ("headline", "section", "subjects", "kind"):
        fields.put_labelled(name, value)
    elif name == "standfirst":
        fields.put_text(name, value)


def _put_heading_values(fields: Fields, lines: Sequence[PrintedLine]) -> None:
    """Read a value that is below its heading, as Nexis Uni prints the load date."""
    for index, line in enumerate(lines[:-1]):
        if line.text.casefold() == "load-date":
            value = lines[index + 1]
            _put(fields, "loaded", Block(value.start, value.end, value.text))


def _put_top(
    fields: Fields, top: Sequence[PrintedLine], date: int | None, *, is_numbered: bool, is_unwrapped: bool
) -> None:
    """Read outlet, date and headline from the lines above the labels.

    Numbered documents print outlet, date and headline; those of Nexis Uni headline, outlet and date.
    """
    if date is None:
        above, below = list(top), []
    else:
        above, below = list(top[:date]), list(top[date + 1 :])
        fields.put_date(Block(top[date].start, top[date].end, top[date].text))
    if above and date is not None:
        source = above.pop()
        fields.put_source(Block(source.start, source.end, source.text))
    if is_numbered:
        runs = list(blocks(below))
        if runs and not runs[0][0].is_after_blank:
            runs = runs[1:]  # editions
        while len(runs) > 1 and (runs[0][0].indent >= _CENTRED or _EDITION.match(runs[0][0].text)):
            runs = runs[1:]
        if runs:
            fields.put_headline(_block(runs[0]))
    elif above:
        has_cover = any(_COVER.match(line.text) for line in above)
        lines = above[-1:] if has_cover or len(above) > 4 else above
        # Where paragraphs are not wrapped, a headline is one line; below it may be the name of a collection.
        fields.put_headline(_block(lines[:1] if is_unwrapped and not has_cover else lines))


def _block(lines: Sequence[PrintedLine]) -> Block:
    return Block(lines[0].start, lines[-1].end, one_line(lines))


NEXIS = Family(
    name="Nexis",
    hints=("ocument", "OCUMENT", "okument", "OKUMENT"),
    marks=re.compile(
        rf"{_NUMBERED.pattern}|^[ \t]*{ENDS.pattern}"
        r"|\A(?=(?s:.*?)^Job Number:)(?=(?s:.*?)^Documents? \(\d+\))"
        rf"|\A(?=(?s:.*?){_NUMBERED_AFTER.pattern})(?=(?s:.*?)^(?:{_LENGTH})[ \t]*:)(?!(?s:.*?)^_{{20}})",
        re.IGNORECASE | re.MULTILINE,
    ),
    parse=parse,
    starts=STARTS,
    ends=ENDS,
    covers=_COVER_START,
    totals=(_NUMBERED, _NUMBERED_AFTER, _LISTED),
)

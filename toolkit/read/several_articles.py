"""Notices that a text holds several articles although no reader knows its form, so that it is not taken for one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

_NUMBERED = re.compile(
    r"(?:(?:Article|Document|Record|Story|Item|Artikel|Dokument|Documento|Artículo|Articolo)[ \t]*"
    r"(?:No\.?[ \t]*|#[ \t]*)?\d{1,6}[ \t]*(?:of|von|de|van|di|sur|/)[ \t]*\d{1,6}"
    r"|\d{1,6}[ \t]+(?:of|von|de|van|di)[ \t]+\d{1,6}[ \t]+"
    r"(?:documents?|articles?|records?|dokumenten?|documentos))[ \t]*[:.]?$",
    re.IGNORECASE,
)
_END = re.compile(r"(?:-30-|-[ \t]*ends?[ \t]*-|-[ \t]*ende[ \t]*-|###|\(end\)|\*+[ \t]*end[ \t]*\*+)$", re.IGNORECASE)
_END_WORDS = ("Enditem", "Enditem.")
_LABEL = re.compile(
    r"(?P<label>Title|Headline|Titel|Titre|Título|Titolo|Date|Datum|Fecha|Data|Published|Publication date"
    r"|Author|Authors|By-?line|Autor|Auteur|Autore|Source|Publication|Quelle|Fuente|Newspaper|Zeitung|Journal"
    r"|Outlet|Publisher|Überschrift|Kop|Krant|Bron|Tittel|Overskrift|Rubrik|Dato|Avis|Kilde|Källa|Tidning|Forfatter"
    r"|Författare|Publisert|Publicerad|Otsikko|Lähde|Päivämäärä|Tytuł|Źródło|Titulek|Zdroj|Cím|Dátum|Forrás|Szerző"
    r"|Fonte|Jornal|Periódico|Titlu|Sursa|Başlık|Tarih|Yazar|Kaynak|Judul|Tanggal|Sumber|Penulis|Τίτλος|Ημερομηνία|Πηγή"
    r"|Заголовок|Дата|Автор|Источник|Джерело|العنوان|التاريخ|الكاتب|المصدر|כותרת|תאריך|מקור"
    r"|标题|標題|日期|作者|来源|來源|媒体|媒體|報章|タイトル|見出し|日付|掲載日|著者|媒体名|제목|일자|날짜|기자|언론사|출처)"
    r"[ \t]?[:：][ \t]*\S",
    re.IGNORECASE,
)
"""A label above an article, in the languages of exports and of what people save."""
_RULE = re.compile(r"([-=_*~#+])(?:[ \t]?\1){9,}$")
_BYLINE = re.compile(
    r"(?:By|BY|Von|Par|Por)[ \t]+[^\W\d_][\w.'’-]+(?:[ \t]+[^\W\d_][\w.'’-]+){1,3}(?:,.{0,60})?$",
)
_DATELINE = re.compile(
    r"[^\W\d_a-z][\w .,'’-]{1,60}"
    r"\((?:AP|AFP|Reuters|REUTERS|dpa|DPA|Xinhua|UPI|EFE|ANSA|TASS|Interfax|Kyodo|PTI|IANS|APA|ATS|sda)\)"
    r"[ \t]*(?:[-–—_]|--)"
)
_DATED = re.compile(
    r"(?=.{6,100}$)(?=.*(?<!\d)(?:19|20)\d\d(?!\d))(?:.*(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
    r"|.*(?<!\d)(?:19|20)\d\d-\d\d-\d\d"
    r"|.*(?<!\d)\d{1,2}\.?(?:st|nd|rd|th)?(?: de)? [^\W\d_]{3,10}\.?,?(?: de)? (?:19|20)\d\d"
    r"|.*[^\W\d_]{3,10}\.? \d{1,2},? (?:19|20)\d\d|.*(?:19|20)\d\d年\d{1,2}月\d{1,2}日)"
)
"""A short line with a whole date, as is below a headline with the outlet."""
_SHAPES = (re.compile(r"\d+"), re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*"))
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|\w{2,}")
"""Two signs of a script without blanks count as a word."""
_FEWEST_WORDS = 40
"""Words of a text that may be an article."""
_LONGEST = 200
"""Characters of a line that can be a sign, unless it is a dateline or a closing word."""
_SHORTEST_TITLE, _LONGEST_TITLE = 10, 140
_LENGTHS = 2
"""Words by which lines that are alike may differ."""
_LARGEST, _LARGEST_ALIKE = 0.6, 0.75
"""Share of the words that the longest of several stories has at most."""
_NEAR = 3
"""Lines between the labels of one head."""


@dataclass(slots=True)
class _Signs:
    """Where the signs are, as offsets in the text, and one line of each for the person who looks at it."""

    numbered: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    labels: list[tuple[int, int, str]] = field(default_factory=list)
    """Offset, number of the line and label."""
    rules: int = 0
    bylines: list[int] = field(default_factory=list)
    """Offsets of the titles above them."""
    datelines: list[int] = field(default_factory=list)
    dated: list[int] = field(default_factory=list)
    """Offsets of the titles above lines with a date."""
    lengths: list[int] = field(default_factory=list)
    """Words of the lines with a date."""
    shapes: set[str] = field(default_factory=set)
    """Of these lines, with one sign for each number and for each run of words."""
    shown: dict[str, str] = field(default_factory=dict)


class Sighting(NamedTuple):
    """What shows that a text holds several articles."""

    seen: str
    """In words, with an example."""
    separator: str | None = None
    """Regular expression of the lines that divide them, where such lines are seen."""


def sighting(text: str) -> Sighting | None:
    """Return what shows that a text holds several articles; null for one article.

    Each sign must be at least twice, each time with the words of an article behind or before it.
    """
    signs = _signs(text)
    counts = (
        (_spread(text, signs.numbered), "numbered", "numbered heads"),
        (_closed(text, signs.ends), "ends", "closing marks"),
        (_labelled(text, signs.labels), "labels", "heads with labels"),
    )
    for count, name, words in counts:
        if count > 1:
            shown = signs.shown[name]
            return Sighting(f"{count} {words} such as {shown!r}", None if name == "labels" else _expression(shown))
    rules = _expression(signs.shown["rules"]) if "rules" in signs.shown else None
    bylines = _spread(text, signs.bylines)
    if bylines > 1 and signs.rules >= bylines - 1:
        return Sighting(f"{bylines} headlines with bylines such as {signs.shown['bylines']!r} between rules", rules)
    datelines = _spread(text, signs.datelines)
    if datelines > 1 and (bylines > 1 or signs.rules >= datelines - 1):
        return Sighting(f"{datelines} headlines above datelines such as {signs.shown['datelines']!r}", rules)
    dated = _spread(text, signs.dated)
    if dated == len(signs.dated) > 1 and _are_stories(text, signs):
        return Sighting(f"{dated} headlines above dates such as {signs.shown['dated']!r}", rules)
    return None


def advice(several: Sighting) -> str:
    """Return the sentence of a rejection."""
    example = f", such as '{several.separator}'" if several.separator else ""
    return (
        f"The file looks like several articles: {several.seen}. Give `read.separator` the regular expression of the "
        f"line before each article{example}, or divide the file."
    )


def _expression(line: str) -> str:
    r"""Return the regular expression of lines like one; numbers may differ, and a rule may be of any length.

    >>> _expression("Article 1 of 3"), _expression("=" * 40)
    ('Article \\d+ of \\d+$', '={10,}$')
    """
    if _RULE.match(line):
        return f"{re.escape(line[0])}{{10,}}$" if " " not in line else f"(?:{re.escape(line[0])} ?){{10,}}$"
    return re.sub(r"\d+", r"\\d+", re.escape(line).replace(r"\ ", " ")) + "$"


def _signs(text: str) -> _Signs:
    """Return the signs of a text, found line by line."""
    signs = _Signs()
    title: tuple[int, str] = (0, "")
    above = ""
    offset = 0
    for number, line in enumerate(text.split("\n")):
        bare = line.strip()
        if bare:
            start = offset + line.index(bare[0])
            _read_line(signs, bare, start, number, title)
            if _is_dated_head(above, title[1], bare):
                signs.dated.append(title[0])
                signs.lengths.append(len(bare.split()))
                signs.shapes.add(_SHAPES[1].sub("a", _SHAPES[0].sub("0", bare)))
                signs.shown.setdefault("dated", bare[:60])
            above, title = title[1], (start, bare)
        offset += len(line) + 1
    return signs


def _are_stories(text: str, signs: _Signs) -> bool:
    """Return True if headlines above dates begin stories, and not an article with related ones below it.

    They must begin the text, be alike, or three of them, and none have most of the words.
    """
    sizes = [len(_WORD.findall(text, start, end)) for start, end in pairwise([*signs.dated, len(text)])]
    is_alike = len(signs.shapes) == 1 and max(signs.lengths) - min(signs.lengths) <= _LENGTHS
    is_even = max(sizes) <= (_LARGEST_ALIKE if is_alike else _LARGEST) * sum(sizes)
    return is_even and (is_alike or len(sizes) > 2) and not text[: signs.dated[0]].strip()


def _read_line(signs: _Signs, line: str, start: int, number: int, title: tuple[int, str]) -> None:
    """Add the signs of one line; `title` is the line above it with its offset."""
    name = ""
    if len(line) > _LONGEST:
        if line.endswith(_END_WORDS):
            name = "ends"
    elif _NUMBERED.match(line):
        name = "numbered"
    elif line.endswith(_END_WORDS) or (line[0] in "-#(*" and _END.match(line)):
        name = "ends"
    elif line[0] in "-=_*~#+" and _RULE.match(line):
        signs.rules += 1
        signs.shown.setdefault("rules", line)
    elif (":" in line or "：" in line) and (label := _LABEL.match(line)):
        signs.labels.append((start, number, label["label"].casefold()))
        signs.shown.setdefault("labels", line[:40])
    elif line[0] in "BVP" and _is_title(title[1]) and _BYLINE.match(line):
        signs.bylines.append(title[0])
        signs.shown.setdefault("bylines", line[:40])
    if not name and "(" in line[:70] and _is_title(title[1]) and _DATELINE.match(line):
        signs.datelines.append(title[0])
        signs.shown.setdefault("datelines", line[:40])
    if name == "numbered":
        signs.numbered.append(start)
    elif name == "ends":
        signs.ends.append(start + len(line))
    if name:
        signs.shown.setdefault(name, line[-40:])


def _is_dated_head(above: str, title: str, line: str) -> bool:
    """Return True for a line with a date below a title that begins the text or follows a sentence."""
    is_begun = not above or above[-1] in '.!?…”"»)'
    return (
        len(line) <= 100 and is_begun and _is_title(title) and line[-1] not in ".!?" and _DATED.match(line) is not None
    )


def is_dated(line: str) -> bool:
    """Return True for a short line with a whole date that is no sentence."""
    return len(line) <= 100 and line[-1:] not in ".!?" and _DATED.match(line) is not None


def _is_title(line: str) -> bool:
    return _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE and line[-1] not in ".,;:" and line.count(" ") > 1


def _spread(text: str, starts: Sequence[int]) -> int:
    """Return how many of the heads have the words of an article between them and the next one."""
    if len(starts) < 2:
        return 0
    return sum(len(_WORD.findall(text, start, end)) >= _FEWEST_WORDS for start, end in pairwise([*starts, len(text)]))


def _closed(text: str, ends: Sequence[int]) -> int:
    """Return how many closing marks have the words of an article before them."""
    if len(ends) < 2:
        return 0
    return sum(len(_WORD.findall(text, start, end)) >= _FEWEST_WORDS for start, end in pairwise([0, *ends]))


def _labelled(text: str, labels: Sequence[tuple[int, int, str]]) -> int:
    """Return how often a head of two labels or more, one of them always the same, is above an article."""
    heads: list[tuple[int, set[str]]] = []
    last = -1
    for start, number, label in labels:
        if heads and number - last <= _NEAR and label not in heads[-1][1]:
            heads[-1][1].add(label)
        else:
            heads.append((start, {label}))
        last = number
    full = [(start, names) for start, names in heads if len(names) > 1]
    if len(full) < 2 or not set.intersection(*(names for _, names in full)):
        return 0
    return _spread(text, [start for start, _ in full])

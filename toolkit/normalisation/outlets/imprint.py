"""What a page says about its publisher: masthead, page title, copyright, disclaimer, credit."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.normalisation.authors.role_words import COMPANY, GENERIC, OWNER
from toolkit.normalisation.city_names import is_listed_place
from toolkit.normalisation.lines.article_head import find_zone
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.outlets.outlet_labels import is_label
from toolkit.normalisation.outlets.outlet_profiles import Outlet, Outlets, name_key
from toolkit.normalisation.outlets.source_line import source_span


class Clue(NamedTuple):
    """One sign of an outlet; the lower the number of the trust, the more it is trusted."""

    trust: int
    name: str
    outlet: Outlet | None
    method: str
    start: int | None
    end: int | None

    @property
    def agency(self) -> bool:
        """True if the clue names a known agency."""
        return self.outlet is not None and self.outlet.agency


GIVEN, URL, MASTHEAD, NEW_MASTHEAD, PRINTED, NEW_PRINTED, HINT = range(7)
"""Trust: the container, the URL, a masthead of a known and of a new outlet, the same of a legal line, a hint."""


def page_clues(text: str, lines: Sequence[Line], label: str | None, outlets: Outlets) -> Iterator[Clue]:
    """Yield what the page's own words say about who published it.

    `label` is the name inside the domain of a site that no profile knows; a new outlet must then suit it.
    """
    if not lines:
        return
    zone = find_zone(lines)
    for line in dict.fromkeys((lines[0], lines[zone.headline])):
        yield from _title_clues(line, lines, outlets)
    for number in sorted({0, 1, *range(max(0, zone.headline - 3), zone.first + 1)}):
        if number < len(lines):
            yield from _masthead_clues(lines, number, label, outlets)
    yield from _source_line_clues(lines[zone.headline : zone.first + _HEAD_LINES], outlets)
    examined = 0
    triggered = _triggered_lines(text, lines)
    for number, line in enumerate(lines):
        if line.label in _PROSE:
            formal = number in triggered and line.label != "caption"
        else:
            formal = line.label in _FORMAL or number in triggered or _opens_formula(line)
        if formal:
            yield from _legal_clues(text, line, label, outlets)
            examined += 1
            if examined == _LEGAL_LINES:
                break
    if label is not None:
        yield from _domain_clues(text, label)


def looks_like_outlet(name: str) -> bool:
    """Return True if a short name in capitals has a word of the trade and another that is its own."""
    words = name.split()
    if not (2 <= len(words) <= 6 or (words and not name.isascii())) or not words[0][:1].isalpha():
        return False
    return (
        _is_own(name)
        and not is_label(name)
        and not words[0][0].islower()
        and not words[-1][0].islower()
        and _MEDIA_WORD.search(name) is not None
        and _LINK_WORD.search(name) is None
        and _TIME_WORD.search(name) is None
    )


def _is_own(name: str) -> bool:
    """Return True if a word of a name is not one of sections and links."""
    return any(word.casefold().strip(".,'’&") not in GENERIC for word in name.split())


_FORMAL = frozenset({"legal", "note", "signature"})
_PROSE = frozenset({"body", "caption", "comment", "headline", "standfirst"})
_STORY = frozenset({"headline", "standfirst", "byline", "body"})
_HEAD_LINES = 5
_MASTHEAD_LENGTH = 90
_LEGAL_LENGTH = 400
_LEGAL_LINES = 80
_BULLETS = " \t•·*|-–—>#()[]/\\"
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[-–—/]\s+|,\s+|:\s+")
_TITLE_SUFFIX = re.compile(r"\s(?:[|–—-]|::|»)\s+([^|–—»]{2,50})$")
_MEDIA_WORD = re.compile(
    r"(?<!\w)(?:news|times|post|herald|tribune|gazette|journal|world|daily|chronicle|observer|press|mail|star|sun"
    r"|telegraph|guardian|standard|mirror|express|today|online|tv|television|radio|network|media|magazine|review"
    r"|weekly|bulletin|courier|sentinel|examiner|register|dispatch|globe|record|reporter|independent|echo|argus"
    r"|inquirer|leader|monitor|voice|beacon|advertiser|broadcasting|newspapers?|newswire|agency"
    r"|ledger|quarterly|monthly|signal|clarion|intelligencer|recorder|messenger|enquirer|bugle|packet"
    r"|courrier|postası|вестник"
    r"|nachrichten|rundschau|bote|presse|diario|periódico|noticias|gaceta|correo|prensa|jornal|notícias|folha"
    r"|correio|giornale|gazzetta|corriere|notizie|quotidiano|nouvelles|quotidien|dagblad|nieuws|krant|courant|avis"
    r"|avisen|nyheter|haber|gazetesi|ajansı|wiadomości|gazeta|dziennik|новости|газета|вести|правда|агентство)(?!\w)"
    r"|(?:zeitung|anzeiger|kurier|blatt|posten|bladet|tidning|tidende)(?!\w)"
    r"|新聞|新闻|通信社|日报|日報|일보|신문",
    re.IGNORECASE,
)
_LINK_WORD = re.compile(
    r"(?<!\w)(?:latest|breaking|more|read|listen|view|your|our|my|we|you|share|follow|subscribe|sign|log|menu|search"
    r"|by|contact|advertise|this|that|is|are|was|editor|reporters?|writers?|published|updated|posted|previous|next"
    r"|mehr|teilen|folgen|im|die wichtigsten|para|los|las|una?)(?!\w)|^\W*(?:in|on|at|for|with)\s|…|\?",
    re.IGNORECASE,
)
_TIME_WORD = re.compile(
    r"(?<!\w)(?:\d|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:\W+\d|$)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
_TRIGGERS = ("©", "opyright", "OPYRIGHT", "ublished ", " appeared ", "edited by", " provides th")
_OPENINGS = (
    *("subscribe", "sign up", "about", "follow", "support", "advertise", "welcome", "source", "quelle", "fuente"),
    *("fonte", "bron", "kaynak", "źródło", "zdroj", "källa", "kilde", "lähde", "sumber", "nguồn", "источник"),
    *("джерело", "forrás", "sursa", "出典", "来源", "來源", "출처", "with ", "(with "),
)
_OPENING_LETTERS = frozenset(opening[0] for opening in _OPENINGS)
_YEARS = r"(?:19|20)\d\d(?:\s*[-–—/]\s*(?:(?:19|20)?\d\d|present))?"
_LEGAL = re.compile(
    rf"(?P<copyright>(?:(?:©|\(c\)|&copy;)\s*(?:copyright\s*)?|copyright\s*(?:©|\(c\)|&copy;)?\s*)"
    rf"(?P<year>{_YEARS})?[\s,.:|-]*(?:by\s+)?)"
    r"|(?P<published>^\W*(?:editor['’]s note\W+)?(?:this|the|an?)\s+(?:\w+\s+){0,4}?(?:article|story|piece|post|report"
    r"|essay|column|interview|op-ed|commentary|analysis|version)\s(?:[\w\s]{0,30}?\s)?"
    r"(?:published|appeared|posted|ran)\s+(?:by|in|on|at)\s+"
    r"|^\W*(?:originally|first)\s+(?:published|appeared)\s+(?:by|in|on|at)\s+"
    r"|^\W*(?:re)?published\s+(?:by|with permission from)\s+)"
    r"|(?P<edited>not been (?:edited|created|modified) by\s+)"
    r"|(?P<credit>^\W*(?:source|quelle|fuente|fonte|bron|kaynak|źródło|zdroj|källa|kilde|lähde|sumber|nguồn"
    r"|источник|джерело|forrás|sursa|出典|来源|來源|출처)\s*[:：]\s*|^\W*with (?:inputs?|files) from\s+)"
    r"|(?P<hint>^\W*(?:subscribe to|sign up (?:for|to)|about|follow|support|advertise (?:with|in|on)|welcome to)\s+)",
    re.IGNORECASE,
)
_PROVIDES = re.compile(
    r"([^\W\d][\w.&'’ -]{1,50}?) provides th(?:e|is)\s*(?:\w+\s+){0,2}(?:content|information|article|$)"
)
_NAME_END = re.compile(
    r"\s*[|•·;©\"“”()\[\]\n\r]|\.(?=\s|$)|\s[-–—]\s|,\s|\s*copyright|\s+(?:all rights|alle rechte|tous droits|todos los"
    r"|todos os|tutti i|inc|llc|ltd|limited|gmbh|corp|plc|slu?|staff|and (?:is|has|was)|apps?|newsletters?|on|for|via"
    r"|under|with|in)(?!\w)|\s+(?:19|20)\d\d\b|[\s,.]+$",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"photo|foto|bild|image|picture|illustration|credit|getty|shutterstock|video", re.IGNORECASE)
_RIGHTS = re.compile(
    r"all rights|alle rechte|tous droits|todos los derechos|todos os direitos|tutti i diritti", re.IGNORECASE
)


def _triggered_lines(text: str, lines: Sequence[Line]) -> set[int]:
    """Return the positions of the lines, none of them long, that have a word of legal formulas."""
    starts = [line.start for line in lines]
    numbers: set[int] = set()
    for trigger in _TRIGGERS:
        position = text.find(trigger)
        while position >= 0:
            number = bisect_right(starts, position) - 1
            if number >= 0 and len(lines[number].text) <= _LEGAL_LENGTH and trigger in lines[number].text:
                numbers.add(number)
            following = starts[number + 1] if number + 1 < len(starts) else len(text)
            position = text.find(trigger, max(following, position + 1))
    return numbers


def _opens_formula(line: Line) -> bool:
    """Return True if a line begins like a credit or a plea: "Source:", "Subscribe to"."""
    opening = line.text[:12].casefold()
    return opening[:1] in _OPENING_LETTERS and opening.startswith(_OPENINGS)


def _title_clues(line: Line, lines: Sequence[Line], outlets: Outlets) -> Iterator[Clue]:
    """Yield the outlet behind a page title; a new one only if the headline is without it too."""
    match = _TITLE_SUFFIX.search(line.text) if len(line.text) <= _LEGAL_LENGTH else None
    if match is None:
        return
    name, headline = match[1].strip(), line.text[: match.start()].strip()
    outlet = outlets.by_name(name) or _before_section(name, outlets)
    if outlet is not None:
        yield _printed(MASTHEAD, outlet, name, line)
    elif (
        name[0].isupper()
        and len(name.split()) <= 5
        and not is_label(name)
        and any(other.text == headline for other in lines)
    ):
        yield _printed(NEW_MASTHEAD, None, name, line)


def _masthead_clues(lines: Sequence[Line], number: int, label: str | None, outlets: Outlets) -> Iterator[Clue]:
    """Yield the outlets that a short line of the head consists of, or names between separators."""
    line = lines[number]
    if line.label in _PROSE or line.label == "related" or not 2 <= len(line.text) <= _MASTHEAD_LENGTH:
        return
    if line.text[0] in "•*©" or _opens_formula(line):
        return
    outlet = outlets.by_masthead(line.text)
    if outlet is not None:
        yield _printed(MASTHEAD, outlet, line.text, line)
        return
    for index, part in enumerate(_parts(line.text)):
        outlet = outlets.by_name(part) or _before_section(part, outlets)
        if outlet is not None:
            # A word such as "Local" or "Time" is a name only where a masthead is sure to be.
            if (
                outlet.agency
                or len(part.split()) > 1 + part[0].isdigit()
                or (_is_spelled(part, outlet) and _beside_date(lines, number))
            ):
                if _PICTURE.search(line.text):
                    return
                yield _printed(MASTHEAD, outlet, part, line)
        elif index == 0 and (_heads_page(lines, number) or (line.label != "section" and _beside_date(lines, number))):
            name = _restored(_without_section(part.removesuffix(".") if part.count(".") == 1 else part))
            if looks_like_outlet(name) and _suits(name, label):
                yield _printed(NEW_MASTHEAD, None, name, line)


def _source_line_clues(lines: Sequence[Line], outlets: Outlets) -> Iterator[Clue]:
    """Yield the outlet of the first line below the headline that says whose story it is."""
    for line in lines:
        span = source_span(line.text)
        if span is not None:
            name = line.text[slice(*span)]
            outlet = outlets.by_name(name)
            yield _printed(MASTHEAD if outlet else NEW_MASTHEAD, outlet, name, line)
            return


def _heads_page(lines: Sequence[Line], number: int) -> bool:
    """Return True if a line is the first of the document, and the headline soon follows: no menu is between."""
    return number == 0 and any(line.label in _STORY for line in lines[1:_HEAD_LINES])


def _without_section(name: str) -> str:
    """Cut a section in capitals off a name that is not all in capitals: "The Example Ledger REGION"."""
    words = name.split()
    while len(words) > 2 and words[-1].isupper() and len(words[-1]) > 3 and not name.isupper():
        words.pop()
    return " ".join(words)


def _restored(name: str) -> str:
    """Write a name of several words that is all in capitals as names are written; short words may be initials."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(word.capitalize() if len(word) > 3 or word == "THE" else word for word in name.split())


def _beside_date(lines: Sequence[Line], number: int) -> bool:
    """Return True if a line is labelled a date, or one next to it is."""
    return "date" in [line.label for line in lines[max(0, number - 1) : number + 2]]


def _parts(text: str) -> list[str]:
    """Divide a line at its separators, six parts at most."""
    bare = text.strip(_BULLETS)
    return _SEPARATOR.split(bare, maxsplit=6)[:6]


def _is_spelled(part: str, outlet: Outlet) -> bool:
    """Return True if a text is a name of the outlet letter by letter, whatever their case."""
    return any(part.casefold() == name.casefold() for name in (outlet.name, *outlet.aliases))


def _before_section(part: str, outlets: Outlets) -> Outlet | None:
    """Return the outlet that is named before a section in capitals: "Example Agency EUROPE"."""
    words = part.split()
    for cut in (1, 2):
        if len(words) > cut and (words[-cut].isupper() or words[-cut].casefold() in GENERIC):
            name = " ".join(words[:-cut])
            outlet = outlets.by_name(name)
            if outlet is not None and (" " in name or _is_spelled(name, outlet)):
                return outlet
    return None


def _legal_clues(text: str, line: Line, label: str | None, outlets: Outlets) -> Iterator[Clue]:
    """Yield the outlets that a line of copyright, disclaimer, credit or subscription names."""
    start = line.text[:_LEGAL_LENGTH]
    outlet = outlets.by_boilerplate(start)
    if outlet is not None:
        yield _printed(PRINTED, outlet, start, line)
        return
    kind, name, dated = _legal_name(start)
    if not name:
        return
    if outlets.is_company(name):
        return
    outlet = outlets.by_name(name) or (_before_company(name, outlets) if kind == "copyright" else None)
    if outlet is not None:
        yield _printed(HINT if kind == "hint" else PRINTED, outlet, name, line)
    elif kind != "credit" and _suits(name, label) and _may_be_new(name):
        known = looks_like_outlet(name) or (kind != "hint" and (" " not in name or name.startswith("The ")))
        if kind in ("published", "provides", "edited") or (known and dated):
            yield _printed(NEW_PRINTED, None, name, line)
        elif known and " " in name and text.count(name) > 1:
            yield _printed(HINT, None, name, line)


def _legal_name(text: str) -> tuple[str, str, bool]:
    """Return the kind of a legal formula, the name in it ("" for none), and whether it claims rights or a year."""
    if " provides th" in text:
        match = _PROVIDES.search(text)
        return ("provides", match[1].strip(), False) if match else ("", "", False)
    match = _LEGAL.search(text)
    if match is None:
        return "", "", False
    kind = next(name for name in ("copyright", "published", "edited", "credit", "hint") if match[name])
    rest = text[match.end() : match.end() + 100]
    end = _NAME_END.search(rest)
    name = (rest[: end.start()] if end else rest).strip(" ,:'’-–—*")
    name = name.removeprefix("the ")
    first = name.removeprefix("The ")[:1]
    if (
        len(name) > 60
        or len(name.split()) > 7
        or name.startswith("All ")
        or "/" in name
        or _TIME_WORD.search(name)
        or not first.isalpha()
        or first.islower()
    ):
        return kind, "", False
    return kind, name, bool(match["year"] or _RIGHTS.search(text))


def _may_be_new(name: str) -> bool:
    """Return True if a name that no profile has can be an outlet's: no date, no label and no name of an owner."""
    return (
        not is_label(name) and _TIME_WORD.search(name) is None and name.rsplit(maxsplit=1)[-1].casefold() not in OWNER
    )


def _before_company(name: str, outlets: Outlets) -> Outlet | None:
    """Return the outlet whose name a company's begins with: "Example Herald Media Group"."""
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in COMPANY:
        words.pop()
        outlet = outlets.by_name(" ".join(words))
        if outlet is not None:
            return outlet
    return None


def _suits(name: str, label: str | None) -> bool:
    """Return True if a name can belong to the site with this label; without a label every name can."""
    if label is None:
        return True
    key = name_key(name)
    initials = "".join(word[:1] for word in name.casefold().split())
    return key in label or label in key or initials in label


def _domain_clues(text: str, label: str) -> Iterator[Clue]:
    """Yield the site's label where the page prints it as a name: "Example Herald" for exampleherald.

    The name of a town is printed for the town, not for the site that has it as its address.
    """
    pattern = _spelled(label)
    for start, end in ((0, min(len(text), _EDGE)), (max(_EDGE, len(text) - _EDGE), len(text))):
        for match in pattern.finditer(text, start, end):
            if (match[0][0].isupper() or not match[0].isascii()) and not is_listed_place(match[0]):
                yield Clue(MASTHEAD, match[0], None, "stated", match.start(), match.end())
                return


_EDGE = 4000
"""Characters at either end of a text in which a site names itself."""


@lru_cache(maxsize=512)
def _spelled(label: str) -> re.Pattern[str]:
    """Return a pattern for a domain's label with or without spaces between its letters."""
    letters = r"[ .’'&-]?".join(map(re.escape, label))
    return re.compile(rf"(?<![\w@./-])(?:(?-i:The) )?{letters}(?![\w@]|\.\w)", re.IGNORECASE)


def _printed(trust: int, outlet: Outlet | None, printed: str, line: Line) -> Clue:
    """Return a clue with the place of its words in the line; a name of no profile is inferred."""
    start = line.start + max(line.text.find(printed), 0)
    name, method = (outlet.name, "stated") if outlet else (printed, "inferred")
    return Clue(trust, name, outlet, method, start, start + len(printed))

"""The fields of an article that an export states, with their offsets in its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from toolkit.contract.records import Subject
from toolkit.normalisation.dates.recogniser import DateMention, find_dates
from toolkit.normalisation.genre_names import kind_of
from toolkit.normalisation.outlets.outlet_profiles import Outlets, load_outlets
from toolkit.read.database_hosts import is_database
from toolkit.read.exports.printed_lines import Block
from toolkit.read.stated_byline import people

Span = tuple[int, int]

_CAPITALISED = r"[^\W\d_a-z][\w.'’-]*"
_PLACE_BEHIND = re.compile(
    rf"\s*\((?!The\b){_CAPITALISED}(?:[\s,/&-]+(?:{_CAPITALISED}|(?:of|the|and|de|la|le|am|im|an|der)\b)){{0,5}}\)\s*$"
)
"""The town or country in brackets behind a name, as databases tell papers of one name apart."""
_EDITION = re.compile(
    r"(?:\s+[-–—]|,)\s+(?:[^-–—,]*\b(?:edition|final|ausgabe|édition|edición|edizione|editie)\b.*)$", re.IGNORECASE
)
_TITLE_EDITION = re.compile(
    r"(?<!\s)\s*+:?\s*+\[(?=[^\[\]]*+\]$)[^\[\]]*?\b(?:edition|final|ausgabe|édition|edición|edizione|editie)\b[^\[\]]*+\]",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"\W*(?:no (?:headline|title)(?: (?:in original|available|given))?|untitled|(?:kein|ohne) titel|sans titre"
    r"|(?:sin|sem) título|senza titolo|zonder titel)\W*",
    re.IGNORECASE,
)
"""What databases print for a headline where there is none."""
_PAGE = re.compile(
    r"\s*(?:(?:pages?|pgs?|pp?|seiten?|s|blz|bladzijde|pág|pag|página|pagina|column|col|spalte|colonne|vol|volume|no)"
    r"\b\.?\s*[\w./-]*\d[\w./-]*|(?:pg|page|seite|blz|pág|pag)\.?\s*\w{1,6})\s*",
    re.IGNORECASE,
)
"""A part of a stated section that names a page."""
_SHARE = re.compile(r"\s*\(\d{1,3}\s?%\)\s*$")
_ARTICLE_BEHIND = re.compile(r"^(?P<name>[^,]{2,60}),\s+(?P<article>The|Le|La|Les|Der|Die|Das|El|De|Il|L['’])$")
_LANGUAGES = {
    "en": "english englisch anglais engels inglés ingles inglese",
    "de": "german deutsch allemand duits alemán aleman tedesco",
    "fr": "french französisch français francais frans francés frances francese",
    "nl": "dutch niederländisch néerlandais nederlands neerlandés holandés olandese",
    "es": "spanish spanisch espagnol spaans español espanol castellano spagnolo",
    "it": "italian italienisch italien italiaans italiano",
    "pt": "portuguese portugiesisch portugais portugees portugués português portoghese",
    "sv": "swedish schwedisch suédois zweeds sueco svedese svenska",
    "da": "danish dänisch danois deens danés danese dansk",
    "no": "norwegian norwegisch norvégien noors noruego norvegese norsk",
    "fi": "finnish finnisch finnois fins finés finlandese suomi",
    "pl": "polish polnisch polonais pools polaco polacco polski",
    "ru": "russian russisch russe ruso russo русский",
    "tr": "turkish türkisch turc turks turco türkçe",
    "cs": "czech tschechisch tchèque tsjechisch checo ceco čeština",
    "el": "greek griechisch grec grieks griego greco",
    "hu": "hungarian ungarisch hongrois hongaars húngaro ungherese magyar",
    "ro": "romanian rumänisch roumain roemeens rumano rumeno română",
    "ar": "arabic arabisch arabe árabe arabo",
    "he": "hebrew hebräisch hébreu hebreeuws hebreo ebraico",
    "zh": "chinese chinesisch chinois chinees chino cinese",
    "ja": "japanese japanisch japonais japans japonés giapponese",
    "ko": "korean koreanisch coréen koreaans coreano",
    "ca": "catalan katalanisch catalán catalaans català catalano",
    "id": "indonesian indonesisch indonésien indonesio indonesiano",
}
_LANGUAGE_OF = {name: code for code, names in _LANGUAGES.items() for name in names.split()}


@dataclass(slots=True)
class Fields:
    """What an export states of one article."""

    given: dict[str, object] = field(default_factory=dict)
    """By field of the contract."""
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def put(self, name: str, value: object, *spans: Span) -> None:
        """Set a field that has no value yet, unless the new one is empty."""
        if value and name not in self.given:
            self.given[name] = value
            if spans:
                self.spans[name] = spans

    def put_text(self, name: str, block: Block | None) -> None:
        """Set a field to the text of a block."""
        if block is not None:
            self.put(name, block.text, (block.start, block.end))

    def put_labelled(self, name: str, block: Block | None) -> None:
        """Set the field that a label names; labels of no field are left out."""
        if name == "authors":
            self.put_authors(block)
        elif name == "source":
            self.put_source(block)
        elif name == "date":
            self.put_date(block)
        elif name == "language":
            self.put_language(block)
        elif name == "headline":
            self.put_headline(block)
        elif name == "section":
            self.put_section(block)
        elif name == "subjects":
            self.put_subjects(block)
        elif name == "kind":
            self.put_kind(block)

    def put_kind(self, block: Block | None) -> None:
        """Set the kind of the article, where the type of document that is printed says it."""
        if block is not None:
            self.put("kind", kind_of(block.text), (block.start, block.end))

    def put_body(self, paragraphs: Sequence[Block]) -> None:
        """Set the body."""
        self.put(
            "body",
            "\n\n".join(paragraph.text for paragraph in paragraphs),
            *((paragraph.start, paragraph.end) for paragraph in paragraphs),
        )

    def put_headline(self, block: Block | None) -> None:
        """Set the headline, without the edition in square brackets that a database puts behind it."""
        if block is not None and not _NO_TITLE.fullmatch(block.text):
            self.put("headline", _TITLE_EDITION.sub("", block.text), (block.start, block.end))

    def put_url(self, block: Block | None) -> None:
        """Set the address, unless it is that of the database."""
        if block is not None and not is_database(block.text):
            self.put_text("url", block)

    def put_section(self, block: Block | None) -> None:
        """Set the section, without the pages."""
        if block is not None:
            parts = [part.strip() for part in re.split(r"\s*[;,]\s+", block.text)]
            kept = [part for part in parts if part and _PAGE.fullmatch(part) is None]
            self.put("section", "; ".join(kept), (block.start, block.end))

    def put_subjects(self, block: Block | None, divider: str = r"\s*[;|]\s*", scheme: str | None = None) -> None:
        """Set the subjects: keywords with a divider between them, or `code : name` of a scheme."""
        if block is None:
            return
        subjects = []
        for part in re.split(divider, _SHARE.sub("", block.text)):
            code, colon, name = part.partition(" : ")
            label = _SHARE.sub("", name if scheme and colon else part).strip(" .*")
            if label:
                subjects.append(Subject(scheme, code.strip(), label) if scheme and colon else Subject(label=label))
        self.put("subjects", tuple(subjects), (block.start, block.end))

    def put_authors(self, block: Block | None, *, is_family_first: bool = False) -> None:
        """Set authors and agency to the people and the agency of a byline."""
        if block is not None:
            names, agency = people(block.text, is_family_first=is_family_first)
            self.put("authors", names, (block.start, block.end))
            self.put("agency", agency, (block.start, block.end))

    def put_date(self, block: Block | None, *, is_month_first: bool = False) -> None:
        """Set the date to the first one of a block."""
        if block is not None:
            self.put("date", day(block.text, is_month_first=is_month_first), (block.start, block.end))

    def put_source(self, block: Block | None) -> None:
        """Set the source to the name of the outlet, without its edition."""
        if block is not None:
            self.put("source", outlet_name(block.text), (block.start, block.end))

    def put_language(self, block: Block | None) -> None:
        """Set the language to the tag of its first name that is known."""
        if block is not None:
            self.put("language", language(block.text), (block.start, block.end))


def day(text: str, *, is_month_first: bool = False) -> str | None:
    """Return the first date of a text that has a year, as ISO 8601 to the day or the month.

    >>> day("Dienstag 5. März 2024"), day("3/5/2024", is_month_first=True), day("May 2024")
    ('2024-03-05', '2024-03-05', '2024-05')
    """
    mention = dated(text)
    if mention is None or mention.year is None or mention.month is None:
        return None
    year, month, date = mention.year, mention.month, mention.day
    if mention.alternatives:
        if not is_month_first:
            return None
        year, month, date = next(
            ((y, m, d) for y, m, d in mention.alternatives if y is not None and m is not None), (year, month, date)
        )
    return f"{year:04}-{month:02}" + (f"-{date:02}" if date is not None else "")


def dated(text: str) -> DateMention | None:
    """Return the first mention of a date with year and month."""
    return next((mention for mention in find_dates(text) if mention.year and mention.month), None)


def outlet_name(text: str) -> str:
    """Return the name of an outlet without its edition and place, unless a profile has the name with them.

    >>> outlet_name("Norvik Herald, The"), outlet_name("The Norvik Herald (Norvik, Norway) - Final Edition")
    ('The Norvik Herald', 'The Norvik Herald')
    """
    name = _EDITION.sub("", " ".join(text.split())).strip(" ;,")
    bare = _PLACE_BEHIND.sub("", name)
    if bare and _outlets().by_name(name) is None:
        name = bare
    behind = _ARTICLE_BEHIND.match(name)
    return f"{behind['article']} {behind['name']}" if behind else name


def is_outlet(text: str) -> bool:
    """Return True if a packaged profile has this name."""
    return _outlets().by_name(" ".join(text.split())) is not None


def language(text: str) -> str | None:
    """Return the tag of the first known name of a language.

    >>> language("GERMAN; DEUTSCH"), language("Klingon")
    ('de', None)
    """
    return next((tag for word in re.findall(r"\w+", text.casefold()) if (tag := _LANGUAGE_OF.get(word))), None)


@cache
def _outlets() -> Outlets:
    return load_outlets()

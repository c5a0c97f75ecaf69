"""Values of a structured record, reduced to what a field of the contract can hold."""

import ast
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import urlsplit

from toolkit.contract.records import Subject
from toolkit.normalisation.genre_names import kind_of
from toolkit.normalisation.language_names import stated_language
from toolkit.normalisation.stated_images import images_of
from toolkit.read.database_hosts import is_database

DAY = re.compile(r"(?:19|20)\d{6}")
SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
FORMATTED = re.compile(r"\d{8}(?:T|$)|[^\W\d_]{2,12},? .*\d:\d")
"""Basic ISO 8601, and RFC 5322."""
CUE = re.compile(r"(?i:by)\b:?\s+|(?i:von|par|por|di|door|av|af)\s+(?=[^\W\d_a-zß-ÿ]\S*\s+\S)")
"""What comes before the names of a byline; "Di" and "Von" belong to a surname unless two words follow."""

JOINED = re.compile(r"\s*[,;/&]\s*|\s+(?:and|und|et|y|e|en|och|og)\s+", re.IGNORECASE)
ADDRESSED = re.compile(r"[\w.+-]+@[\w.-]+\s*\(([^()]{3,80})\)")
"""An address with the name in brackets behind it, as feeds print their authors."""
NO_PERSON = re.compile(
    r"(?:about the author|view (?:all|more)\b.*|more (?:stories|from)\b.*|read more|see all\b.*|follow\b.*|contact\b.*"
    r"|biograph(?:y|ie)|comments?|facebook|twitter|linkedin|whats ?app|e-?mail|share\b.*|updated\b.*|published\b.*"
    r"|posted\b.*|.*\b\d+ (?:min|hour|day|week|month|year)s?\b.*|admin(?:istrator)?|staff(?: \w+)?|web ?desk|editor)",
    re.IGNORECASE,
)
"""What extractors take from beside a byline for a name."""
SEMICOLON = re.compile(r"\s*;\s*")
INVERTED = re.compile(r"(?P<family>[^\W\d_][^,;]{0,60}),\s+(?P<given>[^\W\d_][^,;]{0,60})")
"""`Quill, Ada`: the family name first, as catalogues write it."""
CATALOGUED = re.compile(r"[^\W\d_][\w'’-]*[a-z][\w'’-]*, [^\W\d_][\w'’-]*[a-z.][\w'’-]*(?: [^\W\d_]\.?)?")
"""The same for one name alone, of one word each."""
CREDIT = re.compile(r"[,&/|]|\s(?:and|und|et|y|e|en|och|og|in|for|aus|à|special)\s", re.IGNORECASE)
"""What a byline has that is more than one name."""
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})", re.IGNORECASE)
TAGGED = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
MARKUP = re.compile(r"</?[a-zA-Z]|&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
CUT_SHORT = re.compile(r"\[(?:…|\.\.\.)\]\s*\Z")
"""How an excerpt ends that a program cut out of the text."""

ABSENT = frozenset(("null", "NULL", "None", "none", "nan", "NaN", "N/A", "n/a", "NA", "<NA>", r"\N", "undefined", "-"))
"""How programs write that a value is missing."""
INNER_NAMES = ("paragraphs", "sections", "rendered", "text", "html", "value", "content", "#text", "_text", "__cdata")
"""Under which keys an object keeps its text, the most telling first."""
LABELS = ("name", "title", "full_name", "displayName", "original", "domain", "#text", "value")
"""Under which keys an object keeps its name."""
DEEPEST = 8
LONGEST_SECTION, LONGEST_SUBJECT = 120, 200
KEYWORDS = re.compile(r"\s*[;,|\n]\s*")
"""What is between the keywords of one text."""
SUBJECT_NAMES = ("name", "label", "title", "webTitle", "tag", "term", "literal", "value", "#text")
"""Under which keys an object keeps the name of a subject, the most telling first."""
SUBJECT_CODES = ("code", "qcode", "termCode", "uri", "id")
SUBJECT_SCHEMES = ("scheme", "inDefinedTermSet")
MEDIA_TOPIC = re.compile(r"(?:https?://cv\.iptc\.org/newscodes/mediatopic/|medtop:)(\d{8})")

_SWITCHES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def plain(name: str, value: object) -> object:
    """Reduce a value to what the contract's field can hold; null when nothing is left."""
    if name == "authors":
        return _names(value)
    if name in ("date", "embargo_until", "date_modified"):
        return _date(value)
    if name == "rights":
        return value
    if name == "subjects":
        return _subjects(value)
    if name == "images":
        return images_of(_literal(value) or value if isinstance(value, str) and value.startswith("[") else value)
    if name == "kind":
        return next((kind for text in _texts_of(value) if (kind := kind_of(text))), None)
    if name == "mining_reserved":
        return _SWITCHES.get(str(value).strip().lower())
    text = _label(value)
    if text is None:
        return None
    if name == "url":
        return text if is_article_address(text) and not is_database(text) else None
    if name == "language":
        return language_code(text)
    if name == "source_domain":
        return host_of(text)
    if name == "section":
        return text if len(text) <= LONGEST_SECTION and not is_site(text) else None
    if name in ("headline", "standfirst") and MARKUP.search(text):
        text = " ".join(html.unescape(TAGGED.sub(" ", text)).split())
    if name == "standfirst" and CUT_SHORT.search(text):
        return None
    return text or None


def text_value(value: object, depth: int = 0) -> str:
    """Return all text of a value: paragraphs in a list are joined with a blank line, objects give what they hold.

    The body of a fundus record is an object of sections, each with headlines and paragraphs.
    """
    if isinstance(value, str):
        return "" if value.strip() in ABSENT else value
    if depth > DEEPEST:
        return ""
    if isinstance(value, list):
        return "\n\n".join(text for item in value if (text := text_value(item, depth + 1)))
    if isinstance(value, Mapping):
        inner = next((text for key in INNER_NAMES if (text := text_value(value.get(key), depth + 1))), "")
        heading = text_value(value.get("headline"), depth + 1) if "paragraphs" in value else ""
        return f"{heading}\n\n{inner}" if heading and inner else inner
    return ""


def opens(standfirst: str, text: str) -> bool:
    """Return True if a text, or the mark-up of one, begins with what is stated as its standfirst.

    >>> opens("The ferry runs...", "<p>The ferry runs again.</p>")
    True
    """
    lead = " ".join(standfirst.split()).rstrip(" .…")
    shown = html.unescape(TAGGED.sub(" ", text[: 4 * len(standfirst) + 2000]))
    return bool(lead) and " ".join(shown.split()).startswith(lead)


def is_article_address(text: str) -> bool:
    """Return True for an address of the web that may be an article's."""
    return ADDRESS.fullmatch(text) is not None and len(text) <= 4096


def is_site(text: str) -> bool:
    """Return True for an address or a bare domain, which name a site and not an outlet.

    >>> is_site("post.example"), is_site("Ormsund Post")
    (True, False)
    """
    return ADDRESS.match(text) is not None or DOMAIN.fullmatch(text.rstrip("/")) is not None


def has_path(address: str) -> bool:
    """Return True if an address names more than a site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return len(parts.path) > 1 or bool(parts.query)


def byline_names(byline: str) -> list[str]:
    """Return the names of a byline that holds nothing else.

    >>> byline_names("By Ada Quill and Ben Orr")
    ['Ada Quill', 'Ben Orr']
    """
    byline = " ".join(byline.split())
    cue = CUE.match(byline)
    names = [name.strip() for name in JOINED.split(byline[cue.end() :] if cue else byline)]
    return [name for name in names if name and not name[0].islower()]


def moment(text: str | None) -> str | None:
    """Return a date or time of ISO 8601 or RFC 5322, in extended ISO 8601 form; other text as it is."""
    text = (text or "").strip()
    if DAY.fullmatch(text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        if "," in text and ":" in text:
            return parsedate_to_datetime(text).isoformat()
        if "T" in text:
            return datetime.fromisoformat(text).isoformat()
    except (ValueError, OverflowError):
        pass
    return text or None


@lru_cache(maxsize=1024)
def language_code(text: str) -> str | None:
    """Return the code of a language given as a code or by its English name; null for anything else.

    >>> language_code("English"), language_code("eng"), language_code("en-GB")
    ('en', 'en', 'en-GB')
    """
    text = text.strip()
    if re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w{1,8})*", text):
        return text
    return stated_language(text) if len(text) <= 40 else None


def _label(value: object) -> str | None:
    """Return a text, or the name of an object or of the first of a list; null when there is none."""
    for _ in range(3):
        if isinstance(value, str):
            break
        if isinstance(value, list):
            value = next(iter(value), None)
        if isinstance(value, Mapping):
            value = next((value[key] for key in LABELS if isinstance(value.get(key), str)), value.get("rendered"))
    if not isinstance(value, str):
        return None
    text = value.strip()
    return None if not text or text in ABSENT else text


def _subjects(value: object) -> object:
    """Return keywords of a text or a list, and subjects of objects with a code and a name; null when there is none."""
    if isinstance(value, str):
        text = value.strip()
        listed = _literal(text) if text.startswith("[") else None
        value = listed if listed is not None else KEYWORDS.split(text)
    subjects = [_subject(item) for item in (value if isinstance(value, list | tuple) else [value])]
    return tuple(dict.fromkeys(subject for subject in subjects if subject is not None)) or None


def _subject(item: object) -> Subject | None:
    """Return one subject; null for a number, a blank and what is too long for one."""
    if isinstance(item, Subject):
        return item
    if isinstance(item, str):
        keyword = " ".join(item.split())
        return Subject(label=keyword) if 0 < len(keyword) <= LONGEST_SUBJECT and keyword not in ABSENT else None
    if not isinstance(item, Mapping):
        return None
    if isinstance(kind := item.get("name"), str) and isinstance(value := item.get("value"), str) and value:
        return Subject(kind or None, None, value)  # the New York Times names the kind, then the keyword
    named = (_any_text(item.get(key)) for key in SUBJECT_NAMES)
    label = next((text for text in named if text is not None and len(text) <= LONGEST_SUBJECT), None)
    code = next((text for key in SUBJECT_CODES if isinstance(text := item.get(key), str) and text.strip()), None)
    if label is None and code is None:
        return None
    return Subject(*_scheme_and_code(next((item[key] for key in SUBJECT_SCHEMES if item.get(key)), None), code), label)


def _scheme_and_code(scheme: object, code: str | None) -> tuple[str | None, str | None]:
    """Return the vocabulary and the code in it; addresses of IPTC's Media Topics become `medtop` and the number.

    >>> _scheme_and_code(None, "http://cv.iptc.org/newscodes/mediatopic/20000337")
    ('medtop', '20000337')
    """
    name = scheme if isinstance(scheme, str) and scheme else None
    if code is not None and (match := MEDIA_TOPIC.fullmatch(code)):
        return "medtop", match[1]
    if name is not None and name.rstrip("/").endswith("newscodes/mediatopic"):
        name = "medtop"
    return name, code.removeprefix(f"{name}:") if code is not None else None


def _texts_of(value: object) -> Iterator[str]:
    """Yield the texts of a genre: itself, or the names and codes of one or several objects."""
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping):
            yield from (text for key in (*SUBJECT_NAMES, *SUBJECT_CODES) if isinstance(text := item.get(key), str))


def _any_text(value: object) -> str | None:
    """Return a text, or the English or the first of the texts that an object holds by language."""
    if isinstance(value, Mapping):
        texts = [value.get("eng"), value.get("en"), *value.values()]
        value = next((text for text in texts if isinstance(text, str)), None)
    return _label(value)


def host_of(text: str) -> str | None:
    """Return the domain of an address or of a text that is one."""
    if ADDRESS.match(text):
        try:
            return urlsplit(text).hostname
        except ValueError:
            return None
    text = text.rstrip("/").removeprefix("//")
    return text.lower() if DOMAIN.fullmatch(text) else None


def _names(value: object) -> object:
    """Return one name as text, several as a list: of a byline, a list of strings, or a list of persons."""
    if isinstance(value, str):
        value = value.strip()
        if value in ABSENT:
            return None
        value = ADDRESSED.sub(r"\1", value)
        if value.startswith("[") and (listed := _literal(value)) is not None:
            return _names(listed)
        if ";" in value:
            return [_in_order(name) for name in SEMICOLON.split(value) if name] or None
        if CUE.match(value) or CREDIT.search(value):
            return _credited(value)
        return value or None
    items: Sequence[object] = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(name for item in items for name in _item_names(item))) or None


def _item_names(item: object) -> Iterator[str]:
    """Yield the names of one entry of a list of authors; agencies and addresses are no persons."""
    if isinstance(item, Mapping):
        if item.get("isAgency") is True:
            return
        parts = (item.get("firstname"), item.get("middlename"), item.get("lastname"))
        joined = " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())
        item = joined or next((item[key] for key in LABELS if isinstance(item.get(key), str)), None)
    if not isinstance(item, str):
        return
    name = item.strip()
    name = ADDRESSED.sub(r"\1", name)
    if not name or name in ABSENT or ADDRESS.match(name) or NO_PERSON.fullmatch(name):
        return
    names = _names(name) if ";" in name or CUE.match(name) or CREDIT.search(name) else name
    yield from names if isinstance(names, list) else [name]


def _credited(byline: str) -> object:
    """Return the persons of a byline with more than a name in it: a cue, several names, roles or places."""
    from toolkit.normalisation.authors.credit_line import read_credit
    from toolkit.normalisation.outlets.outlet_profiles import load_outlets

    if CATALOGUED.fullmatch(byline):
        return _in_order(byline)
    cue = CUE.match(byline)
    credit = " ".join(byline[cue.end() if cue else 0 :].split())
    names = [person.name for person in read_credit(credit, load_outlets()) if not person.agency]
    return names or (byline_names(byline) or None if cue else byline)


def _in_order(name: str) -> str:
    """Return a name of a list with semicolons, which may have the family name first, as it is spoken."""
    inverted = INVERTED.fullmatch(name.strip())
    return f"{inverted['given']} {inverted['family']}" if inverted else name.strip()


def _literal(text: str) -> list[object] | None:
    """Return a list of texts that a program has printed into one field: `['Ada Quill', 'Ben Orr']`."""
    if len(text) > 10_000:
        return None
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, list) else None


def _date(value: object) -> object:
    """Return a date, a time or its text; numbers are YYYYMMDD or seconds or milliseconds since 1970."""
    if isinstance(value, date):
        return value
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("$date", "iso", "date", "value", "#text") if value.get(key)), None)
    if isinstance(value, str):
        text = value.strip()
        if not SECONDS.fullmatch(text):
            return None if text in ABSENT or not text else moment(text) if FORMATTED.match(text) else text
        value = float(text)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1e7 < value < 1e14:
        return None
    if DAY.fullmatch(str(value)):
        return moment(str(value))
    seconds = value / 1000 if value > 1e11 else value
    return datetime.fromtimestamp(seconds, UTC) if 1e8 < seconds < 1e10 else None

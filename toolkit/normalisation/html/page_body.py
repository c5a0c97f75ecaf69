"""The body of a page: its paragraphs, what is cut from them, and where each is shown."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.contract.records import Document
from toolkit.normalisation.declared_fields import stated_text
from toolkit.normalisation.html.html_tokenizer import Markup, parse
from toolkit.normalisation.html.labelled_text import labelled_text
from toolkit.normalisation.html.main_text import main_text
from toolkit.normalisation.html.page_metadata import Metadata
from toolkit.normalisation.lines.boilerplate_rules import label_by_words
from toolkit.normalisation.lines.label_lines import label_lines
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.outlets.source_line import source_span, without_editor
from toolkit.normalisation.sentence_end import ends_sentence
from toolkit.normalisation.text_cleaning import clean

_SHORT = 250
"""Characters of main text below which the article's declared body is preferred if it is longer."""
_MOST_MISSES = 40
"""Paragraphs that are looked for in vain before the rest is only looked for to the letter."""
_SURE = 0.9
_LIKELY = 0.6
LONGEST_SHOWN = 200_000
"""Characters of visible text above which the line model is not asked for the body."""
_MOST_LEADING, _MOST_TRAILING = 4, 8
"""Lines that are cut at most; on bodies known to be clean, this costs less than one character in a thousand."""
_WORDED = frozenset({"legal", "comment", "related"})
"""Labels that the words of a line alone can prove."""
_SHORT_LINE = 60
_WHOLE = 80
"""Characters from which a paragraph that closes like a sentence and sounds like none of those below is surely body."""
_SUSPICIOUS: tuple[str, ...] = (
    *(
        "©",
        "@",
        "http:",
        "https:",
        "www.",
        "copyright",
        "rights reserved",
        "newsletter",
        "subscri",
        "sign up",
        "signup",
    ),
    *("signed up", "signedup", "follow", "click", "read ", "photo", "image", "getty", "contact", "email", "e-mail"),
    *(f"{stem}{ending} by" for stem in ("report", "edit", "writ") for ending in ("ed", "ing", "ten")),
    *("contributed", "cookie", "share", "comment", "join ", "support ", "donat", "reporter", "editor", "correspondent"),
    *("columnist", "author", "this article", "this story", "originally", "publish", "advert", "sponsor", "affiliat"),
    *("commission", "disclos", "opinion", "views", "privacy", "terms", "abo", "redaktion", "rédaction", "redacci"),
    *("redazione", "lesen", "lire", "leer", "leggi", "suscr", "abonn", "iscriv", "newslet", "foto", "quelle"),
    *("fuente", "fonte"),
)
"""Parts of words of credits, calls and notices, in small letters; one search for each is faster than one for all."""
_LONGEST_NOTE = 60
"""Characters beside headline and site in the line that says where an entry of a feed appeared first."""
_APP = re.compile(r"\bapp\b")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the article and where it is in the visible text; null where it is not shown."""

    text: str
    start: int | None = None
    end: int | None = None


def body_texts(
    document: Document,
    markup: Markup,
    metadata: Metadata,
    headline: Passage | None,
    labelled: Callable[[], Sequence[Line]],
    *,
    foreign: Container[str] = (),
) -> tuple[str, ...]:
    """Return the paragraphs of the body: given, labelled, or extracted or declared where next to nothing was labelled.

    `labelled` labels the lines of the visible text. From what was extracted, the headline is cut, and lines at either
    end that are surely something else, such as credits, calls to share, and links; at the beginning also lines that the
    page marks as `foreign`.
    """
    given = stated_text(document.given, "body")
    if given is not None:
        return tuple(paragraph for one in re.split(r"\n\s*\n", given) if (paragraph := one.strip()))
    lines = labelled() if len(markup.text) <= LONGEST_SHOWN else ()
    site = stated_text(document.given, "source") or ""
    texts = _plain_ends(without(labelled_text(markup, lines, is_sentence), headline), foreign, headline, site)
    if sum(map(len, texts)) >= _SHORT:
        return texts
    texts = _plain_ends(without(main_text(markup.source, markup.textless), headline), foreign, headline, site)
    declared = metadata.article_body or ""
    if sum(map(len, texts)) < _SHORT and len(declared) > _SHORT:
        printed = parse(declared).text.split("\n") if "<" in declared else declared.splitlines()
        return tuple(paragraph for line in printed if (paragraph := " ".join(line.split())))
    if sum(map(len, texts)) < _SHORT:
        likely = tuple(line.text for line in lines if line.label == "body" and line.probability >= _LIKELY)
        if sum(map(len, likely)) > max(2 * sum(map(len, texts)), _SHORT):
            return tuple(without(likely, headline))
    return _trimmed(texts, headline.text if headline else None)


def _plain_ends(
    paragraphs: Iterable[str], foreign: Container[str], headline: Passage | None, site: str
) -> tuple[str, ...]:
    """Leave out foreign lines and sources at the beginning, and at the end an editor and where it appeared first."""
    texts = tuple(
        text
        for number, text in enumerate(paragraphs)
        if number >= _MOST_LEADING or not (text in foreign or source_span(text))
    )
    if texts and headline is not None and _is_syndication_note(texts[-1], headline.text, site):
        texts = texts[:-1]
    return tuple(filter(None, (*texts[:-1], *map(without_editor, texts[-1:]))))


def _is_syndication_note(text: str, headline: str, site: str) -> bool:
    """Return True for the last line of a feed's entry that says where it appeared first, in any language.

    >>> _is_syndication_note("The post Ferry runs appeared first on Ormsund Post.", "Ferry runs", "Ormsund Post")
    True
    """
    before, repeated, after = text.partition(headline)
    name = re.split(r"\s[–—|-]\s", site, maxsplit=1)[0].strip()
    return bool(repeated and name) and name in after and len(before) + len(after) - len(name) <= _LONGEST_NOTE


def without(texts: Iterable[str], passage: Passage | None) -> Iterator[str]:
    """Leave out a passage that opens the body again, what little is before it, and long paragraphs' repetitions."""
    texts = tuple(texts)
    repeated = key_of(passage.text) if passage is not None else ""
    opening = max(
        (location for location, text in enumerate(texts[:4]) if repeated and key_of(text) == repeated), default=-1
    )
    seen: set[str] = set()
    for location, text in enumerate(texts):
        key = key_of(text)
        if key in seen or (location <= opening and (key == repeated or len(text) <= _SHORT_LINE)):
            continue
        if len(key) > 40:
            seen.add(key)
        yield text


def locate(markup: Markup, texts: Iterator[str], headline: Passage | None) -> Iterator[Passage]:
    """Find each paragraph in the visible text, one behind the other where they are so."""
    cursor = headline.end if headline and headline.end is not None else 0
    misses = 0
    for text in texts:
        exact = misses >= _MOST_MISSES
        location = markup.find(text, cursor, exact=exact) or markup.find(text, exact=exact)
        misses += location is None
        cursor = location[1] if location else cursor
        yield Passage(clean(text).text, *(location or (None, None)))


def key_of(text: str) -> str:
    """Return letters and digits alone, in lower case: what two prints of one passage share."""
    return "".join(_WORD.findall(text)).casefold()


def _trimmed(texts: Sequence[str], headline: str | None) -> tuple[str, ...]:
    """Cut the lines at either end that the line model is sure are no body; it judges them below the headline.

    It is not asked where both ends are whole sentences without a word of such lines.
    """
    if not texts or (is_plain(texts[0]) and is_plain(texts[-1])):
        return tuple(texts)
    head = [headline] if headline else []
    lines = label_lines("\n\n".join([*head, *texts]))[len(head) :]
    if len(lines) != len(texts):
        return tuple(texts)
    first, last = 0, len(lines)
    while first < min(_MOST_LEADING, last) and _is_foreign(lines[first]):
        first += 1
    while last > max(first, len(lines) - _MOST_TRAILING) and _is_foreign(lines[last - 1]):
        last -= 1
    return tuple(texts[first:last])


def is_plain(text: str) -> bool:
    """Return True if a paragraph is surely body: a whole sentence without a word of credits, calls and notices."""
    return len(text) >= _WHOLE and is_sentence(text)


@lru_cache(maxsize=512)
def is_sentence(text: str) -> bool:
    """Return True if a paragraph closes like a sentence, without a word of credits, calls and notices."""
    if not ends_sentence(text):
        return False
    small = text.lower()
    return not any(part in small for part in _SUSPICIOUS) and _APP.search(small) is None


def _is_foreign(line: Line) -> bool:
    """Return True if the line model is sure that a line is no body; where its words say so too, a little is enough."""
    least = _LIKELY if line.label in _WORDED and label_by_words(line.text) == line.label else _SURE
    return line.label not in ("body", "headline", "standfirst") and line.probability >= least

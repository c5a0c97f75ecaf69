"""Chooses the headline of a page among its headings and the titles that its markup states."""

import re
from collections.abc import Container, Iterable, Sequence

_SEPARATOR = re.compile(
    r"\s+[-–—·•/]{1,2}\s+|\s*(?:[|»«]|::)\s*|\s+-\s*(?=\S+\.\w{2,4}$)"
    r"|(?<=[\u3040-\u30ff\u3400-\u9fff”」』】》〉）！？\])!?])\s?[-_](?=[\u3040-\u30ff\u3400-\u9fff])"
)
"""What divides a title from the names of section and site; Chinese and Japanese pages print no blanks around it."""
_LONGEST_SITE = 20
"""Letters above which a stated name of the site that is also the title of the page is no name."""
_GLUED = re.compile(
    r"^\W*(?:by\s|von\s|par\s|por\s|di\s|\d{1,4}\W|.{0,60}\d{1,2}[:.]\d{2})|\d{4}|\d{1,2}:\d{2}", re.IGNORECASE
)
"""What markup glues behind a headline: a byline, or a line with a date or a time."""

_WORD = re.compile(r"[^\W_]+")
_ADVERTISED = re.compile(r"(?:sponsored(?: by)?|advertorial|anzeige|publicité|advertisement)\W*\s", re.IGNORECASE)
_LONGEST = 400
"""Characters above which a title element holds something else."""
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")
_CUT_AT = 100, 110
_KICKER_WORDS = 3
_STRONG_SEPARATOR = re.compile(r"(?<!\s)\s*(?:\||::)\s*")
"""What only the names of section and site follow, whatever they are."""
_PRINTED_AT = re.compile(r"(?<!\s)\s+\d{1,2}\.\d{1,2}\.\d{2,4},?\s+\d{1,2}:\d{2}\s*$")
"""The day and time behind a headline in the same heading."""
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", re.IGNORECASE)
_MASTHEAD = re.compile(r"([^:]{2,60}):\s+(?=\S)")


def choose_title(
    headings: Sequence[str],
    stated: Sequence[str],
    window: str | None,
    sites: Iterable[str],
    *,
    sections: Iterable[str] = (),
    shown: Iterable[str] = (),
    marked: Container[str] = (),
) -> str | None:
    """Return the headline; null where the page has neither heading nor title.

    A first-level heading that agrees with a stated title is the printed form of it and wins. `window` is the
    content of the title element, `sites` the names of the site, `sections` those of its parts; they help to cut
    suffixes such as " - World - Ormsund Post". `shown` are further lines of the page; where no heading agrees, one
    that is a title or its part does. `marked` are those of the headings that only the name of a class calls so: like
    one of a few words they do not stand against a printed title of the window.
    """
    printed = {_key(heading) for heading in headings}
    sites = [key for site in sites if (key := _key(site)) and not (len(key) > _LONGEST_SITE and key in printed)]
    parts = {_key(section) for section in sections}
    headings = [heading for heading in headings if _key(heading) and _key(heading) not in (*sites, *parts)]
    masthead = _MASTHEAD.match(window or "")
    if window and masthead and _key(masthead[1]) in sites:
        window = window[masthead.end() :]
    raw = [title for title in (*stated, window) if title and len(title) <= _LONGEST]
    known = {_key(title) for title in (*headings, *raw)}
    titles = [title for one in raw if (title := strip_site(one, sites, known, parts)) and _key(title) not in sites]
    best = max(
        headings, key=lambda heading: max((_agreement(heading, title) for title in titles), default=0), default=None
    )
    if best is not None and any(_agreement(best, title) >= 0.6 or _opens(best, title) for title in titles):
        return _printed(best, titles)
    named = next((heading for heading in headings if any(_opens_with_part(title, heading) for title in raw)), None)
    if named is not None:
        return _printed(named, titles)
    line = _line_of(raw, shown) if titles else None
    doubtful = line is not None and headings and (headings[0] in marked or len(headings[0].split()) <= _KICKER_WORDS)
    lone = window if not stated and not doubtful else None
    if titles and not (len(headings) == 1 and _stands_alone(headings[0], titles, lone)):
        whole = [title for title in titles if not _CUT.search(title)]
        return line or _whole((whole or titles)[0], titles)
    return headings[0] if headings else None


def _opens_with_part(title: str, heading: str) -> bool:
    """Return True if a heading is what a title has before its first bar."""
    mark = _STRONG_SEPARATOR.search(title)
    return mark is not None and _key(title[: mark.start()]) == _key(heading)


def _printed(heading: str, titles: Sequence[str]) -> str:
    """Return a heading without what its markup glues to it, and not in capitals where a title says it otherwise."""
    key = _key(heading)
    for title in titles:
        other = _key(title)
        if other == key:
            if heading.isupper() and not title.isupper():
                return title
            continue
        kicker = heading[: -len(title)].rstrip() if heading.endswith(title) else ""
        if kicker and len(kicker.split()) <= _KICKER_WORDS < len(title.split()) and kicker[-1].isalnum():
            return title
        if heading.startswith(title) and heading[len(title)].isupper() and title[-1].islower():
            return title
        rest = heading[len(title) :]
        if _opens(heading, title) and (_GLUED.search(rest) or _STRONG_SEPARATOR.match(rest)):
            return title
    return _without_label(_PRINTED_AT.sub("", heading) or heading, titles)


def _opens(heading: str, title: str) -> bool:
    """Return True if a heading begins with a title of some words and goes on."""
    return len(title.split()) > _KICKER_WORDS and heading.startswith(f"{title} ")


def _without_label(heading: str, titles: Sequence[str]) -> str:
    """Return a heading without the label of an advertisement, if a title begins with what remains."""
    label = _ADVERTISED.match(heading)
    rest = _key(heading[label.end() :]) if label else ""
    return (
        heading[label.end() :] if label and any(rest and _key(title).startswith(rest) for title in titles) else heading
    )


def _line_of(titles: Sequence[str], shown: Iterable[str]) -> str | None:
    """Return the line that is a title, or its greater part at a separator; null where the page prints none."""
    keys = set()
    for title in titles:
        marks = list(_SEPARATOR.finditer(title))
        keys |= {
            _key(title),
            *(_key(title[: mark.start()]) for mark in marks),
            *(_key(title[mark.end() :]) for mark in marks),
        }
    return next((line for line in shown if _key(line) in keys), None)


def _whole(title: str, titles: Sequence[str]) -> str:
    """Return the title that another one was cut from without a mark, as descriptions are at 110 characters."""
    if not _CUT_AT[0] <= len(title) <= _CUT_AT[1]:
        return title
    return next((other for other in titles if other.startswith(title) and len(other) > len(title)), title)


def strip_line(title: str, outlet: str | None) -> tuple[int, int]:
    """Return the range of a printed line that is the headline: without bullets, the outlet's name and a short tail.

    >>> strip_line("• The ferry runs again | Opinion", None)
    (2, 22)
    """
    start = len(title) - len(title.lstrip("•·*▪■►▶ "))
    stripped = strip_site(title[start:], [_key(outlet)] if outlet else [])
    start = title.find(stripped, start)
    return (start, start + len(stripped)) if stripped else (0, len(title))


def strip_site(title: str, sites: Iterable[str], known: Iterable[str] = (), sections: Container[str] = ()) -> str:
    """Cut the site's name, and sections before it, from either end of a title.

    `sites`, `known` and `sections` are keys: letters and digits in lower case. A part is cut when it names the
    site, is a section, or when what remains is known as a title of its own.

    >>> strip_site("The ferry runs again - Ormsund Post", ["ormsundpost"])
    'The ferry runs again'
    """
    sites, known = tuple(sites), set(known)
    marks = list(_SEPARATOR.finditer(title))
    for mark in marks:
        if _key(title[: mark.start()]) in known and len(title[: mark.start()].split()) > 1:
            return title[: mark.start()].strip()
    for mark in reversed(marks):
        if _key(title[mark.end() :]) in known and len(title[mark.end() :].split()) > 2:
            return title[mark.end() :].strip()
    while marks:
        first, last = marks[0], marks[-1]
        head, tail = title[: first.start()], title[last.end() :]
        if (
            _names_site(tail, sites)
            or _key(tail) in sections
            or _HOST.fullmatch(tail)
            or _is_short_tail(title[: last.start()], tail, last[0])
        ):
            title = title[: last.start()]
        elif _names_site(head, sites, whole=True) or _key(head) in sections or _HOST.fullmatch(head):
            title = title[first.end() :]
        else:
            break
        marks = list(_SEPARATOR.finditer(title))
    return title.strip()


def _stands_alone(heading: str, titles: Sequence[str], window: str | None) -> bool:
    """Return True if the only heading is to be believed although no title agrees with it.

    Against a stated title it must share words with it; the title of the window alone proves little.
    """
    words = len(heading.split())
    return (window is not None and words > 1) or (words > 3 and _agreement(heading, titles[0]) >= 0.2)


def _names_site(part: str, sites: Sequence[str], *, whole: bool = False) -> bool:
    """Return True if a part of a title is a site's name, with "The" or its domain's ending, or, unless `whole`, cut."""
    key = _key(part)
    return any(
        key == site
        or (len(site) > 3 and site in key and len(key) < 2 * len(site) + 4)
        or (not whole and len(key) > 3 and key in site and len(key) * 10 >= len(site) * 6)
        for site in sites
        if key
    )


def _is_short_tail(rest: str, tail: str, mark: str) -> bool:
    """Return True if a bar or a double colon divides a real title from one to four words of site or section."""
    return ("|" in mark or "::" in mark) and len(tail.split()) <= 4 and len(rest.split()) >= 4


def _agreement(first: str, second: str) -> float:
    """Return how much of the words of two titles is the same, 0 to 1; a cut title agrees with its whole."""
    if _CUT.search(second) and _key(first).startswith(_key(_CUT.sub("", second))):
        return 1.0
    one, two = set(_WORD.findall(first.casefold())), set(_WORD.findall(second.casefold()))
    if not one or not two:
        return 0.0
    if len(one) == 1 and len(two) == 1:  # scripts without spaces
        return 1.0 if _key(first) in _key(second) or _key(second) in _key(first) else 0.0
    return 2 * len(one & two) / (len(one) + len(two))


def _key(text: str) -> str:
    return "".join(_WORD.findall(text)).casefold()

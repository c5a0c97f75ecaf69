"""Chooses the headline of a page among its headings and the titles that its markup states."""

import re
from collections.abc import Container, Iterable, Sequence

_SEPARATOR = re.compile(
    r"\s+[-–—·•/:]{1,2}\s+|\s*(?:[|»«]|::)\s*|\s+-\s*(?=\S+\.\w{2,4}$)"
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
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
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
_LEAST_SHARE = 0.5
"""Share of a title that a printed line must be to be its headline without a mark between them."""
_WORDS, _UNSPACED_LETTERS = 5, 10
"""Words, and letters of a script without blanks, of a line that can be nothing but a headline."""
_LONGEST_SECTION = 6
"""Letters of the name of a section or site in a script without blanks."""
_PATH_END = re.compile(r"[>›»]\s*$")


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
    agreed = {heading: max((_agreement(heading, title) for title in titles), default=0.0) for heading in headings}
    best = max(headings, key=lambda heading: (agreed[heading], min(len(heading.split()), _WORDS)), default=None)
    if best is not None and any(_agreement(best, title) >= 0.6 or _opens(best, title) for title in titles):
        return _printed(best, titles)
    named = next((heading for heading in headings if any(_opens_with_part(title, heading) for title in raw)), None)
    if named is not None:
        return _printed(named, titles)
    line = _line_of(titles, raw, shown) if titles else None
    doubtful = line is not None and headings and (headings[0] in marked or _is_label(headings[0], line))
    lone = window if not stated and not doubtful else None
    if titles and not (len({*map(_key, headings)}) == 1 and _stands_alone(headings[0], titles, lone)):
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
        if _PATH_END.search(kicker):
            return title
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


def _line_of(titles: Sequence[str], raw: Sequence[str], shown: Iterable[str]) -> str | None:
    """Return the line that is a title, or its greater part; null where the page prints none.

    A part before a separator goes before one behind it, and both before a part that nothing divides from the rest.
    """
    lines = list(shown)
    marks = [(title, mark) for title in raw for mark in _SEPARATOR.finditer(title)]
    for keys in (
        {_key(title) for title in (*titles, *raw)},
        {_key(title[: mark.start()]) for title, mark in marks},
        {_key(title[mark.end() :]) for title, mark in marks},
    ):
        line = next((line for line in lines if _key(line) in keys), None)
        if line is not None:
            return line
    return next((line for line in lines if _is_long(line) and any(_ends_title(line, title) for title in raw)), None)


def _is_label(heading: str, line: str) -> bool:
    """Return True if a heading has few words, against a printed title that may have a few more."""
    words = len(heading.split())
    return words <= _KICKER_WORDS or (words < _WORDS and _is_long(line))


def _is_long(line: str) -> bool:
    """Return True if a line has the length of a headline, not of a name or a label."""
    return len(line.split()) >= _WORDS or (not line.isascii() and len(_UNSPACED.findall(line)) >= _UNSPACED_LETTERS)


def _ends_title(line: str, title: str) -> bool:
    """Return True if a title begins or ends with a line that is most of it, whatever divides it from the rest."""
    if not _LEAST_SHARE * len(title) <= len(line) < len(title):
        return False
    behind, before = title[len(line)], title[-len(line) - 1]
    return (title.startswith(line) and not behind.isalnum()) or (title.endswith(line) and not before.isalnum())


def printed_part(lines: Sequence[str], titles: Iterable[str], sites: Iterable[str]) -> str:
    """Return the line of a heading of several lines that is a title; else all of them as one text.

    >>> printed_part(["Islands:", "The ferry runs again"], ["The ferry runs again - Ormsund Post"], ["Ormsund Post"])
    'The ferry runs again'
    """
    if len(lines) > 1:
        names = [_key(site) for site in sites]
        stated = [(title, strip_site(title, names)) for title in titles]
        keys = {_key(title) for pair in stated for title in pair}
        parts = {_key(part) for title, _ in stated for part in _SEPARATOR.split(title)[:-1] if _is_long(part)}
        for wanted in (keys, parts):
            line = next((line for line in lines if _key(line) in wanted), None)
            if line is not None:
                return line.lstrip(" :")
    return " ".join(lines)


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
    heads = [head for mark in marks if _key(head := title[: mark.start()]) in known and len(head.split()) > 1]
    tails = [tail for mark in marks if _key(tail := title[mark.end() :]) in known and len(tail.split()) > 2]
    if heads or tails:
        return max(heads[:1] + tails[-1:], key=lambda part: min(len(part.split()), _WORDS)).strip()
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
    if len(_UNSPACED.findall(rest)) >= _UNSPACED_LETTERS:
        return len(_UNSPACED.findall(tail)) == len(tail) <= _LONGEST_SECTION and mark.strip() != ""
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

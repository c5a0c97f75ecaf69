"""The outlet's name that the title of a page adds to a headline."""

import re
from collections.abc import Mapping, Sequence

from toolkit.read.field_values import host_of

SITE_SUFFIX = re.compile(r"(?P<headline>.*\S)\s+(?:[-–—|•·»/:]|::)\s+(?P<site>[^|•·»]{2,60})", re.DOTALL)
"""`Headline - Outlet`, as the titles of pages are."""
AGENCY = re.compile(r"\w\S*\s+\(([^\W\d_][\w .]{1,30})\)$")
LONGEST_HEADLINE = 500
FULL_TITLES = ("thread.title_full", "title_full", "full_title", "page_title", "title_page", "meta_title")
"""Keys under which records keep the title of a page beside the headline."""


def split_site(headline: str, given: Mapping[str, object]) -> tuple[str, str | None]:
    """Return a headline without the outlet's name that the title of a page adds to it, and that name.

    The name is that of the stated source, its domain, or an outlet with a profile where no source is stated.

    >>> split_site("Ferry runs again - Ormsund Post", {"source": "Ormsund Post"})
    ('Ferry runs again', 'Ormsund Post')
    """
    from toolkit.normalisation.outlets.outlet_profiles import load_outlets, name_key

    stated, site = given.get("source"), None
    if len(headline) > LONGEST_HEADLINE:
        return headline, None
    sites = {name_key(label) for label in _labels(given)}
    if isinstance(stated, str):
        sites.add(name_key(stated))
    while (match := SITE_SUFFIX.fullmatch(headline)) is not None:
        name = match["site"]
        is_outlet = not isinstance(stated, str) and load_outlets().by_name(name) is not None
        if len(match["headline"].split()) < 2 or not (name_key(name) in sites or is_outlet):
            break
        headline, site = match["headline"], name
    return headline, site


def agency_of_title(headline: str) -> str | None:
    """Return the agency in brackets at the end of a headline, as news lists print it; null without one.

    >>> agency_of_title("Ferry runs again (AP)"), agency_of_title("Ferry runs again (photos)")
    ('AP', None)
    """
    from toolkit.normalisation.outlets.outlet_profiles import load_outlets

    match = AGENCY.search(headline[-60:])
    outlet = load_outlets().by_name(match[1]) or load_outlets().by_mark(match[1]) if match else None
    return match[1] if match and outlet is not None and outlet.agency else None


def site_of_title(record: Mapping[str, object], given: Mapping[str, object]) -> str | None:
    """Return the outlet's name that the title of a record's page has more than its headline; null without one."""
    headline = given.get("headline")
    for key in FULL_TITLES:
        title = _value(record, key)
        if not isinstance(headline, str) or not isinstance(title, str) or not title.startswith(headline):
            continue
        match = SITE_SUFFIX.fullmatch(title)
        if match is not None and match["headline"] == headline:
            return match["site"]
    return None


def _labels(given: Mapping[str, object]) -> list[str]:
    """Return the domains of a record, and the names in them, which the name of the site may be."""
    hosts = [host_of(text) for text in (given.get("source_domain"), given.get("url")) if isinstance(text, str)]
    labels: Sequence[str] = [
        label for host in hosts if host for label in (host.removeprefix("www."), *host.split(".")[:-1])
    ]
    return [label for label in labels if len(label) > 3]


def _value(record: Mapping[str, object], key: str) -> object:
    head, _, rest = key.partition(".")
    value = record.get(head)
    return _value(value, rest) if rest and isinstance(value, dict) else None if rest else value

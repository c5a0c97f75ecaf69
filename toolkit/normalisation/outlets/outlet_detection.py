"""The source: which outlet published an article, and whose copy it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from toolkit.contract.records import Evidence
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.outlets.imprint import GIVEN, HINT, PRINTED, URL, Clue, page_clues
from toolkit.normalisation.outlets.outlet_profiles import Outlets, name_key


@dataclass(frozen=True, slots=True)
class Source:
    """Who published an article, and whose copy it is."""

    source: str | None
    """Canonical name of the outlet; the agency's where only an agency is known."""
    agency: str | None
    source_domain: str | None
    """Registered domain of the URL, lower case."""
    country: str | None
    """ISO 3166 alpha-2 code of the outlet's seat, else of the URL's top-level domain."""
    evidence: tuple[Evidence, ...]
    trust: int | None = None
    """Trust in the clue that names the source, lower is better; null without a source."""


_NOTHING: Mapping[str, object] = {}


def find_source(
    text: str,
    lines: Sequence[Line],
    *,
    url: str | None = None,
    dateline_agency: str | None = None,
    dateline_span: tuple[int, int] | None = None,
    given: Mapping[str, object] = _NOTHING,
    outlets: Outlets,
) -> Source:
    """Find the outlet and the agency; what the container gives wins, then the clues in their order of trust.

    Trusted most is the URL, then a masthead line, then a line of copyright or disclaimer. An agency
    is the source only where nothing names another outlet. An outlet that is only mentioned in the
    running body is never a clue.

    Args:
        text: the text that the offsets of the lines count in.
        lines: its labelled lines, in order.
        url: where the article was published.
        dateline_agency: the agency's mark as the dateline prints it.
        dateline_span: where the dateline is in the text.
        given: what the container states, under `source`, `agency` and `source_domain`.
        outlets: the profiles to recognise.

    """
    host = _host(url) or _stated(given, "source_domain")
    page = sorted(page_clues(text, lines, _site_label(host, outlets), outlets), key=lambda clue: clue.trust)
    agencies = [
        *_given_clues(given, "agency", outlets),
        *_dateline_clues(text, dateline_agency, dateline_span, outlets),
        *(clue for clue in page if clue.agency),
    ]
    publishers = [
        *_given_clues(given, "source", outlets),
        *_url_clues(host, outlets),
        *(clue for clue in page if not clue.agency and not (agencies and clue.trust == HINT)),
        *sorted(agencies, key=lambda clue: clue.trust),
    ]
    outlet = publishers[0] if publishers else None
    agency = agencies[0] if agencies else outlet if outlet and outlet.agency else None
    profile = outlet.outlet if outlet else None
    return Source(
        source=outlet.name if outlet else None,
        agency=agency.name if agency else None,
        source_domain=_registered(host) if host else None,
        country=profile.country if profile else _country(host),
        evidence=tuple(_evidence(outlet, agency, host)),
        trust=outlet.trust if outlet else None,
    )


_MULTIPLE_SUFFIX = frozenset(
    {"ac", "co", "com", "edu", "gob", "gov", "govt", "go", "gub", "ne", "net", "nom", "or", "org"}
)
# Country domains that are sold to everybody say nothing about a country.
_OPEN_DOMAINS = frozenset(
    {"ag", "ai", "cc", "co", "eu", "fm", "gg", "io", "ly", "me", "nu", "sh", "st", "su", "tk", "to", "tv", "vc", "ws"}
)


def _given_clues(given: Mapping[str, object], field: str, outlets: Outlets) -> list[Clue]:
    """Return what the container states, under the profile's name where there is one."""
    stated = _stated(given, field)
    if stated is None:
        return []
    outlet = outlets.by_name(stated) or (outlets.by_mark(stated) if field == "agency" else None)
    return [Clue(GIVEN, outlet.name if outlet else stated, outlet, "metadata", None, None)]


def _stated(given: Mapping[str, object], field: str) -> str | None:
    """Return a text that the container gives for a field."""
    value = given.get(field)
    return value.strip() or None if isinstance(value, str) else None


def _url_clues(host: str | None, outlets: Outlets) -> list[Clue]:
    """Return the outlet that the host name belongs to."""
    outlet = outlets.by_domain(host) if host else None
    return [Clue(URL, outlet.name, outlet, "metadata", None, None)] if outlet else []


def _dateline_clues(text: str, mark: str | None, span: tuple[int, int] | None, outlets: Outlets) -> list[Clue]:
    """Return the agency of the dateline, by its mark where no profile knows it."""
    if not mark:
        return []
    start, end = span or (None, None)
    outlet = outlets.by_mark(mark, text[start or 0 : end or 0]) or outlets.by_mark(mark.partition("/")[0])
    return [Clue(PRINTED, outlet.name if outlet else mark, outlet, "stated", start, end)]


def _host(url: str | None) -> str | None:
    """Return the host name of a URL."""
    try:
        return urlsplit(url.strip()).hostname if url else None
    except ValueError:
        return None


def _registered(host: str) -> str:
    """Return the registered domain of a host name, as far as its form tells."""
    labels = host.lower().rstrip(".").split(".")
    country = len(labels[-1]) == 2
    keep = 3 if len(labels) > 2 and country and labels[-2] in _MULTIPLE_SUFFIX else 2
    return ".".join(labels[-keep:])


def _site_label(host: str | None, outlets: Outlets) -> str | None:
    """Return the name in the domain of a site that no profile knows: `exampleherald`."""
    if not host or outlets.by_domain(host) is not None:
        return None
    label = name_key(_registered(host).split(".")[0])
    return label if 3 <= len(label) <= 40 else None


def _country(host: str | None) -> str | None:
    """Return the country of a top-level domain."""
    top = host.rsplit(".", 1)[-1].lower() if host else ""
    if len(top) != 2 or not top.isalpha() or top in _OPEN_DOMAINS:
        return None
    return "GB" if top == "uk" else top.upper()


def _evidence(outlet: Clue | None, agency: Clue | None, host: str | None) -> Iterator[Evidence]:
    """Yield where each field comes from."""
    if outlet:
        yield Evidence("source", outlet.method, outlet.start, outlet.end, host if outlet.trust == URL else None)
    if agency:
        yield Evidence("agency", agency.method, agency.start, agency.end)
    if host:
        yield Evidence("source_domain", "metadata", None, None, host)

"""News in JSON (ninjs 1 to 3): which property of an item is which field."""

from collections.abc import Mapping

from toolkit.read.field_values import byline_names, moment, plain

DATES = ("contentcreated", "versioncreated", "firstcreated")
MARKS = ("headlines", "bodies", "body_text", "body_xhtml", "body_html", "descriptions", "description_text")
"""Properties that other JSON does not have beside `uri`."""
SUMMARIES = ("summary", "standfirst", "abstract", "drol:summary", "drol:standfirst", "preamble")


def is_item(fields: Mapping[str, object]) -> bool:
    """Say whether a record is a ninjs item."""
    keys = {str(key).lower() for key in fields}
    return "uri" in keys and not keys.isdisjoint(MARKS)


def find_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of an item by their names in the contract; property names may be in either case.

    The plain body goes before the marked-up one, the body in the main role before others.
    """
    item = {str(key).lower(): value for key, value in fields.items()}
    body, page = _bodies(item)
    sources = [source for source in _objects(item.get("infosources")) if source.get("name")]
    uri = plain("url", item.get("url") or item.get("uri"))
    found = {
        "headline": item.get("headline") or _value(item.get("headlines"), ("main", "headline", "hrol:main")),
        "standfirst": item.get("description_text") or _value(item.get("descriptions"), SUMMARIES, only=True),
        "authors": _authors(item),
        "date": next((moment(value) for name in DATES if isinstance(value := item.get(name), str)), None),
        "source": sources[0]["name"] if sources else None,
        "url": uri if isinstance(uri, str) and uri.startswith(("http://", "https://")) else None,
        "language": item.get("language"),
        "body": body,
        "html": None if body else page,
        **_rights(item),
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _bodies(item: Mapping[str, object]) -> tuple[str | None, str | None]:
    """Return the plain and the marked-up body."""
    texts = [str(item[name]) for name in ("body_text",) if isinstance(item.get(name), str)]
    pages = [str(item[name]) for name in ("body_xhtml", "body_html") if isinstance(item.get(name), str)]
    bodies = [body for body in _objects(item.get("bodies")) if isinstance(body.get("value"), str)]
    for body in sorted(bodies, key=lambda body: body.get("role") not in ("main", "body")):
        is_page = "ml" in str(body.get("contenttype") or body.get("role")).lower()
        (pages if is_page else texts).append(str(body["value"]))
    return next(iter(texts), None), next(iter(pages), None)


def _value(entries: object, roles: tuple[str, ...], *, only: bool = False) -> object:
    """Return the value in the first of the roles; unless `only` these count, else the first of all."""
    found = [entry for entry in _objects(entries) if isinstance(entry.get("value"), str)]
    chosen = [entry for entry in found if entry.get("role") in roles]
    return next((entry["value"] for entry in (chosen if only or chosen else found)), None)


def _authors(item: Mapping[str, object]) -> list[str]:
    """Return the names in the byline, else the creators; what is named as a source is no author."""
    byline = item.get("byline") or item.get("by")
    if isinstance(byline, str):
        sources = {str(item.get("copyrightholder")).lower()}
        sources |= {str(source.get("name")).lower() for source in _objects(item.get("infosources"))}
        return [name for name in byline_names(byline) if name.lower() not in sources]
    return [str(creator["name"]) for creator in _objects(item.get("creators")) if creator.get("name")]


def _rights(item: Mapping[str, object]) -> dict[str, object]:
    info = item.get("rightsinfo")
    terms = [part for name in ("copyrightnotice", "usageterms") if isinstance(part := item.get(name), str) and part]
    return {
        "licence": next((entry.get("linkedrights") for entry in _objects(info)), None),
        "holder": item.get("copyrightholder"),
        "usage_terms": " ".join(terms) or None,
        "status": item.get("pubstatus"),
        "embargo_until": item.get("embargoed"),
    }


def _objects(value: object) -> list[dict[str, object]]:
    """Return the objects of a list, or the only one, with property names in lower case."""
    entries = value if isinstance(value, list) else [value]
    return [{str(key).lower(): each for key, each in entry.items()} for entry in entries if isinstance(entry, Mapping)]

"""News in JSON (ninjs 1 to 3): which property of an item is which field."""

import html
import re
from collections.abc import Mapping

from toolkit.read import media_type, nitf
from toolkit.read.field_values import byline_names, moment, plain

DATES = ("contentcreated", "versioncreated", "firstcreated")
MARKS = ("headlines", "bodies", "descriptions", "versioncreated", "firstcreated", "pubstatus", "associations")
BEGINNINGS = ("body_", "description_", "headline_")
"""Properties, and beginnings of properties, that other JSON does not have together with `uri`."""
MAIN_BODIES = ("body_text", "body_main", "body_richtext", "body_html5", "body_html", "body_xhtml", "body_nitf", "body")
INSIDE = re.compile(r"<(?:nitf|body\.content)[\s>]", re.IGNORECASE)
"""How a body begins that is NITF."""
SUMMARIES = ("summary", "standfirst", "abstract", "drol:summary", "drol:standfirst", "preamble")


def is_item(fields: Mapping[str, object]) -> bool:
    """Return True if a record is a ninjs item."""
    if "uri" not in fields and all(len(key) != 3 or key.lower() != "uri" for key in fields):
        return False
    keys = {str(key).lower() for key in fields}
    return not keys.isdisjoint(MARKS) or any(key.startswith(BEGINNINGS) for key in keys)


def find_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of an item by their names in the contract; property names may be in either case.

    The plain body goes before the marked-up one, the body in the main role before others.
    """
    item = {str(key).lower(): value for key, value in fields.items()}
    body, page = _bodies(item)
    sources = [source for source in _objects(item.get("infosources")) if source.get("name")]
    uri = plain("url", item.get("url")) or plain("url", item.get("uri"))
    values = {
        "headline": item.get("headline") or _value(item.get("headlines"), ("main", "headline", "hrol:main")),
        "standfirst": item.get("description_text") or _value(item.get("descriptions"), SUMMARIES, only=True),
        "authors": _authors(item),
        "date_modified": item.get("contentmodified"),
        "credit": item.get("creditline"),
        "kind": item.get("genres") or item.get("genre"),
        "images": _images(item.get("associations")),
        "date": next((moment(value) for name in DATES if isinstance(value := item.get(name), str)), None),
        "source": sources[0]["name"] if sources else item.get("source"),
        "url": uri,
        "language": item.get("language"),
        "subjects": item.get("subjects") or item.get("subject"),
        "body": body,
        "html": None if body else page,
        **_rights(item),
    }
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _bodies(item: Mapping[str, object]) -> tuple[str | None, str | None]:
    """Return the plain and the marked-up body; what a body is shows in its text, whatever its property is called."""
    named = [*MAIN_BODIES, *sorted(name for name in item if name.startswith("body_") and name not in MAIN_BODIES)]
    values = [text for name in named if isinstance(text := item.get(name), str) and text.strip()]
    bodies = [body for body in _objects(item.get("bodies")) if isinstance(body.get("value"), str)]
    values += [str(body["value"]) for body in sorted(bodies, key=lambda body: body.get("role") not in ("main", "body"))]
    texts: list[str] = []
    pages: list[str] = []
    for value in values:
        if INSIDE.search(value[:4000]):
            texts += filter(None, [nitf.body_text(value)])
        elif media_type.has_tags(value):
            pages.append(value)
        elif value.strip():
            texts.append(_rejoined(value) if value == item.get("body_xhtml") else value)
    return next(iter(texts), None), next(iter(pages), None)


def _rejoined(text: str) -> str:
    """Return XHTML without any tag as paragraphs: a line end in it is a blank."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", html.unescape(text)))


def _value(entries: object, roles: tuple[str, ...], *, only: bool = False) -> object:
    """Return the value in the first of the roles; unless `only` these count, else the first of all."""
    valued = [entry for entry in _objects(entries) if isinstance(entry.get("value"), str)]
    chosen = [entry for entry in valued if entry.get("role") in roles]
    return next((entry["value"] for entry in (chosen if only or chosen else valued)), None)


def _images(associations: object) -> list[dict[str, object]]:
    """Return the pictures among the associated items, which are a list or named."""
    named = not {"uri", "type"} & set(associations) if isinstance(associations, Mapping) else False
    items = list(associations.values()) if named and isinstance(associations, Mapping) else associations
    pictures = [item for item in _objects(items) if item.get("type") in ("picture", "graphic")]
    return [
        {
            **picture,
            "caption": _value(picture.get("descriptions"), ("caption", "drol:caption"))
            or picture.get("description_text"),
            "credit": picture.get("creditline") or picture.get("byline") or picture.get("by"),
            "url": None,
        }
        for picture in pictures
    ]


def _authors(item: Mapping[str, object]) -> list[str]:
    """Return the names in the byline, else the creators; what is named as a source is no author."""
    byline = item.get("byline") or item.get("by")
    if isinstance(byline, str):
        sources = {str(item.get("copyrightholder")).lower()}
        sources |= {str(source.get("name")).lower() for source in _objects(item.get("infosources"))}
        return [name for name in byline_names(byline) if name.lower() not in sources]
    people = [*_objects(item.get("authors")), *_objects(item.get("creators"))]
    return [str(person["name"]) for person in people if person.get("name")]


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
    return [
        {str(key).lower(): value for key, value in entry.items()} for entry in entries if isinstance(entry, Mapping)
    ]

"""Reads JSON-LD, the schema.org description that news pages carry for search engines."""

import json
import re
from collections.abc import Iterator, Mapping

Node = Mapping[str, object]

_ARTICLE = re.compile(r"(?:^|[/:#])(?:\w*Article|\w*BlogPosting|SocialMediaPosting|Report|Review|NewsItem)$")
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_SALVAGED = re.compile(r'"(headline|datePublished|dateModified|description)"\s*:\s*("(?:[^"\\\n]|\\.)*+")')
_SALVAGED_AUTHOR = re.compile(r'"author"\s*:[\s\[]*(?:\{[^{}]{0,300}?"name"\s*:\s*)?("(?:[^"\\\n]|\\.)*+")')
_MOST_NODES = 5000
_NESTING = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "hasPart", "review")


def load_nodes(script: str) -> list[Node]:
    """Return the nodes of one script, outer ones first; from a broken one, what single lines still say."""
    value = _load(script)
    return _salvage(script) if value is None else list(_walk(value))


def is_article(node: Node) -> bool:
    """Say whether a node describes an article of any kind."""
    return any(_ARTICLE.search(kind) for kind in types_of(node))


def types_of(node: Node) -> list[str]:
    """Return the types of a node, as they are written."""
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def text_of(value: object) -> str | None:
    """Return a value as text: itself, the `name`, `@value` or `@id` of a node, or the first of a list."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, Mapping):
            value = next((value[key] for key in ("name", "@value", "@id", "url") if value.get(key)), None)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def people_of(value: object, nodes: list[Node]) -> list[tuple[str, bool]]:
    """Return the authors that are no organisations, and of each whether it is declared to be a person.

    References to other nodes are looked up.
    """
    names: list[tuple[str, bool]] = []
    for item in _items(value, nodes):
        if isinstance(item, str):
            names.append((item, False))
        elif isinstance(item, Mapping) and not _is_organisation(item):
            name = item.get("name")
            typed = any(kind.endswith("Person") for kind in types_of(item))
            names += [(one, typed) for one in (name if isinstance(name, list) else [name]) if isinstance(one, str)]
    return names


def organisations_of(value: object, nodes: list[Node]) -> list[str]:
    """Return the names of the organisations among authors or sources."""
    found = [item for item in _items(value, nodes) if isinstance(item, Mapping) and _is_organisation(item)]
    return [name for item in found if (name := text_of(item.get("name")))]


def resolve(value: object, nodes: list[Node]) -> object:
    """Return the node that a reference points at; anything else as it is."""
    if isinstance(value, Mapping) and "name" not in value and value.get("@id"):
        return next((node for node in nodes if node.get("@id") == value["@id"] and "name" in node), value)
    return value


def _items(value: object, nodes: list[Node]) -> list[object]:
    return [resolve(item, nodes) for item in (value if isinstance(value, list) else [value])]


def _is_organisation(node: Node) -> bool:
    return any(kind.endswith(("Organization", "Corporation", "Brand", "WebSite")) for kind in types_of(node))


def _load(script: str) -> object | None:
    """Parse a script as written, else with comments, trailing commas and further values taken away."""
    cleaned = _WRAPPING.sub("", script.strip()).strip().rstrip(";")
    for candidate in (cleaned, _TRAILING_COMMA.sub("", cleaned)):
        try:
            value: object = json.JSONDecoder(strict=False).raw_decode(candidate)[0]
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _salvage(script: str) -> list[Node]:
    """Take the plain fields out of a script that cannot be parsed."""
    found: dict[str, object] = {}
    for pattern, name in ((_SALVAGED, None), (_SALVAGED_AUTHOR, "author")):
        for match in pattern.finditer(script):
            try:
                found.setdefault(name or match[1], json.loads(match[match.lastindex or 1], strict=False))
            except ValueError:
                continue
    return [{"@type": "Article", **found}] if found else []


def _walk(value: object) -> Iterator[Node]:
    """Yield the nodes of lists, graphs and main entities, breadth first."""
    waiting: list[object] = [value]
    for seen, item in enumerate(waiting):
        if seen > _MOST_NODES:
            return
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, Mapping):
            yield item
            waiting += [item[key] for key in _NESTING if isinstance(item.get(key), list | Mapping)]

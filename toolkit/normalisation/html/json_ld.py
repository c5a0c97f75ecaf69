"""Reads JSON-LD, the schema.org description that news pages carry for search engines."""

import html
import json
import re
from collections.abc import Iterator, Mapping

Node = Mapping[str, object]

_ARTICLE = re.compile(r"(?:^|[/:#])(?:\w*Article|\w*BlogPosting|SocialMediaPosting|Report|Review|NewsItem)$")
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_SALVAGED = re.compile(r'"(headline|datePublished|dateModified|description)"\s*:\s*("(?:[^"\\\n]|\\.)*+")')
_SALVAGED_AUTHOR = re.compile(r'"author"\s*:\s*(\[[^\]]{0,3000}|\{[^{}]{0,1000}|"(?:[^"\\\n]|\\.)*+")')
_SALVAGED_NAME = re.compile(r'"name"\s*:\s*("(?:[^"\\\n]|\\.)*+")')
_SALVAGED_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*+"')
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BETWEEN = re.compile(r"[\s;,]*")
_MOST_NODES = 5000
_NESTING = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "hasPart", "review")


def load_nodes(script: str) -> list[Node]:
    """Return the nodes of one script, outer ones first; from a broken one, what single lines still say."""
    values = _load(script)
    return list(_walk(values)) if values else _salvage(script)


def is_article(node: Node) -> bool:
    """Return True if a node describes an article of any kind."""
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
    return plain_text(value) or None if isinstance(value, str) else None


def plain_text(value: str) -> str:
    """Return a text as a reader would see it: some sites escape it for HTML once more, or leave tags in.

    >>> plain_text("<b>Ada O&#039;Quill</b>")
    "Ada O'Quill"
    """
    if "&" in value:
        value = html.unescape(value)
    return " ".join((_TAG.sub(" ", value) if "<" in value else value).split())


def people_of(value: object, nodes: list[Node]) -> list[tuple[str, bool]]:
    """Return the authors that are no organisations, and of each whether it is declared to be a person.

    References to other nodes are looked up.
    """
    names: list[tuple[str, bool]] = []
    for item in _items(value, nodes):
        if isinstance(item, str):
            names.append((plain_text(item), False))
        elif isinstance(item, Mapping) and not _is_organisation(item):
            name = item.get("name") or _whole_name(item)
            typed = any(kind.endswith("Person") for kind in types_of(item))
            names += [
                (plain_text(one), typed) for one in (name if isinstance(name, list) else [name]) if isinstance(one, str)
            ]
    return names


def organisations_of(value: object, nodes: list[Node]) -> list[str]:
    """Return the names of the organisations among authors or sources."""
    result = [item for item in _items(value, nodes) if isinstance(item, Mapping) and _is_organisation(item)]
    return [name for item in result if (name := text_of(item.get("name")))]


def resolve(value: object, nodes: list[Node]) -> object:
    """Return the node that a reference points at; anything else as it is."""
    if isinstance(value, Mapping) and "name" not in value and value.get("@id"):
        return next((node for node in nodes if node.get("@id") == value["@id"] and "name" in node), value)
    return value


def _items(value: object, nodes: list[Node]) -> list[object]:
    return [resolve(item, nodes) for item in (value if isinstance(value, list) else [value])]


def _whole_name(node: Node) -> str | None:
    parts = (node.get("givenName"), node.get("familyName"))
    return " ".join(part for part in parts if isinstance(part, str)) or None


def _is_organisation(node: Node) -> bool:
    return any(kind.endswith(("Organization", "Corporation", "Brand", "WebSite")) for kind in types_of(node))


def _load(script: str) -> list[object]:
    """Parse the values of a script as written, else with comments, escapes and trailing commas taken away."""
    cleaned = _WRAPPING.sub("", script.strip("\ufeff \t\r\n")).strip().rstrip(";")
    for candidate in (cleaned, _TRAILING_COMMA.sub("", cleaned), html.unescape(cleaned)):
        values = list(_values(candidate))
        if values:
            return values
    return []


def _values(script: str) -> Iterator[object]:
    """Yield the values that are one behind the other, up to the first that cannot be read."""
    decoder = json.JSONDecoder(strict=False)
    position = 0
    while position < len(script):
        try:
            value, position = decoder.raw_decode(script, position)
        except (ValueError, RecursionError):
            return
        yield value
        between = _BETWEEN.match(script, position)
        position = between.end() if between else position


def _salvage(script: str) -> list[Node]:
    """Take the plain fields out of a script that cannot be parsed."""
    result: dict[str, object] = {}
    for match in _SALVAGED.finditer(script):
        for value in _texts(match[2]):
            result.setdefault(match[1], value)
    for match in _SALVAGED_AUTHOR.finditer(script):
        names = _SALVAGED_NAME.findall(match[1]) or ([] if match[1][0] == "{" else _SALVAGED_TEXT.findall(match[1]))
        kind = {"@type": "Person"} if '"Person"' in match[1] else {}
        if "author" not in result and '"Organization"' not in match[1]:
            result["author"] = [{**kind, "name": name} for written in names for name in _texts(written)]
    return [{"@type": "Article", **result}] if result else []


def _texts(*written: str) -> Iterator[str]:
    """Yield strings without their quotation marks and escapes; those with wrong escapes are left out."""
    for one in written:
        try:
            yield json.loads(one, strict=False)
        except ValueError:
            continue


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

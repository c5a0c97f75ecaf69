"""schema.org in JSON-LD: the articles of an object or of a graph."""

from collections.abc import Mapping

ARTICLES = frozenset(
    (
        *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
        *("OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle"),
        *("BlogPosting", "LiveBlogPosting", "SatiricalArticle", "Report"),
    )
)
PREFIXES = ("schema:", "https://schema.org/", "http://schema.org/")
REFERRED = ("author", "creator", "publisher", "copyrightHolder", "license", "mainEntityOfPage")
"""Properties whose value may be the address of another node."""


def find_articles(value: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the articles of a JSON-LD object in their order, wherever they are nested; none if it is not JSON-LD.

    References to other nodes of the object are resolved, prefixes of schema.org taken off. Articles inside an
    article, such as those it cites, are not returned.
    """
    if not any(key in value for key in ("@type", "@graph", "@context")):
        return []
    nodes: dict[str, Mapping[str, object]] = {}
    articles: list[Mapping[str, object]] = []
    pending: list[tuple[object, bool]] = [(value, False)]
    while pending:
        item, within = pending.pop()
        if isinstance(item, list):
            pending.extend((inner, within) for inner in reversed(item))
        elif isinstance(item, Mapping):
            identity = item.get("@id")
            if isinstance(identity, str) and len(item) > 1:
                nodes.setdefault(identity, item)
            if not within and is_article(item):
                articles.append(item)
                within = True
            pending.extend((inner, within) for inner in reversed(list(item.values())))
    return [_resolved(article, nodes) for article in articles]


def is_article(node: Mapping[str, object]) -> bool:
    """Return True if a node is an article or one of its kinds."""
    types = node.get("@type")
    return any(
        isinstance(name, str) and _local(name) in ARTICLES for name in (types if isinstance(types, list) else [types])
    )


def _resolved(article: Mapping[str, object], nodes: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """Return an article with plain property names, its references followed and its address as `url`."""
    properties = {_local(str(key)): value for key, value in article.items()}
    for name in REFERRED:
        if name in properties:
            properties[name] = _followed(properties[name], nodes)
    properties.setdefault("headline", properties.get("name"))
    types = properties.get("@type")
    properties["genre"] = [*_listed(properties.get("genre")), *_listed(types)]
    terms = [item for item in _listed(properties.get("about")) if isinstance(item, Mapping) and "termCode" in item]
    if terms:
        keywords = properties.get("keywords")
        split = keywords.split(",") if isinstance(keywords, str) else _listed(keywords)
        properties["subjects"] = [*terms, *split]
    if not isinstance(properties.get("url"), str):
        page = properties.get("mainEntityOfPage")
        places = (page, *(page.get(key) for key in ("url", "@id") if isinstance(page, Mapping)), properties.get("@id"))
        properties["url"] = next(
            (address for address in places if isinstance(address, str) and address.startswith("http")), None
        )
    return properties


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _followed(value: object, nodes: Mapping[str, Mapping[str, object]]) -> object:
    if isinstance(value, list):
        return [_followed(item, nodes) for item in value]
    identity = value.get("@id") if isinstance(value, Mapping) and len(value) == 1 else None
    return nodes.get(identity, value) if isinstance(identity, str) else value


def _local(name: str) -> str:
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return name

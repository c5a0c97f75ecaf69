"""What a page says about itself: JSON-LD, meta elements, links and microdata, each value with its place."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.contract.records import Image, Subject
from toolkit.normalisation.genre_names import kind_of
from toolkit.normalisation.html.html_tokenizer import Markup, Tag, decode_references
from toolkit.normalisation.html.json_ld import (
    Node,
    is_article,
    load_nodes,
    organisations_of,
    people_of,
    plain_text,
    resolve,
    text_of,
    types_of,
)
from toolkit.normalisation.stated_images import images_of

_META = {
    "headline": ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title"),
    "description": ("og:description", "description", "twitter:description", "dc.description", "sailthru.description"),
    "published": (
        *("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
        *("datepublished", "date_published", "parsely-pub-date", "sailthru.date", "publication_date", "published-date"),
        *("publish_date", "publish-date", "publishdate", "pubdate", "pub_date", "article.published", "bt:pubdate"),
        *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "cxenseparse:recs:publishtime"),
        *("vr:published_time", "article.created", "original-publish-date", "article_date_original", "published"),
        *("published_at", "date.created", "citation_publication_date"),
    ),
    "dated": ("dcterms.date", "dc.date", "date"),
    "authors": (
        *("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"),
        *("article:author_name", "article.author", "cxenseparse:author", "authors", "byline", "og:article:author"),
    ),
    "site": ("og:site_name", "application-name", "al:android:app_name", "twitter:app:name:iphone", "dc.publisher"),
    "section": ("article:section", "parsely-section", "sailthru.section", "section"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified"),
    "reservation": ("tdm-reservation",),
    "keywords": ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags"),
    "image": ("og:image", "og:image:url", "twitter:image"),
    "image_text": ("og:image:alt", "twitter:image:alt"),
}
"""Field to the names of its meta elements, the most trusted first."""

_FIELDS = {name: (result, rank) for result, names in _META.items() for rank, name in enumerate(names)}
_KEYS = {
    "headline": ("headline", "name", "alternativeHeadline"),
    "description": ("alternativeHeadline", "description"),
    "published": ("datePublished", "dateCreated"),
    "section": ("articleSection",),
    "url": ("url", "mainEntityOfPage"),
    "language": ("inLanguage",),
}
LONGEST_KEYWORD = 200
_UNESCAPED = frozenset("&<>\"'")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of the markup and where it is in the source; without a place where it is written in escapes."""

    value: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything that the markup states, the most trusted value of each field first."""

    headlines: tuple[Stated, ...] = ()
    title: Stated | None = None
    """The title of the window, with the site's name in it as a rule."""
    descriptions: tuple[Stated, ...] = ()
    published: tuple[Stated, ...] = ()
    dated: tuple[Stated, ...] = ()
    """Dates of which it is not said what happened then; some systems write the day of the visit."""
    modified: tuple[Stated, ...] = ()
    """Dates of the last change, from descriptions of an article and meta elements."""
    people: tuple[Stated, ...] = ()
    """Authors that are declared to be persons."""
    authors: tuple[Stated, ...] = ()
    """Authors of whom it is not said what they are."""
    organisations: tuple[Stated, ...] = ()
    """Authors that are declared to be organisations."""
    suppliers: tuple[Stated, ...] = ()
    """Organisations on whose behalf the author wrote, such as agencies."""
    sites: tuple[Stated, ...] = ()
    sections: tuple[Stated, ...] = ()
    urls: tuple[Stated, ...] = ()
    languages: tuple[Stated, ...] = ()
    licence: Stated | None = None
    holder: Stated | None = None
    reservation: Stated | None = None
    """What the page says of text and data mining (TDMRep): 1 if it is reserved."""
    article_body: str | None = None
    keywords: tuple[Stated, ...] = ()
    images: tuple[Image, ...] = ()
    kind: str | None = None
    credit: Stated | None = None


@dataclass(slots=True)
class _Collected:
    """Values by field with their rank, lower first."""

    values: dict[str, list[tuple[int, Stated]]] = field(default_factory=dict)
    images: tuple[Image, ...] = ()
    """Those that the description of the article names."""
    kind: str | None = None

    def add(self, name: str, rank: int, value: str | None, span: tuple[int, int] | None) -> None:
        """Note a value, if there is one."""
        value = _SPACES.sub(" ", value).strip() if value else ""
        if "&" in value:  # escaped twice
            value = decode_references(value)
        if value:
            self.values.setdefault(name, []).append((rank, Stated(value, *(span or (None, None)))))

    def of(self, name: str) -> tuple[Stated, ...]:
        """Return the values of a field, the most trusted first, each once."""
        ordered = sorted(self.values.get(name, ()), key=lambda item: item[0])
        return tuple({stated.value: stated for _, stated in reversed(ordered)}.values())[::-1]

    def first(self, name: str) -> Stated | None:
        """Return the most trusted value of a field."""
        return next(iter(self.of(name)), None)


def read_metadata(markup: Markup) -> Metadata:
    """Collect what the markup states; broken JSON-LD counts as far as it can be read."""
    collected = _Collected()
    scripts: list[tuple[Node, int, int]] = []
    for number in markup.telling:
        tag = markup.tags[number]
        if tag.name == "meta":
            _read_meta(markup, number, collected)
        elif tag.name == "link":
            _read_link(markup, tag, collected)
        elif tag.name == "script" and "ld+json" in markup.source[tag.attributes_start : tag.attributes_end]:
            end = markup.tags[number + 1].start if number + 1 < len(markup.tags) else len(markup.source)
            scripts += [(node, tag.end, end) for node in load_nodes(markup.source[tag.end : end])]
        elif tag.name == "title" and "title" not in collected.values:
            end = markup.tags[number + 1].start if number + 1 < len(markup.tags) else tag.end
            collected.add("title", 0, markup.decoded(tag.end, end), (tag.end, end))
        elif tag.name == "html":
            collected.add("language", 0, markup.attributes(tag).get("lang"), markup.attribute_span(tag, "lang"))
    _read_nodes(markup, scripts, collected)
    return Metadata(
        headlines=collected.of("headline"),
        title=collected.first("title"),
        descriptions=collected.of("description"),
        published=collected.of("published"),
        dated=collected.of("dated"),
        modified=collected.of("modified"),
        people=collected.of("people"),
        authors=collected.of("authors"),
        organisations=collected.of("organisations"),
        suppliers=collected.of("suppliers"),
        sites=collected.of("site"),
        sections=collected.of("section"),
        urls=collected.of("url"),
        languages=collected.of("language"),
        licence=collected.first("licence"),
        holder=collected.first("holder"),
        reservation=collected.first("reservation"),
        keywords=collected.of("keywords"),
        images=collected.images or _shared_image(collected),
        kind=collected.kind,
        credit=collected.first("credit"),
        article_body=next((stated.value for stated in collected.of("body")), None),
    )


def _shared_image(collected: _Collected) -> tuple[Image, ...]:
    """Return the picture that the page names for those who share it."""
    address, text = collected.first("image"), collected.first("image_text")
    described = {"url": address.value, "caption": text.value if text else None} if address else None
    return images_of(described) or ()


def declared_values(metadata: Metadata) -> dict[str, object]:
    """Return section, subjects, images, kind and credit as the markup states them."""
    values: dict[str, object] = {
        "section": metadata.sections[0].value if metadata.sections else None,
        "subjects": tuple(Subject(label=keyword.value) for keyword in metadata.keywords),
        "images": metadata.images,
        "kind": metadata.kind,
        "credit": metadata.credit.value if metadata.credit else None,
    }
    return {name: value for name, value in values.items() if value}


def _read_meta(markup: Markup, number: int, collected: _Collected) -> None:
    tag = markup.tags[number]
    attributes = markup.attributes(tag)
    name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
    result = _FIELDS.get(name.strip().lower())
    if attributes.get("itemprop") == "name" and _is_in_author(markup, number):
        result = ("authors", 0)
    if result is not None and result[0] == "keywords":
        for keyword in _keywords(attributes.get("content", "")):
            collected.add("keywords", 100 + result[1], keyword, markup.attribute_span(tag, "content"))
    elif result is not None:
        key = "content" if "content" in attributes else "value"  # by mistake of some systems
        collected.add(result[0], 100 + result[1], attributes.get(key), markup.attribute_span(tag, key))


def _is_in_author(markup: Markup, number: int) -> bool:
    """Return True if an element begins within one that microdata marks as the author, a few tags before."""
    depth = 0
    for tag in reversed(markup.tags[max(0, number - 6) : number]):
        depth += 1 if tag.closes else 0 if tag.name in ("meta", "link", "img", "br") else -1
        if depth < 0:
            return markup.attributes(tag).get("itemprop") in ("author", "creator")
    return False


def _read_link(markup: Markup, tag: Tag, collected: _Collected) -> None:
    attributes = markup.attributes(tag)
    relations = attributes.get("rel", "").lower().split()
    if "canonical" in relations:
        collected.add("url", 0, attributes.get("href"), markup.attribute_span(tag, "href"))
    elif "license" in relations:
        collected.add("licence", 1, attributes.get("href"), markup.attribute_span(tag, "href"))


def _read_nodes(markup: Markup, scripts: list[tuple[Node, int, int]], collected: _Collected) -> None:
    """Read the node of the article, then what describes the page as a whole."""
    nodes = [node for node, _, _ in scripts]
    article = _main_article(scripts, collected)
    for node, start, end in scripts:
        rank = 0 if node is article else 200
        if node is not article and (is_article(node) or not _describes_page(node)):
            continue
        for name, keys in _KEYS.items():
            if node is not article and name in ("headline", "description"):
                continue
            for location, key in enumerate(keys):
                value = text_of(node.get(key))
                collected.add(name, rank + location, value, _place(markup, value, start, end))
        if node is article:
            _read_article(markup, node, nodes, (start, end), collected)


def _read_article(
    markup: Markup, node: Node, nodes: list[Node], script: tuple[int, int], collected: _Collected
) -> None:
    """Read what only the description of an article says."""
    creators = node.get("author") or node.get("creator")
    for location, (person, typed) in enumerate(people_of(creators, nodes)):
        collected.add("people" if typed else "authors", location, person, _place(markup, person, *script))
    single = {"modified": "dateModified", "licence": "license", "holder": "copyrightHolder", "body": "articleBody"}
    for name, key in single.items():
        value = node.get(key) if key == "articleBody" else text_of(resolve(node.get(key), nodes))
        value = value if isinstance(value, str) else None
        if name == "body" and value:
            collected.values["body"] = [(0, Stated(value))]
        else:
            collected.add(name, 0, value, _place(markup, value, *script))
    collected.images = images_of(_resolved(node.get("image"), nodes)) or ()
    genres = (*_listed(node.get("genre")), *types_of(node))
    collected.kind = next((kind for genre in genres if isinstance(genre, str) and (kind := kind_of(genre))), None)
    credit = text_of(node.get("creditText"))
    collected.add("credit", 0, credit, _place(markup, credit, *script))
    for number, keyword in enumerate(_keywords(node.get("keywords"))):
        collected.add("keywords", number, keyword, _place(markup, keyword, *script))
    publisher = text_of(resolve(node.get("publisher"), nodes))
    collected.add("site", 101, publisher, _place(markup, publisher, *script))
    for field_name, stated in (("organisations", creators), ("suppliers", node.get("sourceOrganization"))):
        for location, name in enumerate(organisations_of(stated, nodes)):
            collected.add(field_name, location, name, _place(markup, name, *script))


def _resolved(value: object, nodes: list[Node]) -> list[object]:
    """Return the pictures of a node, references to other nodes followed."""
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return [known.get(str(item.get("@id")), item) if isinstance(item, Mapping) else item for item in _listed(value)]


def _keywords(value: object) -> list[str]:
    """Return keywords of a list, or of a text with commas between them."""
    items = value.split(",") if isinstance(value, str) else [text_of(item) for item in _listed(value)]
    return [text for item in items if (text := plain_text(item or "")) and len(text) <= LONGEST_KEYWORD]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _main_article(scripts: list[tuple[Node, int, int]], collected: _Collected) -> Node | None:
    """Choose the article of the page among those described: by its address, else by its title, else the first."""
    articles = [node for node, _, _ in scripts if is_article(node)]
    addresses = {_bare(stated.value) for stated in collected.of("url")}
    titles = [stated.value.casefold() for stated in collected.of("headline")]
    same_address = [node for node in articles if _addresses(node) & addresses]
    same_title = [node for node in articles if any(_headline(node) in title for title in titles)]
    whole = [node for node in articles if "headline" in node and "datePublished" in node]
    return next(iter([*same_address, *same_title, *whole, *articles]), None)


def _addresses(node: Node) -> set[str]:
    return {_bare(address) for key in ("url", "mainEntityOfPage", "@id") if (address := text_of(node.get(key)))}


def _headline(node: Node) -> str:
    return (text_of(node.get("headline")) or "\0").casefold()


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$|/+$", "", address.strip().lower())


def _describes_page(node: Node) -> bool:
    return any(kind.endswith(("WebPage", "ItemPage")) for kind in types_of(node))


def _place(markup: Markup, value: str | None, start: int, end: int) -> tuple[int, int] | None:
    """Find a value in its script, as written or in JSON's escapes."""
    for form in _forms(value) if value else ():
        position = markup.source.find(form, start, end)
        if position >= 0:
            return position, position + len(form)
    return None


def _forms(value: str) -> Iterator[str]:
    yield value
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    yield json.dumps(value)[1:-1]
    yield json.dumps(value)[1:-1].replace("/", "\\/")
    if not _UNESCAPED.isdisjoint(value):
        yield html.escape(value, quote=False)
        yield html.escape(value)
        yield html.escape(value).replace("&#x27;", "&#039;")

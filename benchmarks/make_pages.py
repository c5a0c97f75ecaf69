"""Prints gold articles as HTML pages, the way eight publishing systems do, with everything a site puts around them.

usage: make_pages.py --gold GOLD.jsonl --out FOLDER

FOLDER gets `<id>.html` per record of GOLD that has headline and body; html.py scores and times the toolkit on it.
The same gold gives the same pages. They are no substitute for real ones: they show what each system marks up and
how heavy its pages are, not what goes wrong on a site.
"""

import argparse
import hashlib
import html
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SECTIONS = ("World", "Politics", "Business", "Sport", "Culture", "Science", "Opinion", "Travel", "Weather", "Video")
READERS = ("harbourmaster", "Tilde P.", "old_tram", "K. Brandl", "moss & stone", "night ferry")
REMARKS = (
    "I was there on the day and it was nothing like this, but thank you for writing it down.",
    "Who is going to pay for all of it? Nobody in this town was asked.",
    "Finally somebody says so. Please keep reporting on it!",
    "The second paragraph is wrong: the bridge was closed a year earlier.",
)
ESCAPED = html.escape


@dataclass(frozen=True)
class Story:
    """What the page of one article is made of."""

    site: str
    domain: str
    headline: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    day: date | None
    language: str
    others: tuple[str, ...]
    """Headlines of other articles of the site."""
    chance: random.Random

    @property
    def url(self) -> str:
        """The address of the page."""
        slug = re.sub(r"\W+", "-", self.headline.casefold())[:60].strip("-")
        return f"https://www.{self.domain}/{self.chance.choice(SECTIONS).lower()}/{slug}.html"

    @property
    def time(self) -> str:
        """The time of publication as ISO 8601 with a zone; empty when nobody knows the day."""
        return f"{self.day.isoformat()}T10:15:00+00:00" if self.day else ""

    @property
    def printed(self) -> str:
        """The day as a reader sees it."""
        return f"{self.day:%B} {self.day.day}, {self.day.year}" if self.day else ""

    @property
    def description(self) -> str:
        """The first words of the text, cut as a description is."""
        return self.paragraphs[0][:150] + "…"


def main() -> None:
    """Read the gold records and write their pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="gold records, one JSON object per line")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pages")
    arguments = parser.parse_args()
    records = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines()]
    records = [record for record in records if record.get("headline") and record.get("body")]
    arguments.out.mkdir(parents=True, exist_ok=True)
    headlines = [record["headline"] for record in records]
    for number, record in enumerate(records):
        page = PRINTERS[number % len(PRINTERS)](_story(record, headlines))
        (arguments.out / f"{record['id']}.html").write_text(page, encoding="utf-8")


def _story(record: Mapping[str, Any], headlines: Sequence[str]) -> Story:
    chance = random.Random(int(hashlib.sha256(record["id"].encode()).hexdigest()[:12], 16))
    site = chance.choice(("Ormsund Post", "The Eastvik Ledger", "Skarn Today", "Valmere Zeitung", "Diario de Mavikaya"))
    known = record.get("date") if "date" in record.get("fields", ("date",)) else None
    return Story(
        site=site,
        domain=f"{re.sub(r'[^a-z]', '', site.lower())}.example",
        headline=record["headline"],
        paragraphs=tuple(part for part in map(str.strip, record["body"].split("\n")) if part),
        authors=tuple(record.get("authors") or ()),
        day=date.fromisoformat(known) if known and re.fullmatch(r"\d{4}-\d\d-\d\d", known) else None,
        language=record.get("lang") or "en",
        others=tuple(chance.sample(headlines, min(24, len(headlines)))),
        chance=chance,
    )


def _blog(story: Story) -> str:
    """Print as a blogging system with a graph of descriptions, sharing buttons and readers' comments does."""
    ids = {part: f"{story.url}#{part}" for part in ("article", "webpage", "person", "website", "organization")}
    graph = [
        {"@type": "Organization", "@id": ids["organization"], "name": story.site, "url": f"https://{story.domain}/"},
        {"@type": "WebSite", "@id": ids["website"], "name": story.site, "publisher": {"@id": ids["organization"]}},
        {
            "@type": ["WebPage", "ItemPage"],
            "@id": ids["webpage"],
            "url": story.url,
            "name": f"{story.headline} - {story.site}",
            "datePublished": story.time or None,
            "inLanguage": story.language,
        },
        {"@type": "BreadcrumbList", "itemListElement": [_crumb(location, story) for location in range(3)]},
        {
            "@type": "NewsArticle",
            "@id": ids["article"],
            "isPartOf": {"@id": ids["webpage"]},
            "author": [{"@id": f"{ids['person']}/{name}"} for name in story.authors],
            "headline": story.headline[:110],
            "datePublished": story.time or None,
            "mainEntityOfPage": {"@id": ids["webpage"]},
            "publisher": {"@id": ids["organization"]},
        },
        *({"@type": "Person", "@id": f"{ids['person']}/{name}", "name": name} for name in story.authors),
    ]
    head = _script({"@context": "https://schema.org", "@graph": graph}) + _open_graph(story, suffix=f" - {story.site}")
    times = f'<time class="entry-date published" datetime="{story.time}">{story.printed}</time>' if story.day else ""
    byline = "".join(
        f'<span class="author vcard"><a class="url fn n" href="/author/{number}">{ESCAPED(name)}</a></span>'
        for number, name in enumerate(story.authors)
    )
    article = (
        f'<article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">'
        f'{ESCAPED(story.headline)}</h1><div class="entry-meta">{times}<span class="byline"> by {byline}</span></div>'
        f'</header><div class="entry-content">{_paragraphs(story)}</div>'
        f"{_sharing()}{_related(story, 'jp-relatedposts')}"
        f"</article>{_comments(story)}"
    )
    return _page(story, head, f'<div id="primary">{article}</div>{_sidebar(story)}', f" - {story.site}")


def _newspaper(story: Story) -> str:
    """Print as a newspaper's system that loads its page from data, with a list of descriptions, does."""
    people = [{"@type": "Person", "name": name, "url": f"/staff/{number}"} for number, name in enumerate(story.authors)]
    described = [_described(story, author=people or [{"@type": "Organization", "name": story.site}])]
    data = json.dumps({"links": list(story.others), "content": [{"type": "text", "id": n} for n in range(900)]})
    head = f"{_script(described)}{_open_graph(story)}<script>window.Fusion={data};</script>"
    names = " and ".join(f'<a href="/staff/{n}">{ESCAPED(name)}</a>' for n, name in enumerate(story.authors))
    article = (
        f'<main><h1 class="sc-1a2b3c headline__text">{ESCAPED(story.headline)}</h1>'
        f'<div class="b-byline" data-qa="byline">{f"By {names}" if names else ""}</div>'
        f'<div class="b-timestamp"><time datetime="{story.time}">{story.printed}</time></div>'
        f'<article class="b-article-body">{_paragraphs(story, advertisements=True)}</article></main>'
    )
    return _page(story, head, article + _related(story, "most-read"), "")


def _content_system(story: Story) -> str:
    """Print as a content management system with meta elements and attributes, without any script, does."""
    head = (
        f'<meta name="dcterms.title" content="{ESCAPED(story.headline)}"><link rel="canonical" href="{story.url}">'
        f'<meta property="og:site_name" content="{story.site}">'
    )
    names = ", ".join(story.authors)
    article = (
        f'<div class="node node--type-article"><h1 class="page-title"><span property="schema:name">'
        f'{ESCAPED(story.headline)}</span></h1><div class="field field--name-field-author">{ESCAPED(names)}</div>'
        f'<span property="schema:dateCreated" class="field--name-created">{story.printed}</span>'
        f'<div class="field--name-body">{_paragraphs(story)}</div></div>'
    )
    return _page(story, head, article + _related(story, "view-more-news"), f" | {story.site}")


def _weblog(story: Story) -> str:
    """Print as a hosted weblog with hCard and hEntry does."""
    names = ", ".join(f'<span class="fn">{ESCAPED(name)}</span>' for name in story.authors)
    article = (
        f'<div class="post hentry"><h2 class="date-header">{story.printed}</h2><h1 class="post-title entry-title">'
        f'{ESCAPED(story.headline)}</h1><div class="post-body entry-content">{_paragraphs(story, breaks=True)}</div>'
        f'<div class="post-footer"><span class="post-author vcard">Posted by {names}</span> '
        f'<abbr class="published" title="{story.time}">10:15</abbr></div></div>'
    )
    return _page(story, "", f"{article}{_comments(story)}{_sidebar(story)}", "", front=f"{story.site}: ")


def _mobile(story: Story) -> str:
    """Print as the mobile edition of a page does: no scripts of its own, one description, styles in the head."""
    head = _script(_described(story, author={"@type": "Person", "name": ", ".join(story.authors)}))
    styles = "".join(f".css-{number}{{display:block;margin:{number}px auto}}" for number in range(1500))
    article = (
        f'<amp-carousel></amp-carousel><h1>{ESCAPED(story.headline)}</h1><p class="amp-byline">'
        f'{ESCAPED(", ".join(story.authors))}</p><p class="amp-date">{story.printed}</p>{_paragraphs(story)}'
    )
    return _page(story, f"{head}<style amp-custom>{styles}</style>", article, f" | {story.site}")


def _tables(story: Story) -> str:
    """Print as an old site does: tables, no descriptions, a byline in capitals."""
    names = " AND ".join(story.authors).upper()
    article = (
        f'<table width="100%"><tr><td valign="top">{_links(story, 12)}</td><td><font size="5"><b><h1>'
        f"{ESCAPED(story.headline)}</h1></b></font>{f'<p>BY {ESCAPED(names)}</p>' if names else ''}"
        f"{f'<p>{story.printed}</p>' if story.day else ''}{_paragraphs(story)}</td></tr></table>"
    )
    return _page(story, "", article, f" - {story.site}")


def _microdata(story: Story) -> str:
    """Print as a system with microdata on every element does."""
    names = " ".join(
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">'
        f"{ESCAPED(name)}</span></span>"
        for name in story.authors
    )
    article = (
        f'<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">'
        f"{ESCAPED(story.headline)}</h1>{names}"
        f'<meta itemprop="datePublished" content="{story.time}"><div itemprop="articleBody">'
        f"{_paragraphs(story, advertisements=True)}</div></article>"
    )
    return _page(story, _open_graph(story), article + _related(story, "teaser-list"), f" — {story.site}")


def _application(story: Story) -> str:
    """Print as a page that a script application renders does: its data behind it once more, and a description."""
    data = json.dumps({"props": {"page": {"body": story.paragraphs, "cards": [*story.others] * 12}}})
    article = (
        f'<main><section class="css-1x2y"><h1 data-testid="headline">{ESCAPED(story.headline)}</h1>'
        f'<div class="css-9z">{ESCAPED(", ".join(story.authors))} · {story.printed}</div></section>'
        f'<section class="css-8k" data-component="text-block">{_paragraphs(story)}</section></main>'
    )
    head = _open_graph(story) + _script(_described(story, author=list(story.authors)))
    return _page(story, head, f"{article}{_related(story, 'css-7r')}<script id=__NEXT_DATA__>{data}</script>", "")


PRINTERS: tuple[Callable[[Story], str], ...] = (
    *(_blog, _newspaper, _content_system, _weblog, _mobile, _tables, _microdata, _application),
)


def _described(story: Story, **fields: object) -> dict[str, object]:
    """Return the description of an article that a search engine asks for."""
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": story.url},
        "headline": story.headline,
        "description": story.description,
        "image": [f"https://{story.domain}/picture-{width}.jpg" for width in (600, 1200)],
        "publisher": {"@type": "NewsMediaOrganization", "name": story.site},
        **fields,
    }
    return described | ({"datePublished": story.time, "dateModified": story.time} if story.day else {})


def _crumb(location: int, story: Story) -> dict[str, object]:
    return {"@type": "ListItem", "position": location + 1, "name": story.chance.choice(SECTIONS), "item": story.url}


def _script(described: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(described)}</script>'


def _open_graph(story: Story, suffix: str = "") -> str:
    values = {
        "og:title": f"{story.headline}{suffix}",
        "og:description": story.description,
        "og:url": story.url,
        "og:site_name": story.site,
        "og:type": "article",
        **({"article:published_time": story.time} if story.day else {}),
    }
    return "".join(f'<meta property="{name}" content="{ESCAPED(value)}">' for name, value in values.items())


def _paragraphs(story: Story, *, advertisements: bool = False, breaks: bool = False) -> str:
    """Print the text: links inside, a picture, and what stands between paragraphs."""
    printed = [ESCAPED(paragraph) for paragraph in story.paragraphs]
    for number in range(0, len(printed), 4):
        words = printed[number].split(" ")
        if len(words) > 8:
            words[3], words[5] = f'<a href="/tag/{number}">{words[3]}', f"{words[5]}</a>"
            printed[number] = " ".join(words)
    if breaks:
        return "<br /><br />".join(printed)
    blocks = [f"<p>{paragraph}</p>" for paragraph in printed]
    caption = "<figcaption>The ferry last spring. Photo: Ada Quill</figcaption>"
    blocks.insert(1, f'<figure><img src="/p.jpg" alt="A ferry">{caption}</figure>')
    if advertisements:
        blocks = [
            f'{block}<div class="ad-slot" id="slot-{number}"><span>Advertisement</span></div>'
            if number % 3 == 2
            else block
            for number, block in enumerate(blocks)
        ]
    return "\n".join(blocks)


def _links(story: Story, count: int) -> str:
    cards = [
        f'<li class="card card--small"><a href="/{number}" class="card__link"><img src="/{number}.jpg" alt="">'
        f'<h3 class="card__title">{ESCAPED(headline)}</h3></a>'
        f'<span class="card__date">{_another_day(story, number)}</span></li>'
        for number, headline in enumerate(story.others[:count])
    ]
    return f"<ul>{''.join(cards)}</ul>"


def _another_day(story: Story, number: int) -> str:
    day = (story.day or date(2024, 5, 17)) - timedelta(days=number)
    return f"{day:%b} {day.day}, {day.year}"


def _related(story: Story, name: str) -> str:
    return f'<section class="{name}"><h2>More on this</h2>{_links(story, 8)}</section>'


def _sidebar(story: Story) -> str:
    return f'<aside class="sidebar widget-area"><h2>Most read</h2>{_links(story, 10)}</aside>'


def _sharing() -> str:
    places = ("Facebook", "X", "WhatsApp", "E-mail", "Print")
    return f'<div class="sharedaddy">{"".join(f"<a href=#>Share on {site}</a>" for site in places)}</div>'


def _comments(story: Story) -> str:
    chosen = [(story.chance.choice(READERS), story.chance.choice(REMARKS)) for _ in range(14)]
    items = [
        f'<li class="comment"><cite class="fn">{ESCAPED(reader)}</cite>'
        f'<time datetime="2025-02-{number + 1:02}T08:00:00">'
        f"February {number + 1}, 2025</time><p>{ESCAPED(remark)}</p></li>"
        for number, (reader, remark) in enumerate(chosen)
    ]
    return f'<div id="comments" class="comments-area"><ol class="comment-list">{"".join(items)}</ol></div>'


def _page(story: Story, head: str, main: str, suffix: str, front: str = "") -> str:
    """Print the whole page: menus, scripts and styles as heavy as a news site's, the footer with its year."""
    script = "".join(f"function f{number}(a,b){{return a<b?a:b&&'</'+a+'>'}};" for number in range(500))
    styles = "".join(f".c-{number} .item>a:hover{{color:#{number:06x}}}" for number in range(500))
    menu = "".join(
        f'<li class="menu-item"><a href="/{section.lower()}/{number}"><svg viewBox="0 0 24 24">'
        f'<path d="M0 0h24v24H0z"/></svg>'
        f"<span>{section} {number or ''}</span></a></li>"
        for number in range(8)
        for section in SECTIONS
    )
    footer = "".join(f"<li><a href=/about/{number}>{section} help</a></li>" for number, section in enumerate(SECTIONS))
    return (
        f'<!DOCTYPE html>\n<html lang="{story.language}"><head><meta charset="utf-8">'
        f"<title>{ESCAPED(front + story.headline + suffix)}</title>{head}<style>{styles}</style>"
        f"<script>{script}</script>"
        f'</head>\n<body class="single"><header><div class="logo"><a href="/">{story.site}</a></div>'
        f'<nav class="main-menu"><ul>{menu}</ul></nav></header>\n{main}\n'
        '<form><input name="q"><button>Search</button></form>'
        f"<footer><ul>{footer}</ul><p>© 2026 {story.site}. All rights reserved.</p></footer>"
        f"<script>{script}</script></body></html>\n"
    )


if __name__ == "__main__":
    main()

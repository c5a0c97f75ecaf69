"""Pages of several whole articles."""

import pytest

from toolkit.read.html_articles import split_articles

TEXT = "The library of Pellworth lends umbrellas since Tuesday, because its roof cannot be mended before autumn. "
WHOLE = "<article><h2>{title}</h2><p>" + TEXT * 2 + "</p><p>" + TEXT * 2 + "</p></article>"
TEASER = "<article><h3>{title}</h3><p>Read on.</p></article>"


def page(*articles, head=""):
    return f"<html><head>{head}</head><body>{''.join(articles)}</body></html>"


def test_every_article_with_heading_and_text_is_one():
    found = split_articles(page(WHOLE.format(title="Umbrellas"), WHOLE.format(title="Bees")))
    assert [("Umbrellas" in markup, "Bees" in markup) for markup in found] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    "articles",
    [
        (WHOLE, TEASER, TEASER),
        (TEASER, TEASER),
        (WHOLE,),
        ("<article><h1>{title}</h1>" + WHOLE + "</article>",),
        (WHOLE, WHOLE.replace("<h2>{title}</h2>", "")),
    ],
)
def test_teasers_comments_and_nested_articles_do_not_divide_a_page(articles):
    assert split_articles(page(*(markup.format(title="Umbrellas") for markup in articles))) == []


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="article">',
        '<meta property="article:published_time" content="2019-06-03">',
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
    ],
)
def test_a_page_that_calls_itself_one_article_is_not_divided(head):
    assert split_articles(page(WHOLE.format(title="Umbrellas"), WHOLE.format(title="Bees"), head=head)) == []


def test_the_articles_of_a_file_are_numbered(read_bytes):
    raw = page(WHOLE.format(title="Umbrellas"), WHOLE.format(title="Bees")).encode()
    first, second = read_bytes("a.html", raw)
    assert (first.record, second.record, second.media_type) == (0, 1, "text/html")

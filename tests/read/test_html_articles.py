"""Pages of several whole articles."""

import pytest

from toolkit.read.html_articles import split_articles

TEXT = "The library of Pellworth lends umbrellas since Tuesday, because its roof cannot be mended before autumn. "
WHOLE = "<article><h2>{title}</h2><p>" + TEXT * 2 + "</p><p>" + TEXT * 2 + "</p></article>"
TEASER = "<article><h3>{title}</h3><p>Read on.</p></article>"


def page(*articles, head=""):
    return f"<html><head>{head}</head><body>{''.join(articles)}</body></html>"


def test_every_article_with_heading_and_text_is_one():
    result = split_articles(page(WHOLE.format(title="Umbrellas"), WHOLE.format(title="Bees")))
    assert [("Umbrellas" in markup, "Bees" in markup) for markup in result] == [(True, False), (False, True)]


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


STORY = (
    "<h2>{title} was seen again</h2><p>{head}</p><p>"
    + "The owl of the belfry was seen again on Monday night. " * 4
    + "</p>"
)


@pytest.mark.parametrize(
    "head", ["By Ada Quill", "Ormsund Post, 5 March 2024", "<time>5 March 2024</time> Ormsund Post"]
)
def test_stories_below_headings_with_date_or_byline_are_divided(head):
    page = "<html><body><h1>Clippings</h1>" + "".join(STORY.format(title=name, head=head) for name in ("Owl", "Bat"))
    assert [part[:12] for part in split_articles(page)] == ["<h2>Owl was ", "<h2>Bat was "]


def test_headings_inside_of_one_article_do_not_divide_it():
    page = "<html><body>" + "".join(STORY.format(title=name, head="It was early.") for name in ("Owl", "Bat"))
    assert split_articles(page) == []


def test_stories_of_a_page_that_calls_itself_one_article_are_not_divided():
    page = "<html><head><meta property='og:type' content='article'></head><body>"
    page += "".join(STORY.format(title=name, head="By Ada Quill") for name in ("Owl", "Bat"))
    assert split_articles(page) == []


def test_what_stands_below_the_heading_of_a_story_becomes_fields(read_bytes):
    head = "By Ada Quill</p><p>Ormsund Post, 5 March 2024, p. 4"
    page = "<html><body>" + "".join(STORY.format(title=name, head=head) for name in ("Owl", "Bat"))
    documents = read_bytes("a.html", page.encode())
    assert [document.given["headline"] for document in documents] == ["Owl was seen again", "Bat was seen again"]
    given = documents[0].given
    assert (given["authors"], given["source"], given["date"]) == (["Ada Quill"], "Ormsund Post", "2024-03-05")
    assert given["body"].startswith("The owl of the belfry")


def test_an_article_above_a_list_of_stories_is_not_lost():
    page = "<html><body><h1>Ferry</h1><p>" + "The ferry runs again since Monday. " * 5 + "</p>"
    page += "".join(STORY.format(title=name, head="By Ada Quill") for name in ("Owl", "Bat"))
    assert split_articles(page) == []

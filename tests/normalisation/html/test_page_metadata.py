"""What a page says about itself."""

import json

import pytest

from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.page_metadata import read_metadata


def read(page):
    return read_metadata(parse(page))


def script(*nodes):
    return f'<script type="application/ld+json">{json.dumps({"@graph": list(nodes)})}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": 'The "ferry" runs/again',
    "datePublished": "2024-03-01T08:00:00+01:00",
    "dateModified": "2024-03-02",
    "author": [{"@type": "Person", "name": "Ada Quill"}, {"@type": "Organization", "name": "Ormsund Press"}],
    "publisher": {"@id": "#post"},
    "license": "https://licence.example/",
    "copyrightHolder": {"name": "Ormsund Post Ltd"},
}
POST = {"@type": "Organization", "@id": "#post", "name": "Ormsund Post"}


def test_json_ld_fills_every_field():
    result = read(script(ARTICLE, POST))
    assert [result.headlines[0].value, result.published[0].value] == [
        'The "ferry" runs/again',
        "2024-03-01T08:00:00+01:00",
    ]
    assert [result.people[0].value, result.organisations[0].value] == ["Ada Quill", "Ormsund Press"]
    assert [result.sites[0].value, result.modified[0].value] == ["Ormsund Post", "2024-03-02"]
    assert [result.licence.value, result.holder.value] == ["https://licence.example/", "Ormsund Post Ltd"]


@pytest.mark.parametrize(
    ("name", "page", "printed"),
    [
        ("headlines", script(ARTICLE), 'The \\"ferry\\" runs/again'),
        ("published", script(ARTICLE), "2024-03-01T08:00:00+01:00"),
        ("published", "<meta property='article:published_time' content='2024-03-01'>", "2024-03-01"),
        ("headlines", '<meta property=og:title content="Ferry &amp; bell">', "Ferry &amp; bell"),
        ("urls", "<link rel=canonical href=https://post.example/1>", "https://post.example/1"),
        ("languages", '<html lang="nb-NO">', "nb-NO"),
    ],
)
def test_every_value_points_at_its_characters(name, page, printed):
    (stated, *_) = getattr(read(page), name)
    assert page[stated.start : stated.end] == printed


def test_json_ld_is_trusted_before_meta_elements():
    page = f'<meta property="article:published_time" content="2020-01-01">{script(ARTICLE)}'
    assert [stated.value for stated in read(page).published] == ["2024-03-01T08:00:00+01:00", "2020-01-01"]


def test_the_description_of_the_whole_page_is_trusted_last():
    page = script({"@type": "WebPage", "datePublished": "2019-01-01"}) + '<meta name="pubdate" content="2024-03-01">'
    assert [stated.value for stated in read(page).published] == ["2024-03-01", "2019-01-01"]


def test_the_article_of_this_page_is_chosen_among_several():
    other = {**ARTICLE, "url": "https://post.example/other", "headline": "Other", "datePublished": "2001-01-01"}
    this = {**ARTICLE, "url": "https://www.post.example/this/"}
    page = '<link rel="canonical" href="https://post.example/this?x=1">' + script(other, this)
    assert read(page).published[0].value == "2024-03-01T08:00:00+01:00"


def test_descriptions_of_things_that_are_no_article_say_nothing():
    result = read(script({"@type": "Event", "name": "Fair", "datePublished": "2024-03-01", "author": "Ada Quill"}))
    assert (result.published, result.headlines, result.authors) == ((), (), ())


def test_the_title_of_the_window_is_kept_apart():
    result = read("<title>Ferry\n - Ormsund &amp; Post</title><svg><title>icon</title></svg>")
    assert (result.title.value, result.headlines) == ("Ferry - Ormsund & Post", ())


def test_names_of_meta_elements_are_read_in_any_case_and_attribute():
    result = read("<META NAME='Author' CONTENT='Ada Quill'><meta itemprop=datePublished content=2024-03-01>")
    assert (result.authors[0].value, result.published[0].value) == ("Ada Quill", "2024-03-01")


def test_a_page_that_says_nothing_yields_nothing():
    result = read("<p>The ferry runs.</p>")
    assert (result.headlines, result.published, result.people, result.urls, result.title) == ((), (), (), (), None)


def test_a_whole_body_may_be_declared():
    assert read(script({**ARTICLE, "articleBody": "It runs.\nAgain."})).article_body == "It runs.\nAgain."

"""One article keeps one identity, however its address is written."""

import pytest

from toolkit.normalisation.article_id import article_id, canonical_url

SHA = "ab" * 32


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/news/owl",
        "https://www.example.com/news/owl/",
        "HTTPS://EXAMPLE.com:443/news/owl#comments",
        "https://example.com/news/owl?utm_source=feed&utm_medium=rss&fbclid=1",
        "//example.com//news/owl",
        "example.com/news/owl",
        "https://reader@example.com/news/owl",
    ],
)
def test_addresses_of_one_page_are_one(url):
    assert canonical_url(url) == "example.com/news/owl"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/news?id=1", "https://example.com/news?id=2"),
        ("https://example.com/News", "https://example.com/news"),
        ("https://de.example.com/a", "https://example.com/a"),
    ],
)
def test_addresses_of_different_pages_differ(one, other):
    assert article_id(one, SHA) != article_id(other, SHA)


def test_the_order_of_parameters_does_not_count():
    assert canonical_url("example.com/a?y=2&x=1") == canonical_url("example.com/a?x=1&y=2")


def test_an_identity_has_24_hexadecimal_digits():
    identity = article_id("https://example.com/a", SHA)
    assert len(identity) == 24
    assert set(identity) <= set("0123456789abcdef")


@pytest.mark.parametrize("url", [None, "", "  ", "http://", "http://[broken"])
def test_without_a_usable_address_the_raw_bytes_decide(url):
    assert article_id(url, SHA) == article_id(None, SHA)
    assert article_id(url, "cd" * 32) != article_id(None, SHA)

"""Telling pages from plain text."""

import pytest

from toolkit.read.media_type import has_tags, is_markup, is_page


@pytest.mark.parametrize(
    ("text", "page", "markup"),
    [
        ("<!doctype html><p>Ferry", True, True),
        ("<HTML>", True, True),
        ("<p class='x'>Ferry</p>", False, True),
        ("<p> is a tag", False, False),
        ("<b>Ferry</b>", False, False),
        ("Ferry <html>", False, False),
        ("<header>Ferry", False, False),
        ("", False, False),
    ],
)
def test_pages_and_fragments_are_told_from_text(text, page, markup):
    assert (is_page(text), is_markup(text)) == (page, markup)


@pytest.mark.parametrize(
    "text", ["<!-- -->" * 50_000, "<!--" * 50_000, "<html " * 50_000, " " * 300_000, "<p>" * 100_000]
)
def test_hostile_starts_take_linear_time(text):
    assert not is_page(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The <b>ferry</b>", True),
        ("a<br/>b", True),
        ("5 < 6 and b > a", False),
        ("<3 ferries", False),
        ("x <ada@post.example>", False),
    ],
)
def test_tags_are_told_from_brackets(text, expected):
    assert has_tags(text) is expected

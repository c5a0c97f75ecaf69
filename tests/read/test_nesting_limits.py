"""Markup that is nested too deeply, or has too many attributes, is refused with the option that says so."""

import json

import pytest

from toolkit.read import ReadOptions

STORY = "The ferry to Oldmere sails again after four days in the yard, its owner said on Monday."
SMALL = ReadOptions(max_nesting=20, max_attributes=20)


def page(before="", after="", attributes=""):
    return (
        f"<html><head><title>Ferry</title></head><body{attributes}>{before}<p>{STORY}</p>{after}</body></html>".encode()
    )


def nested(depth):
    value = STORY
    for _ in range(depth):
        value = [value]
    return json.dumps({"headline": "Ferry", "body": STORY, "more": value}).encode()


@pytest.mark.parametrize(
    ("name", "raw", "option"),
    [
        ("a.html", page("<div>" * 30, "</div>" * 30), "max_nesting"),
        ("a.html", page("<div>" * 2000), "max_nesting"),
        ("a.html", page(attributes="".join(f' a{number}="{number}"' for number in range(30))), "max_attributes"),
        ("a.html", page(attributes=" a" * 30), "max_attributes"),
        ("a.json", nested(30), "max_nesting"),
        ("a.jsonl", nested(30), "max_nesting"),
    ],
)
def test_what_is_above_a_limit_is_refused(read_bytes, name, raw, option):
    (refusal,) = read_bytes(name, raw, SMALL)
    assert (refusal.reason, f"read.{option}" in refusal.detail) == ("too_large", True)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.html", page("<div>" * 15, "</div>" * 15)),
        ("a.html", page("<p>Ferry<br><li>Ferry" * 50)),
        ("a.html", page("<i>ferry</i>" * 50)),
        ("a.html", page(attributes=f' title="{"a " * 500}"')),
        ("a.json", nested(10)),
        ("a.json", json.dumps({"headline": "[{" * 50, "body": STORY}).encode()),
    ],
)
def test_what_is_within_the_limits_is_read(read_bytes, name, raw):
    (document,) = read_bytes(name, raw, SMALL)
    assert STORY in document.text


def test_usual_pages_are_far_below_the_limits(read_bytes):
    (document,) = read_bytes("a.html", page("<div>" * 200 + "<b>ferry</b>" * 5000, "</div>" * 200))
    assert STORY in document.text


@pytest.mark.parametrize("name", ["max_nesting", "max_attributes"])
def test_a_limit_that_nothing_could_keep_is_refused(name):
    with pytest.raises(Exception, match=f"read.{name}"):
        ReadOptions(**{name: 0})


@pytest.mark.parametrize(
    "code", ["<script>{}</script>", "<style>{}</style>", "<!-- {} -->", "<SCRIPT type='a'>{}</SCRIPT>"]
)
def test_a_comparison_in_code_is_no_tag_with_attributes(read_bytes, code):
    (document,) = read_bytes("a.html", page(code.format("if (a<b && " + "x = y; " * 400 + ")")))
    assert STORY in document.text


def test_a_script_that_is_never_closed_hides_no_tag_before_it(read_bytes):
    (refusal,) = read_bytes("a.html", page(f"<p{' a' * 2000}>text</p><script>"))
    assert "max_attributes" in refusal.detail

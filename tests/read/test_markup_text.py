"""Paragraphs of marked-up bodies."""

from xml.etree.ElementTree import Element, SubElement, fromstring

import pytest

from toolkit.read.markup_text import paragraphs, strip_namespaces, text_of


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<b><p>One <em>fine</em>\n day.</p><p>Two.</p></b>", ["One fine day.", "Two."]),
        ("<b>Bare <p>One.</p> tail</b>", ["Bare", "One.", "tail"]),
        ("<b><p>One.</p><media><media-caption>A ferry.</media-caption></media>Two.</b>", ["One.", "Two."]),
        ("<b><ul><li>First</li><li>Second</li></ul></b>", ["First", "Second"]),
        ("<b><p>One<br/>two.</p></b>", ["One two."]),
        ("<b><p> </p></b>", []),
    ],
)
def test_blocks_become_paragraphs(markup, expected):
    assert paragraphs(fromstring(markup)) == expected


def test_a_body_may_be_nested_to_any_depth():
    root = inner = Element("div")
    for _ in range(20_000):
        inner = SubElement(inner, "div")
    inner.text = "Deep."
    assert paragraphs(root) == ["Deep."]


def test_namespaces_are_taken_off():
    root = fromstring('<x:nitf xmlns:x="urn:x"><x:p>One</x:p></x:nitf>')
    strip_namespaces(root)
    assert (root.tag, text_of(root.find("p"))) == ("nitf", "One")


def test_an_element_without_text_has_none():
    assert (text_of(None), text_of(Element("p"))) == (None, None)

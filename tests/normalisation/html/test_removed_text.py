"""Visible text that is in no field."""

from toolkit.contract.records import Evidence
from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.landmarks import find_marks
from toolkit.normalisation.html.removed_text import page_removed

PAGE = (
    "<nav><a>Home</a><a>World</a></nav><h1>Ferry</h1><p class=byline>By Ada Quill</p><p>It runs.</p>"
    "<p>Read this</p><p>And that</p><h2>Ferry</h2><footer>Post</footer>"
)


def removed(*passages, headline=None):
    markup = parse(PAGE)
    spans = [(PAGE.index(passage), PAGE.index(passage) + len(passage)) for passage in passages]
    evidence = [Evidence("body", "stated", *span) for span in spans]
    result = page_removed(markup, evidence, find_marks(markup), headline)
    return [(parse(PAGE[item.start : item.end]).text, item.reason) for item in result]


def test_neighbours_of_one_reason_are_one_range():
    assert removed("Ferry", "It runs.", headline="Ferry") == [
        ("HomeWorld", "navigation"),
        ("By Ada Quill", "byline"),
        ("Read this\nAnd that", "page"),
        ("Ferry", "duplicate of headline"),
        ("Post", "navigation"),
    ]


def test_what_a_field_holds_is_never_removed():
    assert ("It runs.", "page") not in removed("Ferry", "It runs.")


def test_evidence_divides_a_range():
    assert [reason for _, reason in removed("By Ada Quill", "Ferry")] == ["navigation", "page", "navigation"]


def test_evidence_without_a_place_keeps_nothing():
    markup = parse("<p>Bell</p>")
    assert len(page_removed(markup, [Evidence("url", "metadata", None, None)], (), None)) == 1

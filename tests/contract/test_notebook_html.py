"""Summaries for notebooks."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from toolkit.contract.notebook_html import listing, shortened, summary
from toolkit.contract.records import Rejection
from toolkit.release.diff.diff import diff
from toolkit.validation.result import Validation, Violation


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()

    def handle_starttag(self, tag, _attrs):
        self.tags.add(tag)


def _tags(content):
    parser = _Tags()
    parser.feed(content)
    return parser.tags


@given(st.text())
def test_no_value_becomes_markup(value):
    content = summary(value, [(value, value)], listing([value], [[value]]))
    assert _tags(content) <= {"div", "strong", "table", "thead", "tbody", "tr", "th", "td"}


def test_of_many_rows_the_first_are_shown():
    content = listing(["number"], [[number] for number in range(50)])
    assert (content.count("<tr>"), "and 30 more" in content) == (21, True)


def test_a_text_is_shortened_to_one_line():
    assert shortened("one\ntwo  three", 8) == "one two…"


def test_results_are_short_in_a_console_and_tables_in_a_notebook(story, sample):
    hostile = story(3).replace("\n", " <script>alert(1)</script>\n", 1)
    article = toolkit.normalise(hostile)
    assert not isinstance(article, Rejection)
    fault = Violation("a.jsonl", 0, None, "<b>rule</b>", "id", "<i>", "is wrong")
    results = [article, toolkit.annotate(article), sample, Validation("a.jsonl", {"a.jsonl": 1}, (fault,))]
    results.append(diff(sample.folder, sample.folder))
    for result in results:
        assert len(repr(result)) < 300
        assert repr(result).startswith(f"<{type(result).__name__}")
        assert _tags(result._repr_html_()) <= {"div", "strong", "table", "thead", "tbody", "tr", "th", "td", "p"}


@pytest.mark.parametrize(("faults", "wanted"), [((), "<Validation of a: 2 rows, 0 errors, 0 warnings>")])
def test_a_validation_says_its_counts(faults, wanted):
    assert repr(Validation("a", {"a": 2}, faults)) == wanted

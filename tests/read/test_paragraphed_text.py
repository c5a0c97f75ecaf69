"""Of two prints of one text that with paragraphs is read."""

import json

import pytest

from toolkit.read.paragraphed_text import with_paragraphs

PARAGRAPHS = [
    f"The ferry to Ormsund runs again after {weeks} weeks of ice & fog in the narrows, its owners said on Monday."
    for weeks in ("three", "four", "five", "six")
]
LINE = " ".join(PARAGRAPHS)
PAGE = "".join(f"<p>{paragraph.replace('&', '&amp;')}</p>" for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("other", [PAGE, "\n".join(PARAGRAPHS), PARAGRAPHS])
def test_the_print_with_paragraphs_is_chosen(other):
    assert with_paragraphs(LINE, [LINE, other]) == other


@pytest.mark.parametrize(
    "other", ["<p>Another text.</p>", PAGE + PAGE, LINE.replace(" ", "  "), 7, None, "\n".join(PARAGRAPHS[:3])]
)
def test_another_text_is_not(other):
    assert with_paragraphs(LINE, [LINE, other]) == LINE


@pytest.mark.parametrize("text", ["\n".join(PARAGRAPHS), PAGE, PARAGRAPHS[0], PARAGRAPHS, None])
def test_a_text_that_needs_none_stays(text):
    assert with_paragraphs(text, [PAGE]) == text


def test_an_answer_with_a_flat_text_and_a_page_is_read_with_its_paragraphs(read_bytes):
    content = {"webTitle": "Ferry runs", "fields": {"bodyText": LINE}, "blocks": {"body": [{"bodyHtml": PAGE}]}}
    (document,) = read_bytes("a.json", json.dumps({"response": {"content": content}}).encode())
    assert document.text.count("<p>") == len(PARAGRAPHS)

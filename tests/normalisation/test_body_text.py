"""Body lines become paragraphs."""

import textwrap

import pytest

from toolkit.normalisation.body_text import Paragraph, build_paragraphs, without_repeats
from toolkit.normalisation.lines.label_lines import label_lines

HEADLINE = "Ferry sails again after a long winter"
FIRST = (
    "The ferry between the two islands will run again from Saturday, the harbour office said, after a winter "
    "in which storms kept it in port for eleven weeks and the islanders had to fly to the dentist."
)
SECOND = (
    "“We have missed it more than we thought we would,” said Marta Quill, who keeps the bakery at the landing "
    "stage. She has ordered four times the usual flour, and she means to sell all of it."
)
THIRD = "Tickets cost the same as last year, the office said. Children under six travel free of charge."


def texts_of(text: str) -> list[str]:
    return [paragraph.text for paragraph in build_paragraphs(label_lines(text))]


@pytest.mark.parametrize("divider", ["\n", "\n\n", "\n \n"])
def test_a_line_is_a_paragraph_with_or_without_blank_lines(divider):
    assert texts_of(divider.join((HEADLINE, FIRST, SECOND, THIRD))) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_copy_with_blank_lines_is_rejoined(width):
    wrapped = "\n\n".join(textwrap.fill(text, width) for text in (FIRST, SECOND, THIRD))
    assert texts_of(f"{HEADLINE}\n\n{wrapped}") == [FIRST, SECOND, THIRD]


def test_wrapped_copy_with_indented_paragraphs_is_rejoined():
    wrapped = "\n".join(textwrap.fill(text, 70, initial_indent="    ") for text in (FIRST, SECOND, THIRD))
    assert texts_of(f"{HEADLINE}\n\n{wrapped}") == [FIRST, SECOND, THIRD]


def test_wrapped_copy_without_any_paragraph_mark_breaks_after_short_last_lines():
    wrapped = "\n".join(textwrap.fill(text, 72) for text in (FIRST, SECOND, THIRD))
    assert texts_of(f"{HEADLINE}\n\n{wrapped}") == [FIRST, SECOND, THIRD]


def test_offsets_of_a_paragraph_enclose_its_lines():
    text = f"{HEADLINE}\n\n{FIRST}\n\n{textwrap.fill(SECOND, 70)}"
    for paragraph in build_paragraphs(label_lines(text)):
        assert text[paragraph.start : paragraph.end].split() == paragraph.text.split()


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, 0, len(text))


def test_a_story_that_a_page_prints_twice_is_read_once():
    story = [paragraph(text) for text in (FIRST, SECOND)]
    assert without_repeats([*story, *story]) == story


def test_a_short_line_may_come_again():
    lines = [paragraph(text) for text in (FIRST, "Again and again.", SECOND, "Again and again.")]
    assert without_repeats(lines) == lines

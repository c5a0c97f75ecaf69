"""Every line that is not blank gets one label."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.normalisation.lines.label_lines import label_lines, label_texts, split_lines
from toolkit.normalisation.lines.line import LABELS

STORY = """Little Harbour

Reading room opens on the hill

By Ada Fenn
May 3, 2024

The library of Little Harbour opened its new reading room on Friday, twelve years after the old one was flooded.

“It smells of paint and of paper,” said the librarian, Marta Quill, who has been carrying boxes for eleven weeks.

The building cost four million crowns, half of which came from a lottery that the fishermen's wives had organised.

Subscribe to our newsletter
"""


def test_a_small_story_is_read_as_a_person_reads_it():
    labels = {line.text: line.label for line in label_lines(STORY)}
    assert labels["Reading room opens on the hill"] == "headline"
    assert labels["By Ada Fenn"] == "byline"
    assert labels["May 3, 2024"] == "date"
    assert labels["Subscribe to our newsletter"] == "share"
    assert [label for text, label in labels.items() if len(text) > 80] == ["body"] * 3


def test_an_empty_text_has_no_lines():
    assert label_lines("") == ()
    assert label_lines(" \n \n") == ()


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB é“.—\n ,:1語😀*"), max_size=200))
def test_lines_are_the_text_without_its_blanks(text):
    lines = label_lines(text)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    assert all(text[line.start : line.end].replace("\n", " ") == line.text for line in lines)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB é“.—\n ,:1語😀*"), max_size=200))
def test_labels_and_probabilities_are_in_their_ranges(text):
    for line in label_lines(text):
        assert line.label in LABELS
        assert 0 < line.probability <= 1


def test_a_correction_inside_the_story_is_a_note():
    paragraph = (
        "The ferry between the two islands sails again on Saturday, the harbour office said after a long winter."
    )
    lines = label_lines(f"Ferry sails again\n\n{paragraph}\n\nCorrection: {paragraph}\n\n{paragraph}")
    assert [line.label for line in lines][2] == "note"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from("aB é“.—\n ,:1語😀*"), max_size=80), max_size=6))
def test_texts_are_labelled_together_as_they_are_one_by_one(texts):
    assert label_texts([STORY, *texts]) == [label_lines(text) for text in (STORY, *texts)]


def test_the_printed_lines_of_a_wrapped_paragraph_are_one_line():
    paragraph = (
        "The ferry between the two islands sails again on Saturday,\nthe harbour office said after a long winter in\n"
        "which the islanders had to fly to the dentist."
    )
    _, line = label_lines(f"Ferry sails again\n\n{paragraph}")
    assert line.whole == paragraph.replace("\n", " ")


@pytest.mark.parametrize("mark", [" Enditem", " (END)", "（完）"])
def test_an_agencys_mark_behind_the_last_sentence_is_no_part_of_it(mark):
    assert split_lines(f"The ferry sails again.{mark}\n").lines == ["The ferry sails again."]


def test_a_doubtful_line_below_the_headline_is_a_standfirst_rather_than_nothing():
    story = STORY.replace(
        "\nBy Ada Fenn", "\nTwelve years after it was planned, the room is there, the town says\nBy Ada Fenn"
    )
    labels = {line.text: line.label for line in label_lines(story)}
    assert labels["Twelve years after it was planned, the room is there, the town says"] == "standfirst"

"""Lines outside the fields are named by their words and their place."""

import pytest

from toolkit.normalisation.lines.boilerplate_rules import certain_label, name_line, name_signature


def name(line, *, before=False, headline=True, after=False):
    return name_line(line, before_body=before, after_headline=headline, after_body=after)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("© 2024 The Harbour Post", "legal"),
        ("All rights reserved", "legal"),
        ("Legal Disclaimer:", "legal"),
        ("Correction: an earlier version gave a wrong name", "note"),
        ("This story has been updated with a statement", "note"),
        ("Photo: A. Fenn", "caption"),
        ("The mayor at the bridge (Getty Images)", "caption"),
        ("12 Comments", "comment"),
        ("Leave a reply", "comment"),
        ("READ | Mayor opens bridge", "related"),
        ("Read more: Five gardens", "related"),
        ("Lesen Sie auch: Neue Brücke", "related"),
        ("Subscribe to our newsletter", "share"),
        ("Share on WhatsApp", "share"),
        ("Five gardens worth a visit", "related"),
        ("More", "share"),
    ],
)
def test_words_give_a_line_away(line, label):
    assert name(line) == label


def test_a_name_between_headline_and_body_may_be_the_source():
    assert name("The Harbour Post", before=True) == "source"


def test_one_word_above_the_headline_is_a_section():
    assert name("Europe", before=True, headline=False) == "section"


def test_a_name_and_a_motto_after_the_body_are_a_signature():
    lines = ["Headline", "Body.", "Ada Fenn", "“A town that sings will not be silent.”"]
    labels = ["headline", "body", "share", "related"]
    assert name_signature(labels, lines) == {2: "signature", 3: "signature"}


def test_a_long_list_after_the_body_is_no_signature():
    lines = ["Body.", *[f"Ada Fenn {number}" for number in range(12)]]
    assert name_signature(["body", *["related"] * 12], lines) == {}


@pytest.mark.parametrize("line", ["Correction: The bridge is 40 metres long.", "(Editor’s note: Names were changed)"])
def test_a_note_of_the_newsroom_is_known_by_its_opening(line):
    assert certain_label(line) == "note"


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2024 The Harbour Post.",
        "© 2024 The Harbour Post",
        "Copyright © 2024, by A. Fenn",
        "(c) 1998-2001 Post",
    ],
)
def test_a_copyright_notice_is_known_by_its_opening(line):
    assert certain_label(line) == "legal"


@pytest.mark.parametrize(
    "line",
    ["Corrections to the timetable were announced on Monday.", "Copyright was debated in 2001."],
)
def test_a_sentence_about_a_correction_or_a_copyright_is_neither(line):
    assert certain_label(line) is None

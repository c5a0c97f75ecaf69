"""Marks of versions in headlines and at the head of texts."""

import pytest

from toolkit.group.version_marks import version_mark


@pytest.mark.parametrize(
    ("headline", "number", "stem"),
    [
        ("UPDATE 1-Ferry to Oldmere sails again", 2, "Ferry to Oldmere sails again"),
        ("UPDATE 12 - Ferry to Oldmere sails again", 13, "Ferry to Oldmere sails again"),
        ("CORRECTED-UPDATE 2-Ferry to Oldmere sails again", 3, "Ferry to Oldmere sails again"),
        ("UPDATE: Ferry to Oldmere sails again", 2, "Ferry to Oldmere sails again"),
        ("Oldmere Ferry, 2nd Ld-Writethru", 3, "Oldmere Ferry"),
        ("Oldmere Ferry, 1st Ld", 2, "Oldmere Ferry"),
        ("Oldmere ferry sails again (3rd Lead)", 4, "Oldmere ferry sails again"),
        ("Oldmere Ferry, Ld-Writethru", 2, "Oldmere Ferry"),
    ],
)
def test_a_numbered_headline_says_its_version(headline, number, stem):
    mark = version_mark(headline)
    assert (mark.number, mark.changed, mark.stem) == (number, True, stem)


@pytest.mark.parametrize(
    "headline", ["REFILE-Ferry sails again", "CORRECTED: Ferry sails again", "CORRECTION - Ferry sails again"]
)
def test_a_corrected_headline_has_no_number(headline):
    mark = version_mark(headline)
    assert (mark.number, mark.changed, mark.stem) == (0, True, "Ferry sails again")


@pytest.mark.parametrize(
    "headline",
    [
        "Update on the ferry to Oldmere",
        "Oldmere takes the lead",
        "Rangers lose a 2nd lead to Oldmere",
        "Ferry sails again",
        "Repeat of the ferry strike feared",
        "Corrected figures show fewer ferries",
        "2nd lead pipe stolen in Oldmere",
    ],
)
def test_plain_words_are_no_marks(headline):
    mark = version_mark(headline)
    assert (mark.number, mark.changed, mark.stem) == (0, False, headline)


def test_a_repeated_story_is_no_change():
    assert version_mark("RPT-Ferry sails again").changed is False


@pytest.mark.parametrize(
    ("lead", "changed"),
    [
        ("(Corrects name of the harbour in paragraph 3)", True),
        ("(Adds quote, background)\n\nOLDMERE (Nordwire) -", True),
        ("[Updates with arrival of the ferry.]", True),
        ("(Eds: Updates with comment of the harbour master.)", True),
        ("(Nordwire) - The ferry adds a cabin (the third).", False),
        ("Corrects are rare in Oldmere.", False),
        ("", False),
    ],
)
def test_a_note_before_the_text_says_that_it_changed(lead, changed):
    assert version_mark("Ferry sails again", lead).changed is changed


def test_without_a_headline_there_is_no_stem():
    assert version_mark(None).stem == ""

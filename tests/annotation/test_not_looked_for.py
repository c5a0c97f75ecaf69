"""What is not looked for in a language is said."""

import pytest

from toolkit.annotation.not_looked_for import ENTITIES, SPEAKERS, looks_for_speakers, no_entities, not_looked_for


@pytest.mark.parametrize(("language", "expected"), [("en", True), ("de", True), ("zh-Hant", True), ("sw", False)])
def test_speakers_are_looked_for_in_languages_with_a_table(language, expected):
    assert looks_for_speakers(language) is expected


def test_an_article_of_another_language_says_that_no_speaker_was_looked_for():
    (evidence,) = not_looked_for("sw", "Daraja litafunguliwa.")
    assert (evidence.field, evidence.method, evidence.start) == (SPEAKERS, "not_looked_for", None)


def test_an_english_text_without_a_language_says_nothing():
    assert not_looked_for(None, "The bridge is open, and the keeper of it said that he is glad to be there.") == ()


@pytest.mark.parametrize(("language", "words"), [("sw", "in sw"), (None, "unknown language")])
def test_an_article_without_a_recogniser_says_that_no_entities_were_looked_for(language, words):
    evidence = no_entities(language)
    assert (evidence.field, evidence.method, evidence.start) == (ENTITIES, "not_looked_for", None)
    assert words in evidence.note

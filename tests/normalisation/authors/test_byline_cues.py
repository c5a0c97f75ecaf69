"""Tests of the words that announce a byline; all names are invented."""

import pytest

from toolkit.normalisation.authors.byline_cues import CUE, NO_CUE, without_cue


@pytest.mark.parametrize(
    "text", ["By Jane Roe", "Von Jana Muster", "Text: Jana Muster", "Author: Jane Roe", "Автор: Иван Примеров"]
)
def test_a_byline_opens_with_a_cue(text):
    assert CUE.match(text)


@pytest.mark.parametrize("text", ["Bypass opens", "Vonnegut read again", "Author reads"])
def test_other_words_are_no_cue(text):
    assert CUE.match(text) is None


def test_an_article_behind_the_word_makes_it_a_phrase():
    assert NO_CUE.match("By the numbers")
    assert NO_CUE.match("By Jane Roe") is None


def test_a_credit_is_read_without_its_cue():
    assert [without_cue(text) for text in ("Written by Ada Quill", "Von Quill")] == ["Ada Quill", "Von Quill"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Von unserer Redakteurin Ida Brandt", "Ida Brandt"),
        ("Par notre correspondante Ida Brandt", "Ida Brandt"),
        ("Door onze verslaggever Ida Brandt", "Ida Brandt"),
        ("Van onze correspondent Ida Brandt", "Ida Brandt"),
        ("Testo di Ida Brandt", "Ida Brandt"),
        ("Publicerad av Ida Brandt", "Ida Brandt"),
        ("Подготовила Ида Брандт", "Ида Брандт"),
        ("Muhabir Ida Brandt", "Ida Brandt"),
        ("Van onze tuin", "Van onze tuin"),
        ("Подготовила выставку", "Подготовила выставку"),
    ],
)
def test_whose_reporter_wrote_is_no_part_of_the_name(line, name):
    assert without_cue(line) == name

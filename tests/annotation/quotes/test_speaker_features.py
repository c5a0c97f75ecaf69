"""Features of pieces and mentions."""

import pytest

from toolkit.annotation.quotes import speaker_features
from toolkit.annotation.quotes.paragraphs import split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces
from toolkit.annotation.quotes.speaker_candidates import collect
from toolkit.annotation.quotes.speaker_features import Place


def choose(body):
    paragraphs = split_paragraphs(body, find_pieces(body))
    paragraph = next(p for p in paragraphs if p.pieces)
    return collect(paragraphs, paragraph, paragraph.pieces[-1], None)


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        ('"So be it," she said.', ","),
        ('"So be it", she said.', ","),
        ('"So be it." She left.', "."),
        ('"So be it?" she asked.', "?"),
        ('"So be it', "u"),
        ('It was "so odd" then.', "o"),
    ],
)
def test_the_ending_is_the_mark_at_the_edge(body, ending):
    assert ending == choose(body).setting.ending


@pytest.mark.parametrize(
    ("body", "letters"),
    [('It is "The Last Ferry".', "T"), ('It is "Last of the Line".', "t"), ('"So it is".', "1"), ('is "so it".', "l")],
)
def test_letters_tell_titles_from_sentences(body, letters):
    assert letters == choose(body).look.letters


@pytest.mark.parametrize(
    ("body", "media"),
    [('the novel "Last Ferry".', "t"), ('a novel by him, "Last Ferry".', "y"), ('he said "no".', "n")],
)
def test_works_near_a_piece_are_noticed(body, media):
    assert media == choose(body).look.media


def test_every_template_is_filled():
    choice = choose('Ada Byte smiled. "So be it," she said.')
    location = next(c.where for c in choice.candidates if isinstance(c.where, Place))
    assert len(speaker_features.PLACE_TEMPLATES) == len(speaker_features.place_keys(choice.setting, location))
    assert len(speaker_features.WORD_TEMPLATES) == len(speaker_features.word_keys(location))
    assert len(speaker_features.CHOSEN_TEMPLATES) == len(speaker_features.chosen_keys(choice.setting, location))
    assert len(speaker_features.LOOK_TEMPLATES) == len(
        speaker_features.look_keys(choice.setting, choice.cue, choice.look)
    )
    assert len(speaker_features.CONTEXT_TEMPLATES) == len(choice.context)

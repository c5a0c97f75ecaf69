"""Candidate speakers of a piece."""

from toolkit.annotation.quotes.paragraphs import split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces
from toolkit.annotation.quotes.speaker_candidates import Speaker, collect
from toolkit.annotation.quotes.speaker_features import Distance, Place


def read(body):
    return split_paragraphs(body, find_pieces(body))


def test_the_nearest_mentions_come_first_on_each_side():
    (paragraph,) = paragraphs = read('Tom Reed met Ada Byte. "So be it," she told the mayor.')
    choice = collect(paragraphs, paragraph, paragraph.pieces[0], None)
    assert [c.speaker.words for c in choice.candidates] == ["Ada Byte", "Tom Reed", "she", "the mayor"]


def test_a_lone_quote_looks_at_the_last_speaker_and_the_paragraph_before():
    paragraphs = read('Ada Byte said: "So be it."\n\n"And so it is."')
    last = Speaker(paragraphs[0], 0)
    choice = collect(paragraphs, paragraphs[1], paragraphs[1].pieces[0], last)
    assert [("last", last)] == [
        (c.where.relation, c.speaker) for c in choice.candidates if isinstance(c.where, Distance)
    ]


def test_the_speaker_of_the_piece_before_is_marked():
    (paragraph,) = paragraphs = read('"So be it," Ada Byte said. "And so it is."')
    choice = collect(paragraphs, paragraph, paragraph.pieces[1], Speaker(paragraph, 0))
    assert [c.where.chosen for c in choice.candidates if isinstance(c.where, Place)] == [True]


def test_mentions_two_sentences_away_are_left_out():
    (paragraph,) = paragraphs = read('Tom Reed left. It rained. All day. "So be it," she said.')
    choice = collect(paragraphs, paragraph, paragraph.pieces[0], None)
    assert "Tom Reed" not in [c.speaker.words for c in choice.candidates]


def test_the_span_of_a_speaker_cuts_its_words_out_of_the_body():
    body = '"So be it," said Ada Byte.'
    (paragraph,) = read(body)
    assert body[slice(*Speaker(paragraph, 0).span)] == "Ada Byte"

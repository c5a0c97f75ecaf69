"""Decisions on pieces."""

from toolkit.annotation.quotes.attribution import attribute, runners_up
from toolkit.annotation.quotes.paragraphs import split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces


def decide(body):
    return attribute(split_paragraphs(body, find_pieces(body)))


def test_every_piece_gets_one_decision_in_order():
    body = '"One gate is open," said Ada Byte. The "smart gate" is not.\n"So be it," he said.'
    assert [piece.start for piece in find_pieces(body)] == [decision.piece.start for decision in decide(body)]


def test_a_piece_that_no_mark_opens_keeps_the_speaker_before():
    body = 'Ada Byte said: "The gate is open.\n\nIt will stay open." Tom Reed left.'
    first, second = decide(body)
    assert first.speaker == second.speaker


def test_the_chosen_mention_leads_the_runners_up():
    body = '"The gate is open," said Ada Byte, who met Tom Reed.'
    paragraphs = split_paragraphs(body, find_pieces(body))
    (decision,) = attribute(paragraphs)
    assert decision.speaker == runners_up(paragraphs, decision)[1][0][0].speaker


def test_a_plain_case_is_decided_with_more_confidence_than_an_odd_one():
    (plain,) = decide('"The gate is open," said Ada Byte.')
    (odd,) = decide('With Tom Reed and Ada Byte near the gate, somebody shouted something like "open it".')
    assert plain.confidence > odd.confidence

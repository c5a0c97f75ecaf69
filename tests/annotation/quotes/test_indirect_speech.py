"""Indirect speech."""

import pytest

from toolkit.annotation.quotes.indirect_speech import TEMPLATES, find_clauses, find_reports, load_model, report_keys
from toolkit.annotation.quotes.paragraphs import split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces


def reports(body):
    result = find_reports(split_paragraphs(body, find_pieces(body)))
    return [(body[report.start : report.end], report.speaker.words) for report in result]


@pytest.mark.parametrize(
    ("body", "text", "speaker"),
    [
        ("Ada Byte said that the bridge was safe now.", "that the bridge was safe now", "Ada Byte"),
        ("Ada Byte said the bridge was safe now.", "the bridge was safe now", "Ada Byte"),
        ("Ada Byte told reporters that the bridge was safe.", "that the bridge was safe", "Ada Byte"),
        ("The bridge was safe for all, Ada Byte said.", "The bridge was safe for all", "Ada Byte"),
        ("According to Ada Byte, the old bridge will be shut soon.", "the old bridge will be shut soon", "Ada Byte"),
        ("The old bridge will be shut soon, according to Ada Byte.", "The old bridge will be shut soon", "Ada Byte"),
        ("Ada Byte said the bridge was safe, while Tom Reed left.", "the bridge was safe", "Ada Byte"),
    ],
)
def test_a_reported_clause_has_its_speaker(body, text, speaker):
    assert [(text, speaker)] == reports(body)


@pytest.mark.parametrize("body", ["Ada Byte left the bridge early.", 'Ada Byte said "the bridge was safe" now.'])
def test_sentences_without_reports_or_with_marks_give_none(body):
    assert reports(body) == []


def test_the_confidence_is_above_the_threshold_of_the_model():
    body = "Ada Byte said that the bridge was safe now. The old bridge will be shut soon, according to Ada Byte."
    result = find_reports(split_paragraphs(body, find_pieces(body)))
    assert [report.confidence >= load_model().threshold for report in result] == [True, True]


def test_what_reads_unlike_a_report_is_left_out():
    body = "She said no to the old bridge over the river and went home early."
    clauses = [clause for part in split_paragraphs(body, []) for clause in find_clauses(part)]
    assert (len(clauses), reports(body)) == (1, [])


def test_every_template_is_filled():
    (part,) = split_paragraphs("Ada Byte said that the bridge was safe now.", [])
    assert [len(TEMPLATES)] == [len(report_keys(clause)) for clause in find_clauses(part)]

"""Indirect speech."""

import pytest

from toolkit.annotate.indirect import find_reports
from toolkit.annotate.marks import find_pieces
from toolkit.annotate.paragraphs import split_paragraphs


def reports(body):
    found = find_reports(split_paragraphs(body, find_pieces(body)))
    return [(body[report.start : report.end], report.speaker.words) for report in found]


@pytest.mark.parametrize(
    ("body", "text", "speaker"),
    [
        ("Ada Byte said that the bridge was safe now.", "that the bridge was safe now", "Ada Byte"),
        ("Ada Byte said the bridge was safe now.", "the bridge was safe now", "Ada Byte"),
        ("Ada Byte told reporters that the bridge was safe.", "that the bridge was safe", "Ada Byte"),
        ("The bridge was safe for all, Ada Byte said.", "The bridge was safe for all", "Ada Byte"),
        ("According to Ada Byte, the bridge was safe now.", "the bridge was safe now", "Ada Byte"),
        ("The bridge was safe now, according to Ada Byte.", "The bridge was safe now", "Ada Byte"),
        ("Ada Byte said the bridge was safe, while Tom Reed left.", "the bridge was safe", "Ada Byte"),
    ],
)
def test_a_reported_clause_has_its_speaker(body, text, speaker):
    assert [(text, speaker)] == reports(body)


@pytest.mark.parametrize("body", ["Ada Byte left the bridge early.", 'Ada Byte said "the bridge was safe" now.'])
def test_sentences_without_reports_or_with_marks_give_none(body):
    assert reports(body) == []

"""What a mention does in its clause."""

import pytest

from toolkit.annotation.quotes.clauses import read_clause
from toolkit.annotation.quotes.mentions import find_mentions
from toolkit.annotation.quotes.narration import read_narration
from toolkit.annotation.quotes.quotation_marks import find_pieces


def clauses(text):
    narration = read_narration(text, 0, len(text), find_pieces(text))
    return narration, [read_clause(narration, mention) for mention in find_mentions(narration)]


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("Ada Byte said so.", "V0"),
        ("Ada Byte has also said so.", "VR"),
        ("Ada Byte, the mayor of Lowhill, said so.", "VA"),
        ("Ada Byte left.", "."),
    ],
)
def test_a_subject_reaches_its_verb(text, reach):
    assert reach == clauses(text)[1][0].reach


def test_an_inverted_subject_has_the_verb_behind_it():
    narration, result = clauses('"So be it," said Ada Byte.')
    assert narration.words[result[0].cue] == "said"


def test_the_object_of_told_has_no_verb_of_its_own():
    assert [clause.cue >= 0 for clause in clauses('Ada Byte told Tom Reed: "So be it."')[1]] == [True, False]


def test_according_to_makes_its_object_the_source():
    assert clauses("According to Ada Byte, all is well.")[1][0].back == "according"

"""Candidate mentions."""

import pytest

from toolkit.annotation.quotes.mentions import find_mentions
from toolkit.annotation.quotes.narration import read_narration


def mentions(text):
    narration = read_narration(text, 0, len(text), [])
    return [(text[slice(*narration.span(m.first, m.last))], m.kind) for m in find_mentions(narration)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Byte said so.", [("Ada Byte", "name")]),
        ("Harbour spokesman Tom Reed said so.", [("Harbour spokesman Tom Reed", "name")]),
        ("Minister of Culture Ada Byte said so.", [("Minister of Culture Ada Byte", "name")]),
        ("Lowhill's coach Tom Reed said so.", [("Lowhill's coach Tom Reed", "name")]),
        ("Ada Byte's office said so.", [("Ada Byte's office", "nominal")]),
        ("The young mayor said so.", [("The young mayor", "nominal")]),
        ("Critics say so.", [("Critics", "name")]),
        ("But critics say so.", [("critics", "bare")]),
        ("She said so.", [("She", "pronoun")]),
        ("Ada Byte, who said so, is in.", [("Ada Byte", "name"), ("who", "relative")]),
    ],
)
def test_mentions_are_found_with_their_kind(text, expected):
    assert expected == mentions(text)

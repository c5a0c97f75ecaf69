"""The usual patterns of attribution of every language, as invented sentences in patterns/xx.txt.

A line holds a text in which [square brackets] enclose each part of a quotation and {curly ones} its speaker, and after
`|` the resolved name where it is to be told. A text without brackets has no quotation; ` / ` stands for the end of a
line. The n-th quotation has the n-th speaker, or the last where there are fewer.
"""

import re
from pathlib import Path

import pytest

from tests.annotation.quotes.languages.trimmed_spans import trimmed
from toolkit.annotation.quotes.find_quotes import find_quotes

_MARKUP = re.compile(r"[\[\]{}]")


def read_case(marked):
    """Return a text without brackets, the parts of its quotations and the spans of its speakers."""
    body, spans, opened = "", {"[": [], "{": []}, {}
    position = 0
    for bracket in _MARKUP.finditer(marked):
        body += marked[position : bracket.start()]
        position = bracket.end()
        if bracket.group() in "[{":
            opened[bracket.group()] = len(body)
        else:
            opening = "[" if bracket.group() == "]" else "{"
            spans[opening].append((opened[opening], len(body)))
    return body + marked[position:], spans["["], spans["{"]


def _cases():
    for path in sorted((Path(__file__).parent / "patterns").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            marked, _, name = line.partition("|")
            yield pytest.param(path.stem, marked.strip().replace(" / ", "\n"), name.strip(), id=f"{path.stem} {line}")


@pytest.mark.parametrize(("language", "marked", "name"), [*_cases()])
def test_a_pattern_of_a_language(language, marked, name):
    body, parts, speakers = read_case(marked)
    quotes = find_quotes(body, language=language)
    result = [trimmed(body, part.start, part.end) for quote in quotes for part in quote.parts]
    assert [body[slice(*part)] for part in result] == [body[slice(*trimmed(body, *part))] for part in parts]
    for number, quote in enumerate(quotes):
        assert body[quote.start : quote.end] == quote.text
        expected = speakers[min(number, len(speakers) - 1)] if speakers else None
        assert (quote.speaker_text is None) == (expected is None), quote
        if expected is not None:
            overlap = min(quote.speaker_end, expected[1]) - max(quote.speaker_start, expected[0])
            assert overlap > 0, (quote.speaker_text, quote.text)
            assert quote.speaker_end - quote.speaker_start <= 2 * (expected[1] - expected[0]) + 20, quote.speaker_text
        if name:
            assert quote.speaker == name

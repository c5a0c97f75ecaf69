"""Invented press paragraphs of every language, in articles/xx.txt: most stretches of speech have the right speaker.

Blank lines separate texts. `[2 ...]` is a stretch of speech and `{2 ...}` the mention of its speaker, `[0 ...]` speech
of nobody named; lines such as `2: Marta Tilo` behind a text tell the resolved names. Not all of it is found, so the
tests hold the share that is.
"""

import re
from pathlib import Path

import pytest

from tests.annotation.quotes.languages.trimmed_spans import EDGE, trimmed
from toolkit.annotation.quotes.find_quotes import find_quotes

FILES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
_MARKUP = re.compile(r"[\[{]\d |[\]}]")
_NAME = re.compile(r"^(\d): (.*)$", re.MULTILINE)
_EDGE = EDGE + "'"


def _read(marked):
    """Return a text without markup, its speech as spans with the number of the speaker, mentions and names."""
    names = {number: name.strip() for number, name in _NAME.findall(marked)}
    marked = _NAME.sub("", marked).strip()
    body, position, opened, speech, mentions = "", 0, [], [], {}
    for markup in _MARKUP.finditer(marked):
        body += marked[position : markup.start()]
        position = markup.end()
        if markup.group() in "]}":
            kind, number, start = opened.pop()
            if kind == "[":
                speech.append((number, start, len(body)))
            else:
                mentions[number] = (start, len(body))
        else:
            opened.append((markup.group()[0], markup.group()[1], len(body)))
    return body + marked[position:], speech, mentions, names


def _is_speaker(quote, mention, name):
    if mention is None or quote.speaker_start is None:
        return mention is None and quote.speaker == name
    overlaps = quote.speaker_start < mention[1] and mention[0] < quote.speaker_end
    return overlaps or (name is not None and quote.speaker == name)


def _judged(path):
    """Yield for each stretch of speech whether it has the right span and speaker, and whether the name is right."""
    for text in path.read_text(encoding="utf-8").split("\n\n"):
        body, speech, mentions, names = _read(text)
        parts = {
            trimmed(body, part.start, part.end, _EDGE): quote
            for quote in find_quotes(body, language=path.stem)
            for part in quote.parts
        }
        for number, start, end in speech:
            quote = parts.get(trimmed(body, start, end, _EDGE))
            right = quote is not None and _is_speaker(quote, mentions.get(number), names.get(number))
            yield right, names.get(number) is None or (right and quote.speaker == names[number]), body[start:end]


@pytest.fixture(scope="module")
def judged():
    return {path.stem: list(_judged(path)) for path in FILES}


def test_most_speech_has_the_right_span_and_speaker(judged):
    wrong = [(language, words) for language, stretches in judged.items() for right, _, words in stretches if not right]
    assert len(wrong) < 0.07 * sum(map(len, judged.values())), wrong


def test_most_names_are_brought_to_their_full_form(judged):
    wrong = [(language, words) for language, stretches in judged.items() for _, named, words in stretches if not named]
    assert len(wrong) < 0.09 * sum(map(len, judged.values())), wrong


def test_every_language_finds_three_in_four(judged):
    shares = {
        language: sum(right for right, _, _ in stretches) / len(stretches) for language, stretches in judged.items()
    }
    assert {language: share for language, share in shares.items() if share < 0.7} == {}

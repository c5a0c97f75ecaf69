"""Words and sentences of a text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST_SENTENCE = 256
"""Tokens after which a sentence is cut, so that no text makes one endless sequence."""


class Tokens(NamedTuple):
    """The words and marks of a text, in parallel lists because there are many."""

    words: list[str]
    starts: list[int]
    """Offset of each word in the text."""
    sentences: list[int]
    """Number of the first word of each sentence, and after the last the number of all words."""


def tokenise(body: str, *, elided: bool = False) -> Tokens:
    """Split a text into words and marks, and these into sentences.

    With `elided`, an article or preposition and its apostrophe are a word of their own (`l’`, `Italia`).
    A line break always ends a sentence. Hyphens and a closing possessive are tokens of their own
    (`Geneva`, `-`, `based`; `Nile`, `'s`), initialisms keep their dots (`U.S.`).
    """
    words = (_ELIDED if elided else _TOKEN).findall(body)
    starts = _starts(body, words)
    sentences = [0]
    for position in (*_sentence_ends(body), len(body)):
        last = bisect_left(starts, position, sentences[-1])
        while last - sentences[-1] > LONGEST_SENTENCE:
            sentences.append(sentences[-1] + LONGEST_SENTENCE)
        if last > sentences[-1]:
            sentences.append(last)
    return Tokens(words, starts, sentences)


def parts(tokens: Tokens, size: int) -> Iterator[Tokens]:
    """Cut tokens between sentences into parts of about a number of words."""
    first = 0
    for number in range(1, len(tokens.sentences)):
        begin, end = tokens.sentences[first], tokens.sentences[number]
        if end - begin >= size or number == len(tokens.sentences) - 1:
            sentences = [sentence - begin for sentence in tokens.sentences[first : number + 1]]
            yield Tokens(tokens.words[begin:end], tokens.starts[begin:end], sentences)
            first = number


_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e"
"""Vowel signs and accents that are characters of their own, and the scripts of India, which consist of them."""

_WORD = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|['’][sS]\b"  # the possessive
    rf"|{_WORD}(?:['’](?![sS]\b)[^\W_]+)*"  # words, O'Hara, don't
    r"|[^\w\s]|_"
)

_ELIDED = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[^\W\d_]{{1,6}}['’](?=[^\W\d_]{{2}})|{_WORD}|[^\w\s]|_")

_BREAK = re.compile(
    r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+"
    r"|(?<=[.!?…])[\"”’'»)\]]{0,3}\s+(?=[\"“‘'«(\[]{0,3}[^\W_a-z])"
)

_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Gov|Sen|Rep|Rev|Hon|Pres|St|Mt|Ft|No|vs|v|Inc|Jr|Sr"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Brig|Adm|Insp|Supt|Amb|Messrs|Mme|Sh|Smt|cf|Art|Vol)"
    r"|\b[^\W\d_a-z])\.\Z"
)
"""What is before a dot that ends no sentence: a shortened word or a single initial."""


def _starts(body: str, words: Sequence[str]) -> list[int]:
    """Where the words are: only spaces lie between them, so each is the next that is found."""
    starts, position, find = [], 0, body.find
    for word in words:
        position = find(word, position)
        starts.append(position)
        position += len(word)
    return starts


def _sentence_ends(body: str) -> list[int]:
    """Positions at which a new sentence begins."""
    ends = []
    for match in _BREAK.finditer(body):
        start = match.start()
        if start and body[start - 1] == "." and _NO_END.search(body, max(0, start - 8), start):
            continue
        ends.append(match.end())
    return ends

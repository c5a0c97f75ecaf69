"""Tokens that no span cuts through: words are divided where a quote or an entity begins or ends."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from toolkit.annotation.tokenizer import tokenise


class Token(NamedTuple):
    """A word or mark: code points of the body, end exclusive."""

    start: int
    end: int
    text: str


def cut_tokens(body: str, edges: Iterable[int]) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence; every edge is the end of a token or is between tokens."""
    words, starts, sentences = tokenise(body)
    cuts = sorted(set(edges))
    position = 0
    for first, last in pairwise(sentences):
        sentence = []
        for index in range(first, last):
            start, end = starts[index], starts[index] + len(words[index])
            while position < len(cuts) and cuts[position] <= start:
                position += 1
            ahead = position
            while ahead < len(cuts) and cuts[ahead] < end:
                sentence.append(Token(start, cuts[ahead], body[start : cuts[ahead]]))
                start = cuts[ahead]
                ahead += 1
            sentence.append(Token(start, end, body[start:end]))
        if sentence:
            yield sentence

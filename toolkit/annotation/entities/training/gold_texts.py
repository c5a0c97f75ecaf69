"""Gold texts: a text with its entities, and the labels of its words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.annotation.entities.model_weights import LABELS
from toolkit.annotation.tokenizer import Tokens

Span = tuple[int, int, str]
"""Start, end (exclusive, code points) and type."""

KINDS = ("PER", "ORG", "LOC", "NORP", "EVENT", "MISC")


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its entities, ordered and without overlap."""

    name: str
    text: str
    spans: tuple[Span, ...]


def without_overlap(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order; of those that overlap the first and longest."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span[0], -span[1], span[2])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return tuple(kept)


def label_words(tokens: Tokens, gold: GoldText) -> NDArray[np.int8]:
    """The number of each word's label."""
    labels = np.zeros(len(tokens.words), np.int8)
    for start, end, kind in gold.spans:
        begin = LABELS.index(f"B-{kind}")
        first = bisect_right(tokens.starts, start) - 1
        last = bisect_left(tokens.starts, end)
        for number in range(max(first, 0), last):
            if tokens.starts[number] + len(tokens.words[number]) > start and not labels[number]:
                labels[number] = begin if _is_first(tokens, number, start, labels) else begin + 1
    return labels


def _is_first(tokens: Tokens, number: int, start: int, labels: NDArray[np.int8]) -> bool:
    return number == 0 or not labels[number - 1] or tokens.starts[number] <= start or number in tokens.sentences


def f1(gold: Sequence[GoldText], predicted: Sequence[Iterable[Span]]) -> float:
    """F1 in per cent of exact spans and types over the texts together."""
    right = wrong = missed = 0
    for text, spans in zip(gold, predicted, strict=True):
        own, other = set(text.spans), set(spans)
        right += len(own & other)
        wrong += len(other - own)
        missed += len(own - other)
    return 200 * right / max(1, 2 * right + wrong + missed)

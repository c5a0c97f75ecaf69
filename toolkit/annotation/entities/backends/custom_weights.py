"""Weights of one's own for the embedded recogniser: `own:./entities.npz`, written by training/train_entities.py."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from toolkit.annotation.entities.backends.backend import Model, Span
from toolkit.annotation.entities.backends.label_mapping import types_of
from toolkit.annotation.entities.model_weights import read_weights
from toolkit.annotation.entities.ner import find_mentions, recogniser_of
from toolkit.annotation.entities.span_boundaries import TYPES

LONGEST = 10_000_000
"""Characters that are read at once: the recogniser bounds its memory itself."""


def load(name: str, labels: Mapping[str, str]) -> Model:
    """Load weights from a file; their version is a digest of what was learned.

    Raises:
        OSError: there is no such file.
        ValueError: it holds no weights.
        ConfigError: the user names a label that is none of the recogniser's types.
    """
    try:
        weights = read_weights(name)
    except KeyError as error:
        raise ValueError(f"it lacks {error}") from error
    recogniser = recogniser_of(weights)

    def predict(texts: Sequence[str]) -> Iterator[list[Span]]:
        for text in texts:
            mentions = find_mentions(text, recogniser)
            yield [Span(mention.start, mention.end, mention.type, mention.confidence) for mention in mentions]

    return Model(
        predict=predict,
        types=types_of(TYPES, labels, f"the weights {name}"),
        limit=LONGEST,
        measure=len,
        version=blake2b(weights.vectors.tobytes() + weights.output.tobytes(), digest_size=6).hexdigest(),
        licence=None,
    )

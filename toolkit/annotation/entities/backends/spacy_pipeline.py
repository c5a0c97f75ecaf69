"""spaCy pipelines as recognisers: `spacy:en_core_web_sm`, or a folder as `spacy:./models/ours`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.annotation.entities.backends.backend import Model, Span, library_missing
from toolkit.annotation.entities.backends.label_mapping import types_of

if TYPE_CHECKING:
    from spacy.language import Language

LONGEST = 100_000
"""Characters that a pipeline is given at once: it needs about a gigabyte for so many."""
UNMEASURED = 0.5
"""Confidence where the pipeline does not say how often it is right."""
_FINDERS = ("ner", "beam_ner", "entity_ruler", "span_ruler")
_SUPPORT = ("tok2vec", "transformer", "curated_transformer")
_NEEDLESS = (
    "tagger",
    "morphologizer",
    "parser",
    "senter",
    "sentencizer",
    "attribute_ruler",
    "lemmatizer",
    "trainable_lemmatizer",
)


def read_documents(content: bytes) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Read the text and the entities (start, end, label) of each document of a `.spacy` file.

    Raises:
        ConfigError: spaCy is not installed.
        ValueError: the bytes are no such file.
    """
    try:
        import spacy
        from spacy.tokens import DocBin
    except ImportError:
        library_missing("spaCy", "spacy")
    for document in DocBin().from_bytes(content).get_docs(spacy.blank("xx").vocab):
        yield document.text, [(span.start_char, span.end_char, span.label_) for span in document.ents]


def load(name: str, labels: Mapping[str, str]) -> Model:
    """Load an installed pipeline, or one from a folder.

    spaCy gives no probabilities: the confidence in a span is the precision that the pipeline's makers measured for
    its label, as `meta.json` keeps it.

    Raises:
        ConfigError: spaCy is not installed, or the pipeline finds no entities.
    """
    try:
        import spacy
    except ImportError:
        library_missing("spaCy", "spacy")
    pipeline = spacy.load(name)
    own = [
        label for finder, own in pipeline.pipe_labels.items() if _factory(pipeline, finder) in _FINDERS for label in own
    ]
    types = types_of(own, labels, f"the spaCy pipeline {name}")
    if all(_factory(pipeline, pipe) in (*_FINDERS, *_SUPPORT, *_NEEDLESS) for pipe in pipeline.pipe_names):
        pipeline.select_pipes(disable=[pipe for pipe in pipeline.pipe_names if _factory(pipeline, pipe) in _NEEDLESS])
    precision = _precision(pipeline)

    def predict(texts: Sequence[str]) -> Iterator[list[Span]]:
        for document in pipeline.pipe(texts):
            yield [
                Span(entity.start_char, entity.end_char, entity.label_, precision.get(entity.label_, precision[""]))
                for entity in document.ents
            ]

    meta = pipeline.meta
    return Model(
        predict=predict,
        types=types,
        limit=min(LONGEST, pipeline.max_length),
        measure=len,
        version=str(meta["version"]),
        licence=str(meta["license"]) or None,
    )


def _factory(pipeline: "Language", pipe: str) -> str:
    return str(pipeline.get_pipe_meta(pipe).factory)


def _precision(pipeline: "Language") -> dict[str, float]:
    """Return how often each label is right, and under the empty label how often all together are."""
    measured = pipeline.meta.get("performance") or {}
    by_label = {label: scores["p"] for label, scores in (measured.get("ents_per_type") or {}).items()}
    return {"": measured.get("ents_p") or UNMEASURED, **{label: p for label, p in by_label.items() if p}}

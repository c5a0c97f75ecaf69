"""Recognisers of named entities behind one small interface: texts in, mentions out."""

from collections.abc import Sequence
from functools import cache

from toolkit._version import VERSION
from toolkit.annotation.entities.backends.backend import Description, Loader, Model, installed_loader
from toolkit.annotation.entities.backends.chunking import windows
from toolkit.annotation.entities.backends.span_cleanup import clean, without_overlap
from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.options import EMBEDDED, AnnotateOptions, primary_language
from toolkit.errors import ConfigError, ToolkitError

__all__ = ["Description", "describe", "find_mentions"]


def find_mentions(
    texts: Sequence[str], options: AnnotateOptions, languages: Sequence[str | None] = ()
) -> list[list[Mention]]:
    """Find the named mentions of each text, in order and without overlap, with the recogniser of the options.

    The embedded recogniser reads each text in its language (BCP-47), all in English when none are given.

    No span begins or ends with a space, holds a line break, a leading "the" or a closing possessive.

    Raises:
        ConfigError: the model, or the library that it needs, is not installed.
    """
    if options.recogniser == EMBEDDED:
        from toolkit.annotation.entities import ner

        spoken = [primary_language(language) for language in languages] or ["en"] * len(texts)
        return [ner.find_mentions(text, ner.embedded(own)) for text, own in zip(texts, spoken, strict=True)]
    return _find(_model(options.recogniser, tuple(sorted(options.entity_labels.items()))), texts)


def describe(options: AnnotateOptions) -> Description:
    """Name the recogniser of the options, its version and its licence; loads it if it is not loaded.

    Raises:
        ConfigError: the model, or the library that it needs, is not installed.
    """
    if options.recogniser == EMBEDDED:
        return Description(EMBEDDED, VERSION, "Apache-2.0")
    model = _model(options.recogniser, tuple(sorted(options.entity_labels.items())))
    return Description(options.without_folders().recogniser, model.version, model.licence)


def _find(model: Model, texts: Sequence[str]) -> list[list[Mention]]:
    """Cut the texts to the model's size, ask it about all pieces at once, and put its answers together."""
    pieces = [(number, start, end) for number, text in enumerate(texts) for start, end in windows(text, model)]
    mentions_by_text: list[list[Mention]] = [[] for _ in texts]
    answers = model.predict([texts[number][start:end] for number, start, end in pieces]) if pieces else []
    for (number, offset, _), spans in zip(pieces, answers, strict=True):
        for start, end, label, confidence in spans:
            if kind := model.types.get(label):
                mentions_by_text[number] += clean(texts[number], offset + start, offset + end, kind, confidence)
    return [without_overlap(mentions) for mentions in mentions_by_text]


@cache
def _model(recogniser: str, labels: tuple[tuple[str, str], ...]) -> Model:
    """Load a model, once in each process.

    Raises:
        ConfigError: it, or the library that it needs, is not installed, or none of its labels is known.
    """
    library, _, name = recogniser.partition(":")
    load: Loader
    if library == "spacy":
        from toolkit.annotation.entities.backends.spacy_pipeline import load
    elif library == "gliner":
        from toolkit.annotation.entities.backends.gliner_model import load
    elif library == "own":
        from toolkit.annotation.entities.backends.custom_weights import load
    elif library == "hf":
        from toolkit.annotation.entities.backends.hf_transformers import load
    else:
        load = installed_loader(library)
    try:
        return load(name, dict(labels))
    except ToolkitError:
        raise
    except (AttributeError, ImportError, LookupError, OSError, RuntimeError, TypeError, ValueError) as error:
        # What libraries raise for a model that is not there, or not whole, is never the same.
        reason = " ".join(str(error).split()).partition(". ")[0].rstrip(".")
        raise ConfigError(
            f"The model {recogniser} cannot be loaded ({reason}); {_ADVICE.get(library, _PACKAGE).format(name)}"
        ) from error


_ADVICE = {
    "spacy": "run: python -m spacy download {0}, or name its folder with a leading dot, as spacy:./FOLDER.",
    "gliner": "check its name on the Hub and the network, or name its folder with a leading dot, as gliner:./FOLDER.",
    "own": "name the file that training/train_entities.py wrote, with a leading dot: own:./entities.npz.",
    "hf": "check its name on the Hub and the network, or name its folder with a leading dot, as hf:./FOLDER.",
}
_PACKAGE = "check the name {0} and the package that brings the recogniser."

"""Token classifiers of transformers as recognisers: `hf:dslim/bert-base-NER`, or a folder as `hf:./models/ours`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from toolkit.annotation.entities.backends.backend import Model, Span, library_missing
from toolkit.annotation.entities.backends.label_mapping import types_of
from toolkit.annotation.entities.backends.torch_backend import BATCH, digest, licence, settled
from toolkit.annotation.tokenizer import Tokens, tokenise
from toolkit.errors import ConfigError

LONGEST = 512
"""Pieces of words that a model is given at once, though some take more: attention costs the square of them."""
_PREFIXES = ("B", "I", "E", "S", "L", "U")
_BEGINS = ("B", "S", "U")


def load(name: str, labels: Mapping[str, str]) -> Model:
    """Load a token classifier from the Hub's cache, the Hub, or a folder.

    A word has the label of its first piece, as such models are trained; a span is as sure as its least sure word.

    Raises:
        ConfigError: transformers is not installed, or the model is no token classifier.
    """
    try:
        from transformers import AutoModelForTokenClassification, AutoTokenizer
        from transformers.utils import logging
    except ImportError:
        library_missing("transformers", "hf")
    logging.disable_progress_bar()
    tokenizer = AutoTokenizer.from_pretrained(name, add_prefix_space=True)
    classifier, loaded = AutoModelForTokenClassification.from_pretrained(name, output_loading_info=True)
    if loaded["missing_keys"]:
        raise ConfigError(
            f"The model {name} is no token classifier: it has no weights for {min(loaded['missing_keys'])}."
        )
    if not tokenizer.is_fast:
        raise ConfigError(f"The tokenizer of {name} does not tell which piece is of which word; choose another model.")
    classifier.eval()
    tokenizer.model_max_length = min(LONGEST, tokenizer.model_max_length, _positions(classifier.config))
    own = classifier.config.id2label
    types = types_of({_plain(label) for label in own.values()} - {"O"}, labels, f"the model {name}")
    return Model(
        predict=lambda texts: _predict(classifier, tokenizer, texts),
        types=types,
        limit=tokenizer.model_max_length - tokenizer.num_special_tokens_to_add(),
        measure=lambda text: len(_pieces(tokenizer, [tokenise(text).words], special=False)["input_ids"][0]),
        version=getattr(classifier.config, "_commit_hash", None) or digest(classifier),
        licence=licence(name),
    )


def _predict(classifier: Any, tokenizer: Any, texts: Sequence[str]) -> Iterator[list[Span]]:
    waiting = iter(texts)
    names = classifier.config.id2label
    while batch := [tokenise(text) for text in islice(waiting, BATCH)]:
        for tokens, labelled in zip(batch, _labelled(classifier, tokenizer, batch), strict=True):
            yield list(_spans(tokens, ((names[label], chance) for label, chance in labelled)))


def _labelled(classifier: Any, tokenizer: Any, batch: Sequence[Tokens]) -> list[list[tuple[int, float]]]:
    """Return for each word of each text the number of its label and the probability of that."""
    pieces = _pieces(tokenizer, [tokens.words for tokens in batch], special=True)
    with settled():
        chances, labels = classifier(**pieces).logits.float().softmax(-1).max(-1)
    nothing = (_outside(classifier.config.id2label), 1.0)
    answers = []
    for row, tokens in enumerate(batch):
        # A word of which the tokenizer makes no piece, or that is after the limit, is outside.
        labelled = [nothing] * len(tokens.words)
        for piece, word in reversed([*enumerate(pieces.word_ids(row))]):
            if word is not None:
                labelled[word] = int(labels[row, piece]), float(chances[row, piece])
        answers.append(labelled)
    return answers


def _pieces(tokenizer: Any, texts: Sequence[Sequence[str]], *, special: bool) -> Any:
    return tokenizer(
        list(texts),
        is_split_into_words=True,
        add_special_tokens=special,
        truncation=special,
        padding=special,
        return_tensors="pt" if special else None,
        verbose=False,
    )


def _spans(tokens: Tokens, labelled: Iterable[tuple[str, float]]) -> Iterator[Span]:
    """Join neighbouring words of one label, in any of the schemes IO, BIO, BIOES and BILOU."""
    open_span: Span | None = None
    for word, start, (label, chance) in zip(tokens.words, tokens.starts, labelled, strict=True):
        plain, end = _plain(label), start + len(word)
        if open_span and plain == open_span.label and label.partition("-")[0] not in _BEGINS:
            open_span = open_span._replace(end=end, confidence=min(open_span.confidence, chance))
            continue
        if open_span and open_span.label != "O":
            yield open_span
        open_span = Span(start, end, plain, chance)
    if open_span and open_span.label != "O":
        yield open_span


def _plain(label: str) -> str:
    prefix, dash, rest = label.partition("-")
    return rest if dash and prefix in _PREFIXES else label


def _outside(names: Mapping[int, str]) -> int:
    return next((number for number, name in names.items() if name == "O"), 0)


def _positions(config: Any) -> int:
    """Pieces for which the model has positions; RoBERTa's begin after the padding's."""
    positions = getattr(config, "max_position_embeddings", None) or LONGEST
    offset = (config.pad_token_id or 0) + 1 if "roberta" in config.model_type else 0
    return int(positions) - offset

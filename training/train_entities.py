"""Train the entity recogniser and write its weights.

usage: train_entities.py DATA [--plain FILE...] [--opinions OPINIONS.npz] --out WEIGHTS.npz

DATA is a folder of gold files (`*.jsonl`, see entity_data.py). The openly licensed sets are used when they are
there, else every file of the folder, so that a newsroom can train on its own. The plain texts teach word clusters.
The network that is written learns, beside the gold, what others say about the plain texts: the encoder whose opinions
entity_encoder.py wrote, or without it several teachers that are trained on the gold here (self-training).
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from data_digests import about
from entity_data import digest, read_folder, read_plain
from numpy.typing import NDArray

from toolkit.annotation.entities import word_features
from toolkit.annotation.entities.integer_weights import CERTAIN as CERTAINTY
from toolkit.annotation.entities.integer_weights import UNIT
from toolkit.annotation.entities.model_weights import LABELS, Floats, Weights, write_weights
from toolkit.annotation.entities.sequence_tagger import Memory, agree, probabilities, score_labels
from toolkit.annotation.entities.training.gold_texts import GoldText, label_words
from toolkit.annotation.entities.training.network import Network, Pace, Sample, Sizes, train_epoch
from toolkit.annotation.entities.training.word_clusters import build_lexicon
from toolkit.annotation.tokenizer import Tokens, tokenise

LEAST = 5
"""Occurrences below which an attribute is left out."""

SILVER_WEIGHT = 0.7
"""What a word labelled by the teachers counts beside one labelled by people."""

SHARPER = 1.5
"""Exponent of the teachers' probabilities."""

OWN_SHARE, UNSURE = 0.4, 1e-4
"""Weight of the teachers' opinion beside the encoder's, and what is added so that no label is impossible."""

CERTAIN = 0.99
"""Stretches that the teachers say hold no name with this probability teach nothing and are left out."""

Teacher = tuple[Weights, Memory]


def main() -> None:
    """Train the teachers, then the network that learns from them."""
    options = _arguments()
    started = time.monotonic()
    gold = read_folder(options.data)
    plain = [text for path in options.plain for text in read_plain(path)]
    print(f"{len(gold)} gold texts, {len(plain)} plain texts")
    texts = [*(text.text for text in gold), *plain]
    sentences = [
        tokens.words[begin:end] for tokens in map(tokenise, texts) for begin, end in pairwise(tokens.sentences)
    ]
    lexicon = build_lexicon(sentences, options.seed)
    print(f"{len(lexicon)} words, {time.monotonic() - started:.0f} s", flush=True)
    keys: dict[str, int] = {}
    samples = [sample for text in gold for sample in _gold_samples(text, lexicon, keys)]
    teachers = _teachers(samples, keys, lexicon, options) if plain else []
    opinions = dict(np.load(options.opinions)) if options.opinions else {}
    silver = [
        sample
        for text in plain
        if teachers and (not opinions or digest(text) in opinions)
        for sample in _silver_samples(text, teachers, opinions.get(digest(text)), keys)
    ]
    print(f"{len(samples)} gold and {len(silver)} silver stretches, {time.monotonic() - started:.0f} s", flush=True)
    network = _trained(samples + silver, keys, lexicon, options, np.random.default_rng(options.seed))
    data = [*sorted(options.data.glob("*.jsonl")), *options.plain, *([options.opinions] if options.opinions else [])]
    options.out.write_bytes(write_weights(network.weights(lexicon), about(data)))
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB, {time.monotonic() - started:.0f} s")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--plain", type=Path, nargs="*", default=[])
    parser.add_argument("--opinions", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--at-once", type=int, default=384, help="stretches in one step")
    parser.add_argument("--teachers", type=int, default=2)
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--hidden", type=int, default=96)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _trained(
    samples: Sequence[Sample],
    keys: dict[str, int],
    lexicon: dict[str, str],
    options: argparse.Namespace,
    rng: np.random.Generator,
) -> Network:
    counts: Counter[str] = Counter()
    words = list(keys)
    seen = np.bincount(np.concatenate([sample.window[:, 2] for sample in samples]), minlength=len(words))
    described = [word_features.word_attributes(key, lexicon) for key in words]
    for names, count in zip(described, seen.tolist(), strict=True):
        for name in names:
            counts[name] += count
    kept = [*sorted(name for name, count in counts.items() if count >= LEAST), "boundary"]
    rows = {name: row for row, name in enumerate(dict.fromkeys(kept))}
    bags = [np.array([rows[name] for name in names if name in rows], np.intp) for names in described]
    network = Network.start(rows, Sizes(options.width, options.hidden), rng)
    for epoch in range(options.epochs):
        began = time.monotonic()
        loss = train_epoch(
            network,
            samples,
            bags,
            (epoch / options.epochs, (epoch + 1) / options.epochs),
            rng,
            pace=Pace(options.at_once),
        )
        print(f"  epoch {epoch + 1}: loss {loss:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return network


def _gold_samples(gold: GoldText, lexicon: Mapping[str, str], keys: dict[str, int]) -> Iterable[Sample]:
    tokens = tokenise(gold.text)
    by_word = label_words(tokens, gold)
    numbers = word_features.word_places(tokens)
    for positions, window, near, known in _stretches(tokens, lexicon, keys):
        labels = by_word[numbers[positions]]
        targets = np.zeros((len(positions), len(LABELS)), np.float32)
        targets[np.arange(len(positions)), labels] = 1
        yield Sample(window, near, known, targets, 1.0, labels)


def _teachers(
    samples: Sequence[Sample], keys: dict[str, int], lexicon: dict[str, str], options: argparse.Namespace
) -> list[Teacher]:
    seeds = range(options.seed + 1, options.seed + 1 + options.teachers)
    networks = [_trained(samples, keys, lexicon, options, np.random.default_rng(seed)) for seed in seeds]
    return [(network.weights(lexicon), Memory()) for network in networks]


def _silver_samples(
    text: str, teachers: Sequence[Teacher], opinion: NDArray[np.float16] | None, keys: dict[str, int]
) -> Iterable[Sample]:
    """Stretches of a text, labelled by the teachers and the encoder, which may have read its beginning only."""
    tokens = tokenise(text)
    numbers = word_features.word_places(tokens)
    positions, words, shares = _taught(tokens, teachers)
    if opinion is not None:
        read = numbers[positions] < len(opinion) - 1
        positions, words, shares = (
            positions[read],
            [word for word, seen in zip(words, read, strict=True) if seen],
            shares[read],
        )
        own, other = np.log(shares + UNSURE), np.log(opinion[numbers[positions]].astype(np.float32) + UNSURE)
        mixed = _shares(OWN_SHARE * own + (1 - OWN_SHARE) * other)
        if words:
            opinions = agree(words, np.rint(mixed * CERTAINTY).astype(np.int64), teachers[0][0]) / UNIT
            shares = _shares(np.log(mixed + UNSURE) + opinions / 2)
    sharp = shares**SHARPER
    sharp /= sharp.sum(axis=1, keepdims=True)
    labels = sharp.argmax(axis=1).astype(np.int8)
    for stretch, window, near, known in _stretches(tokens, teachers[0][0].lexicon, keys):
        rows = np.searchsorted(positions, stretch)
        if rows[-1] < len(positions) and sharp[rows, 0].min() < CERTAIN:
            yield Sample(window, near, known, sharp[rows], SILVER_WEIGHT, labels[rows])


def _taught(tokens: Tokens, teachers: Sequence[Teacher]) -> tuple[NDArray[np.intp], list[str], Floats]:
    """What the teachers say together about each place, with the whole text in view."""
    together = []
    for weights, memory in teachers:
        positions, words, scores = score_labels(tokens, weights, memory)
        chances = np.zeros(scores.shape, np.int64)
        if words:
            scores += agree(words, probabilities(positions, scores, weights), weights)
            chances = probabilities(positions, scores, weights)
        together.append((chances / CERTAINTY).astype(np.float32))
    return positions, words, np.mean(together, axis=0)


def _shares(scores: Floats) -> Floats:
    """Scores as probabilities."""
    shares: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def _stretches(
    tokens: Tokens, lexicon: Mapping[str, str], keys: dict[str, int]
) -> Iterable[tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.intp], NDArray[np.intp]]]:
    """Neighbouring places that may hold a name, with what the network sees of them."""
    words = word_features.word_keys(tokens, lexicon)
    classes = np.array([word_features.word_class(key, lexicon) for key in words], np.int8)
    bonds = np.array([word_features.bond(key) for key in words], np.int8)
    phrases = np.array([word_features.phrase_start(key) for key in words], np.int8)
    frame = word_features.frame(words, classes, bonds, phrases)
    numbers = np.array([keys.setdefault(key, len(keys)) for key in words], np.int32)
    breaks = np.flatnonzero(np.diff(frame.places) != 1) + 1
    for stretch in np.split(np.arange(len(frame.places)), breaks):
        if len(stretch):
            yield (
                frame.places[stretch],
                numbers[frame.window[:, stretch]].T,
                frame.near[stretch],
                frame.known[:, stretch].T,
            )


if __name__ == "__main__":
    main()

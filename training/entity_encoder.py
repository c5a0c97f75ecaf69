"""Teach a small pretrained encoder to name entities, and write what it thinks of plain texts.

usage: entity_encoder.py DATA --encoder FOLDER --plain FILE... --out OPINIONS.npz

FOLDER holds a BERT model as the library transformers saves it (`config.json`, `tokenizer.json`, `model.safetensors`).
It is tuned on the gold sets of DATA and reads the plain texts; train_entities.py learns from its opinions, so that
neither the encoder nor torch is needed where entities are recognised. Needs torch and transformers.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from entity_data import digest, read_folder, read_plain
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import BertModel

from toolkit.annotation.entities import word_features
from toolkit.annotation.entities.model_weights import LABELS
from toolkit.annotation.entities.training.gold_texts import GoldText, label_words
from toolkit.annotation.tokenizer import Tokens, tokenise

PIECES = {"training": 128, "reading": 224}
"""Word pieces that are read together; a longer view helps in reading and costs too much in training."""

RATE, HEAD_RATE, AT_ONCE = 2e-4, 1e-3, 8
MOST_SEGMENTS, EMPTY_KEPT = 5_000, 0.1
"""Segments that are learned from, and the share of those without a name that may be among them."""

WARM_UP = 0.06
"""Share of the steps in which the rate rises."""


MOST_WORDS, LONGEST = 220_000, 4_000
"""Words that are read of one file, and characters of one of its texts."""


class Segment(NamedTuple):
    """Neighbouring sentences, cut into word pieces."""

    pieces: list[int]
    first: list[int]
    """Place of each word's first piece."""
    classes: list[int]
    """For each piece what attributes.CLASSES says of its word; the encoder itself knows small letters only."""
    known: list[int]
    """For each piece the part that its word has in a known name, see attributes.PHRASES."""
    begin: int
    """Number of the first word in the text."""


class Tagger(torch.nn.Module):
    """The encoder, told of capitals and known names, with one linear layer for the labels."""

    def __init__(self, folder: Path) -> None:
        """Load the encoder."""
        super().__init__()
        self.encoder: Any = BertModel.from_pretrained(folder, add_pooling_layer=False)
        # Words of the gold must not move away from the many that it does not hold.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        width = self.encoder.config.hidden_size
        self.classes = torch.nn.Embedding(len(word_features.CLASSES), width)
        self.known = torch.nn.Embedding(len(word_features.PHRASES), width)
        for table in (self.classes, self.known):
            torch.nn.init.normal_(table.weight, std=0.02)
        self.drop = torch.nn.Dropout(0.1)
        self.labels = torch.nn.Linear(width, len(LABELS))

    def forward(self, segments: Sequence[Segment]) -> torch.Tensor:
        """Label scores of the words of all segments, one row each."""
        longest = max(len(segment.pieces) for segment in segments)
        columns = [
            torch.tensor([row + [0] * (longest - len(row)) for row in rows])
            for rows in (
                [segment.pieces for segment in segments],
                [segment.classes for segment in segments],
                [segment.known for segment in segments],
                [[1] * len(segment.pieces) for segment in segments],
            )
        ]
        pieces, classes, known, mask = columns
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.classes(classes) + self.known(known)
        read = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        rows = [number * longest + position for number, segment in enumerate(segments) for position in segment.first]
        words = read.reshape(-1, read.shape[-1])[torch.tensor(rows)]
        scores: torch.Tensor = self.labels(self.drop(words))
        return scores


def main() -> None:
    """Tune, read and write."""
    options = _arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    gold = read_folder(options.data)
    tagger = Tagger(options.encoder)
    tune(tagger, tokenizer, gold, np.random.default_rng(options.seed))
    texts = [text for path in options.plain for text in _chosen(list(read_plain(path)))]
    write_opinions(options.out, texts, [read_text(tagger, tokenizer, text[:LONGEST]) for text in texts])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--plain", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _chosen(texts: Sequence[str]) -> Sequence[str]:
    """Texts from all parts of a file, as many as are read."""
    words = sum(len(text[:LONGEST].split()) for text in texts)
    return texts[:: -(-words // MOST_WORDS)]


def tune(tagger: Tagger, tokenizer: Tokenizer, gold: Sequence[GoldText], rng: np.random.Generator) -> None:
    """Tune the encoder on the gold texts."""
    samples: list[tuple[Segment, NDArray[np.int8]]] = []
    for text in gold:
        tokens = tokenise(text.text)
        labels = label_words(tokens, text)
        samples += [
            (segment, labels[segment.begin : segment.begin + len(segment.first)])
            for segment in segments(tokens, tokenizer, PIECES["training"])
            if labels[segment.begin : segment.begin + len(segment.first)].any() or rng.random() < EMPTY_KEPT
        ]
    samples = [samples[index] for index in rng.permutation(len(samples))[:MOST_SEGMENTS]]
    batches = _batches(samples, rng)
    fresh = [*tagger.classes.parameters(), *tagger.known.parameters(), *tagger.labels.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": tagger.encoder.parameters(), "lr": RATE}, {"params": fresh, "lr": HEAD_RATE}], weight_decay=0.01
    )
    rise = WARM_UP * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / rise, (1 - step / len(batches)) / (1 - WARM_UP))
    )
    tagger.train()
    began, total = time.monotonic(), 0.0
    for batch in batches:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = tagger([segment for segment, _ in batch])
        target = torch.from_numpy(np.concatenate([labels for _, labels in batch]).astype(np.int64))
        loss = torch.nn.functional.cross_entropy(scores.float(), target)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
    print(f"loss {total / len(batches):.3f}, {time.monotonic() - began:.0f} s", flush=True)


def _batches(
    samples: Sequence[tuple[Segment, NDArray[np.int8]]], rng: np.random.Generator
) -> list[list[tuple[Segment, NDArray[np.int8]]]]:
    """Segments of like length together, in random order."""
    keys = np.array([len(segment.pieces) for segment, _ in samples]) + rng.integers(0, 24, len(samples))
    order = np.argsort(keys, kind="stable")
    cuts = [order[cut : cut + AT_ONCE] for cut in range(0, len(order), AT_ONCE)]
    return [[samples[index] for index in cuts[number]] for number in rng.permutation(len(cuts))]


def read_text(tagger: Tagger, tokenizer: Tokenizer, text: str) -> NDArray[np.float16]:
    """Probability of each label at each word of a text."""
    tokens = tokenise(text)
    tagger.eval()
    rows = [np.zeros((0, len(LABELS)), np.float16)]
    pieces = list(segments(tokens, tokenizer, PIECES["reading"]))
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for cut in range(0, len(pieces), AT_ONCE):
            scores = tagger(pieces[cut : cut + AT_ONCE]).float()
            rows.append(torch.softmax(scores, dim=1).numpy().astype(np.float16))
    return np.concatenate(rows)


def segments(tokens: Tokens, tokenizer: Tokenizer, longest: int) -> Iterator[Segment]:
    """Cut a text into segments of whole sentences; only a sentence that is too long is cut itself."""
    if not tokens.words:
        return
    words = tokens.words
    cut = [piece[:8] or [100] for piece in _pieces(tokenizer, words)]
    keys = word_features.word_keys(tokens, {})
    positions = word_features.word_places(tokens)
    by_word = np.flatnonzero(positions >= 0)
    classes = np.array([word_features.word_class(key, {}) for key in keys], np.int8)
    bonds = np.array([word_features.bond(key) for key in keys], np.int8)
    phrases = np.array([word_features.phrase_start(key) for key in keys], np.int8)
    frame = word_features.frame(keys, classes, bonds, phrases)
    known = np.zeros(len(keys), np.intp)
    known[frame.places] = frame.known[1] - len(word_features.PHRASES)
    classes, known = classes[by_word], known[by_word]
    begin = 0
    size = 0
    ends = []
    for first, last in pairwise(tokens.sentences):
        length = sum(map(len, cut[first:last]))
        if size and size + length > longest:
            ends.append(first)
            size = 0
        size += length
    for end in (*ends, len(words)):
        yield from _segments(cut, classes, known, range(begin, end), 2 * longest)
        begin = end


def _segments(
    cut: Sequence[list[int]], classes: NDArray[Any], known: NDArray[Any], words: range, longest: int
) -> Iterator[Segment]:
    size, begin = 0, words.start
    for number in (*words, words.stop):
        if number == words.stop or size + len(cut[number]) > longest:
            pieces, first, kinds, parts = [101], [], [0], [0]
            for word in range(begin, number):
                first.append(len(pieces))
                pieces += cut[word]
                kinds += [int(classes[word])] * len(cut[word])
                parts += [int(known[word])] * len(cut[word])
            yield Segment([*pieces, 102], first, [*kinds, 0], [*parts, 0], begin)
            size, begin = 0, number
        if number < words.stop:
            size += len(cut[number])


def _pieces(tokenizer: Tokenizer, words: Sequence[str]) -> list[list[int]]:
    encoded = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        pieces[word].append(piece)
    return pieces


def write_opinions(path: Path, texts: Sequence[str], opinions: Sequence[NDArray[np.float16]]) -> None:
    """Write the opinions on all texts, one array each, under the digest of the text."""
    np.savez(path, **{digest(text): opinion for text, opinion in zip(texts, opinions, strict=True)})


if __name__ == "__main__":
    main()

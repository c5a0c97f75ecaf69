"""Train the recogniser of many languages and write its weights.

usage: train_multilingual.py DATA --english FOLDER --features words --out WEIGHTS_FOLDER
       train_multilingual.py DATA --features characters --out WEIGHTS_FOLDER

DATA is a folder of gold files `SET-train.jsonl` (see multilingual_data.py), FOLDER one of the open English sets. All
languages are learned together: what an attribute says in all of them, and what it says in one (Daumé 2007,
"Frustratingly easy domain adaptation"). Written are `words.npz` or `characters.npz`, and a file for each language in
`languages/`.
Needs `pip install scipy wordfreq==3.1.1 opencc-python-reimplemented==0.1.7`.
"""

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from multilingual_data import (
    CHARACTER_SETS,
    READ_WITH,
    WORD_SETS,
    features_of,
    read_english,
    read_set,
    simplified,
    word_facts,
)
from numpy.typing import NDArray

from toolkit.annotation.entities.character_features import CHARACTERS
from toolkit.annotation.entities.feature_set import FeatureSet
from toolkit.annotation.entities.languages import LENT, SUMMED
from toolkit.annotation.entities.model_weights import write_language, write_weights
from toolkit.annotation.entities.multilingual_features import WORDS
from toolkit.annotation.entities.training import network as network_module
from toolkit.annotation.entities.training.gold_texts import GoldText
from toolkit.annotation.entities.training.network import Network, Pace, Sample, Sizes, train_epoch
from toolkit.annotation.entities.training.samples import gold_samples

LEAST = 4
"""Occurrences below which an attribute is left out."""

DROP_WORDS = 0.6
"""Share of attributes that are the word itself left out at random."""

NOT_WRITTEN = ("en", "nl")
"""English has weights of another kind; old Dutch newspapers teach the others, and too little of today's Dutch."""

OWN = "@"
"""Stands between an attribute and the language in which it is seen alone."""

SMALLER = np.array([*range(7), 0, 0, 0, 0, 7, 8], np.int8)
"""Labels without NORP and EVENT, which the sets do not have."""

Key = tuple[str, str]
"""Language and key."""


class Language(NamedTuple):
    """What is known of a language before training."""

    features: FeatureSet
    lexicon: Mapping[str, str]


def main() -> None:
    """Train and write."""
    options = _arguments()
    began = time.monotonic()
    gold, files = _gold(options)
    unspaced = options.features == "characters"
    languages = {
        name: Language(CHARACTERS, {}) if unspaced else Language(features_of(name), word_facts(_texts(texts), name))
        for name, texts in gold.items()
    }
    keys: dict[Key, int] = {}
    samples = [
        sample
        for name, texts in gold.items()
        for text in texts
        for sample in gold_samples(text, *languages[name], _numbering(keys, name), SMALLER)
    ]
    print(f"{len(samples)} stretches, {len(keys)} keys, {time.monotonic() - began:.0f} s", flush=True)
    network, owners = _trained(samples, keys, languages, options)
    about = {path.name: _digest(path) for path in (*files, *_scripts())}
    about["command"] = " ".join(["train_multilingual.py", *(Path(part).name for part in sys.argv[1:])])
    _write(network, owners, languages, options, about)
    print(f"{time.monotonic() - began:.0f} s")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--english", type=Path)
    parser.add_argument("--features", choices=("words", "characters"), required=True)
    parser.add_argument("--parts", nargs="+", default=["train"])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=384, help="stretches in one step")
    parser.add_argument("--drop", type=float, default=0.3, help="share of attributes left out at random")
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--hidden", type=int, default=96)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _gold(options: argparse.Namespace) -> tuple[dict[str, list[GoldText]], list[Path]]:
    sets = CHARACTER_SETS if options.features == "characters" else WORD_SETS
    paths = {
        name: [options.data / f"{own}-{part}.jsonl" for own in sets[name] for part in options.parts] for name in sets
    }
    gold = {name: [text for path in own for text in read_set(path)] for name, own in paths.items()}
    if "zh" in gold:
        gold["zh"] += simplified(gold["zh"])
    if options.english:
        gold["en"] = read_english(options.english)
    return gold, [path for own in paths.values() for path in own]


def _texts(gold: Iterable[GoldText]) -> list[str]:
    return [text.text for text in gold]


def _numbering(keys: dict[Key, int], name: str) -> Callable[[str], int]:
    return lambda key: keys.setdefault((name, key), len(keys))


def _trained(
    samples: Sequence[Sample], keys: Mapping[Key, int], languages: Mapping[str, Language], options: argparse.Namespace
) -> tuple[Network, dict[str, str]]:
    """The network, and the language of each attribute that is seen in one alone."""
    features = CHARACTERS if options.features == "characters" else WORDS
    described = [(name, languages[name].features.attributes(key, languages[name].lexicon)) for name, key in keys]
    middle = features.slots // 2 if features is CHARACTERS else 2
    seen = np.bincount(np.concatenate([sample.window[:, middle] for sample in samples]), minlength=len(keys))
    counts: Counter[str] = Counter()
    for (name, own), count in zip(described, seen.tolist(), strict=True):
        for attribute in own:
            counts[attribute] += count
            counts[f"{attribute}{OWN}{name}"] += count
    owners = _owners(counts, languages)
    kept = [name for name, count in counts.items() if count >= LEAST and _bare(name, languages) not in owners]
    rows = {attribute: row for row, attribute in enumerate(dict.fromkeys([*sorted(kept), "boundary"]))}
    bags = [_bag(own, name, rows) for name, own in described]
    del described
    rng = np.random.default_rng(options.seed)
    network = Network.start(rows, Sizes(options.width, options.hidden, int(SMALLER.max()) + 1, features), rng)
    pace = Pace(options.at_once, options.drop, DROP_WORDS)
    for epoch in range(options.epochs):
        began = time.monotonic()
        share = (epoch / options.epochs, (epoch + 1) / options.epochs)
        loss = train_epoch(network, samples, bags, share, rng, pace=pace)
        print(f"  epoch {epoch + 1}: loss {loss:.3f}, {time.monotonic() - began:.0f} s, {len(rows)} rows", flush=True)
    return network, owners


def _owners(counts: Mapping[str, int], languages: Iterable[str]) -> dict[str, str]:
    """The language of each attribute that is seen in one alone."""
    owners = {}
    for name, count in counts.items():
        bare = _bare(name, languages)
        if bare is not None and counts[bare] == count:
            owners[bare] = name.rpartition(OWN)[2]
    return owners


def _bare(attribute: str, languages: Iterable[str]) -> str | None:
    """What an attribute of one language is in all of them; null for others."""
    bare, _, name = attribute.rpartition(OWN)
    return bare if bare and name in languages else None


def _bag(attributes: Iterable[str], name: str, rows: Mapping[str, int]) -> NDArray[np.intp]:
    wanted = [form for attribute in attributes for form in (attribute, f"{attribute}{OWN}{name}")]
    return np.array([rows[form] for form in wanted if form in rows], np.intp)


def _write(
    network: Network,
    owners: Mapping[str, str],
    languages: Mapping[str, Language],
    options: argparse.Namespace,
    about: Mapping[str, str],
) -> None:
    """Write what several languages share, and what each has of its own."""
    weights = network.weights({})
    shared: dict[str, int] = {}
    own: dict[str, dict[str, int]] = {name: {} for name in languages}
    for name, row in weights.attributes.items():
        bare = _bare(name, languages)
        if bare is not None:
            own[name.rpartition(OWN)[2]][bare] = row
        else:
            own.get(owners.get(name, ""), shared)[name] = row
    (options.out / "languages").mkdir(parents=True, exist_ok=True)
    common = replace(weights, attributes=_numbered(shared), vectors=weights.vectors[list(shared.values())])
    (options.out / f"{options.features}.npz").write_bytes(write_weights(common, about))
    for name in NOT_WRITTEN:
        own.pop(name, None)
    if options.features == "words":
        own |= {name: {} for name in (*LENT, *SUMMED) if name not in own}
    for name, rows in own.items():
        language = languages.get(name) or Language(features_of(name), word_facts([], name))
        features = READ_WITH.get(name, language.features)
        ours = replace(weights, own=_numbered(rows), lexicon=language.lexicon, features=features)
        content = write_language(ours, weights.vectors[list(rows.values())])
        (options.out / "languages" / f"{name}.npz").write_bytes(content)


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: row for row, name in enumerate(names)}


def _scripts() -> list[Path]:
    """The modules that decide what is learned."""
    return sorted(
        [*Path(__file__).parent.glob("*multilingual*.py"), *Path(network_module.__file__).parent.glob("*.py")]
    )


def _digest(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


if __name__ == "__main__":
    main()

"""Gold sets of many languages for the entity recogniser, and how frequent their words are."""

import json
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from entity_data import read_folder

from toolkit.annotation.entities.cyrillic_features import CYRILLIC_WORDS, OPEN_CYRILLIC_WORDS
from toolkit.annotation.entities.feature_set import FeatureSet
from toolkit.annotation.entities.multilingual_features import ELIDED_WORDS, OPEN_WORDS, WIDE_WORDS, WORDS
from toolkit.annotation.entities.training.gold_texts import GoldText, without_overlap
from toolkit.annotation.entities.training.word_clusters import usual_case

WORD_SETS = {
    "da": ("da-uner_ddt",), "de": ("de-germeval2014",), "et": ("et-estner",), "fi": ("fi-turku",),
    "fr": ("fr-europeana_bnf",), "hi": ("hi-hiner",), "hr": ("hr-uner_set",), "hu": ("hu-nerkor_news",),
    "id": ("id-idner_news",), "nl": ("nl-europeana_kb",), "no": ("nb-norne", "nn-norne"), "pt": ("pt-uner_bosque",),
    "ro": ("ro-ronec",), "ru": ("ru-factrueval",), "sr": ("sr-uner_set",),
    "sv": ("sv-webbnyheter", "sv-uner_talbanken"), "tr": ("tr-wiki",),
}  # fmt: skip
CHARACTER_SETS = {"ja": ("ja-stockmark", "ja-gsd"), "ko": ("ko-klue_wikitree",), "zh": ("zh-uner_gsd",)}
"""Openly licensed sets by language; the model card lists the licences."""

NARROW = frozenset(("da", "de", "en", "es", "hi", "id", "nl", "pl", "pt", "sv"))
"""Languages in which names hardly go on in small letters."""

OPEN, ELIDED = frozenset(("ru",)), frozenset(("fr", "it"))
"""Languages in which names are written in small letters as well, and those that join articles with an apostrophe."""

CYRILLIC = frozenset(("bg", "uk"))
"""Languages in Cyrillic letters that are read with the weights of relatives in both scripts."""

READ_WITH = {"ru": OPEN_CYRILLIC_WORDS, "tr": WORDS}
"""What is looked at in reading where it is not what it is in training: in Russian also spellings for which relatives
have weights, in Turkish no words in small letters, which unknown names took with them."""

TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "EVENT": "MISC", "NORP": "MISC"}
"""Types of the gold, and what is learned of them; others are no names."""

FREQUENT = 25_000
"""Words of a language whose frequency is kept."""

LISTS = {"no": "nb", "hr": "sh", "sr": "sh"}
"""Frequency lists that go by another tag."""


def read_set(path: Path) -> Iterator[GoldText]:
    """Read a gold file; of names that overlap the first and longest is kept."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            spans = [(start, end, TYPES[kind]) for start, end, kind, *_ in record["ents"] if kind in TYPES]
            yield GoldText(record["id"], record["text"], without_overlap(spans))


def read_english(folder: Path) -> list[GoldText]:
    """The open English sets, with the types that other languages have."""
    return [
        GoldText(gold.name, gold.text, tuple((start, end, TYPES[kind]) for start, end, kind in gold.spans))
        for gold in read_folder(folder)
    ]


def simplified(gold: Sequence[GoldText]) -> list[GoldText]:
    """The texts in simplified characters, from the library opencc; those that change their length are left out."""
    import opencc

    converter = opencc.OpenCC("t2s")
    converted = [(text, converter.convert(text.text)) for text in gold]
    return [GoldText(text.name, body, text.spans) for text, body in converted if len(body) == len(text.text)]


def features_of(language: str) -> FeatureSet:
    """What is looked at in a language that is written in words."""
    if language in ELIDED:
        return ELIDED_WORDS
    if language in OPEN:
        return OPEN_WORDS
    if language in CYRILLIC:
        return CYRILLIC_WORDS
    return WORDS if language in NARROW else WIDE_WORDS


def word_facts(texts: Sequence[str], language: str) -> dict[str, str]:
    """For each word in small letters a digit for its usual case and one for its frequency, see `attributes`."""
    sentences = [
        tokens.words[begin:end]
        for tokens in map(features_of(language).tokens, texts)
        for begin, end in pairwise(tokens.sentences)
    ]
    usage = {word: grade for word, grade in usual_case(sentences).items() if word[0].isalpha()}
    frequency = frequencies(language)
    return {word: usage.get(word, "?") + frequency.get(word, "?") for word in sorted(usage.keys() | frequency.keys())}


def frequencies(language: str) -> dict[str, str]:
    """Frequency of the most frequent words on a scale of 0 to 9, from the library wordfreq; empty without a list."""
    import wordfreq

    listed = LISTS.get(language, language)
    if listed not in wordfreq.available_languages("best"):  # else the library takes the list of another language
        return {}
    shares = wordfreq.get_frequency_dict(listed, wordlist="best")
    frequent = sorted(shares, key=lambda word: (-shares[word], word))[:FREQUENT]
    return {word: str(_grade(shares[word])) for word in frequent if word[0].isalpha()}


def _grade(share: float) -> int:
    """Zipf's scale (the logarithm of occurrences in a thousand million words) from 2 on, stretched to ten grades."""
    return min(9, max(0, int((math.log10(share) + 7) * 1.6)))

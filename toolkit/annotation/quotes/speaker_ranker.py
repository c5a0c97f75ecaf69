"""The linear ranker: weights of features, and scores from them."""

import json
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from toolkit.annotation.quotes.speaker_features import (
    CHOSEN_TEMPLATES,
    CONTEXT_TEMPLATES,
    DISTANCE_TEMPLATES,
    LOOK_TEMPLATES,
    PLACE_TEMPLATES,
    TEMPLATES,
    WORD_TEMPLATES,
    Distance,
    Key,
    Look,
    Place,
    Setting,
    chosen_keys,
    distance_keys,
    look_keys,
    place_keys,
    word_keys,
)

_UNCUED = 0.5
"""What speaks against them besides in a paragraph without a reporting verb."""
_CAPITALISED = 1.0
"""What speaks against them besides where every word has a capital and a word for works or broadcasts is near."""
_CUED = "S"
"""The cue of a paragraph with one."""
_TITLE = 4.0
"""What speaks against capitalised words just after "novel", "film" and the like, beyond their features."""
_SO_CALLED = ("so-called",)
"""The word before a scare quote."""
_look_up = dict.get
"""Weights are added up without a Python loop, for speed: sum(filter(None, map(_look_up, tables, keys)))."""
Feature = tuple[str, Key]
Table = dict[Key, float]


class Model(NamedTuple):
    """Weights by template and values, and the numbers that turn scores into decisions and probabilities."""

    weights: dict[str, Table]
    slope: float
    offset: float
    """Calibration: log odds of being right = slope x log odds of the ranker + offset."""
    caution: float
    """What speaks against up to three words, beyond their features: they are more often scare quotes than not."""

    def tables(self, templates: tuple[str, ...]) -> tuple[Table, ...]:
        """Give the weights of some templates, in order."""
        return tuple(self.weights[template] for template in templates)


@cache
def load_model() -> Model:
    """Read the packaged weights once."""
    file = resources.files("toolkit.annotation.quotes") / "weights" / "speakers.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    weights = {
        template: {tuple(values.split(" ")) if values else (): weight for values, weight in table.items()}
        for template, table in content["weights"].items()
    }
    return Model(
        {template: weights.get(template, {}) for template in TEMPLATES},
        content["slope"],
        content["offset"],
        content["caution"],
    )


class Scorer:
    """Scores with one model; the tables are looked up once."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._place = model.tables(PLACE_TEMPLATES)
        self._word = model.tables(WORD_TEMPLATES)
        self._chosen = model.tables(CHOSEN_TEMPLATES)
        self._distance = model.tables(DISTANCE_TEMPLATES)
        self._look = model.tables(LOOK_TEMPLATES)
        self._context = model.tables(CONTEXT_TEMPLATES)
        # Four in five pieces look and stand like one that has been scored before.
        self._look_score = lru_cache(maxsize=1 << 14)(self._score_look)

    def mention(self, setting: Setting, where: Place | Distance) -> float:
        """Score a mention as the speaker of a piece."""
        if isinstance(where, Distance):
            return sum(filter(None, map(_look_up, self._distance, distance_keys(setting, where))))
        score = sum(filter(None, map(_look_up, self._place, place_keys(setting, where))))
        if where.word:
            score += sum(filter(None, map(_look_up, self._word, word_keys(where))))
        if where.chosen:
            score += sum(filter(None, map(_look_up, self._chosen, chosen_keys(setting, where))))
        return score

    def refusal(self, setting: Setting, cue: str, look: Look, context: tuple[Key, ...]) -> float:
        """Score a piece as no quotation."""
        score = self._look_score(setting, cue, look) + sum(filter(None, map(_look_up, self._context, context)))
        return score + _TITLE if context and context[0] == _SO_CALLED else score

    def _score_look(self, setting: Setting, cue: str, look: Look) -> float:
        score = sum(filter(None, map(_look_up, self._look, look_keys(setting, cue, look))))
        if look.media == "t" and look.letters in "Tt":
            score += _TITLE
        return score + caution(setting, cue, look, self.model.caution)


def caution(setting: Setting, cue: str, look: Look, basis: float) -> float:
    """Return what speaks against a piece of up to three words, beyond its features."""
    if setting.size not in "13":
        return 0.0
    return basis + (cue != _CUED) * _UNCUED + (look.letters in "Tt" and look.media != "n") * _CAPITALISED


@cache
def packaged_scorer() -> Scorer:
    """Give the scorer with the packaged weights."""
    return Scorer(load_model())


def mention_features(setting: Setting, where: Place | Distance) -> list[Feature]:
    """Name the features of a mention, near or far."""
    if isinstance(where, Distance):
        return list(zip(DISTANCE_TEMPLATES, distance_keys(setting, where), strict=True))
    features = list(zip(PLACE_TEMPLATES, place_keys(setting, where), strict=True))
    if where.word:
        features += zip(WORD_TEMPLATES, word_keys(where), strict=True)
    if where.chosen:
        features += zip(CHOSEN_TEMPLATES, chosen_keys(setting, where), strict=True)
    return features


def refusal_features(setting: Setting, cue: str, look: Look, context: tuple[Key, ...]) -> list[Feature]:
    """Name the features that speak for or against refusing a piece."""
    return [
        *zip(LOOK_TEMPLATES, look_keys(setting, cue, look), strict=True),
        *zip(CONTEXT_TEMPLATES, context, strict=True),
    ]

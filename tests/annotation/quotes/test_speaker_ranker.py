"""Weights and scores."""

import math
from importlib.resources import files

import pytest

from toolkit.annotation.quotes.paragraphs import split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces
from toolkit.annotation.quotes.speaker_candidates import collect
from toolkit.annotation.quotes.speaker_features import TEMPLATES
from toolkit.annotation.quotes.speaker_ranker import load_model, mention_features, packaged_scorer, refusal_features
from toolkit.release.card.benchmark_figures import figure_table, measured


def choose(body):
    paragraphs = split_paragraphs(body, find_pieces(body))
    return collect(paragraphs, paragraphs[0], paragraphs[0].pieces[0], None)


def test_the_packaged_weights_cover_every_template():
    assert set(TEMPLATES) == {template for template, table in load_model().weights.items() if table}


def test_a_score_is_the_sum_of_the_weights_of_its_features():
    choice = choose('Tom Reed met Ada Byte. "So be it," she told the mayor.')
    weights, scorer = load_model().weights, packaged_scorer()
    for candidate in choice.candidates:
        features = mention_features(choice.setting, candidate.where)
        total = sum(weights[template].get(key, 0.0) for template, key in features)
        assert math.isclose(total, scorer.mention(choice.setting, candidate.where), abs_tol=1e-9)


def test_short_pieces_need_more_than_their_features_speak_for():
    choice = choose('The "odd gate" is open.')
    weights = load_model().weights
    features = refusal_features(choice.setting, choice.cue, choice.look, choice.context)
    total = sum(weights[template].get(key, 0.0) for template, key in features)
    score = packaged_scorer().refusal(choice.setting, choice.cue, choice.look, choice.context)
    assert score > total + load_model().caution - 1e-9


@pytest.mark.parametrize(("card", "subject"), [("speakers", "quotes and speakers"), ("indirect", "indirect speech")])
def test_the_model_cards_show_the_figures_that_were_recorded(card, subject):
    text = (files("toolkit.annotation.quotes") / "weights" / f"{card}.md").read_text(encoding="utf-8")
    assert figure_table(figure for figure in measured() if figure.subject == subject) in text

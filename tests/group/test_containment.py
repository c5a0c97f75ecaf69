"""How much of one text is in another."""

import random

import numpy as np
import pytest

from toolkit.group.containment import near_pairs
from toolkit.group.minhash_sketch import entries, table_of
from toolkit.group.options import GroupOptions

OPTIONS = GroupOptions()


def _text(story, words=400):
    chance = random.Random(story)
    return [b"%d" % chance.randrange(20_000) for _ in range(words)]


def _near(*texts, options=OPTIONS):
    table = table_of([entries(text, 4)[:64].tobytes() for text in texts], options.sketch)
    return list(near_pairs(table, np.arange(len(texts)), options))


def _crowd(own, shared, members=40):
    """Texts with words of their own and some that all have."""
    return [_text(f"own {member}", own) + _text("boilerplate", shared) for member in range(members)]


def test_texts_with_nothing_in_common_are_not_near():
    assert _near(_text(1), _text(2), _text(3)) == []


@pytest.mark.parametrize("share", [0.95, 0.8, 0.6, 0.4])
def test_a_cut_copy_is_near(share):
    assert _near(_text(1), _text(1)[: int(400 * share)]) == [(0, 1)]


def test_the_end_alone_is_near_too():
    assert _near(_text(1), _text(1)[200:]) == [(0, 1)]


def test_every_seventh_word_may_be_wrong():
    wrong = [b"wrong" if location % 7 == 0 else word for location, word in enumerate(_text(1))]
    assert _near(_text(1), wrong) == [(0, 1)]


def test_a_common_quotation_makes_no_copy():
    assert _near([*_text(1), *_text("quotation", 60)], [*_text("quotation", 60), *_text(2)]) == []


def test_boilerplate_of_a_third_makes_no_copy():
    assert _near([*_text(1, 200), *_text("b", 100)], [*_text(2, 200), *_text("b", 100)]) == []


def test_boilerplate_at_the_end_of_a_few_short_texts_makes_no_copies():
    assert _near(*_crowd(own=80, shared=110, members=5)) == []


def test_a_new_opening_does_not_hide_a_copy():
    assert _near(_text(1), [*_text("lead", 60), *_text(1)[:300]]) == [(0, 1)]


def test_boilerplate_that_outweighs_short_texts_makes_no_copies_in_a_crowd():
    assert _near(*_crowd(own=80, shared=120)) == []


def test_a_copy_is_found_in_spite_of_the_boilerplate_of_a_crowd():
    copy = [*_text("own 3", 80), *_text("other boilerplate", 40)]
    assert _near(*_crowd(own=80, shared=60), copy) == [(3, 40)]


def test_a_story_that_everybody_prints_is_near_to_its_neighbours():
    prints = [[*_text("wire"), *_text(f"own {member}", 60)] for member in range(40)]
    linked = _near(*prints)
    assert {(location, location + 1) for location in range(39)} <= set(linked)


def test_a_brief_inside_a_long_report_is_not_its_copy():
    assert _near(_text(1, 3_000), _text(1, 3_000)[1_000:1_300]) == []


def test_a_smaller_ratio_accepts_the_brief():
    options = GroupOptions(size_ratio=0.05)
    assert _near(_text(1, 3_000), _text(1, 3_000)[1_000:1_400], options=options) == [(0, 1)]

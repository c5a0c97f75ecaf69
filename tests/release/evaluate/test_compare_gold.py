"""One article beside its gold answer."""

import pytest

from toolkit.release.evaluate.compare_gold import compare, missed
from toolkit.release.evaluate.gold_answers import Answer

ROW = {
    "headline": "Bells ring", "date_edtf": "2024-03-05", "source": "The Courier", "authors": ["Ida Brandt"],
    "body": "We rang it twice and then again",
    "quotes": [
        {"text": "We rang it,", "speaker": "Ida Brandt", "kind": "direct"},
        {"text": "that it rang", "speaker": "Jon Myhre", "kind": "indirect"},
        {"text": "twice", "speaker": "caretaker", "kind": "fragment"},
    ],
    "entities": [{"text": "Halden", "type": "LOC"}, {"text": "Halden", "type": "LOC"}],
}  # fmt: skip


def _counts(**gold):
    tally, wrong = compare(Answer("a", None, {"body": ROW["body"], **gold}), ROW)
    return tally, [(item.field, item.wanted, item.found) for item in wrong]


def test_case_and_blanks_do_not_count_in_single_values():
    tally, wrong = _counts(headline="Bells  RING", source="the courier", date_edtf="2024-03-05")
    assert ([tally[name].right for name in ("headline", "source", "date")], wrong) == ([1, 1, 1], [])


def test_punctuation_at_the_edges_of_a_quote_does_not_count():
    tally, wrong = _counts(
        quotes=[{"text": "We rang it", "speaker": "Ida Brandt"}, {"text": "“twice.”", "speaker": None}]
    )
    assert tuple(tally["quotes"]) == (2, 2, 2)
    assert wrong == [("speakers", None, "caretaker")]


@pytest.mark.parametrize("speaker", ["caretaker", "the caretaker", "A Caretaker"])
def test_an_article_before_a_speaker_does_not_count(speaker):
    assert _counts(quotes=[{"text": "twice", "speaker": speaker}])[0]["speakers"].right == 1


def test_mentions_are_counted_as_often_as_they_stand_there():
    tally, wrong = _counts(entities=[{"text": "Halden", "type": "LOC"}, {"text": "Halden", "type": "ORG"}])
    assert tuple(tally["entities"]) == (1, 2, 2)
    assert wrong == [("entities", "Halden ORG", None), ("entities", None, "Halden LOC")]


def test_fields_without_an_answer_are_left_out():
    assert _counts(entities=None)[0].keys() == {"body", "speakers"}


def test_of_a_missing_article_nothing_is_right():
    gold = {"body": "Ding dong", "headline": None, "quotes": [{"text": "Ding", "speaker": None}], "entities": []}
    tally, wrong = missed(Answer("a", None, gold))
    assert {name: tuple(count) for name, count in tally.items()} == {
        "headline": (0, 0, 1), "body": (0, 0, 2), "quotes": (0, 0, 1), "entities": (0, 0, 0), "speakers": (0, 0, 0),
    }  # fmt: skip
    assert [item.field for item in wrong] == ["article"]

"""How far the confidence of values says how often they are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.contract.records import Evidence
from toolkit.contract.row_conversion import to_row
from toolkit.release.evaluate.gold_answers import Answer
from toolkit.release.evaluate.reliability import CONFIDENT, Judgement, field_confidence, judge, reliability

FIELDS = ("headline", "date", "authors", "source", "language")


@pytest.fixture
def measured(article):
    """Make the row of an article, each field of which has a confidence of its own."""

    def make(**changes):
        chances = zip(FIELDS, (0.9, 0.8, 0.7, 0.6, 0.5), strict=True)
        evidence = tuple(Evidence(name, "stated", 0, 3, None, chance) for name, chance in chances)
        return to_row(article(evidence=evidence, **changes))

    return make


def test_a_field_is_judged_as_a_whole(measured):
    gold = {
        "headline": "bicycles are back on  the ferry",
        "date_edtf": "2024-03-05",
        "authors": ["Jon Myhre", "Ida Brandt"],
        "source": "The Lindhafen Gazette",
        "language": "en",
    }

    assert list(judge(Answer("ferry", None, gold), measured())) == [
        ("headline", 0.9, True),
        ("date", 0.8, True),
        ("authors", 0.7, True),
        ("source", 0.6, False),
        ("language", 0.5, True),
    ]


def test_a_list_with_a_missing_author_is_wrong(measured):
    gold = {"authors": ["Jon Myhre"]}

    assert list(judge(Answer("ferry", None, gold), measured())) == [("authors", 0.7, False)]


def test_what_the_release_leaves_empty_is_not_judged(measured):
    row = measured(headline=None, authors=())

    assert list(judge(Answer("ferry", None, {"headline": "Ferry", "authors": []}), row)) == []


def test_a_field_without_a_number_is_not_judged(row):
    assert list(judge(Answer("ferry", None, {"headline": "Ferry"}), row())) == []


def test_a_row_of_the_first_contract_has_no_number():
    evidence = [{"field": "headline", "method": "stated", "start": 0, "end": 3, "note": None}]

    assert field_confidence({"evidence": evidence}, "headline") is None


def test_a_quote_is_right_with_its_words_and_its_speaker(row):
    first, second = row()["quotes"]
    gold = {
        "quotes": [{"text": first["text"], "speaker": "mara tveit"}, {"text": second["text"], "speaker": "Jon Myhre"}]
    }

    assert list(judge(Answer("ferry", None, gold), row())) == [("quotes", 0.9, True), ("quotes", 0.9, False)]


def test_an_entity_is_right_with_its_words_and_its_type(row):
    gold = {"entities": [{"text": "Lindhafen", "type": "LOC"}, {"text": "Brekkevik", "type": "PER"}]}

    assert [item.right for item in judge(Answer("ferry", None, gold), row())] == [True, False, False]


def test_the_error_is_the_mean_distance_over_the_bands():
    judgements = [Judgement("date", 0.95, True), Judgement("date", 0.91, False), Judgement("date", 0.2, False)]

    curve = reliability(judgements)["date"]

    assert [(band.low, band.high, band.answers, band.said, band.right) for band in curve.bands] == [
        (0.2, 0.3, 1, 0.2, 0.0),
        (0.9, 1.0, 2, 0.93, 0.5),
    ]
    assert curve.error == pytest.approx((0.2 + 2 * 0.43) / 3, abs=1e-4)


def test_a_sure_value_stands_in_the_last_band():
    assert reliability([Judgement("source", 1.0, True)])["source"].bands[0].low == 0.9


JUDGEMENTS = st.lists(st.builds(Judgement, st.sampled_from(CONFIDENT), st.floats(0, 1), st.booleans()))


@given(JUDGEMENTS)
def test_every_judged_value_stands_in_one_band_of_its_field(judgements):
    curves = reliability(judgements)

    assert sum(curve.answers for curve in curves.values()) == len(judgements)
    assert all(sum(band.answers for band in curve.bands) == curve.answers for curve in curves.values())
    assert all(0 <= curve.error <= 1 for curve in curves.values())

"""The confidence of fields is fitted on documents whose fields are known."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract.records import Document
from toolkit.normalisation.html.page_metadata import Metadata, Stated

sys.path.append(str(Path(__file__).parents[2] / "training"))

import confidence_gold
import train_confidence
from train_confidence import Answer


def answers(sign, right, wrong):
    """Make answers with one sign, so many of them right and so many wrong."""
    sites = (f"{number}.example" for number in range(right + wrong))
    return [
        Answer("date", "light", site, learnt_from=True, measured=True, kind="text", signs=(sign,), right=number < right)
        for number, site in enumerate(sites)
    ]


def test_a_sign_says_how_often_fields_with_it_are_right():
    weights = train_confidence.fit([*answers("beside a byline", 1900, 100), *answers("far below", 200, 1800)])

    assert train_confidence.chance(["beside a byline"], weights) == pytest.approx(0.95, abs=0.02)
    assert train_confidence.chance(["far below"], weights) == pytest.approx(0.1, abs=0.02)


def test_sets_that_may_not_be_learnt_from_have_no_weight():
    forbidden = [Answer("date", "light", "a.example", False, True, "text", ("sign",), True)] * 100

    assert train_confidence.fit_field(forbidden) == {}


def test_the_error_is_none_where_the_numbers_are_the_shares():
    said, right = np.array([0.25] * 4 + [0.9] * 10), np.array([1, 0, 0, 0] + [1] * 9 + [0])

    assert train_confidence.calibration_error(said, right) == pytest.approx(0)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_the_error_is_at_most_one(pairs):
    said, right = (np.array(column) for column in zip(*pairs, strict=True))

    assert 0 <= train_confidence.calibration_error(said, right) <= 1


@pytest.fixture
def judged(article):
    """Tell whether a field of an article on a page of the Ormsund Post is right."""

    def judge(field, gold, changes):
        metadata = Metadata(sites=(Stated("Ormsund Post"),))
        document = Document("a.txt", "", "ab" * 32, "text/plain")
        gold = {"fields": [*gold], **gold}
        sample = confidence_gold.Sample(gold, "ormsundpost.example", "light", document, metadata)
        return confidence_gold.is_right(field, article(**changes), sample)

    return judge


@pytest.mark.parametrize(
    ("field", "gold", "changes", "right"),
    [
        ("headline", {"headline": "Ferry runs “again”"}, {"headline": 'Ferry runs "again"'}, True),
        ("headline", {"headline": "Ferry runs"}, {"headline": "Ferry runs again"}, False),
        ("authors", {"authors": ["Jon Myhre", "Ida Brandt"]}, {"authors": ("Ida Brandt", "Jon Myhre")}, True),
        ("authors", {"authors": ["Jon Myhre", "Ida Brandt"]}, {"authors": ("Ida Brandt",)}, False),
        ("authors", {"authors": []}, {"authors": ("Ida Brandt",)}, False),
        ("date", {"date": "2024-03-05"}, {"date_edtf": "2024-03-05"}, True),
        ("date", {"date": "2024-03-05"}, {"date_edtf": "2024-03-06"}, False),
        ("date", {"date": "2024-03-05", "light": {"date_class": "near"}}, {"date_edtf": "2024-03-06"}, True),
        ("date", {"date": "2024-03-05"}, {"date_edtf": "XXXX-03-05"}, True),
        ("date", {"date": None}, {"date_edtf": "2024-03-05"}, False),
        ("date", {"date": "2024-03-05", "date_gold": "disputed"}, {"date_edtf": "2024-03-05"}, None),
        ("date", {}, {"date_edtf": "2024-03-05"}, None),
        ("source", {}, {"source": "ORMSUND POST"}, True),
        ("source", {}, {"source": "Ormsund"}, True),
        ("source", {}, {"source": "Tarnby Gazette"}, False),
        ("language", {"lang": "nb"}, {"language": "no"}, True),
        ("language", {}, {"language": "no"}, None),
    ],
)
def test_an_answer_is_compared_as_the_field_needs_it(judged, field, gold, changes, right):
    assert judged(field, gold, changes) is right

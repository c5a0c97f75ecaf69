"""How far two people agree."""

import json

import pytest

from toolkit.errors import SourceError
from toolkit.release.evaluate.agreement import measure_agreement

QUOTE = {"text": "The bell is old", "speaker": "Mara Tveit"}
ANSWER = {"record": None, "headline": "Bells", "quotes": [QUOTE], "entities": [{"text": "Halden", "type": "LOC"}]}


@pytest.fixture
def people(tmp_path):
    """Write the answers of two people on `ferry`, and measure."""

    def measure(one, other):
        for name, answers in (("ida", one), ("jon", other)):
            (tmp_path / name).mkdir()
            for number, answer in enumerate(answers):
                path = tmp_path / name / f"ferry-{number}.gold.json"
                path.write_text(json.dumps({"records": [answer]}), encoding="utf-8")
        return measure_agreement(tmp_path / "ida", tmp_path / "jon")

    return measure


def test_two_who_say_the_same_agree_in_all(people):
    measured = people([ANSWER], [ANSWER])
    assert (measured.documents, measured.same_decision, measured.differences) == (1, 1, ())
    assert {name: score.f1 for name, score in measured.scores.items() if score.f1 is not None} == {
        "headline": 1.0, "quotes": 1.0, "speakers": 1.0, "entities": 1.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"headline": "Clocks"}, "headline"),
        ({"quotes": [{**QUOTE, "speaker": "Jon Myhre"}]}, "speakers"),
        ({"quotes": []}, "quotes"),
        ({"entities": [{"text": "Halden", "type": "ORG"}]}, "entities"),
    ],
)
def test_what_they_do_not_agree_in_is_named_in_both_directions(people, tmp_path, change, field):
    measured = people([ANSWER], [{**ANSWER, **change}])
    assert measured.scores[field].f1 == 0.0
    assert field in {difference.field for difference in measured.differences}
    assert measure_agreement(tmp_path / "jon", tmp_path / "ida").scores[field].f1 == 0.0


def test_a_field_that_one_leaves_out_is_not_compared(people):
    measured = people([ANSWER], [{"record": None, "headline": "Bells"}])
    assert [name for name, score in measured.scores.items() if score.f1 is not None] == ["headline"]


def test_a_document_that_one_would_refuse_is_another_decision(people):
    measured = people([ANSWER, ANSWER], [{"record": None, "rejected": "advertisement"}, ANSWER])
    assert (measured.documents, measured.same_decision) == (2, 1)


def test_two_who_have_nothing_in_common_cannot_be_compared(tmp_path, people):
    with pytest.raises(SourceError, match="No document is answered in both"):
        people([{**ANSWER, "record": 1}], [ANSWER])

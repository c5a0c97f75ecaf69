"""The gate on the cost of an article: `benchmarks/cost.py --against`."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

from cost import WORSE, dearer_jobs


@pytest.mark.parametrize(("cost", "dearer"), [(90.0, []), (109.0, []), (111.0, ["text"])])
def test_a_job_that_became_more_than_a_tenth_dearer_is_named(cost, dearer):
    costs = {("text", ""): cost, ("text", "before"): 100.0, ("page", ""): 7.0, ("page", "before"): 7.0}
    assert dearer_jobs(costs) == dearer


def test_a_job_without_another_code_is_not_compared():
    assert dearer_jobs({("spacy", ""): 9.0}) == []


def test_a_tenth_is_allowed():
    assert dearer_jobs({("text", ""): 100 * WORSE, ("text", "before"): 100.0}) == []

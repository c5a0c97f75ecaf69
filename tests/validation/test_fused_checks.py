"""One query for all rules says the same as pandera, which asks for each of them."""

import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.contract import load
from toolkit.contract.pandera_model import failure_cases, model, polars_schema
from toolkit.validation.field_rules import expressions
from toolkit.validation.fused_checks import all_rules_hold

CONTRACT = load()
RECORD = CONTRACT.record("article")
FIELDS = CONTRACT.columns(RECORD)
RULES = expressions(RECORD)
STRANGE = st.one_of(st.none(), st.text(max_size=3), st.sampled_from(["en", "not a language", " x ", "a\nb", "0" * 24]))


def _frame(rows):
    return polars.DataFrame(rows, schema=polars_schema(CONTRACT, RECORD), orient="row")


def _agrees(frame):
    fused = all_rules_hold(frame, CONTRACT, FIELDS, RULES, {})
    assert fused is (failure_cases(model(CONTRACT, FIELDS, RULES, {}), frame) is None)
    return fused


def test_good_rows_keep_all_rules(row):
    assert _agrees(_frame([row(), row(id="f" * 24)]))


def test_no_rows_keep_all_rules():
    assert _agrees(_frame([]))


@pytest.mark.parametrize(
    "change",
    [{"id": None}, {"id": "not hexadecimal"}, {"headline": "two\nlines"}, {"word_count": -1}, {"body": ""}],
)
def test_one_broken_rule_is_noticed(row, change):
    assert not _agrees(_frame([row(), row(id="f" * 24) | change]))


def test_an_identifier_that_occurs_twice_is_noticed(row):
    assert not _agrees(_frame([row(), row()]))


def test_a_column_of_another_type_is_noticed(row):
    assert not all_rules_hold(
        _frame([row()]).with_columns(polars.col("word_count").cast(polars.String)), CONTRACT, FIELDS, RULES, {}
    )


def test_a_missing_column_is_noticed(row):
    assert not all_rules_hold(_frame([row()]).drop("headline"), CONTRACT, FIELDS, RULES, {})


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from([field.name for field in FIELDS if field.type == "string"]), value=STRANGE)
def test_both_say_the_same_of_any_value(row, name, value):
    _agrees(_frame([row(), row(id="f" * 24) | {name: value}]))

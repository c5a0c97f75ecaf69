"""Rules that users add."""

import polars
import pytest

import toolkit
from toolkit.contract.pandera_model import polars_schema
from toolkit.errors import ConfigError
from toolkit.validation.custom_rules import from_option
from toolkit.validation.options import AddedRule, ValidateOptions
from toolkit.validation.row_checks import check
from toolkit.validation.severity import policy


@toolkit.rule(field="headline", severity="warning")
def quiet_headline():
    """A headline does not shout.

    More about it.
    """
    return ~polars.col("headline").str.contains("!")


@toolkit.rule(record="quote", field="text")
def ends_well(row):
    """A quote ends with a mark."""
    return row["text"].endswith((",", "."))


@toolkit.rule(record="quote", field="text", name="has_a_body")
def _beside_the_body(row):
    return row["text"] in row["_body"]


@pytest.fixture
def failures(contract):
    def run(row, *rules):
        frame = polars.DataFrame([row], schema=polars_schema(contract, contract.record("article")), orient="row")
        law = policy(contract, ValidateOptions(), rules)
        result = check(frame, contract, contract.record("article"), law)
        return [(item.severity, item.failure.rule, item.failure.path, item.failure.value) for item in result]

    return run


def test_a_kept_rule_says_nothing(failures, row):
    assert failures(row(), quiet_headline, ends_well, _beside_the_body) == []


def test_an_expression_is_reported_at_its_field_with_its_severity(failures, row):
    assert failures(row(headline="Ring!"), quiet_headline) == [("warning", "quiet_headline", "headline", "Ring!")]


def test_null_counts_as_kept(failures, row):
    assert failures(row(headline=None), quiet_headline) == []


def test_a_function_is_asked_about_every_row_at_its_place(failures, row):
    made = row()
    made["body"] = made["body"].replace("twice,", "twice;")
    made["quotes"][1]["text"] = "We rang it twice;"
    assert failures(made, ends_well) == [("error", "ends_well", "quotes[1].text", "We rang it twice;")]


def test_an_added_rule_is_silent_where_its_field_is_at_fault(failures, row):
    made = row()
    made["quotes"][1]["text"] = ""
    assert [rule for _, rule, _, _ in failures(made, ends_well)] == ["min_length"]


def test_the_description_is_the_first_line_of_the_documentation():
    assert quiet_headline.description == "A headline does not shout."


@pytest.mark.parametrize(
    "function", [lambda: polars.col("nowhere") > 1, lambda row: row["nowhere"], lambda row: row["word_count"] / 0]
)
def test_a_rule_that_cannot_be_computed_is_an_error_with_its_name(failures, row, function):
    broken = toolkit.rule(field="body", name="broken")(function)
    with pytest.raises(ConfigError, match="broken"):
        failures(row(), broken)


def test_the_fault_of_a_rule_shows_no_text_of_the_rows(failures, row):
    number = from_option(AddedRule(name="number", field="body", holds="CAST(body AS INT) > 0"))
    with pytest.raises(ConfigError, match="number") as fault:
        failures(row(), number)
    assert row()["body"][:10] not in str(fault.value)


def test_a_rule_of_two_parameters_is_refused():
    with pytest.raises(ConfigError, match="parameter"):
        toolkit.rule(field="body")(lambda one, two: one is two)


def test_a_severity_that_does_not_exist_is_refused():
    with pytest.raises(ConfigError, match="loud"):
        toolkit.rule(field="body", severity="loud")


def test_a_field_that_does_not_exist_is_an_error_with_the_fields_there_are(failures, row):
    with pytest.raises(ConfigError, match="standfirst"):
        failures(row(), toolkit.rule(field="lead")(lambda: polars.col("body").is_not_null()))


@pytest.mark.parametrize(("holds", "kept"), [("word_count > 3", True), ("word_count > 300", False)])
def test_a_condition_of_the_configuration_is_a_rule(failures, row, holds, kept):
    added = from_option(AddedRule(name="long", field="word_count", holds=holds))
    assert (failures(row(), added) == []) is kept


def test_a_condition_that_is_no_sql_is_an_error_with_its_name(failures, row):
    with pytest.raises(ConfigError, match="crooked"):
        failures(row(), from_option(AddedRule(name="crooked", field="body", holds="body >>> 3 (")))

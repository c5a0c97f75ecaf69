"""Which rules are applied, and how severe they are."""

import pytest

from toolkit.errors import ConfigError
from toolkit.validation.options import AddedRule, ValidateOptions
from toolkit.validation.severity import policy


def test_the_contract_says_how_severe_its_rules_are(contract):
    law = policy(contract, ValidateOptions())
    severities = [law.severity(rule, "") for rule in ("cuts_text", "speaker_named", "one_split", "one_spelling")]
    assert severities == ["error", "warning", "error", "warning"]


def test_a_rule_at_one_field_comes_before_the_rule_everywhere(contract):
    law = policy(contract, ValidateOptions(off=("pattern",), severity={"url.pattern": "warning"}))
    assert [law.severity("pattern", path) for path in ("url", "id")] == ["warning", "off"]


def test_positions_in_lists_do_not_count(contract):
    law = policy(contract, ValidateOptions(severity={"quotes.parts.start.minimum": "warning"}))
    assert law.severity("minimum", "quotes[3].parts[1].start") == "warning"


def test_thresholds_come_from_the_contract_unless_they_are_given(contract):
    law = policy(contract, ValidateOptions(thresholds={"null_dates": 0.01}))
    declared = {rule.name: rule.threshold for rule in contract.rules if rule.threshold is not None}
    assert law.thresholds == {**declared, "null_dates": 0.01}


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (ValidateOptions(off=("cuts_txt",)), "did you mean cuts_text"),
        (ValidateOptions(severity={"quotes.text.cuts_txt": "error"}), "cuts_txt"),
        (ValidateOptions(thresholds={"nul_dates": 1.0}), "did you mean null_dates"),
        (ValidateOptions(thresholds={"cuts_text": 1.0}), "cuts_text"),
        (ValidateOptions(rules=(AddedRule("a", "true", "body", record="artcle"),)), "did you mean article"),
    ],
)
def test_a_name_that_does_not_exist_is_an_error_with_the_nearest(contract, options, complaint):
    with pytest.raises(ConfigError, match=complaint):
        policy(contract, options)

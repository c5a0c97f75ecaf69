"""Options of the validate stage."""

import pytest

from toolkit.config import parse
from toolkit.errors import ConfigError
from toolkit.validation.options import AddedRule


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"fail_on": "sometimes"}, "sometimes"),
        ({"severity": {"cuts_text": "loud"}}, "loud"),
        ({"thresholds": {"null_dates": -1}}, "null_dates"),
        ({"rules": [{"name": "a", "field": "body", "holds": "true", "severity": "loud"}]}, "loud"),
        ({"of": ["cuts_text"]}, "did you mean validate.off"),
    ],
)
def test_an_impossible_value_is_an_error_that_names_it(values, complaint):
    with pytest.raises(ConfigError, match=complaint):
        parse({"validate": values})


def test_all_keys_are_read():
    values = {
        "off": ["speaker_named"],
        "severity": {"one_spelling": "error"},
        "thresholds": {"null_dates": 0.2},
        "fail_on": "warning",
        "rules": [{"name": "long", "field": "body", "holds": "length(body) > 9"}],
    }
    result = parse({"validate": values}).validate
    assert (result.off, dict(result.severity), dict(result.thresholds), result.fail_on) == (
        ("speaker_named",), {"one_spelling": "error"}, {"null_dates": 0.2}, "warning",
    )  # fmt: skip
    assert result.rules == (AddedRule("long", "length(body) > 9", "body"),)

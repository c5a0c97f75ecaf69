"""What differs between two contracts is named, and nothing else."""

from dataclasses import replace

import pytest

import toolkit
from toolkit.contract import load
from toolkit.contract.contract_diff import contract_changes
from toolkit.errors import ContractError

CONTRACT = load()


def _with_article(**changes):
    return replace(CONTRACT, records={**CONTRACT.records, "article": replace(CONTRACT.record("article"), **changes)})


def _changed(other):
    return [(item.change, item.path, item.detail) for item in contract_changes(CONTRACT, other)]


def test_a_contract_does_not_differ_from_itself():
    assert contract_changes(CONTRACT, CONTRACT) == ()


def test_another_wording_is_no_difference():
    assert _changed(_with_article(description="Something else.")) == []


def test_a_field_that_is_gone_and_one_that_is_new_are_named():
    fields = CONTRACT.record("article").fields
    renamed = replace(fields[0], name="identifier")
    assert _changed(_with_article(fields=(renamed, *fields[1:]))) == [
        ("removed", "article.id", "string"),
        ("added", "article.identifier", "string"),
    ]


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"nullable": True}, "string -> string, may be null"),
        ({"type": "int32"}, "string -> int32"),
        ({"rules": {}}, "pattern ^[0-9a-f]{24}$ -> none"),
    ],
)
def test_a_field_that_changed_says_how(changes, detail):
    fields = CONTRACT.record("article").fields
    changed = _changed(_with_article(fields=(replace(fields[0], **changes), *fields[1:])))
    assert [(change, path) for change, path, _ in changed] == [("changed", "article.id")]
    assert detail in changed[0][2]


def test_values_that_an_enumerated_field_may_have_are_compared():
    fields = [
        replace(field, rules={**field.rules, "values": [*field.allowed, "rumour"]}) if field.name == "kind" else field
        for field in CONTRACT.record("article").fields
    ]
    assert _changed(_with_article(fields=tuple(fields)))[0][2].startswith("new values rumour")


def test_a_rule_that_became_milder_is_named():
    rule, *rules = CONTRACT.record("article").rules
    assert _changed(_with_article(rules=(replace(rule, severity="off"), *rules))) == [
        ("changed", f"rule {rule.name}", f"{rule.severity} -> off")
    ]


def test_the_command_names_what_the_current_version_added(command):
    shown = command("schema", "diff", "1.0.0", "1.1.0").out
    assert shown.startswith("1.0.0 -> 1.1.0\n")
    assert "added    article.date_modified: date32, may be null" in shown
    assert "removed" not in shown
    assert toolkit.schema_diff() == toolkit.schema_diff("1.0", "1.1") == shown


def test_a_version_that_is_not_shipped_is_refused_with_those_that_are():
    with pytest.raises(ContractError, match=r"no contract 0\.9\.0; the toolkit ships 1\.0\.0, 1\.1\.0"):
        toolkit.schema_diff("0.9.0")
    with pytest.raises(ContractError, match="no contract 1;"):
        toolkit.schema_diff("1")

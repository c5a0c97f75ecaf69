"""Rules that installed packages bring."""

from importlib.metadata import EntryPoint

import polars
import pytest

import toolkit
from toolkit.errors import ConfigError
from toolkit.validation import rule_plugins

quiet = toolkit.rule(field="headline", name="quiet")(lambda: polars.col("headline").is_not_null())


@pytest.fixture
def points(monkeypatch):
    """Install entry points for the length of a test."""

    def install(*values):
        made = [EntryPoint(f"rule-{number}", value, rule_plugins.ENTRY_POINTS) for number, value in enumerate(values)]
        monkeypatch.setattr(rule_plugins, "entry_points", lambda **_: made)
        rule_plugins.installed_rules.cache_clear()

    yield install
    rule_plugins.installed_rules.cache_clear()


def test_there_are_none_without_such_a_package():
    assert rule_plugins.installed_rules() == ()


def test_a_rule_is_loaded_from_its_module(points, monkeypatch, tmp_path):
    (tmp_path / "house_rules.py").write_text(
        "import toolkit\n\n@toolkit.rule(field='body')\ndef long(row):\n    return len(row['body']) > 9\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    points("house_rules:long")
    assert [rule.name for rule in rule_plugins.installed_rules()] == ["long"]


@pytest.mark.parametrize("value", ["nowhere_at_all:rule", "toolkit:no_such_rule", "toolkit:validate"])
def test_what_is_no_rule_is_an_error_that_names_the_entry_point(points, value):
    points(value)
    with pytest.raises(ConfigError, match="rule-0"):
        rule_plugins.installed_rules()

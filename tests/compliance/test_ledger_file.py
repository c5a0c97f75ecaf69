"""The file of the ledger."""

import pytest

from toolkit.compliance.ledger_file import begin_ledger, load_ledger, save_ledger
from toolkit.compliance.takedown_ledger import Ledger, takedown
from toolkit.errors import ConfigError


def test_without_a_name_there_is_no_ledger():
    assert load_ledger("") is None


def test_a_ledger_that_is_named_must_be_there(tmp_path):
    with pytest.raises(ConfigError, match=r"takedowns\.toml is not there"):
        load_ledger(tmp_path / "takedowns.toml")


def test_a_ledger_is_begun_with_a_salt_of_its_own(tmp_path):
    one, other = (begin_ledger(tmp_path / "takedowns.toml") for _ in range(2))
    assert one.salt != other.salt
    assert len(one.salt) == 32


def test_a_ledger_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "takedowns.toml"
    ledger = Ledger("00ff", (takedown("00ff", ["a"], "one two three four five", day="2024-05-01", why="asked"),))
    save_ledger(ledger, path)
    assert begin_ledger(path) == load_ledger(path) == ledger
    assert [item.name for item in tmp_path.iterdir()] == ["takedowns.toml"]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(ConfigError, match="cannot be written"):
        save_ledger(Ledger("00"), tmp_path / "no" / "takedowns.toml")

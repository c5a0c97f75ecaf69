"""The commands of toolkit/cli/build_command.py stand in the command line; tests/cli/test_cli.py runs them."""

import pytest


@pytest.mark.parametrize("name", ["build", "replay", "init"])
def test_the_command_is_listed_and_explains_itself(command, name):
    assert f"  {name} " in command("--help").out
    assert f"toolkit {name}" in command(name, "--help").out

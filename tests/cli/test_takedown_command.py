"""The commands of toolkit/cli/takedown_command.py stand in the command line; other tests run them."""

import pytest


@pytest.mark.parametrize("name", ["takedown", "join"])
def test_the_command_is_listed_and_explains_itself(command, name):
    assert f"  {name} " in command("--help").out
    assert f"toolkit {name}" in command(name, "--help").out

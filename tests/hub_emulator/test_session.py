"""A command runs against the rehearsal, and its caches stay in the rehearsal's folder."""

import sys

import pytest

from hub_emulator.session import environment, run
from toolkit.errors import ConfigError

PROGRAM = """
from huggingface_hub import HfApi, constants
import sys
assert constants.HF_HOME == sys.argv[1], constants.HF_HOME
assert not constants.HF_HUB_OFFLINE
HfApi().whoami()
sys.exit(7)
"""


def test_a_command_finds_the_rehearsal_and_gives_its_exit_code(rehearsal, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HUB_CACHE", "elsewhere")
    home = environment(rehearsal, tmp_path)["HF_HOME"]
    assert run([sys.executable, "-c", PROGRAM, home], rehearsal, tmp_path) == 7
    assert [item.request for item in rehearsal.faults.log] == ["GET /api/whoami-v2"]


def test_a_command_that_does_not_exist_is_named(rehearsal, tmp_path):
    with pytest.raises(ConfigError, match="no-such-command cannot be run"):
        run(["no-such-command"], rehearsal, tmp_path)

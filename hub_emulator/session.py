"""Runs a command against the emulated Hub, isolated from the real Hub and its caches."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from hub_emulator.server import Running
from toolkit.errors import ConfigError

TOKEN = "hf_rehearsal"  # noqa: S105 - opens nothing but a rehearsal
_NAME = "home"


def environment(running: Running, folder: Path) -> dict[str, str]:
    """Return the environment variables that lead the unmodified clients of the Hub to the emulator."""
    return {
        "HF_ENDPOINT": running.address,
        "HF_TOKEN": TOKEN,
        "HF_HOME": str(folder.absolute() / _NAME),
        "HF_HUB_OFFLINE": "0",
        "HF_HUB_DISABLE_TELEMETRY": "1",
    }


def run(command: Sequence[str], running: Running, folder: Path) -> int:
    """Run a command against the emulator and return its exit code.

    Raises:
        ConfigError: the command cannot be run.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_HUB_CACHE")}
    try:
        # The command is the user's own.
        return subprocess.run(command, env={**kept, **environment(running, folder)}, check=False).returncode  # noqa: S603
    except OSError as error:
        raise ConfigError(f"{command[0]} cannot be run ({error.strerror}); check the command after --.") from error

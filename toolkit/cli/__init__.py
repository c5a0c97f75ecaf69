"""The command line: one function per command, each a thin shell over `toolkit.api`."""

import io
import os
import sys
from typing import TextIO

from toolkit.cli import (
    build_command,
    cache_command,
    check_command,
    curation_command,
    inspect_command,
    publish_command,
    takedown_command,
    validate_command,
)
from toolkit.cli.app import MISUSE, WANTING, app
from toolkit.errors import GateError, ToolkitError

__all__ = [
    "app",
    "build_command",
    "cache_command",
    "check_command",
    "curation_command",
    "inspect_command",
    "main",
    "publish_command",
    "takedown_command",
    "validate_command",
]


def main() -> None:
    """Run the command line; a broken set-up is one sentence on standard error, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter is no reason to stop
    try:
        app(prog_name="toolkit")
    except GateError as error:
        print(f"toolkit: {error}", file=sys.stderr)
        sys.exit(WANTING)
    except ToolkitError as error:
        print(f"toolkit: {error}", file=sys.stderr)
        sys.exit(MISUSE)
    finally:
        _flush(sys.__stdout__)


def _flush(stream: TextIO | None) -> None:
    """Flush a stream; without this, a closed pipe raises an exception while Python exits."""
    if stream is None or stream.closed:
        return
    try:
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

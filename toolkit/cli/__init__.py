"""The command line: one function per command, each a thin shell over `toolkit.api`."""

import sys
from typing import Any

import typer

from toolkit.cli import (
    build_command,
    cache_command,
    check_command,
    curation_command,
    inspect_command,
    publish_command,
    takedown_command,
    train_command,
    validate_command,
)
from toolkit.cli.app import MISUSE, WANTING, app, print_json
from toolkit.cli.process import StoppedError, check_limits, describe_shortage, robust_streams, stop_signals
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
    "train_command",
    "validate_command",
]


_UsageError: Any = typer.BadParameter.__mro__[1]
"""What is raised for unknown options, missing arguments and wrong values; Typer has no public name for it."""


def main() -> None:
    """Run the command line; a broken set-up is one sentence on standard error, never a traceback."""
    with robust_streams(), stop_signals():
        try:
            check_limits()
            sys.exit(app(prog_name="toolkit", standalone_mode=False) or 0)
        except _UsageError as error:
            error.show()
            _end(error.format_message(), error.exit_code)
        except typer.Abort:
            _exit("aborted.", WANTING)
        except GateError as error:
            _exit(str(error), WANTING)
        except ToolkitError as error:
            _exit(str(error), MISUSE)
        except StoppedError as error:
            _exit("stopped; run the same command again to continue.", error.exit_code)
        except (OSError, MemoryError, RuntimeError, ImportError) as error:
            sentence = describe_shortage(error)
            if sentence is None:
                raise
            _exit(sentence, MISUSE)


def _exit(sentence: str, code: int) -> None:
    """Print a sentence on standard error and, where JSON was asked for, as JSON on standard output; end."""
    print(f"toolkit: {sentence}", file=sys.stderr)
    _end(sentence, code)


def _end(sentence: str, code: int) -> None:
    """End with an exit code and, where JSON was asked for, with the sentence as JSON on standard output."""
    if "--json" in sys.argv:
        print_json({"error": sentence, "exit_code": code})
    sys.exit(code)

"""Serves a small Hub on loopback: `python -m hub_emulator [FOLDER] [-- COMMAND]`.

The unmodified huggingface_hub, datasets and hf_xet create, commit, tag, list and read there as on the Hub of Hugging
Face. Every token is good. With a command, HF_ENDPOINT, HF_TOKEN and HF_HOME are set for it, and its exit code is
returned.

A fault is PATTERN=ACTION[@FIRST][xTIMES]: the pattern is `METHOD path` with wild cards; the action is a status from
400, drop (cut the connection), lose (cut it after the work is done), delay:SECONDS, or hold.
"""

import argparse
import shlex
import sys
from pathlib import Path

from hub_emulator.fault_injection import Faults, parse
from hub_emulator.server import serving
from hub_emulator.session import environment, run
from toolkit.errors import ToolkitError


def main(arguments: list[str]) -> int:
    """Serve until the command ends or Ctrl-C, and return the exit code."""
    separator = arguments.index("--") if "--" in arguments else len(arguments)
    options, command = _options(arguments[:separator]), arguments[separator + 1 :]
    faults = Faults([parse(fault) for fault in options.fault])
    if options.log:
        faults.tell = lambda seen: print(
            f"{seen.status or '---'} {seen.request}\n", end="", file=sys.stderr, flush=True
        )
    with serving(options.folder, port=options.port, faults=faults) as running:
        if command:
            return run(command, running, options.folder)
        print(f"Serving {options.folder} until Ctrl-C; in the shell that uses it:", flush=True)
        for name, value in environment(running, options.folder).items():
            print(f"  export {name}={shlex.quote(value)}", flush=True)
        running.wait()
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m hub_emulator", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("rehearsal"), help="folder of the repositories")
    parser.add_argument("--port", type=int, default=0, help="port on loopback; 0 takes a free one")
    parser.add_argument("--fault", action="append", default=[], metavar="PATTERN=ACTION", help="repeatable")
    parser.add_argument("--log", action="store_true", help="print every request on standard error")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ToolkitError as error:
        print(f"hub_emulator: {error}", file=sys.stderr)
        sys.exit(2)

"""Commands that make a release public, and the Hub on which that is rehearsed."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.base import Quiet, hub
from toolkit.errors import ConfigError


@hub.command("serve")
def hub_serve(
    folder: Annotated[Path, typer.Argument(help="Where repositories and contents are kept.")] = Path("rehearsal"),
    command: Annotated[
        list[str] | None, typer.Argument(metavar="[-- COMMAND]", help="Run this against the Hub, then stop.")
    ] = None,
    port: Annotated[int, typer.Option(help="Port on loopback; 0 takes a free one.")] = 0,
    fault: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN=ACTION", help="Put a fault into the way; repeatable.")
    ] = None,
    log: Annotated[bool, typer.Option("--log", help="Print every request on standard error.")] = False,
    quiet: Quiet = False,
) -> None:
    """Rehearse a release: serve a small Hub on loopback.

    The unmodified huggingface_hub, datasets and hf_xet create, commit, tag, list and read there as on the Hub of
    Hugging Face. Every token is good. With a command, HF_ENDPOINT, HF_TOKEN and HF_HOME are set for it, and its exit
    code is returned.

    A fault is PATTERN=ACTION[@FIRST][xTIMES]: the pattern is `METHOD path` with wild cards; the action is a status
    from 400, drop (cut the connection), lose (cut it after the work is done), delay:SECONDS, or hold.

    Examples:

      toolkit hub serve rehearsal -- toolkit publish dist/halden-news-1.0.0 hf://datasets/halden/news

      toolkit hub serve --port 8808 --fault 'POST */commit/*=500x2' --log
    """
    try:
        from toolkit.rehearsal.faults import Faults, parse
        from toolkit.rehearsal.server import serving
        from toolkit.rehearsal.session import environment, run
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"The rehearsal Hub needs {error.name}; pip install 'news-dataset-toolkit[rehearsal]'."
        ) from error
    faults = Faults([parse(each) for each in fault or ()])
    if log:
        faults.tell = lambda seen: print(seen.status or "---", seen.request, file=sys.stderr, flush=True)
    with serving(folder, port=port, faults=faults) as running:
        if command:
            raise typer.Exit(run(command, running, folder))
        if not quiet:
            print(f"Serving {folder} until Ctrl-C; in the shell that rehearses:", flush=True)
            for name, value in environment(running, folder).items():
                print(f"  export {name}={shlex.quote(value)}", flush=True)
        running.wait()

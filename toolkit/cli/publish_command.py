"""Commands that make a release public, and the Hub on which that is rehearsed."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.app import GOOD, WANTING, AsJson, ConfigFile, Quiet, app, hub, print_json
from toolkit.errors import ConfigError


@app.command()
def publish(
    release: Annotated[Path, typer.Argument(help="A release folder.")],
    destination: Annotated[str, typer.Argument(help="hf://datasets/ORG/NAME, s3://..., gs://... or a folder.")],
    public: Annotated[bool, typer.Option("--public", help="Make a new repository public, not private.")] = False,
    pr: Annotated[bool, typer.Option("--pr", help="Open a pull request that people merge on the Hub.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Only say what would be done.")] = False,
    force: Annotated[
        str | None, typer.Option(metavar="REASON", help="Publish despite errors; the reason goes into the manifest.")
    ] = None,
    config: ConfigFile = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Make a release public, whole or not at all.

    The release is checked first, and refused if it has errors. On the Hub its data is uploaded ahead, then one commit
    switches main and the tag vX.Y.Z stays for good; elsewhere the files go under versions/X.Y.Z/ and latest.json is
    switched last. Afterwards every checksum is compared, and on the Hub the first row of every table is read back.
    It may be killed at any time: run again, it continues. The exit code is 1 if the release was refused.

    The token of the Hub is taken from HF_TOKEN or `hf auth login`.

    Examples:

      toolkit publish dist/halden-news-1.0.0 hf://datasets/halden/news --dry-run

      toolkit publish dist/halden-news-1.0.0 s3://halden-releases/news
    """
    from dataclasses import asdict

    from toolkit import api
    from toolkit.cli.console import progress_bars, show_publication, show_validation

    settings = api.load_config(config)
    with progress_bars(quiet=quiet or as_json) as progress:
        done = api.publish(
            release,
            destination,
            public=public,
            pull_request=pr,
            dry_run=dry_run,
            force=force,
            config=settings,
            progress=progress,
        )
    if as_json:
        told = {} if done.outcome is None else asdict(done.outcome)
        counts = {"errors": len(done.validation.errors), "warnings": len(done.validation.warnings)}
        print_json({"state": "refused", **told, **counts, "forced": done.forced, "read": done.read})
    elif not quiet:
        if done.outcome is None:
            show_validation(done.validation)
        show_publication(done)
    raise typer.Exit(WANTING if done.outcome is None else GOOD)


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
        from hub_emulator.fault_injection import Faults, parse
        from hub_emulator.server import serving
        from hub_emulator.session import environment, run
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"The rehearsal Hub needs {error.name}; pip install 'news-dataset-toolkit[rehearsal]'."
        ) from error
    faults = Faults([parse(each) for each in fault or ()])
    if log:
        faults.tell = lambda seen: print(
            f"{seen.status or '---'} {seen.request}\n", end="", file=sys.stderr, flush=True
        )
    with serving(folder, port=port, faults=faults) as running:
        if command:
            raise typer.Exit(run(command, running, folder))
        if not quiet:
            print(f"Serving {folder} until Ctrl-C; in the shell that rehearses:", flush=True)
            for name, value in environment(running, folder).items():
                print(f"  export {name}={shlex.quote(value)}", flush=True)
        running.wait()

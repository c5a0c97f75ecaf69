"""The command that makes a release public."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.app import GOOD, WANTING, AsJson, ConfigFile, Quiet, Verbose, app, print_json


@app.command()
def publish(
    release: Annotated[Path, typer.Argument(help="A release folder.")],
    destination: Annotated[
        str | None,
        typer.Argument(
            help="hf://datasets/ORG/NAME, s3://..., gs://... or ./FOLDER; the release's own if left out.",
            show_default=False,
        ),
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="Make a new repository public, not private.")] = False,
    pull_request: Annotated[
        bool, typer.Option("--pull-request", "--pr", help="Open a pull request that people merge on the Hub.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Only say what would be done.")] = False,
    force: Annotated[
        str | None, typer.Option(metavar="REASON", help="Publish despite errors; the reason goes into the manifest.")
    ] = None,
    config: ConfigFile = None,
    quiet: Quiet = False,
    verbose: Verbose = False,  # noqa: ARG001 - its callback does the work
    as_json: AsJson = False,
) -> None:
    """Make a release public, whole or not at all.

    The release is checked first, and refused if it has errors. On the Hub its data is uploaded ahead, then one commit
    switches main and the tag vX.Y.Z stays for good; elsewhere the files go under versions/X.Y.Z/ and latest.json is
    switched last. Afterwards every checksum is compared, and on the Hub the first row of every table is read back.
    It may be killed at any time: run again, it continues. The exit code is 1 if the release was refused.

    The card of a release that was built with package.destination loads it from there. At another address, a copy is
    published that is sealed anew and names the digest of the original; a signature must then be made again.

    The token of the Hub is taken from HF_TOKEN or `hf auth login`.

    Examples:

      toolkit publish dist/halden-news-1.0.0 hf://datasets/halden/news --dry-run

      toolkit publish dist/halden-news-1.0.0 s3://halden-releases/news

      toolkit publish dist/halden-news-1.0.0
    """
    from dataclasses import asdict

    from toolkit import api
    from toolkit.cli.console import show_publication, show_validation
    from toolkit.cli.progress_display import progress_bars

    settings = api.load_config(config)
    with progress_bars(quiet=quiet or as_json) as progress:
        done = api.publish(
            release,
            destination,
            public=public,
            pull_request=pull_request,
            dry_run=dry_run,
            force=force,
            config=settings,
            progress=progress,
        )
    if as_json:
        outcome = {} if done.outcome is None else asdict(done.outcome)
        counts = {"errors": len(done.validation.errors), "warnings": len(done.validation.warnings)}
        kept = {"forced": done.forced, "read": done.read, "resealed": done.resealed}
        print_json({"state": "refused", **outcome, **counts, **kept})
    elif not quiet:
        if done.outcome is None:
            show_validation(done.validation)
        show_publication(done)
    raise typer.Exit(WANTING if done.outcome is None else GOOD)

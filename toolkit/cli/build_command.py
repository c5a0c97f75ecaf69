"""Commands that make something: a configuration, a release, another try at what was refused."""

import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.app import GOOD, WANTING, AsJson, ConfigFile, Notify, Quiet, Verbose, app, pairs, print_json
from toolkit.errors import ConfigError


@app.command()
def build(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders and globs of raw articles, or addresses.")
    ] = None,
    out: Annotated[
        str | None, typer.Option(metavar="<path>", help="Folder in which the release folder is made, or address.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the dataset.")] = None,
    dataset_version: Annotated[str | None, typer.Option(help="Version of the release, such as 1.2.0, or auto.")] = None,
    previous: Annotated[
        str | None, typer.Option(metavar="<path>", help="Earlier release that this one follows, address, or latest.")
    ] = None,
    config: ConfigFile = None,
    workers: Annotated[int | None, typer.Option(help="Processes; 0 is one for every processor core.")] = None,
    engine: Annotated[str | None, typer.Option(help="local, here, dask, or a Dask scheduler: tcp://HOST:8786.")] = None,
    cache: Annotated[str | None, typer.Option(metavar="<path>", help="Folder of the cache, address, or off.")] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Column that holds a field, such as body='Full text'."),
    ] = None,
    gate: Annotated[
        list[str] | None, typer.Option(metavar="KEY=LIMIT", help="A gate of the table [gates]: max_null.date=0.1.")
    ] = None,
    keep_going: Annotated[
        bool, typer.Option(help="Make a release that does not pass its gates, as <name>-<version>-rejected.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", "--replace", help="Overwrite another release of the same version.")
    ] = False,
    notify: Notify = None,
    quiet: Quiet = False,
    verbose: Verbose = False,  # noqa: ARG001 - its callback does the work
    as_json: AsJson = False,
) -> None:
    """Build a release from raw articles.

    Without PATHS it reads what toolkit.toml in the current folder names. With --previous, articles of that release
    keep their group and split, and the version follows from what changed. What an earlier build has done is found in
    the cache and not done again, also after it was killed. Addresses are those that fsspec knows: s3://, gs:// ...
    The exit code is 1 if the release does not pass its gates ([gates] in toolkit.toml; by default it must hold an
    article): then nothing gets its name. It is 1, too, if the rest of a container could not be read.

    Examples:

      toolkit build

      toolkit build raw/ --name halden-news --dataset-version 1.0.0

      toolkit build 'dumps/*.jsonl.zst' page.html --out releases --json

      toolkit build s3://halden/raw --out s3://halden/releases
    """
    from toolkit import api
    from toolkit.cli.console import progress_bars, show_build

    settings = api.load_config(config)
    with progress_bars(quiet=quiet or as_json) as progress:
        built = api.build(
            paths or (),
            out=out,
            name=name,
            version=dataset_version,
            previous=previous,
            config=settings,
            workers=workers,
            engine=engine,
            cache=cache,
            mapping=pairs(mapping),
            gates=_gates(gate or ()),
            keep_going=keep_going,
            overwrite=overwrite,
            notify=notify,
            progress=progress,
        )
    if as_json:
        print_json({"folder": str(built.folder), "changed": built.changed, "manifest": built.manifest})
    elif not quiet:
        show_build(built)
    passed = all(gate_result["passed"] for gate_result in built.manifest.get("gates", ()))
    raise typer.Exit(GOOD if passed and not built.manifest.get("unread") else WANTING)


def _gates(texts: Sequence[str]) -> dict[str, object]:
    """Return gates that are written as KEY=LIMIT as the table that they are in.

    Raises:
        ConfigError: one cannot be read.
    """
    gates: dict[str, object] = {}
    for text in texts:
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"--gate {text} is not KEY=LIMIT, such as max_null.date=0.1.") from error
        for key, value in table.items():
            before = gates.get(key)
            gates[key] = {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value
    return gates


@app.command()
def replay(
    release: Annotated[Path, typer.Argument(help="A release folder.")],
    out: Annotated[Path | None, typer.Option(help="Write the rescued articles here, as JSON Lines.")] = None,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Try refused documents again, from the quarantine.

    Each is read, normalised, annotated, corrected and validated as a build would do it now; those of which something
    else comes than before are listed. The release is not changed.

    Example:

      toolkit replay dist/halden-news-1.0.0
    """
    from toolkit import api
    from toolkit.cli.console import show_replay

    moves = api.replay(release, out=out, config=api.load_config(config))
    if as_json:
        print_json([{**asdict(move), "moved": move.moved} for move in moves])
    else:
        show_replay(moves)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the new toolkit.toml.")] = Path(),
) -> None:
    """Write a toolkit.toml with every key explained.

    Example:

      toolkit init && toolkit build
    """
    from toolkit import api

    print(f"Wrote {api.init(folder)}; put raw articles into raw/ and run `toolkit build`.")

"""Commands that make something: a configuration, a release or a part of one, another try at what was refused."""

import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from toolkit.cli.app import GOOD, WANTING, AsJson, ConfigFile, Notify, Quiet, Verbose, app, pairs, print_json
from toolkit.errors import ConfigError

if TYPE_CHECKING:
    from toolkit.api.results import Build


Out = Annotated[
    str | None, typer.Option(metavar="<path>", help="Folder in which the release folder is made, or address.")
]
Name = Annotated[str | None, typer.Option(help="Name of the dataset.")]
DatasetVersion = Annotated[str | None, typer.Option(help="Version of the release, such as 1.2.0, or auto.")]
Previous = Annotated[
    str | None, typer.Option(metavar="<path>", help="Earlier release that this one follows, address, or latest.")
]
Workers = Annotated[int | None, typer.Option(help="Processes; 0 is one for every processor core.")]
Engine = Annotated[str | None, typer.Option(help="local, here, dask, ray, tcp://HOST:8786 (Dask) or ray://HOST:10001.")]
CacheFolder = Annotated[str | None, typer.Option(metavar="<path>", help="Folder of the cache, address, or off.")]
Mapped = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Column that holds a field, such as body='Full text'."),
]
Gate = Annotated[
    list[str] | None, typer.Option(metavar="KEY=LIMIT", help="A gate of the table [gates]: max_null.date=0.1.")
]
KeepGoing = Annotated[
    bool, typer.Option(help="Make a release that does not pass its gates, as <name>-<version>-rejected.")
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", "--replace", help="Overwrite another release of the same version.")
]


@app.command()
def build(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders and globs of raw articles, or addresses.")
    ] = None,
    out: Out = None,
    name: Name = None,
    dataset_version: DatasetVersion = None,
    previous: Previous = None,
    config: ConfigFile = None,
    workers: Workers = None,
    engine: Engine = None,
    cache: CacheFolder = None,
    mapping: Mapped = None,
    gate: Gate = None,
    keep_going: KeepGoing = False,
    overwrite: Overwrite = False,
    rehash: Annotated[
        bool, typer.Option("--rehash", help="Read files again whose size and times the cache knows.")
    ] = False,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Build part I of N only; `toolkit merge` joins the parts.")
    ] = None,
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

      toolkit build dumps/ --shard 2/8
    """
    from toolkit import api
    from toolkit.cli.console import show_part
    from toolkit.cli.progress_display import progress_bars

    common: dict[str, Any] = {
        "out": out,
        "name": name,
        "version": dataset_version,
        "config": api.load_config(config),
        "workers": workers,
        "engine": engine,
        "cache": cache,
        "mapping": pairs(mapping),
    }
    with progress_bars(quiet=quiet or as_json) as progress:
        if shard is None:
            options: dict[str, Any] = {
                "gates": _gates(gate or ()),
                "keep_going": keep_going,
                "overwrite": overwrite,
                "rehash": rehash,
                "notify": notify,
            }
            built = api.build(paths or (), previous=previous, progress=progress, **common, **options)
        else:
            _refuse_with_shard(previous=previous, gate=gate, keep_going=keep_going, overwrite=overwrite, notify=notify)
            part = api.build_part(paths or (), shard, progress=progress, **common)
    if shard is None:
        _end(built, quiet=quiet, as_json=as_json)
    if as_json:
        print_json({**asdict(part), "folder": str(part.folder)})
    elif not quiet:
        show_part(part)


@app.command()
def merge(
    parts: Annotated[list[str], typer.Argument(help="The folders that `toolkit build --shard` made, or addresses.")],
    out: Out = None,
    name: Name = None,
    dataset_version: DatasetVersion = None,
    previous: Previous = None,
    config: ConfigFile = None,
    workers: Workers = None,
    engine: Engine = None,
    cache: CacheFolder = None,
    mapping: Mapped = None,
    gate: Gate = None,
    keep_going: KeepGoing = False,
    overwrite: Overwrite = False,
    notify: Notify = None,
    quiet: Quiet = False,
    verbose: Verbose = False,  # noqa: ARG001 - its callback does the work
    as_json: AsJson = False,
) -> None:
    """Join parts of a build to one release: the same bytes as without parts.

    All parts of one build must be there, made by the same toolkit with the same toolkit.toml and options, which are
    given here, too. Duplicates, groups, splits and versions are found here, over all parts.

    Example:

      toolkit merge dist/halden-news-part-*
    """
    from toolkit import api
    from toolkit.cli.progress_display import progress_bars

    settings = api.load_config(config)
    with progress_bars(quiet=quiet or as_json) as progress:
        built = api.merge(
            parts,
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
    _end(built, quiet=quiet, as_json=as_json)


def _end(built: "Build", *, quiet: bool, as_json: bool) -> NoReturn:
    """Print what was built and exit."""
    from toolkit.cli.console import show_build

    if as_json:
        print_json({"folder": str(built.folder), "changed": built.changed, "manifest": built.manifest})
    elif not quiet:
        show_build(built)
    passed = all(gate_result["passed"] for gate_result in built.manifest.get("gates", ()))
    raise typer.Exit(GOOD if passed and not built.manifest.get("unread") else WANTING)


def _refuse_with_shard(**options: object) -> None:
    """Refuse options of a whole release.

    Raises:
        ConfigError: one was given.
    """
    given = [name for name, value in options.items() if value]
    if given:
        option = given[0].replace("_", "-")
        raise ConfigError(f"--{option} is about the whole release; give it to `toolkit merge`, not with --shard.")


def _gates(texts: Sequence[str]) -> dict[str, object]:
    """Return gates that are written as KEY=LIMIT as the table that they are in.

    Raises:
        ConfigError: one cannot be read.
    """
    gates: dict[str, object] = {}
    for text in texts:
        key, _, limit = text.partition("=")
        is_word = limit.strip().isalpha()  # which TOML would have in quotation marks, as the shell takes them away
        try:
            table = tomllib.loads(f'{key}="{limit.strip()}"' if is_word else text)
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
def upgrade(
    release: Annotated[str, typer.Argument(help="A release folder, or its address.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder of the new release.", show_default="that of the old one")
    ] = None,
    dataset_version: Annotated[
        str | None, typer.Option(help="Version of the new release.", show_default="the next MINOR one")
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Make a release of the current contract of one of an earlier contract.

    The raw documents are not needed: rows, order, splits and versions stay as they are, and fields that were added to
    the contract since are null. The old release is not changed.

    Example:

      toolkit upgrade dist/halden-news-1.0.0
    """
    from toolkit import api
    from toolkit.cli.progress_display import progress_bars

    with progress_bars(quiet=quiet or as_json) as progress:
        upgraded = api.upgrade(release, out=out, version=dataset_version, progress=progress)
    before, after = upgraded.before, upgraded.manifest["contract"]["version"]
    if as_json:
        print_json({"folder": str(upgraded.folder), "changed": upgraded.changed, "from": before, "to": after})
    elif not quiet:
        print(f"{'Wrote' if upgraded.changed else 'Unchanged:'} {upgraded.folder}: contract {before} became {after}")


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

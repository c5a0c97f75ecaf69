"""The command line: one function per command, each a thin shell over `toolkit.api`."""

import io
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from toolkit.errors import ToolkitError
from toolkit.version import VERSION

GOOD, WANTING, MISUSE = 0, 1, 2
"""Exit codes: all is well; the data or release is found wanting; misuse or a broken set-up."""

app = typer.Typer(
    name="toolkit",
    help="Turns raw news articles into dataset releases that people can trust.",
    epilog="Exit codes: 0 good, 1 data or release found wanting, 2 misuse or broken set-up.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
schema = typer.Typer(help="Show or export the data contract.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(schema, name="schema")

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", help="Configuration file.", show_default="toolkit.toml, if it is there")
]


def main() -> None:
    """Run the command line; a broken set-up is one sentence on standard error, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter is no reason to stop
    try:
        app(prog_name="toolkit")
    except ToolkitError as error:
        print(f"toolkit: {error}", file=sys.stderr)
        sys.exit(MISUSE)


def _version(wanted: bool) -> None:
    if wanted:
        print(VERSION)
        raise typer.Exit


@app.callback()
def toolkit(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turns raw news articles into dataset releases that people can trust."""


@app.command()
def build(
    paths: Annotated[list[str] | None, typer.Argument(help="Files, folders and globs of raw articles.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder in which the release folder is made.")] = None,
    name: Annotated[str | None, typer.Option(help="Name of the dataset.")] = None,
    dataset_version: Annotated[str | None, typer.Option(help="Version of the release, such as 1.2.0.")] = None,
    config: ConfigFile = None,
    workers: Annotated[int | None, typer.Option(help="Processes; 0 is one for every processor core.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite another release of the same version.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Build a release from raw articles.

    Without PATHS it reads what toolkit.toml in the current folder names. The exit code is 1 if no article could
    be published.

    Examples:

      toolkit build

      toolkit build raw/ --name halden-news --dataset-version 1.0.0

      toolkit build 'dumps/*.jsonl.zst' page.html --out releases --json
    """
    from toolkit import api
    from toolkit.display import show_build, watching

    settings = api.load_config(config)
    with watching(quiet=quiet or as_json) as watch:
        built = api.build(
            paths or (),
            out=out,
            name=name,
            version=dataset_version,
            config=settings,
            workers=workers,
            overwrite=replace,
            watch=watch,
        )
    if as_json:
        _print_json({"folder": str(built.folder), "changed": built.changed, "manifest": built.manifest})
    elif not quiet:
        show_build(built)
    raise typer.Exit(GOOD if built.manifest["balance"]["published"] else WANTING)


@app.command()
def validate(
    target: Annotated[Path, typer.Argument(help="A release folder, a .parquet or a .jsonl file.")],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Check every row of a release or file.

    Each row is held against the contract; the exit code is 1 if one breaks it.

    Examples:

      toolkit validate dist/halden-news-1.0.0

      toolkit validate articles.jsonl --json
    """
    from toolkit import api
    from toolkit.display import show_validation

    result = api.validate(target)
    if as_json:
        _print_json({"passed": result.passed, **asdict(result)})
    elif not quiet:
        show_validation(result)
    raise typer.Exit(GOOD if result.passed else WANTING)


@app.command()
def verify(
    release: Annotated[Path, typer.Argument(help="A release folder.")],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Prove that a release is what was built.

    Checksums, manifest, tables and card must agree; the exit code is 1 if they do not.

    Example:

      toolkit verify dist/halden-news-1.0.0
    """
    from toolkit import api

    found = api.verify(release)
    if as_json:
        _print_json({"passed": not found, "disagreements": [asdict(each) for each in found]})
    elif not quiet:
        for each in found:
            print(f"{each.file}: {each.message}")
        if not found:
            print(f"{release}: checksums, manifest, tables and card agree")
    raise typer.Exit(WANTING if found else GOOD)


@app.command()
def explain(
    target: Annotated[str, typer.Argument(metavar="FILE|ID", help="A raw file, or the id of an article.")],
    release: Annotated[Path | None, typer.Option(help="The release that the id stands in.")] = None,
    inputs: Annotated[list[str] | None, typer.Option(help="Where to look for the id's raw document.")] = None,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what became of each line of a document.

    Every line of the raw text stands with the fields it went into, or with the reason why it was removed; below
    them stand the fields, how the date was found, the quotes and the names.

    Examples:

      toolkit explain raw/harbour.txt

      toolkit explain 3f2a77 --release dist/halden-news-1.0.0
    """
    from toolkit import api
    from toolkit.contract.rows import to_row
    from toolkit.display import show_explanation
    from toolkit.explain import explain as explain_target

    settings = api.with_changes(api.load_config(config), inputs or ())
    explanations = explain_target(target, settings, release=release)
    if as_json:
        _print_json([{"outcome": to_row(each.outcome), "lines": [*map(asdict, each.lines)]} for each in explanations])
    else:
        for each in explanations:
            show_explanation(each)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where toolkit.toml shall stand.")] = Path(),
) -> None:
    """Write a toolkit.toml with every key explained.

    Example:

      toolkit init && toolkit build
    """
    from toolkit import config as configuration
    from toolkit.errors import ConfigError

    path = folder / configuration.FILE
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(configuration.template())
    except FileExistsError as error:
        raise ConfigError(f"{path} exists already; edit it, or remove it first.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}.") from error
    print(f"Wrote {path}; put raw articles into raw/ and run `toolkit build`.")


@schema.command("show")
def schema_show(
    record: Annotated[str | None, typer.Argument(help="article, quote, entity, rejection ...")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="The page that stands in schema/README.md.")] = False,
) -> None:
    """Show the fields of a record type, or of all.

    Example:

      toolkit schema show quote
    """
    from toolkit.contract import load
    from toolkit.contract.fieldtable import schema_page
    from toolkit.display import show_record
    from toolkit.errors import ContractError

    contract = load()
    if markdown:
        print(schema_page(contract), end="")
        return
    if record is not None and record not in contract.records:
        raise ContractError(f"There is no record type {record}; there are {', '.join(contract.records)}.")
    for name in [record] if record else contract.records:
        show_record(contract.record(name))


@schema.command("export")
def schema_export(
    record: Annotated[str, typer.Argument(help="article, quote, entity or rejection.")] = "article",
    form: Annotated[str, typer.Option("--form", help="jsonschema, arrow or features.")] = "jsonschema",
) -> None:
    """Print the contract in another form.

    Example:

      toolkit schema export article --form jsonschema > article.schema.json
    """
    from toolkit import api

    print(api.export_schema(record, form))


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False, default=str))

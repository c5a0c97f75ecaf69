"""What every command shares: the application, its exit codes, options that recur, JSON on standard output."""

import json
import logging
from pathlib import Path
from typing import Annotated

import typer

from toolkit._version import VERSION
from toolkit.errors import ConfigError, suggestion

GOOD, WANTING, MISUSE = 0, 1, 2
"""Exit codes: success; errors in the data or release; wrong usage or a broken set-up."""

app: typer.Typer = typer.Typer(
    name="toolkit",
    help="Turns raw news articles into dataset releases that people can trust.",
    epilog="Exit codes: 0 good, 1 data found wanting, 2 misuse or broken set-up, 3 only warnings with --strict.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
schema: typer.Typer = typer.Typer(help="Show or export the data contract.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(schema, name="schema")
card: typer.Typer = typer.Typer(help="Check the dataset card.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(card, name="card")
cache: typer.Typer = typer.Typer(
    help="Show or clear the cache of finished work.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(cache, name="cache")
train: typer.Typer = typer.Typer(
    help="Train what is built in on gold of your own.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(train, name="train")


def _verbose(wanted: bool) -> None:
    """Show the log records of the package on standard error."""
    if wanted:
        logging.basicConfig(format="%(asctime)s %(name)s: %(message)s", datefmt="%H:%M:%S")
        logging.getLogger("toolkit").setLevel(logging.DEBUG)


def _fail_on(value: str | None) -> str | None:
    """Check the option before any work is done.

    Raises:
        ConfigError: there is no such value.
    """
    known = ("error", "warning", "never")
    if value is not None and value not in known:
        raise ConfigError(f"--fail-on {value} is unknown; {suggestion(value, known)}")
    return value


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", callback=_verbose, is_eager=True, help="Log what is done on standard error.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]
Reports = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FORMAT=PATH", help="text, json, junit, sarif, github or summary; - is standard output; repeatable."
    ),
]
Notify = Annotated[
    str | None, typer.Option(metavar="URL", help="Send a summary as JSON to a webhook; never the text of an article.")
]
FailOn = Annotated[str | None, typer.Option(callback=_fail_on, help="error, warning or never: what gives exit code 1.")]
KnownContract = Annotated[
    str | None,
    typer.Option(
        "--contract",
        help="known refuses a release whose contract the toolkit does not ship, any warns.",
        show_default="known where the variable CI is set, else that of toolkit.toml",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit code 3 if there are only warnings.")]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", help="Configuration file.", show_default="toolkit.toml, if it is there")
]


def _version(wanted: bool) -> None:
    if wanted:
        print(VERSION)
        raise typer.Exit


@app.callback()
def toolkit(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Turns raw news articles into dataset releases that people can trust."""


def pairs(mapping: list[str] | None) -> dict[str, str]:
    """Read `FIELD=COLUMN` options.

    Raises:
        ConfigError: an option has another form.
    """
    pairs = [option.partition("=") for option in mapping or ()]
    for field, equals, column in pairs:
        if not (field and equals and column):
            raise ConfigError(f"--map {field}{equals}{column} is not understood; write FIELD=COLUMN.")
    return {field.strip(): column.strip() for field, _, column in pairs}


def print_json(value: object) -> None:
    """Print a result for machines."""
    print(json.dumps(value, indent=2, ensure_ascii=False, default=str))

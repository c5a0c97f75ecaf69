"""What every command shares: the application, its exit codes, options that recur, JSON on standard output."""

import json
from pathlib import Path
from typing import Annotated

import typer

from toolkit._version import VERSION

GOOD, WANTING, MISUSE = 0, 1, 2
"""Exit codes: all is well; the data or release is found wanting; misuse or a broken set-up."""

app = typer.Typer(
    name="toolkit",
    help="Turns raw news articles into dataset releases that people can trust.",
    epilog="Exit codes: 0 good, 1 data found wanting, 2 misuse or broken set-up, 3 only warnings with --strict.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
schema = typer.Typer(help="Show or export the data contract.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(schema, name="schema")
card = typer.Typer(help="Check the dataset card.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(card, name="card")
cache = typer.Typer(help="Show or clear the cache of finished work.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(cache, name="cache")

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]
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
) -> None:
    """Turns raw news articles into dataset releases that people can trust."""


def print_json(value: object) -> None:
    """Print a result for machines."""
    print(json.dumps(value, indent=2, ensure_ascii=False, default=str))

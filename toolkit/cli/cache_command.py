"""Commands about the cache of finished work."""

from typing import Annotated

import typer

from toolkit.cli.app import AsJson, ConfigFile, cache, print_json

Place = Annotated[
    str | None,
    typer.Argument(help="The cache: a folder, or an address.", show_default="that of toolkit.toml, else dist/.cache"),
]


@cache.command("info")
def cache_info(place: Place = None, config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Show what the cache holds.

    Example:

      toolkit cache info
    """
    from toolkit import api
    from toolkit.cli.console import counted

    folder, usage = api.cache_usage(place, config=config)
    if as_json:
        print_json({"folder": str(folder), "entries": usage.entries, "bytes": usage.bytes, "steps": usage.steps})
        return
    print(f"{folder}: {counted(usage.entries, 'entries')}, {usage.bytes / 1e6:,.1f} MB")
    for step, (entries, size) in sorted(usage.steps.items()):
        print(f"  {step:<12} {counted(entries, 'entries')}, {size / 1e6:,.1f} MB")


@cache.command("clear")
def cache_clear(place: Place = None, config: ConfigFile = None) -> None:
    """Remove all finished work; the next build does everything again.

    Example:

      toolkit cache clear
    """
    from toolkit import api
    from toolkit.cli.console import counted

    folder, usage = api.clear_cache(place, config=config)
    print(f"{folder}: removed {counted(usage.entries, 'entries')}, {usage.bytes / 1e6:,.1f} MB")

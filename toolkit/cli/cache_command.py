"""Commands about the cache of finished work."""

from typing import Annotated

import typer

from toolkit.cli.app import AsJson, ConfigFile, cache, print_json

Folder = Annotated[
    str | None,
    typer.Argument(help="The cache: a folder, or an address.", show_default="that of toolkit.toml, else dist/.cache"),
]


@cache.command("info")
def cache_info(folder: Folder = None, config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Show what the cache holds.

    Example:

      toolkit cache info
    """
    from toolkit import api
    from toolkit.cli.console import counted

    path, usage = api.cache_info(folder, config=config)
    if as_json:
        print_json({"folder": str(path), "entries": usage.entries, "bytes": usage.bytes, "steps": usage.steps})
        return
    print(f"{path}: {counted(usage.entries, 'entries')}, {usage.bytes / 1e6:,.1f} MB")
    for step, (entries, size) in sorted(usage.steps.items()):
        print(f"  {step:<14} {counted(entries, 'entries')}, {size / 1e6:,.1f} MB")


@cache.command("clear")
def cache_clear(folder: Folder = None, config: ConfigFile = None) -> None:
    """Remove all finished work; the next build does everything again.

    Example:

      toolkit cache clear
    """
    from toolkit import api
    from toolkit.cli.console import counted

    path, usage = api.cache_clear(folder, config=config)
    print(f"{path}: removed {counted(usage.entries, 'entries')}, {usage.bytes / 1e6:,.1f} MB")

"""Commands about what may be published: takedowns, and joining texts that may not."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.app import GOOD, WANTING, AsJson, ConfigFile, app, print_json

if TYPE_CHECKING:
    from toolkit.api.results import Joined, TakedownResult


@app.command()
def takedown(
    target: Annotated[
        str, typer.Argument(metavar="ID|URL|FILE", help="Id or address of an article, or a file with its text.")
    ],
    why: Annotated[str, typer.Option(help="The reason, for the ledger.")],
    release: Annotated[
        list[str] | None,
        typer.Option(metavar="<path>", help="Earlier release to search; repeatable.", show_default="all in build.out"),
    ] = None,
    ledger: Annotated[
        Path | None, typer.Option(help="File of the ledger.", show_default="build.takedowns, or takedowns.toml")
    ] = None,
    day: Annotated[str | None, typer.Option(help="Day of the takedown.", show_default="today")] = None,
    repo: Annotated[str | None, typer.Option(help="Repository on the Hub, ORG/NAME: print how to purge it.")] = None,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Take an article and its copies down.

    An entry of salted digests, without any text, is added to a ledger. Every build that names the ledger in
    build.takedowns leaves the article out, with its reprints and near-duplicates, and keeps nothing of it. What is
    affected in earlier releases is listed; `toolkit.load` leaves it out of those once the next release is in the
    same folder. The exit code is 1 if no release holds it.

    Examples:

      toolkit takedown 3f2a7758b8d3 --why "request of the person named"

      toolkit takedown https://courier.example/ferry --why "court order" --repo halden/halden-news
    """
    from toolkit import api

    settings = api.load_config(config)
    path = ledger or Path(settings.build.takedowns or "takedowns.toml")
    taken = api.takedown(target, why=why, releases=release, ledger=path, day=day, config=settings)
    plan = api.purge_plan(repo, taken) if repo and taken.affected else None
    if as_json:
        print_json({"ledger": str(path), **asdict(taken), "purge": plan})
    else:
        _show_taken(taken, path)
        if plan:
            print(f"\nWhen that is published, run this to purge {repo}:\n\n{plan}")
    raise typer.Exit(GOOD if taken.affected else WANTING)


@app.command()
def join(
    release: Annotated[Path, typer.Argument(help="A release with articles without text.")],
    raw: Annotated[list[str], typer.Argument(help="Files, folders and globs of your own copies of the raw documents.")],
    out: Annotated[Path, typer.Option(help="Parquet file for the joined articles.")] = Path("joined.parquet"),
    as_json: AsJson = False,
) -> None:
    """Join your own copies to articles without text.

    A copy is recognised by the digest of its bytes, and the joined body must have the digest that the release names.
    The exit code is 1 if an article stays without its text.

    Example:

      toolkit join dist/halden-news-1.0.0 raw/ --out joined.parquet
    """
    from toolkit import api

    joined = api.join(release, raw, out=out)
    if as_json:
        print_json({"joined": len(joined.articles), "missing": joined.missing, "different": joined.different})
    else:
        _show_joined(joined, out if joined.articles else None)
    raise typer.Exit(WANTING if joined.missing or joined.different else GOOD)


def _show_taken(taken: "TakedownResult", ledger: Path) -> None:
    """Print what a takedown comes to, release by release."""
    from toolkit.cli.console import counted

    done = "Entered in" if taken.added else "Nothing new for"
    print(f"{done} {ledger}, which has {counted(taken.entries, 'entries')}")
    if not taken.knows_text:
        print("  Its text is not known, so only its id is recognised; name a release or a file that holds it.")
    for row in taken.affected:
        print(f"  {row.release}  {row.file}  {row.id}  {row.why}")
    if taken.affected:
        print("Set build.takedowns to the ledger and build with --previous: the next release leaves it out.")


def _show_joined(joined: "Joined", path: Path | None) -> None:
    """Print how many articles were joined with their text, and which were not."""
    wanted = len(joined.articles) + len(joined.missing) + len(joined.different)
    written = f", written to {path}" if path else ""
    print(f"{len(joined.articles):,} of {wanted:,} articles joined{written}")
    for identifier in joined.missing:
        print(f"  {identifier}  no copy has the digest of its raw document")
    for identifier in joined.different:
        print(f"  {identifier}  its copy became another text: use the version of the toolkit that made the release")

"""Commands for people who look closer: a review, releases as files of other tools, and what was changed there."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.app import GOOD, WANTING, AsJson, app, print_json
from toolkit.cli.process import StoppedError

_SECONDS = 0.5
"""After so long at most a review heeds Ctrl+C."""


@app.command()
def export(
    release: Annotated[Path, typer.Argument(help="A release folder.")],
    to: Annotated[
        str, typer.Option(help="csv, xlsx, jsonl, conll, brat, labelstudio, argilla, spacy, inception (XMI) or lance.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="The file or folder that is made.", show_default="RELEASE-FORM")
    ] = None,
) -> None:
    """Write the articles of a release as the files of another tool.

    Tables for people (csv, xlsx), and texts with quotes and entities for tools in which people label them. What they
    change there comes back with `toolkit import`.

    Examples:

      toolkit export dist/halden-news-1.0.0 --to xlsx

      toolkit export dist/halden-news-1.0.0 --to labelstudio --out tasks
    """
    from toolkit import api

    exported = api.export(release, to, out=out)
    print(f"{exported.path}: {exported.articles:,} article{'' if exported.articles == 1 else 's'}")


@app.command("import")
def import_annotations(
    source: Annotated[Path, typer.Argument(help="The file or folder of the other tool.")],
    release: Annotated[Path, typer.Argument(help="The release folder that it was exported from.")],
    form: Annotated[str, typer.Option("--from", help="labelstudio, brat, conll or csv.")],
    out: Annotated[
        Path | None, typer.Option(help="The file of corrections.", show_default="corrections/FORM-DAY.toml")
    ] = None,
    who: Annotated[str | None, typer.Option(help="Who made the changes.", show_default="your user name")] = None,
    why: Annotated[str | None, typer.Option(help="The reason, for the evidence.")] = None,
    as_json: AsJson = False,
) -> None:
    """Bring changes that people made in another tool back as corrections.

    The release stays as it is: the next build that names the folder in build.corrections applies them. Changes of
    articles whose text is no longer that of the release are refused, and so are values that break the contract; the
    exit code is then 1.

    Examples:

      toolkit import --from labelstudio answers.json dist/halden-news-1.0.0 --who "Ida Brandt"

      toolkit import --from csv halden-news-1.0.0-csv dist/halden-news-1.0.0
    """
    from toolkit import api

    imported = api.import_annotations(source, release, form, out=out, who=who, why=why)
    if as_json:
        print_json(asdict(imported))
    else:
        written = f", written to {imported.path}" if imported.path else ""
        print(f"{imported.corrections:,} corrections of {imported.articles:,} articles{written}")
        for refusal in imported.refused:
            print(f"  {refusal.article}  {refusal.reason}")
    raise typer.Exit(WANTING if imported.refused else GOOD)


@app.command()
def review(
    release: Annotated[Path, typer.Argument(help="A release folder.")],
    raw: Annotated[
        list[str] | None,
        typer.Option(
            metavar="<path>", help="Where the raw documents are, to be shown beside the articles; repeatable."
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder of journal, corrections and gold answers.")] = Path("corrections"),
    who: Annotated[str | None, typer.Option(help="The reviewer.", show_default="your user name")] = None,
    order: Annotated[str, typer.Option(help="confidence: the least certain first; random; warnings.")] = "confidence",
    limit: Annotated[int, typer.Option(min=1, help="So many articles at most.")] = 1000,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 is any that is free.")] = 0,
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Read articles beside their raw documents on a local page, and put right what is wrong.

    The page is served to this machine only, at an address that holds a secret. Every act is written at once: to
    review.jsonl, as corrections to review.toml, which the next build applies, and as gold answers to gold/WHO, which
    `toolkit evaluate` measures with. Several people can review the same release into the same folder. Ctrl+C ends.

    Examples:

      toolkit review dist/halden-news-1.0.0 --raw raw --open

      toolkit review dist/halden-news-1.0.0 --order random --limit 20 --who "Ida Brandt"
    """
    import threading
    import webbrowser

    from toolkit import api

    with api.review(release, raw or (), out=out, who=who, order=order, limit=limit, port=port) as server:
        print(f"Review {release} at {server.address} (Ctrl+C ends)", flush=True)
        if show and not webbrowser.open(server.address):
            print("No browser was found here; open the address in one.")
        try:
            while not threading.Event().wait(_SECONDS):
                pass  # the system may hand a signal to another thread: only a thread that wakes up heeds it
        except (KeyboardInterrupt, StoppedError):
            print(f"Written to {out}")

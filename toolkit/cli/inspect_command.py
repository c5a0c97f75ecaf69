"""Commands that show something: documents line by line, differences, the contract."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.app import GOOD, WANTING, AsJson, ConfigFile, Quiet, app, print_json, schema


@app.command()
def explain(
    target: Annotated[str, typer.Argument(metavar="FILE|ID", help="A raw file, or the id of an article.")],
    release: Annotated[Path | None, typer.Option(help="The release that holds the id.")] = None,
    inputs: Annotated[
        list[str] | None, typer.Option(metavar="<path>", help="Where to look for the id's raw document; repeatable.")
    ] = None,
    correct: Annotated[str | None, typer.Option(help="Print the correction of a field, to paste and fill in.")] = None,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what became of each line of a document.

    Every line of the raw text is printed with the fields it went into, or with the reason why it was removed; then
    the fields, how the date was found, the quotes and the names.

    Examples:

      toolkit explain raw/harbour.txt

      toolkit explain 3f2a77 --release dist/halden-news-1.0.0

      toolkit explain raw/harbour.txt --correct headline >> corrections/headlines.toml
    """
    from toolkit import api
    from toolkit.cli.console import show_explanation
    from toolkit.contract.records import Article

    explanations = api.explain(target, release=release, inputs=inputs or (), config=api.load_config(config))
    if correct is not None:
        for explanation in explanations:
            if isinstance(explanation.outcome, Article):
                print(api.correction_of(explanation.outcome, correct))
    elif as_json:
        print_json(
            [
                {"outcome": api.row_of(explanation.outcome), "lines": [*map(asdict, explanation.lines)]}
                for explanation in explanations
            ]
        )
    else:
        for explanation in explanations:
            show_explanation(explanation)


@app.command()
def report(
    release: Annotated[Path, typer.Argument(help="A release folder.")],
    raw: Annotated[
        list[str] | None,
        typer.Option(
            metavar="<path>", help="Where the raw documents lie, to be shown next to the articles; repeatable."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where a new page goes, instead of RELEASE.html.")] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Draw pages of all articles beside it, where one cannot hold them.")
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    config: ConfigFile = None,
) -> None:
    """Show a release as a page, to look at and to search.

    Every release holds such a page, report.html. With --raw or --out another one is drawn next to the release, with
    the raw document of each article, if it is found and has the digest that the article names. One page holds some
    10,000 articles; with --full all others stand on pages beside it, which load when they are asked for.

    Examples:

      toolkit report dist/halden-news-1.0.0 --open

      toolkit report dist/halden-news-1.0.0 --raw raw --open
    """
    import webbrowser

    from toolkit import api

    page = api.report(release, raw or (), out=out, full=full, config=api.load_config(config))
    shown = f"{page.articles:,} article{'' if page.articles == 1 else 's'}"
    beside = f"; all articles on {page.beside:,} pages beside it" if page.beside else ""
    print(f"{page.path}: {shown}, {page.originals:,} with the raw document{beside}")
    if show and not webbrowser.open(page.path.absolute().as_uri()):
        print("No browser was found here; open the file in one.")


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A release folder, a .parquet file, or the address of either.")],
    new: Annotated[str, typer.Argument(help="What it is compared with.")],
    table: Annotated[str, typer.Option(help="Which table of a release: articles, quotes or entities.")] = "articles",
    key: Annotated[
        list[str] | None, typer.Option(metavar="<str>", help="Column that tells rows apart; repeatable.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Parquet file to which every change is written.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="Changes of so many rows are listed.")] = 20,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if there is any difference.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown, for a pull request.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Compare two releases row by row.

    Rows added, removed, changed (field by field, texts word by word) and moved between splits; columns; numbers
    side by side; and how far the version must be raised.

    Examples:

      toolkit diff dist/halden-news-1.0.0 dist/halden-news-1.1.0

      toolkit diff hf://datasets/halden/news@v1.0.0 dist/halden-news-1.1.0

      toolkit diff old.parquet new.parquet --key url --out changes.parquet --exit-code
    """
    from toolkit import api

    difference = api.diff(old, new, table=table, key=key or (), out=out)
    if as_json:
        print_json(api.difference_of(difference, "values", limit))
    elif not quiet:
        print(api.difference_of(difference, "markdown" if markdown else "text", limit), end="")
    raise typer.Exit(WANTING if exit_code and not difference.empty else GOOD)


@schema.command("show")
def schema_show(
    record: Annotated[str | None, typer.Argument(help="article, quote, entity, rejection ...")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="The page schema/README.md.")] = False,
) -> None:
    """Show the fields of a record type, or of all.

    Example:

      toolkit schema show quote
    """
    from toolkit import api

    print(api.schema_show(record, markdown=markdown), end="" if markdown else None)


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

    print(api.schema_export(record, form))


@schema.command("diff")
def schema_diff(
    old: Annotated[str | None, typer.Argument(help="A version, such as 1.0.0.", show_default="the one before")] = None,
    new: Annotated[str | None, typer.Argument(help="A version.", show_default="the current one")] = None,
) -> None:
    """Show what changed between two versions of the contract.

    Example:

      toolkit schema diff 1.0.0 1.1.0
    """
    from toolkit import api

    print(api.schema_diff(old, new), end="")

"""Commands that show something: documents line by line, differences, the contract."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.app import GOOD, WANTING, AsJson, ConfigFile, Quiet, app, print_json, schema


@app.command()
def explain(
    target: Annotated[str, typer.Argument(metavar="FILE|ID", help="A raw file, or the id of an article.")],
    release: Annotated[Path | None, typer.Option(help="The release that the id stands in.")] = None,
    inputs: Annotated[
        list[str] | None, typer.Option(metavar="<path>", help="Where to look for the id's raw document; repeatable.")
    ] = None,
    correct: Annotated[str | None, typer.Option(help="Print the correction of a field, to paste and fill in.")] = None,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what became of each line of a document.

    Every line of the raw text stands with the fields it went into, or with the reason why it was removed; below
    them stand the fields, how the date was found, the quotes and the names.

    Examples:

      toolkit explain raw/harbour.txt

      toolkit explain 3f2a77 --release dist/halden-news-1.0.0

      toolkit explain raw/harbour.txt --correct headline >> corrections/headlines.toml
    """
    from toolkit import api
    from toolkit.cli.console import show_explanation
    from toolkit.contract.records import Article
    from toolkit.contract.row_conversion import to_row
    from toolkit.pipeline.corrections import stanza
    from toolkit.pipeline.explain import explain as explain_target

    settings = api.with_changes(api.load_config(config), inputs or ())
    explanations = explain_target(target, settings, release=release)
    if correct is not None:
        for each in explanations:
            if isinstance(each.outcome, Article):
                print(stanza(to_row(each.outcome), correct))
    elif as_json:
        print_json([{"outcome": to_row(each.outcome), "lines": [*map(asdict, each.lines)]} for each in explanations])
    else:
        for each in explanations:
            show_explanation(each)


@app.command()
def report(
    release: Annotated[Path, typer.Argument(help="A release folder.")],
    raw: Annotated[
        list[str] | None,
        typer.Option(metavar="<path>", help="Where the raw documents lie, to be shown beside; repeatable."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where a new page goes, instead of RELEASE.html.")] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    config: ConfigFile = None,
) -> None:
    """Show a release as a page, to look at and to search.

    Every release holds such a page, report.html. With --raw or --out another one is drawn beside the release, with
    the raw document beside each article, if it is found there and has the digest that the article names.

    Examples:

      toolkit report dist/halden-news-1.0.0 --open

      toolkit report dist/halden-news-1.0.0 --raw raw --open
    """
    import webbrowser

    from toolkit import api

    settings = api.load_config(config)
    page = api.report_page(release, raw or (), out=out, options=settings.read)
    shown = f"{page.articles:,} article{'' if page.articles == 1 else 's'}"
    print(f"{page.path}: {shown}, {page.originals:,} with the raw document beside")
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
    from toolkit.release.diff import diff_render, row_changes

    difference = api.diff(old, new, table=table, key=key or ())
    if out is not None:
        row_changes.write_changes(difference, out)
    if as_json:
        print_json(diff_render.as_values(difference, limit))
    elif not quiet:
        print((diff_render.as_markdown if markdown else diff_render.as_text)(difference, limit), end="")
    raise typer.Exit(WANTING if exit_code and not difference.empty else GOOD)


@schema.command("show")
def schema_show(
    record: Annotated[str | None, typer.Argument(help="article, quote, entity, rejection ...")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="The page that stands in schema/README.md.")] = False,
) -> None:
    """Show the fields of a record type, or of all.

    Example:

      toolkit schema show quote
    """
    from toolkit.cli.console import show_record
    from toolkit.contract import load
    from toolkit.contract.markdown_table import schema_page
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

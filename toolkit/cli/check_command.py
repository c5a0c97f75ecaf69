"""Commands before a build: a preview of raw files, and a check of all of them."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.app import AsJson, ConfigFile, FailOn, Notify, Quiet, Reports, Strict, Verbose, app, pairs, print_json
from toolkit.contract.records import Rejection

if TYPE_CHECKING:
    from toolkit.api.results import Check, Peek, Preview
    from toolkit.contract.records import Article

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE...", help="Raw files, folders, globs and addresses; - is standard input."),
]
Mapping = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Column that holds a field, such as body='Full text'."),
]
_SHOWN = 20
"""So many groups of refused documents are listed."""


@app.command()
def peek(
    inputs: Inputs = None,
    mapping: Mapping = None,
    write: Annotated[bool, typer.Option("--write", help="Write the tables into a new toolkit.toml.")] = False,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what would come of raw files, in a second.

    For each file: its form, how many articles it holds, which column or label is read as which field, what is not
    read, and its first articles in short; then the tables for toolkit.toml that read the files so. Of a folder some
    files of each kind are looked at. The exit code is 0 whatever is found.

    Examples:

      toolkit peek export.csv

      toolkit peek export.csv --map body="Full text" --map date=PubDate --write

      curl https://news.example/feed | toolkit peek -
    """
    from toolkit import api

    result = api.peek(
        _given(inputs), mapping=pairs(mapping), write=Path() if write else None, config=api.load_config(config)
    )
    if as_json:
        print_json([_values(preview, outcomes) for preview, outcomes in result.files])
    else:
        _show_peek(result, written=write)


@app.command()
def check(
    inputs: Inputs = None,
    kind: Annotated[
        str, typer.Option("--as", help="raw, rows (releases, finished .parquet and .jsonl), or auto.")
    ] = "auto",
    mapping: Mapping = None,
    only_inputs: Annotated[
        bool, typer.Option("--only-inputs", help="Leave out files that toolkit.toml does not name as inputs.")
    ] = False,
    against: Annotated[Path | None, typer.Option(help="An earlier release that releases are compared with.")] = None,
    raw_root: Annotated[str, typer.Option(help="Folder that the raw paths of finished rows count from.")] = "",
    report: Reports = None,
    notify: Notify = None,
    fail_on: FailOn = None,
    strict: Strict = False,
    config: ConfigFile = None,
    workers: Annotated[int | None, typer.Option(help="Processes; 0 is one for every processor core.")] = None,
    engine: Annotated[
        str | None, typer.Option(help="local, here, dask, ray, tcp://HOST:8786 (Dask) or ray://HOST:10001.")
    ] = None,
    cache: Annotated[str | None, typer.Option(metavar="<path>", help="Folder of the cache, address, or off.")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,  # noqa: ARG001 - its callback does the work
    as_json: AsJson = False,
) -> None:
    """Check raw articles without building a release.

    Everything that a build does is done: each document is read, normalised, annotated, compared with the others and
    validated. What would be published, refused and warned of is shown; nothing is written but the cache, which a
    build then uses. Finished rows are validated. A refused document is an error, a duplicate is not. Exit codes: 0
    good, 1 an error was found, 2 misuse or broken set-up, 3 only warnings and --strict.

    Examples:

      toolkit check

      toolkit check raw/2024-03-01 --report sarif=out.sarif

      toolkit check rows.parquet --as rows
    """
    from toolkit import api
    from toolkit.cli.progress_display import progress_bars

    settings = api.load_config(config)
    reports = [option for option in report or () if not (as_json and option.endswith("=-"))]
    reports += ["json=-"] if as_json else []
    silent = quiet or any(option.endswith("=-") for option in reports)
    with progress_bars(quiet=silent) as progress:
        result = api.check(
            _given(inputs),
            kind=kind,
            mapping=pairs(mapping),
            only_inputs=only_inputs,
            against=against,
            raw_root=raw_root,
            report=reports,
            notify=notify,
            config=settings,
            workers=workers,
            engine=engine,
            cache=cache,
            progress=progress,
        )
    if not silent:
        _show_check(result)
    raise typer.Exit(result.validation.exit_code(fail_on or settings.validate.fail_on, strict=strict))


def _given(inputs: list[str] | None) -> list[str | bytes]:
    """Return the inputs, with what standard input holds for a dash."""
    return [sys.stdin.buffer.read() if name == "-" else name for name in inputs or ()]


def _show_peek(result: "Peek", *, written: bool) -> None:
    for preview, outcomes in result.files:
        _show_preview(preview, outcomes)
    if result.others:
        print(f"and {result.others:,} more files, which were not looked at\n")
    print("Written to toolkit.toml:\n" if written else "To read them so, put this into toolkit.toml:\n")
    print(result.stanza, end="")


def _show_preview(preview: "Preview", outcomes: "tuple[Article | Rejection, ...]") -> None:
    from toolkit.cli.console import counted, one_line

    more = "" if preview.is_whole else "more than "
    unit = "records" if preview.refused else "articles"
    print(f"{one_line(preview.path, 80)}: {preview.form}, {more}{counted(preview.articles, unit)}")
    for field, column in preview.fields.items():
        print(f"  {field:<14} {one_line(column, 80)}")
    if preview.unused:
        names = (f"{one_line(name, 40)}{f' ({field}?)' if field else ''}" for name, field in preview.unused.items())
        print(f"  not read       {', '.join(names)}")
    if preview.refused:
        advice = "".join(f' --map {field}="{column}"' for field, column in preview.suggested.items())
        which = "it" if preview.articles == 1 else f"{preview.refused:,} of them"
        print(f"  {which} cannot be read{f'; try{advice}' if advice else ''}")
    different = {(getattr(outcome, "reason", None) or outcome.id): outcome for outcome in reversed(outcomes)}
    for outcome in reversed(different.values()):
        print(f"  - {_in_short(outcome)}")
    print()


def _in_short(outcome: "Article | Rejection") -> str:
    from toolkit.cli.console import one_line

    if isinstance(outcome, Rejection):
        return one_line(f"refused as {outcome.reason}: {outcome.detail}", 600)
    parts = (outcome.date_edtf or "no date", outcome.source or "no source", ", ".join(outcome.authors) or "no author")
    headline = one_line(outcome.headline or "no headline", 70)
    return f"{headline} | {one_line(' | '.join(parts), 90)} | {outcome.word_count:,} words"


def _show_check(result: "Check") -> None:
    from toolkit.cli.console import counted, show_groups

    rows = sum(result.validation.rows.values())
    if result.documents or not rows:
        print(f"{counted(result.documents, 'documents')} read, {result.published:,} would be published")
    else:
        print(f"{counted(rows, 'rows')} checked")
    show_groups(result.refused, _SHOWN)
    for line in _warned(result):
        print(line)


def _warned(result: "Check") -> list[str]:
    """Return a line for each rule that rows break or that warns of them, the most frequent first."""
    from toolkit.cli.console import one_line

    refused = {group.reason for group in result.refused}
    groups: dict[tuple[str, str], int] = {}
    examples: dict[tuple[str, str], str] = {}
    for fault in result.validation.faults:
        if fault.rule not in refused:
            key = fault.severity, fault.rule
            groups[key] = groups.get(key, 0) + 1
            line = f":{fault.raw_line}" if fault.raw_line else ""
            examples.setdefault(key, f"{fault.raw_path or fault.file}{line}: {fault.path}: {fault.message}")
    order = sorted(groups.items(), key=lambda item: (item[0][0], -item[1]))
    return [
        f"  {severity:<8} {rule:<20} {count:>6,}  {one_line(examples[severity, rule], 140)}"
        for (severity, rule), count in order
    ]


def _values(preview: "Preview", outcomes: "tuple[Article | Rejection, ...]") -> dict[str, object]:
    """Return a preview for JSON."""
    from toolkit import api

    values = {name: value for name, value in asdict(preview).items() if name != "examples"}
    return {**values, "examples": [api.row_of(outcome) for outcome in outcomes]}

"""Commands that check something: rows, releases, cards, measured quality."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.app import (
    GOOD,
    WANTING,
    AsJson,
    ConfigFile,
    FailOn,
    KnownContract,
    Notify,
    Quiet,
    Reports,
    Strict,
    Verbose,
    app,
    card,
    print_json,
)


@app.command()
def validate(
    targets: Annotated[list[str], typer.Argument(help="Release folders, .parquet and .jsonl files, or addresses.")],
    against: Annotated[Path | None, typer.Option(help="An earlier release to compare with.")] = None,
    report: Reports = None,
    notify: Notify = None,
    fail_on: FailOn = None,
    strict: Strict = False,
    raw_root: Annotated[str, typer.Option(help="Folder that the paths of raw files in reports count from.")] = "",
    contract: KnownContract = None,
    config: ConfigFile = None,
    quiet: Quiet = False,
    verbose: Verbose = False,  # noqa: ARG001 - its callback does the work
    as_json: AsJson = False,
) -> None:
    """Check every row of a release or file.

    Each row is checked against the contract and each fault is named with its raw file and line. Exit codes: 0 good,
    1 an error was found, 2 misuse or broken set-up, 3 only warnings and --strict.

    Examples:

      toolkit validate dist/halden-news-1.0.0

      toolkit validate articles.jsonl --json

      toolkit validate new-1.1.0 --against new-1.0.0 --report sarif=out.sarif --report junit=out.xml
    """
    from toolkit import api
    from toolkit.cli.console import show_validation

    settings = api.load_config(config)
    reports = [option for option in report or () if not (as_json and option.endswith("=-"))]
    reports += ["json=-"] if as_json else []
    contract = contract or ("known" if os.environ.get("CI") else None)
    result = api.validate(
        targets, config=settings, against=against, raw_root=raw_root, report=reports, notify=notify, contract=contract
    )
    if not (quiet or any(option.endswith("=-") for option in reports)):
        show_validation(result)
    raise typer.Exit(result.exit_code(fail_on or settings.validate.fail_on, strict=strict))


@app.command()
def verify(
    release: Annotated[str, typer.Argument(help="A release folder, or its address.")],
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build it again from its inputs and compare.")] = False,
    inputs: Annotated[
        list[str] | None, typer.Option(metavar="<path>", help="Where its inputs lie; repeatable.")
    ] = None,
    previous: Annotated[Path | None, typer.Option(help="The release that it follows, if it is elsewhere.")] = None,
    key: Annotated[Path | None, typer.Option(help="Public key of the signer: the signature must hold, too.")] = None,
    trust: Annotated[
        bool, typer.Option("--trust", help="With --rebuild, load the recogniser that the release names.")
    ] = False,
    config: ConfigFile = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Prove that a release is what was built.

    Checksums, manifest, tables and card must agree; with --rebuild, a release that is built again from the same
    inputs with the options of the manifest must have the same bytes, or the same rows if other versions of the
    libraries made it. The exit code is 1 if anything differs.

    Examples:

      toolkit verify dist/halden-news-1.0.0

      toolkit verify dist/halden-news-1.0.0 --rebuild --inputs raw

      toolkit verify dist/halden-news-1.0.0 --key halden.pub
    """
    from toolkit import api
    from toolkit.cli.console import show_rebuild
    from toolkit.cli.progress_display import progress_bars

    disagreements = api.verify(release, key=key)
    with progress_bars(quiet=quiet or as_json) as progress:
        again = (
            api.rebuild(release, inputs or (), previous=previous, config=config, progress=progress, trust=trust)
            if rebuild
            else None
        )
    passed = not disagreements and (again is None or again.passed)
    if as_json:
        result = {"passed": passed, "disagreements": [asdict(difference) for difference in disagreements]}
        print_json({**result, "rebuild": asdict(again)} if again else result)
    elif not quiet:
        for difference in disagreements:
            print(f"{difference.file}: {difference.message}")
        if not disagreements:
            print(f"{release}: {'signature, ' if key else ''}checksums, manifest, tables and card agree")
        if again:
            show_rebuild(again)
    raise typer.Exit(GOOD if passed else WANTING)


@app.command()
def sign(
    release: Annotated[Path, typer.Argument(help="A release folder.")],
    key: Annotated[Path, typer.Option(help="Private key on the curve P-256, P-384 or P-521, as PEM.")],
    password: Annotated[
        bool, typer.Option("--password", help="Ask for the key's password; TOOLKIT_KEY_PASSWORD may hold it.")
    ] = False,
) -> None:
    """Sign every file of a release.

    The signature, a Sigstore bundle, is written into the release next to the statement of its build; whoever has the
    public key verifies it with `toolkit verify --key`, or with the command of the library model-signing.

    Examples:

      toolkit sign dist/halden-news-1.0.0 --key halden.pem
    """
    import os

    from toolkit import api

    secret = os.environ.get("TOOLKIT_KEY_PASSWORD")
    if password and secret is None:
        secret = typer.prompt("Password of the key", hide_input=True)
    print(f"Signed: {api.sign(release, key, password=secret)}")


@card.command("check")
def card_check(
    release: Annotated[str, typer.Argument(help="A release folder, or its address.")],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Prove that the card says what the data says.

    The Parquet files are read again; card, pictures, croissant.json, datapackage.json, contract.odcs.yaml and
    CITATION.cff must agree with them. The exit code is 1 if they do not.

    Example:

      toolkit card check dist/halden-news-1.0.0
    """
    from toolkit import api

    disagreements = api.card_check(release)
    if as_json:
        print_json({"passed": not disagreements, "disagreements": [asdict(difference) for difference in disagreements]})
    elif not quiet:
        for difference in disagreements:
            print(f"{difference.file}: {difference.message}")
        if not disagreements:
            print(f"{release}: the card agrees with the data")
    raise typer.Exit(WANTING if disagreements else GOOD)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder of *.gold.json files, or one of them.")],
    release: Annotated[Path, typer.Argument(help="The release to measure, or with --agreement another such folder.")],
    mistakes: Annotated[int, typer.Option(help="List so many mistakes of each kind.")] = 0,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Measure how far the answers of two people agree.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure a release against gold answers.

    Headline, date, source, language, authors, body, quotes, speakers and entities are compared; each figure has its
    95 % interval. Below them is how far the confidence of the values agrees with the share that is right;
    `--json` has the curves. `build.gold` in toolkit.toml writes the figures into the dataset card.

    Example:

      toolkit evaluate seeds dist/sample-news-1.0.0

      toolkit evaluate corrections/gold/ida-brandt corrections/gold/jon-myhre --agreement
    """
    from toolkit import api
    from toolkit.cli.console import show_agreement, show_evaluation

    if agreement:
        compared = api.agreement(gold, release)
        if as_json:
            print_json(asdict(compared))
        else:
            show_agreement(compared, mistakes)
        return
    measured = api.evaluate(gold, release)
    if as_json:
        print_json(asdict(measured))
    else:
        show_evaluation(measured, mistakes)

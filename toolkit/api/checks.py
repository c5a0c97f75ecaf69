"""Checks: rows, releases, signatures, cards and measured quality."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.config_source import ConfigSource, as_config
from toolkit.api.memory import items_of, rows_file
from toolkit.api.notification import check_webhook, send_summary, validation_summary
from toolkit.release import evaluate as evaluation
from toolkit.release import verify as verification
from toolkit.release.evaluate import Evaluation
from toolkit.release.evaluate.agreement import Agreement, measure_agreement
from toolkit.release.fetch import local_copy
from toolkit.release.release_folder import open_release
from toolkit.release.signing import check_signature
from toolkit.release.signing import sign as sign_release
from toolkit.release.verify import Disagreement
from toolkit.validation import validate_target
from toolkit.validation.custom_rules import CustomRule
from toolkit.validation.formats import FORMATS, destinations, write
from toolkit.validation.result import Validation, together
from toolkit.validation.source_lines import with_lines

if TYPE_CHECKING:
    from toolkit.api.memory import Input


def validate(
    target: "str | Path | Sequence[str | Path] | Input",
    *,
    config: ConfigSource = None,
    against: str | Path | None = None,
    rules: Sequence[CustomRule] | None = None,
    raw_root: str | Path | None = None,
    report: Sequence[str] = (),
    notify: str | None = None,
    contract: str | None = None,
) -> Validation:
    """Check every row of a release folder, a Parquet file or a JSON Lines file against the contract.

    Args:
        target: The release or file, or several; or rows in memory: records, articles, or a frame or table of polars,
            pandas, pyarrow or datasets.
        config: Its `[validate]` table says which rules apply and how severe they are.
        against: An earlier release; changes larger than the thresholds are faults.
        rules: Rules made with `toolkit.rule`, instead of those that installed packages bring.
        raw_root: Folder that the paths of raw files count from; if given, faults name the line of the raw file.
        report: Reports to write, each `FORMAT=PATH` with one of the formats text, json, junit, sarif, github, summary;
            the path `-` is standard output.
        notify: Address of a webhook that is sent a summary as JSON: counts, rules, outlets and raw paths, never the
            text of an article. Where it does not answer, that is logged.
        contract: `known` makes a contract of the release's own an error, `any` a warning; else the config decides.

    Raises:
        TypeError: the target is of another type.
        SourceError: there is no such file, or it is none of the three.
        ReleaseError: the release or the Parquet file cannot be read.
        ConfigError: an option is impossible, or a report cannot be written.
    """
    check_webhook(notify)
    reports = destinations(list(report))
    settings = as_config(config)
    if contract is not None:
        settings = replace(settings, validate=replace(settings.validate, contract=contract))
    check = partial(validate_target.validate, options=settings.validate, against=against, rules=rules)
    items = list(items_of(target, "toolkit.validate"))
    if all(isinstance(item, (str, Path)) for item in items):
        result = together([check(item) for item in items])
    else:
        with rows_file(items, "toolkit.validate") as file:
            result = replace(check(file), target="memory")
    if raw_root is not None:
        result = with_lines(result, raw_root, settings.read).rooted(str(raw_root))
    for form, path in reports:
        if path is None:
            sys.stdout.write(FORMATS[form](result))
        else:
            write(result, form, path)
    send_summary(notify, "validate", validation_summary(result))
    return result


def verify(release: str | Path, *, key: str | Path | None = None) -> list[Disagreement]:
    """Return everything in a release folder that is not what was built, see `toolkit.release.verify`.

    Args:
        release: The release folder.
        key: A public key, with which the signature must have been made: then nothing may differ from what was signed.
    """
    opened = open_release(local_copy(release))
    signed = [] if key is None else check_signature(opened, key)
    return signed or verification.verify(opened)


def sign(release: str | Path, key: str | Path, *, password: str | None = None) -> Path:
    """Sign a release folder and return the path of the signature, see `toolkit.release.signing`."""
    return sign_release(open_release(release), key, password=password)


def card_check(release: str | Path) -> list[Disagreement]:
    """Return the statements of a release's card and other descriptions that differ from its Parquet files."""
    return verification.check_card(open_release(local_copy(release)))


def agreement(one: str | Path, other: str | Path) -> Agreement:
    """Measure how far the gold answers of two people agree, field by field.

    Args:
        one: A folder of `*.gold.json` files, such as `corrections/gold/ida-brandt`.
        other: That of another person.

    Raises:
        SourceError: a folder has no gold answers, or both answer nothing in common.
    """
    return measure_agreement(Path(one), Path(other))


def evaluate(gold: str | Path, release: str | Path) -> Evaluation:
    """Measure a release against gold answers: precision, recall and F1 of each field, with 95 % intervals.

    Args:
        gold: A folder of `*.gold.json` files, or one of them.
        release: The release folder.

    Raises:
        SourceError: there are no gold answers.
        ReleaseError: the release cannot be read.
    """
    return evaluation.evaluate(Path(gold), Path(release))

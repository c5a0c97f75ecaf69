"""Releases: built, validated, verified, signed, compared and published."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.api.settings import as_config, load_config, with_changes
from toolkit.config import Config
from toolkit.contract import load as load_contract
from toolkit.contract.json_schema import json_schema
from toolkit.errors import ContractError
from toolkit.pipeline import build as pipeline
from toolkit.pipeline import rebuild as rebuilding
from toolkit.pipeline.build import Build
from toolkit.pipeline.rebuild import Rebuild
from toolkit.pipeline.report_with_raw import Page, find_page, show_page
from toolkit.progress import NullProgress, Progress
from toolkit.publishing import publish_release
from toolkit.publishing.publish_plan import PublishOptions
from toolkit.publishing.publish_release import Publication
from toolkit.read import ReadOptions
from toolkit.release import verify as verification
from toolkit.release.diff import diff as comparison
from toolkit.release.diff.diff import Difference
from toolkit.release.fetch import local_copy
from toolkit.release.release_folder import open_release
from toolkit.release.signing import check_signature
from toolkit.release.signing import sign as sign_release
from toolkit.release.verify import Disagreement
from toolkit.validation import validate_target
from toolkit.validation.custom_rules import CustomRule
from toolkit.validation.result import Validation


def build(
    inputs: str | Path | Sequence[str | Path] = (),
    *,
    out: str | Path | None = None,
    name: str | None = None,
    version: str | None = None,
    previous: str | Path | None = None,
    config: Config | Mapping[str, object] | str | Path | None = None,
    workers: int | None = None,
    engine: str | None = None,
    cache: str | Path | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Build:
    """Build a release and return where it is and its manifest.

    Args:
        inputs: A file, folder or glob, or several; they stand in the place of those of the config. Each of them, `out`,
            `previous` and `cache` can be an address that fsspec understands, such as `s3://BUCKET/FOLDER`.
        out: Folder in which `<name>-<version>/` is made.
        name: Name of the dataset, instead of the config's.
        version: Version of the release, instead of the config's.
        previous: Earlier release that this one follows: old articles keep group and split, the version follows from
            what changed unless it was raised, and CHANGELOG.md tells it.
        config: A Config, its tables as a mapping, or the path of a toolkit.toml; defaults if nothing is given.
        workers: Number of processes; 0 is one for every processor core.
        engine: Where they run: `local`, `here` for this process (breakpoints and patches hold, but a document that
            hangs or dies in foreign code takes the build with it), `dask` for a cluster on this machine, or the
            address of a Dask scheduler.
        cache: Folder of finished work that need not be done again; `auto` is `.cache` in `out`, `off` keeps none.
        overwrite: Whether another release of the same name and version may be overwritten.
        progress: Called as the work advances.

    Raises:
        ToolkitError: something about the set-up is wrong; bad data never raises.
    """
    named = (inputs,) if isinstance(inputs, (str, Path)) else inputs
    settings = with_changes(
        as_config(config),
        named,
        out=out,
        name=name,
        version=version,
        previous=previous,
        workers=workers,
        engine=engine,
        cache=cache,
    )
    return pipeline.build(settings, progress or NullProgress(), replace=overwrite)


def validate(
    target: str | Path,
    *,
    config: Config | Mapping[str, object] | str | Path | None = None,
    against: str | Path | None = None,
    rules: Sequence[CustomRule] | None = None,
) -> Validation:
    """Check a release folder, a Parquet file or a JSON Lines file against the contract.

    Args:
        target: What is checked.
        config: Its `[validate]` table says which rules apply and how severe they are.
        against: An earlier release; changes larger than the thresholds are faults.
        rules: Rules made with `toolkit.rule`, instead of those that installed packages bring.
    """
    return validate_target.validate(target, as_config(config).validate, against=against, rules=rules)


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
    """Sign a release folder and return the signature, see `toolkit.release.signing`."""
    return sign_release(open_release(release), key, password=password)


def rebuild(
    release: str | Path,
    inputs: str | Path | Sequence[str | Path] = (),
    *,
    previous: str | Path | None = None,
    config: Config | Mapping[str, object] | str | Path | None = None,
    progress: Progress | None = None,
) -> Rebuild:
    """Build a release again from its inputs in a temporary folder and compare, see `toolkit.pipeline.rebuild`.

    Inputs that are not named are those of the config, which is the toolkit.toml of the current folder if none is given.
    """
    named = (inputs,) if isinstance(inputs, (str, Path)) else inputs
    settings = with_changes(load_config() if config is None else as_config(config), named, previous=previous)
    return rebuilding.rebuild(release, settings, progress or NullProgress())


def publish(
    release: str | Path,
    destination: str,
    *,
    public: bool = False,
    pull_request: bool = False,
    dry_run: bool = False,
    force: str | None = None,
    config: Config | Mapping[str, object] | str | Path | None = None,
    progress: Progress | None = None,
) -> Publication:
    """Make a release public, whole or not at all, and prove that what is there is what was built.

    It may be killed at any time and run again; a release that is there already is left as it is.

    Args:
        release: A release folder.
        destination: `hf://datasets/ORG/NAME`, or a folder in any place that fsspec knows (`s3://`, `gs://`, a path).
        public: Whether a new repository of the Hub is public at once; else it is private.
        pull_request: Whether people are to merge it on the Hub.
        dry_run: Whether it is only said what would be done.
        force: The reason to publish a release that has errors; it goes into the published manifest.
        config: Its `[validate]` table says which rules the release is held against.
        progress: Called as the work advances.

    Raises:
        ReleaseError: the folder is no release, or not as it was built.
        PublishError: the destination refuses the release, or cannot be reached.
    """
    return publish_release.publish(
        release,
        destination,
        PublishOptions(dry_run=dry_run, public=public, pull_request=pull_request),
        progress or NullProgress(),
        options=as_config(config).validate,
        force=force,
    )


def diff(old: str | Path, new: str | Path, *, table: str = "articles", key: Sequence[str] = ()) -> Difference:
    """Compare two releases or Parquet files row by row, see `toolkit.release.diff.diff`."""
    return comparison.diff(old, new, table=table, key=key)


def report_page(
    release: str | Path,
    raw: str | Path | Sequence[str | Path] = (),
    *,
    out: str | Path | None = None,
    options: ReadOptions | None = None,
) -> Page:
    """Return the page of a release, or draw another one beside it, see `toolkit.pipeline.report_with_raw`.

    Args:
        release: The release folder.
        raw: Files and folders in which the raw documents stand, to be shown beside the articles.
        out: Where the new page goes, instead of `<release>.html` beside the release.
        options: How raw documents are read.
    """
    named = (raw,) if isinstance(raw, (str, Path)) else raw
    if named or out is not None:
        return show_page(release, named, options, None if out is None else Path(out))
    return find_page(release)


def check_card(release: str | Path) -> list[Disagreement]:
    """Return what of a release's card and other descriptions its Parquet files do not bear out."""
    return verification.check_card(open_release(local_copy(release)))


def export_schema(record: str = "article", form: str = "jsonschema") -> str:
    """Return a released table's contract as text: `jsonschema`, `arrow` or `features` (the Hub's YAML).

    Raises:
        ContractError: there is no such record type among the tables, or no such form.
    """
    contract = load_contract()
    tables = {each.name: each for each in contract.tables()}
    if record not in tables:
        raise ContractError(f"{record} is not a table; there are {', '.join(tables)}.")
    if form == "jsonschema":
        return json.dumps(json_schema(contract, tables[record]), indent=2, ensure_ascii=False)
    if form == "arrow":
        from toolkit.contract.arrow_schema import schema

        return str(schema(contract, tables[record]))
    if form == "features":
        from toolkit.contract.hf_features import yaml_features

        return yaml_features(contract, tables[record])
    raise ContractError(f"{form} is no known form; choose jsonschema, arrow or features.")

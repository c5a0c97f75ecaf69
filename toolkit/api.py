"""What other programs call; the commands are thin shells over these functions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from toolkit import config as configuration
from toolkit.annotation import AnnotateOptions
from toolkit.annotation import annotate as annotate_body
from toolkit.compliance.standoff_join import Joined, write_joined
from toolkit.compliance.standoff_join import join as join_copies
from toolkit.compliance.takedown import Taken
from toolkit.compliance.takedown import take_down as enter_takedown
from toolkit.config import Config
from toolkit.contract import load as load_contract
from toolkit.contract.json_schema import json_schema
from toolkit.contract.records import Annotations, Article, Document, Rejection
from toolkit.errors import ConfigError, ContractError
from toolkit.pipeline import build as pipeline
from toolkit.pipeline import rebuild as rebuilding
from toolkit.pipeline.build import Build
from toolkit.pipeline.cache import Cache, Usage
from toolkit.pipeline.document_stages import prepare_document
from toolkit.pipeline.gazetteer_file import load_gazetteer
from toolkit.pipeline.rebuild import Rebuild
from toolkit.pipeline.report_with_raw import Page, find_page, show_page
from toolkit.pipeline.workers import HERE, LOCAL
from toolkit.progress import NullProgress, Progress
from toolkit.publishing import publish_release
from toolkit.publishing.publish_plan import PublishOptions
from toolkit.publishing.publish_release import Publication
from toolkit.read import ReadOptions, Source
from toolkit.read import text_file as text_reader
from toolkit.release import verify as verification
from toolkit.release.diff import diff as comparison
from toolkit.release.diff.diff import Difference
from toolkit.release.fetch import local_copy
from toolkit.release.load import load as load  # noqa: PLC0414 - handed on under its own name
from toolkit.release.release_folder import open_release
from toolkit.release.signing import check_signature
from toolkit.release.signing import sign as sign_release
from toolkit.release.verify import Disagreement
from toolkit.storage.filesystem import is_address, parse_path
from toolkit.validation import validate_target
from toolkit.validation.custom_rules import CustomRule
from toolkit.validation.result import Validation


def normalise(raw: str | bytes, *, url: str | None = None, media_type: str | None = None) -> Article | Rejection:
    """Turn one raw document into an article, with quotes and entities, or into a rejection that says why not.

    Args:
        raw: The document; bytes are decoded (UTF-8, UTF-16, a declared or detected character set).
        url: Where it was published, if that is known; it helps to find outlet and date.
        media_type: `text/plain` or `text/html`; looked at if not given.

    Returns:
        An Article whose `group` and `added_in` are null, since only a release gives it these, or a Rejection.
    """
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    source = Source(location="", path="document", reader="text", size=len(data))
    options = ReadOptions(max_bytes=max(len(data), 1))
    (document,) = text_reader.read(source, iter([data]), options, media_type)
    if isinstance(document, Document):
        return prepare_document(replace(document, url=url), Config())
    return document


def annotate(
    body: str,
    *,
    headline: str | None = None,
    language: str | None = None,
    config: Config | Mapping[str, object] | str | Path | None = None,
) -> Annotations:
    """Find the quotes with their speakers, and the named mentions, of any text.

    Args:
        body: The text, paragraphs separated by blank lines; all offsets are code points into it.
        headline: The headline, which may name a speaker in full.
        language: BCP-47 tag; entities are found in English and in texts of unknown language.
        config: Its `[annotate]` table says what is looked for, and with which recogniser.
    """
    options = _config(config).annotate
    known = load_gazetteer(options.gazetteer)
    return annotate_body(body, headline=headline, language=language, options=options, gazetteer=known)


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
        workers: Number of processes; 0 is one for every processor core. 1, and no engine, is this process: breakpoints
            and patches hold, but what hangs or dies in foreign code takes the build with it.
        engine: Where they run: `local`, `here` for this process, `dask` for a cluster on this machine, or the address
            of a Dask scheduler.
        cache: Folder of finished work that need not be done again; `auto` is `.cache` in `out`, `off` keeps none.
        overwrite: Whether another release of the same name and version may be overwritten.
        progress: Called as the work advances.

    Raises:
        ToolkitError: something about the set-up is wrong; bad data never raises.
    """
    named = (inputs,) if isinstance(inputs, (str, Path)) else inputs
    settings = with_changes(
        _config(config),
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
    return validate_target.validate(target, _config(config).validate, against=against, rules=rules)


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
    settings = with_changes(load_config() if config is None else _config(config), named, previous=previous)
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
        options=_config(config).validate,
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


def take_down(
    target: str,
    *,
    why: str,
    releases: Sequence[str | Path] | None = None,
    ledger: str | Path | None = None,
    day: str | None = None,
    config: Config | Mapping[str, object] | str | Path | None = None,
) -> Taken:
    """Enter an article into the takedown ledger and return the rows of earlier releases that are affected.

    Args:
        target: Id of an article (six digits of it at least), its address, or a file that holds its text.
        why: The reason, for the ledger.
        releases: Releases that are searched for it and its copies; all in `build.out` if not given.
        ledger: File of the ledger; `build.takedowns`, or takedowns.toml, if not given.
        day: Day of the takedown, ISO 8601; today if not given.
        config: Where releases and ledger lie, and how a file is read and normalised.

    Raises:
        ConfigError: the target is neither an id, nor an address, nor a file, or the ledger cannot be written.
        ReleaseError: a release cannot be read.
    """
    settings = load_config() if config is None else _config(config)
    if releases is None and is_address(settings.build.out):
        raise ConfigError(
            f"build.out is {settings.build.out}; name the releases that are to be searched with --release."
        )
    manifests = sorted(Path(settings.build.out).glob("*/manifest.json"))
    return enter_takedown(
        target,
        why=why,
        day=day or datetime.now(UTC).date().isoformat(),
        releases=[path.parent for path in manifests] if releases is None else [local_copy(each) for each in releases],
        path=ledger or settings.build.takedowns or "takedowns.toml",
        options=settings.read,
        prepare=lambda document: prepare_document(document, settings),
    )


def join_text(
    release: str | Path, inputs: str | Path | Sequence[str | Path], *, out: str | Path | None = None
) -> Joined:
    """Return the articles of a release that were published without text, with the text of one's own copies.

    Args:
        release: A release folder.
        inputs: Files, folders and globs of raw documents.
        out: Parquet file for the joined articles; none is written where no article was joined.

    Raises:
        ReleaseError: the release cannot be read, or has no stand-off articles.
        ConfigError: it was made with options that this toolkit does not know, or `out` cannot be written.
        SourceError: there are no inputs.
    """
    opened = open_release(release)
    # Quotes and entities come from the release: neither the model nor the list of names that found them is needed.
    settings = replace(configuration.settings_of(opened), annotate=AnnotateOptions(quotes=False, entities=False))
    named = (inputs,) if isinstance(inputs, (str, Path)) else inputs
    joined = join_copies(opened, named, settings.read, lambda document: prepare_document(document, settings))
    if out is not None and joined.articles:
        write_joined(joined, release, out)
    return joined


def check_card(release: str | Path) -> list[Disagreement]:
    """Return what of a release's card and other descriptions its Parquet files do not bear out."""
    return verification.check_card(open_release(local_copy(release)))


def cache_usage(
    place: str | Path | None = None, *, config: Config | Mapping[str, object] | str | Path | None = None
) -> tuple[Path | str, Usage]:
    """Return the folder of finished work and what it holds: the one named, or that of the config."""
    store = _cache(place, config)
    return store.root, store.usage()


def clear_cache(
    place: str | Path | None = None, *, config: Config | Mapping[str, object] | str | Path | None = None
) -> tuple[Path | str, Usage]:
    """Empty the folder of finished work, and return it and what it held.

    Raises:
        ConfigError: it is in use, or is no such folder.
    """
    store = _cache(place, config)
    return store.root, store.clear()


def _cache(place: str | Path | None, config: Config | Mapping[str, object] | str | Path | None) -> Cache:
    settings = load_config() if config is None else _config(config)
    folder = settings.build.cache_folder if place is None else parse_path(str(place))
    if folder is None:
        raise ConfigError("build.cache is off: there is no cache.")
    return Cache(folder)


def load_config(path: str | Path | None = None) -> Config:
    """Read a toolkit.toml; without a path the one in the current folder, or the defaults if there is none.

    Raises:
        ConfigError: the file cannot be read or holds an unknown key or impossible value.
    """
    if path is None:
        return configuration.load(configuration.FILE) if Path(configuration.FILE).exists() else Config()
    return configuration.load(path)


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


def with_changes(
    config: Config,
    inputs: Sequence[str | Path] = (),
    *,
    out: str | Path | None = None,
    name: str | None = None,
    version: str | None = None,
    previous: str | Path | None = None,
    workers: int | None = None,
    engine: str | None = None,
    cache: str | Path | None = None,
) -> Config:
    """Return the config with what was given instead of its own values.

    Raises:
        ConfigError: a value is impossible.
    """
    if engine is None and workers == 1 and config.build.engine == LOCAL:
        engine = HERE
    build_options = replace(
        config.build,
        inputs=tuple(str(each) for each in inputs) or config.build.inputs,
        out=config.build.out if out is None else str(out),
        previous=config.build.previous if previous is None else str(previous),
        workers=config.build.workers if workers is None else workers,
        engine=config.build.engine if engine is None else engine,
        cache=config.build.cache if cache is None else str(cache),
    )
    dataset = replace(
        config.dataset,
        name=config.dataset.name if name is None else name,
        version=config.dataset.version if version is None else version,
    )
    return configuration.checked(replace(config, build=build_options, dataset=dataset))


def _config(config: Config | Mapping[str, object] | str | Path | None) -> Config:
    if isinstance(config, Config):
        return config
    if config is None:
        return Config()
    return configuration.parse(config) if isinstance(config, Mapping) else configuration.load(config)

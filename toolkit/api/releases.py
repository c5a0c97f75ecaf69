"""Releases: built, in parts or whole, built again, tried again, upgraded and published."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.config_source import ConfigSource, as_config, load_config, with_changes, with_gates
from toolkit.api.memory import input_paths
from toolkit.api.notification import check_webhook, send_summary
from toolkit.config import Config
from toolkit.errors import GateError
from toolkit.pipeline import build as pipeline
from toolkit.pipeline import rebuild as rebuilding
from toolkit.pipeline import replay as replaying
from toolkit.pipeline.build import Build
from toolkit.pipeline.names_stage import corpus_names
from toolkit.pipeline.parts import Part
from toolkit.pipeline.parts import build_part as build_one_part
from toolkit.pipeline.rebuild import Rebuild
from toolkit.pipeline.replay import Move
from toolkit.progress import NullProgress, Progress
from toolkit.publishing import publish_release
from toolkit.publishing.publish_plan import PublishOptions
from toolkit.publishing.publish_release import Publication
from toolkit.release import upgrade as upgrading
from toolkit.release.upgrade import Upgrade

if TYPE_CHECKING:
    from toolkit.api.memory import Input


def build(
    inputs: "Input" = (),
    *,
    out: str | Path | None = None,
    name: str | None = None,
    version: str | None = None,
    previous: str | Path | None = None,
    config: ConfigSource = None,
    workers: int | None = None,
    engine: str | None = None,
    cache: str | Path | None = None,
    rehash: bool = False,
    gates: Mapping[str, object] | None = None,
    keep_going: bool = False,
    mapping: Mapping[str, str] | None = None,
    overwrite: bool = False,
    notify: str | None = None,
    progress: Progress | None = None,
) -> Build:
    """Build a release and return its folder and its manifest.

    Args:
        inputs: A file, folder or glob, or several, instead of those of the config. These paths, `out`, `previous` and
            `cache` can be addresses that fsspec understands, such as `s3://BUCKET/FOLDER`. Or what is in memory:
            records, articles, bytes, frames and tables of polars, pandas, pyarrow and datasets; item `i` is recorded
            under the path `memory/i`.
        out: Folder in which `<name>-<version>/` is made.
        name: Name of the dataset, instead of the config's.
        version: Version of the release, instead of the config's.
        previous: Earlier release that this one follows: old articles keep group and split, the version follows from
            what changed unless it was raised, and CHANGELOG.md lists the changes.
        config: A Config, its tables as a mapping, or the path of a toolkit.toml; defaults if nothing is given.
        workers: Number of processes; 0 is one for every processor core.
        engine: Where they run: `local`, `here` for this process (breakpoints and patches hold, but a document that
            hangs or dies in foreign code takes the build with it), `dask` or `ray` for a cluster on this
            machine, or the address of a Dask scheduler or a Ray client server.
        cache: Folder of finished work that need not be done again; `auto` is `.cache` in `out`, `off` keeps none.
        rehash: Read all files again, also those whose size and times the cache knows.
        gates: Limits that the release must keep, as in the table `[gates]` of toolkit.toml: `{"min_articles": 100}`.
        keep_going: Make a release that does not keep them all the same, and call it `<name>-<version>-rejected`.
        mapping: Field of the contract to the column, key or label of records, in addition to the config's.
        overwrite: Overwrite another release of the same name and version.
        notify: Address of a webhook that is sent a summary as JSON: counts, rules, outlets and raw paths, never the
            text of an article. Where it does not answer, that is logged.
        progress: Called as the work advances.

    Raises:
        GateError: the release does not keep its gates; nothing has its name, and the finished work is in the cache.
        ToolkitError: something about the set-up is wrong; bad data never raises.
    """
    check_webhook(notify)
    with input_paths(inputs, "toolkit.build") as paths:
        settings = with_changes(
            with_gates(as_config(config), gates or {}),
            paths,
            out=out,
            name=name,
            version=version,
            previous=previous,
            workers=workers,
            engine=engine,
            cache=cache,
            rehash=rehash,
            mapping=mapping,
        )
        run = partial(pipeline.build, settings, progress or NullProgress(), replace=overwrite, keep_going=keep_going)
        return _notified(run, settings, notify, "build")


def build_part(
    inputs: "Input" = (),
    shard: str = "1/1",
    *,
    out: str | Path | None = None,
    name: str | None = None,
    version: str | None = None,
    config: ConfigSource = None,
    workers: int | None = None,
    engine: str | None = None,
    cache: str | Path | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Part:
    """Build one part of a release, for `merge`; what `toolkit build --shard` does.

    Args:
        inputs: All inputs of the build, the same for each part, as for `build`.
        shard: Which part, as `2/8`.
        out: Folder in which `<name>-part-2-of-8/` is made.
        name: As for `build`, like all others; the same for each part and for their merge.
        version: As above.
        config: As above.
        workers: As above.
        engine: As above.
        cache: As above.
        mapping: As above.
        progress: Called as the work advances.

    Raises:
        ToolkitError: something about the set-up is wrong; bad data never raises.
    """
    with input_paths(inputs, "toolkit.build_part") as paths:
        settings = with_changes(
            as_config(config),
            paths,
            out=out,
            name=name,
            version=version,
            workers=workers,
            engine=engine,
            cache=cache,
            mapping=mapping,
        )
        return build_one_part(settings, shard, progress or NullProgress())


def merge(
    parts: str | Path | Sequence[str | Path],
    *,
    out: str | Path | None = None,
    name: str | None = None,
    version: str | None = None,
    previous: str | Path | None = None,
    config: ConfigSource = None,
    workers: int | None = None,
    engine: str | None = None,
    cache: str | Path | None = None,
    gates: Mapping[str, object] | None = None,
    keep_going: bool = False,
    mapping: Mapping[str, str] | None = None,
    overwrite: bool = False,
    notify: str | None = None,
    progress: Progress | None = None,
) -> Build:
    """Join the parts of a build to the release that one build of the same inputs makes, byte for byte.

    Args:
        parts: The folders that `build_part` made, all of one build, in any order.
        out: As for `build`, like all others.
        name: That of the parts.
        version: That of the parts.
        previous: As for `build`.
        config: That of the parts.
        workers: As for `build`.
        engine: As for `build`.
        cache: As for `build`.
        gates: As for `build`.
        keep_going: As for `build`.
        mapping: That of the parts.
        overwrite: As for `build`.
        notify: As for `build`.
        progress: Called as the work advances.

    Raises:
        GateError: the release does not keep its gates.
        ReleaseError: a part is missing, damaged, or of another configuration, version or input than the others.
    """
    check_webhook(notify)
    settings = with_changes(
        with_gates(as_config(config), gates or {}),
        out=out,
        name=name,
        version=version,
        previous=previous,
        workers=workers,
        engine=engine,
        cache=cache,
        mapping=mapping,
    )
    folders = [parts] if isinstance(parts, (str, Path)) else list(parts)
    options = {"replace": overwrite, "keep_going": keep_going}
    run = partial(pipeline.merge, folders, settings, progress or NullProgress(), **options)
    return _notified(run, settings, notify, "merge")


def _notified(run: Callable[[], Build], settings: Config, notify: str | None, command: str) -> Build:
    """Return what was built, after its summary was sent to the webhook."""
    try:
        built = run()
    except GateError as error:
        send_summary(notify, command, {"target": settings.dataset.name, "passed": False, "message": str(error)})
        raise
    send_summary(notify, command, _build_summary(built))
    return built


def _build_summary(built: Build) -> dict[str, object]:
    """Return what a webhook is told of a build."""
    gates = built.manifest.get("gates", ())
    return {
        "target": str(built.folder).rpartition("/")[2],
        "passed": all(gate["passed"] for gate in gates),
        "changed": built.changed,
        "balance": dict(built.manifest["balance"]),
        "reasons": dict(built.manifest["reasons"]),
        "gates": [{name: gate[name] for name in ("gate", "passed", "message")} for gate in gates],
    }


def rebuild(
    release: str | Path,
    inputs: "Input" = (),
    *,
    previous: str | Path | None = None,
    config: ConfigSource = None,
    progress: Progress | None = None,
    trust: bool = False,
) -> Rebuild:
    """Build a release again from its inputs in a temporary folder and compare, see `toolkit.pipeline.rebuild`.

    Inputs that are not named are those of the config, which is the toolkit.toml of the current folder if none is given.
    With `trust`, a recogniser that only the manifest names is loaded, which may run code of its own.
    """
    with input_paths(inputs, "toolkit.rebuild") as paths:
        settings = with_changes(load_config() if config is None else as_config(config), paths, previous=previous)
        return rebuilding.rebuild(release, settings, progress or NullProgress(), trust=trust)


def upgrade(
    release: str | Path,
    *,
    out: str | Path | None = None,
    version: str | None = None,
    progress: Progress | None = None,
) -> Upgrade:
    """Make a release of the current contract of one of an earlier contract, without the raw documents.

    Args:
        release: The old release, its folder or address; it is not changed. Fields that its contract lacks are null.
        out: Folder in which the new release is made, by default that of the old one.
        version: Version of the new release, by default the next MINOR one, since columns are added.
        progress: Called as the work advances.

    Raises:
        ReleaseError: the old release is damaged, or has the current contract already or an unknown one.
    """
    return upgrading.upgrade(
        release, progress or NullProgress(), corpus_names, out=None if out is None else Path(out), version=version
    )


def replay(release: str | Path, *, out: str | Path | None = None, config: ConfigSource = None) -> list[Move]:
    """Read, normalise, annotate, correct and validate the refused documents of a release again.

    Args:
        release: The release folder, which is not changed.
        out: JSON Lines file for the articles that would be published now.
        config: Options of the stages, and the folder of corrections.

    Raises:
        ReleaseError: the release cannot be read.
        ConfigError: a correction no longer applies, or `out` cannot be written.
    """
    moves = replaying.replay(release, as_config(config))
    if out is not None:
        replaying.write_rows(moves, Path(out))
    return moves


def publish(
    release: str | Path,
    destination: str | None = None,
    *,
    public: bool = False,
    pull_request: bool = False,
    dry_run: bool = False,
    force: str | None = None,
    config: ConfigSource = None,
    progress: Progress | None = None,
) -> Publication:
    """Make a release public, whole or not at all, and compare what is there with what was built.

    It may be killed at any time and run again; a release that is there already is left as it is.

    Args:
        release: A release folder.
        destination: `hf://datasets/ORG/NAME`, or a folder that fsspec knows (`s3://`, `gs://`, `./folder`). Without
            one, the `package.destination` that the release was built with. At another address, a copy is published
            that is sealed anew: its card and metadata name that address, its manifest the digest of the original.
        public: Make a new repository of the Hub public at once; else it is private.
        pull_request: Open a pull request on the Hub, which people merge.
        dry_run: Return what would be done, and do nothing.
        force: The reason to publish a release that has errors; it goes into the published manifest.
        config: Its `[validate]` table says which rules the release is checked with.
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

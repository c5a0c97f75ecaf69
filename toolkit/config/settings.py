"""The options of all stages put together, from toolkit.toml or from keywords."""

import difflib
import re
import tomllib
import types
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass, replace
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from toolkit.annotation.options import AnnotateOptions
from toolkit.compliance.options import PrivacyOptions, RightsOptions
from toolkit.errors import ConfigError
from toolkit.group.options import GroupOptions
from toolkit.normalisation.options import NormaliseOptions
from toolkit.read.options import ReadOptions
from toolkit.release.options import AUTO, DatasetOptions, PackageOptions, dataset_options
from toolkit.release.release_folder import Release
from toolkit.storage.filesystem import Location, is_address, join_url, parse_path, resolve_path
from toolkit.validation.gates import GateOptions
from toolkit.validation.options import ValidateOptions

FILE = "toolkit.toml"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What is read, where the release goes, and with how many processes."""

    inputs: tuple[str, ...] = field(
        default=(),
        metadata={"meaning": "files, folders and globs of raw articles, or their addresses (`s3://bucket/raw`)"},
    )
    out: str = field(default="dist", metadata={"meaning": "folder in which the release folder is made, or its address"})
    corrections: str = field(
        default="", metadata={"meaning": "folder of TOML files in which people have put values right"}
    )
    takedowns: str = field(
        default="", metadata={"meaning": "ledger of what was taken down, which `toolkit takedown` writes"}
    )
    gold: str = field(
        default="", metadata={"meaning": "folder of gold answers that the release is measured against, for its card"}
    )
    previous: str = field(
        default="",
        metadata={
            "meaning": "earlier release, its address (`hf://datasets/ORG/NAME` is the newest there), or `latest` (in "
            "`out` or at `package.destination`, none at first): its articles keep group and split, the version follows "
            "from the change"
        },
    )
    workers: int = field(default=0, metadata={"meaning": "processes; 0 is one for every usable processor core"})
    engine: str = field(
        default="local",
        metadata={
            "meaning": "where they run: `local`, `here` (in the building process itself, for debuggers), `dask` or "
            "`ray` (a cluster on this machine), `tcp://HOST:8786` (Dask) or `ray://HOST:10001`"
        },
    )
    cache: str = field(
        default="auto",
        metadata={
            "meaning": "folder of finished work, or its address, which the next build need not do again; `auto` is "
            "`.cache` inside of `out`, `off` keeps none"
        },
    )
    rehash: bool = field(
        default=False,
        metadata={
            "meaning": "read all files again, also those whose size and times are as they were when the cache got to "
            "know them"
        },
    )
    document_seconds: float = field(
        default=60.0,
        metadata={"meaning": "time that work on one document may take before it is refused; 0 is without limit"},
    )

    @property
    def cache_folder(self) -> Location | None:
        """The folder of finished work, or its address, if it is to be kept."""
        if self.cache == "off":
            return None
        return join_url(self.out, ".cache") if self.cache == "auto" else parse_path(self.cache)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that can be set, by table of toolkit.toml."""

    dataset: DatasetOptions = field(default_factory=DatasetOptions)
    build: BuildOptions = field(default_factory=BuildOptions)
    read: ReadOptions = field(default_factory=ReadOptions)
    normalise: NormaliseOptions = field(default_factory=NormaliseOptions)
    annotate: AnnotateOptions = field(default_factory=AnnotateOptions)
    group: GroupOptions = field(default_factory=GroupOptions)
    rights: RightsOptions = field(default_factory=RightsOptions)
    privacy: PrivacyOptions = field(default_factory=PrivacyOptions)
    validate: ValidateOptions = field(default_factory=ValidateOptions)
    gates: GateOptions = field(default_factory=GateOptions)
    package: PackageOptions = field(default_factory=PackageOptions)

    def resolved(self) -> dict[str, Any]:
        """Return the options that decide what the rows of a release hold, for its manifest."""
        named = replace(self, annotate=self.annotate.without_folders())
        tables = {name: table for name, table in asdict(named).items() if name not in ("build", "dataset")}
        decisive = ("off", "severity", "rules")  # the others decide about reports, not about rows
        return {**tables, "validate": {name: tables["validate"][name] for name in decisive}}


def load(path: Location) -> Config:
    """Read a toolkit.toml; relative paths count from its own folder, addresses are not changed.

    Raises:
        ConfigError: the file cannot be read, or names an unknown key or an impossible value.
    """
    file = Path(path)
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(f"{file} does not exist; `toolkit init` writes one.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}.") from error
    try:
        config = parse(content)
    except ConfigError as error:
        raise ConfigError(f"{file}: {error}") from error
    folder = file.parent
    build = config.build
    resolved = replace(
        build,
        inputs=tuple(resolve_path(folder, path) for path in build.inputs),
        out=resolve_path(folder, build.out),
        corrections=str(folder / build.corrections) if build.corrections else "",
        takedowns=str(folder / build.takedowns) if build.takedowns else "",
        gold=str(folder / build.gold) if build.gold else "",
        previous=build.previous if build.previous in ("", "latest") else resolve_path(folder, build.previous),
        cache=build.cache if build.cache in ("auto", "off") else resolve_path(folder, build.cache),
    )
    return replace(config, build=resolved, annotate=config.annotate.rooted(folder))


def parse(content: Mapping[str, object]) -> Config:
    """Turn the tables of a toolkit.toml into a Config.

    `[[outlet]]` tables are the outlets of the normalise stage.

    Raises:
        ConfigError: a key is unknown (the nearest right one is named) or a value has the wrong type.
    """
    tables = dict(content)
    outlets = tables.pop("outlet", None)
    if outlets is not None:
        normalise = tables.get("normalise", {})
        if not isinstance(outlets, list) or not isinstance(normalise, dict):
            raise ConfigError("outlet must be written as [[outlet]] tables, normalise as one [normalise] table.")
        tables["normalise"] = {**normalise, "outlets": outlets}
    return checked(_record(Config, tables, ""))


def checked(config: Config) -> Config:
    """Return the config if its values are possible.

    Raises:
        ConfigError: the dataset's name or version cannot be used.
    """
    name, version = config.dataset.name, config.dataset.version
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,95}", name):
        raise ConfigError(f"dataset.name is {name!r}; use lower-case letters, digits, dots, dashes and underscores.")
    if version != AUTO and not re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version):
        raise ConfigError(f"dataset.version is {version!r}; write three numbers such as 1.0.0, or auto.")
    for key, value in (("out", config.build.out), ("cache", config.build.cache_folder or "")):
        if str(value).startswith("hf://"):
            raise ConfigError(f"build.{key} is {value!s}; build elsewhere, and bring it there with `toolkit publish`.")
    for key in ("corrections", "takedowns", "gold"):
        if is_address(getattr(config.build, key)):
            raise ConfigError(f"build.{key} is an address; it must be on this disk.")
    if config.build.workers < 0:
        raise ConfigError(
            f"build.workers is {config.build.workers}; use 0 for one process per core, or a positive number."
        )
    if config.build.document_seconds < 0:
        raise ConfigError(f"build.document_seconds is {config.build.document_seconds}; use 0 for no limit, or more.")
    if not re.fullmatch(r"local|here|dask|ray|(tcp|tls|ucx|ray)://\S+", config.build.engine):
        raise ConfigError(
            f"build.engine is {config.build.engine!r}; choose local, here, dask, ray, tcp://HOST:8786 (Dask) or "
            "ray://HOST:10001."
        )
    port = re.search(r":(\d+)/?$", config.build.engine)
    if port and not 0 < int(port[1]) < 1 << 16:
        raise ConfigError(f"build.engine is {config.build.engine!r}; a port is a number from 1 to 65535.")
    if is_address(config.build.engine) and is_address(config.build.out) and config.build.cache == "off":
        raise ConfigError(
            "build.cache is off, so the machines of a cluster share no work; name one that all can reach."
        )
    return config


def _record(kind: Any, content: object, path: str) -> Any:
    if not isinstance(content, Mapping):
        raise ConfigError(f"{path.rstrip('.')} must be a table, not {_kind(content)}.")
    hints = get_type_hints(kind)
    for key in content:
        if key not in hints:
            raise ConfigError(f"{path}{key} is not a known key; {_nearest(key, list(hints), path)}")
    return kind(**{key: _value(hints[key], value, f"{path}{key}") for key, value in content.items()})


def _nearest(key: str, known: Sequence[str], path: str) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return f"did you mean {path}{near[0]}?" if near else f"known are {', '.join(sorted(known))}."


def _value(hint: Any, value: object, path: str) -> object:
    if is_dataclass(hint):
        return _record(hint, value, f"{path}.")
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if value == "" and type(None) in arguments:
            return None  # TOML has no null; the empty text is used for it
        candidates = [argument for argument in arguments if argument is not type(None)]
        for argument in candidates[:-1]:
            if isinstance(value, get_origin(argument) or argument) and not isinstance(value, bool):
                return _value(argument, value, path)
        return _value(candidates[-1], value, path)
    if origin is tuple:
        if not isinstance(value, list):
            raise ConfigError(f"{path} must be a list, not {_kind(value)}.")
        return tuple(_value(arguments[0], item, path) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise ConfigError(f"{path} must be a table, not {_kind(value)}.")
        return {str(key): _value(arguments[1], item, f"{path}.{key}") for key, item in value.items()}
    return _scalar(hint, value, path)


def _scalar(hint: Any, value: object, path: str) -> object:
    if hint is object:
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise ConfigError(f"{path} must be {_NAMES[hint]}, not {_kind(value)}.")
    return value


_NAMES = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def _kind(value: object) -> str:
    return f"{_NAMES.get(type(value), type(value).__name__)} ({value!r})"[:80]


def settings_of(release: Release) -> Config:
    """Return the options that a manifest keeps.

    Raises:
        ConfigError: this toolkit does not know one of them.
    """
    try:
        config = parse({name: _without_null(table) for name, table in release.manifest.get("options", {}).items()})
    except ConfigError as error:
        version = release.manifest["toolkit_version"]
        raise ConfigError(f"{release.folder} was made by version {version} of the toolkit: {error}") from error
    return replace(config, dataset=dataset_options(release.manifest))


def _without_null(value: object) -> object:
    """Return a value as TOML would give it, which has no null."""
    if isinstance(value, Mapping):
        return {name: _without_null(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_without_null(item) for item in value]
    return "" if value is None else value

"""The configuration that a call works with: what is given, a file, or the defaults."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TypeAlias

from toolkit import config as configuration
from toolkit.config import Config
from toolkit.config.template import template
from toolkit.errors import ConfigError

ConfigSource: TypeAlias = Config | Mapping[str, object] | str | Path | None
"""A Config, the tables of a toolkit.toml, the path of one, or nothing for the defaults."""


def load_config(path: str | Path | None = None) -> Config:
    """Read a toolkit.toml; without a path the one in the current folder, or the defaults if there is none.

    Raises:
        ConfigError: the file cannot be read or holds an unknown key or impossible value.
    """
    if path is None:
        return configuration.load(configuration.FILE) if Path(configuration.FILE).exists() else Config()
    return configuration.load(path)


def init(folder: str | Path = ".") -> Path:
    """Write a toolkit.toml with every key explained and return its path.

    Raises:
        ConfigError: there is one already, or it cannot be written.
    """
    path = Path(folder) / configuration.FILE
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError as error:
        raise ConfigError(f"{path} exists already; edit it, or remove it first.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}.") from error
    return path


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
    rehash: bool = False,
    mapping: Mapping[str, str] | None = None,
) -> Config:
    """Return the config with what was given instead of its own values.

    Raises:
        ConfigError: a value is impossible.
    """
    build_options = replace(
        config.build,
        inputs=tuple(str(path) for path in inputs) or config.build.inputs,
        out=config.build.out if out is None else str(out),
        previous=config.build.previous if previous is None else str(previous),
        workers=config.build.workers if workers is None else workers,
        engine=config.build.engine if engine is None else engine,
        cache=config.build.cache if cache is None else str(cache),
        rehash=rehash or config.build.rehash,
    )
    dataset = replace(
        config.dataset,
        name=config.dataset.name if name is None else name,
        version=config.dataset.version if version is None else version,
    )
    read = replace(config.read, mapping={**config.read.mapping, **mapping}) if mapping else config.read
    return configuration.checked(replace(config, build=build_options, dataset=dataset, read=read))


def with_gates(config: Config, gates: Mapping[str, object]) -> Config:
    """Return the config with gates added to its own, in the form of the table `[gates]`.

    Raises:
        ConfigError: a gate is unknown, or has an impossible limit.
    """
    own = {name: value for name, value in asdict(config.gates).items() if value is not None}
    for name, value in gates.items():
        before = own.get(name)
        own[name] = {**before, **value} if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return replace(config, gates=configuration.parse({"gates": own}).gates)


def as_config(config: ConfigSource) -> Config:
    """Return the Config that a call was given in any form."""
    if isinstance(config, Config):
        return config
    if config is None:
        return Config()
    return configuration.parse(config) if isinstance(config, Mapping) else configuration.load(config)

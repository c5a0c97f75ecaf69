"""The configuration that a call works with: what is given, a file, or the defaults."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit import config as configuration
from toolkit.config import Config


def load_config(path: str | Path | None = None) -> Config:
    """Read a toolkit.toml; without a path the one in the current folder, or the defaults if there is none.

    Raises:
        ConfigError: the file cannot be read or holds an unknown key or impossible value.
    """
    if path is None:
        return configuration.load(configuration.FILE) if Path(configuration.FILE).exists() else Config()
    return configuration.load(path)


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


def as_config(config: Config | Mapping[str, object] | str | Path | None) -> Config:
    """Return a Config from what a call was given: itself, its tables, a path, or nothing for the defaults."""
    if isinstance(config, Config):
        return config
    if config is None:
        return Config()
    return configuration.parse(config) if isinstance(config, Mapping) else configuration.load(config)

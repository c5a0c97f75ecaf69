"""The cache of a build: what it holds, and emptying it."""

from collections.abc import Mapping
from pathlib import Path

from toolkit.api.settings import as_config, load_config
from toolkit.config import Config
from toolkit.errors import ConfigError
from toolkit.pipeline.cache import Cache, Usage
from toolkit.storage.filesystem import parse_path


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
    settings = load_config() if config is None else as_config(config)
    folder = settings.build.cache_folder if place is None else parse_path(str(place))
    if folder is None:
        raise ConfigError("build.cache is off: there is no cache.")
    return Cache(folder)

"""The cache of a build: what it holds, and emptying it."""

from toolkit.api.config_source import ConfigSource, as_config, load_config
from toolkit.errors import ConfigError
from toolkit.pipeline.cache import Cache, Usage
from toolkit.storage.filesystem import Location, parse_path


def cache_info(folder: Location | None = None, *, config: ConfigSource = None) -> tuple[Location, Usage]:
    """Return the folder of finished work and what it holds: the one named, or that of the config."""
    cache = _cache(folder, config)
    return cache.root, cache.usage()


def cache_clear(folder: Location | None = None, *, config: ConfigSource = None) -> tuple[Location, Usage]:
    """Empty the folder of finished work, and return it and what it held.

    Raises:
        ConfigError: it is in use, or is no such folder.
    """
    cache = _cache(folder, config)
    return cache.root, cache.clear()


def _cache(folder: Location | None, config: ConfigSource) -> Cache:
    settings = load_config() if config is None else as_config(config)
    path = settings.build.cache_folder if folder is None else parse_path(str(folder))
    if path is None:
        raise ConfigError("build.cache is off: there is no cache.")
    return Cache(path)

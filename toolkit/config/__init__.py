"""The configuration: toolkit.toml or keyword arguments as one checked `Config`."""

from toolkit.config.settings import FILE, BuildOptions, Config, checked, load, parse, settings_of

__all__ = ["FILE", "BuildOptions", "Config", "checked", "load", "parse", "settings_of"]

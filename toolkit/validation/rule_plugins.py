"""Rules that installed packages bring with them."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from toolkit.errors import ConfigError
from toolkit.validation.custom_rules import CustomRule

ENTRY_POINTS = "toolkit.rules"
"""Entry points of this group are rules made with `toolkit.rule`."""


@cache
def installed_rules() -> tuple[CustomRule, ...]:
    """Return the rules that installed packages bring through the entry point group `toolkit.rules`.

    Raises:
        ConfigError: an entry point cannot be loaded, or is no rule.
    """
    return tuple(_loaded(point) for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name))


def _loaded(point: EntryPoint) -> CustomRule:
    try:
        loaded = point.load()
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"The entry point {ENTRY_POINTS}:{point.name} cannot be loaded: {error}.") from error
    if not isinstance(loaded, CustomRule):
        raise ConfigError(f"The entry point {ENTRY_POINTS}:{point.name} is no rule; make it with @toolkit.rule(...).")
    return loaded

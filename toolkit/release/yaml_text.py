"""Writes the YAML of the describing files, the same characters with and without the C library of PyYAML."""

import re
from collections.abc import Mapping
from typing import Any

_TEXT = re.compile("[ -~\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*")
"""Texts that libyaml writes as PyYAML does: the two fold line breaks differently, and libyaml escapes emoji."""
_LONGEST_KEY = 100


def yaml_text(value: Mapping[str, Any], width: int) -> str:
    """Return a value as YAML, its keys in their order, lines folded at `width`."""
    import yaml

    # libyaml takes a fifth of the time, and YAML is most of what describing a small release costs.
    dumper = yaml.CSafeDumper if yaml.__with_libyaml__ and _written_alike(value) else yaml.SafeDumper
    text: str = yaml.dump(value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=width)
    return text


def _written_alike(value: object) -> bool:
    """True if both ways give the same characters."""
    if isinstance(value, str):
        return _TEXT.fullmatch(value) is not None
    if isinstance(value, Mapping):
        return all(
            0 < len(key) <= _LONGEST_KEY and _written_alike(key) and _written_alike(item) for key, item in value.items()
        )
    return not isinstance(value, list | tuple) or all(map(_written_alike, value))

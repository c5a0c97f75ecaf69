"""The commented toolkit.toml that `toolkit init` writes, and the reference table of its options."""

from collections.abc import Mapping
from dataclasses import fields
from typing import get_type_hints

from toolkit.config.settings import Config


def reference() -> str:
    """Return the configuration reference as Markdown: every key with its default and its meaning."""
    rows = ["| key | default | meaning |", "|---|---|---|"]
    for table in fields(Config):
        options = get_type_hints(Config)[table.name]
        for option in fields(options):
            default = getattr(options(), option.name)
            meaning = str(option.metadata["meaning"]).rstrip(".")
            rows.append(f"| `{table.name}.{option.name}` | `{_toml(default)}` | {meaning[0].lower()}{meaning[1:]} |")
    return "\n".join(rows)


def template() -> str:
    """Return a toolkit.toml with every key, its default and its meaning, mostly commented out."""
    lines = ["# What `toolkit build` makes of a folder of raw articles. Every key is optional.", ""]
    for table in fields(Config):
        options = get_type_hints(Config)[table.name]
        lines.append(f"[{table.name}]")
        for option in fields(options):
            if (table.name, option.name) == ("normalise", "outlets"):
                continue
            value = _STARTERS.get((table.name, option.name))
            mark = "" if value is not None else "# "
            lines.append(f"# {option.metadata['meaning']}")
            lines.append(f"{mark}{option.name} = {_toml(getattr(options(), option.name) if value is None else value)}")
        lines.append("")
    lines.extend(_OUTLET.splitlines())
    return "\n".join(lines) + "\n"


_STARTERS: dict[tuple[str, str], object] = {
    ("dataset", "name"): "my-news",
    ("dataset", "version"): "auto",
    ("dataset", "title"): "My news articles",
    ("dataset", "license"): "unknown",
    ("build", "inputs"): ("raw",),
    ("build", "previous"): "latest",
}


_OUTLET = """\
# Outlets that the toolkit does not know yet:
# [[outlet]]
# name = "The Halden Post"
# domains = ["haldenpost.example"]
# aliases = ["Halden Post"]
# country = "NO"
"""


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }" if value else "{}"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return '""' if value is None else str(value)

"""What other programs call; the commands are thin shells over these functions.

A function is imported when it is first asked for, since most programs want a few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.api.cache_commands import cache_clear, cache_info
    from toolkit.api.checks import agreement, card_check, evaluate, sign, validate, verify
    from toolkit.api.config_source import ConfigSource, init, load_config, with_changes
    from toolkit.api.curation import export, import_annotations, review
    from toolkit.api.documents import annotate, normalise, normalise_all
    from toolkit.api.dry_run import check, peek
    from toolkit.api.inspection import diff, explain, report
    from toolkit.api.releases import build, build_part, merge, publish, rebuild, replay, upgrade
    from toolkit.api.rendering import (
        correction_of,
        difference_of,
        purge_plan,
        refusals,
        row_of,
        validation_lines,
        validation_text,
    )
    from toolkit.api.rights import join, takedown
    from toolkit.api.schema_forms import pandera_model, schema_diff, schema_export, schema_show
    from toolkit.api.training import train_entities
    from toolkit.release.load import load
    from toolkit.release.release_folder import open_release

__all__ = [
    "ConfigSource",
    "agreement",
    "annotate",
    "build",
    "build_part",
    "cache_clear",
    "cache_info",
    "card_check",
    "check",
    "correction_of",
    "diff",
    "difference_of",
    "evaluate",
    "explain",
    "export",
    "import_annotations",
    "init",
    "join",
    "load",
    "load_config",
    "merge",
    "normalise",
    "normalise_all",
    "open_release",
    "pandera_model",
    "peek",
    "publish",
    "purge_plan",
    "rebuild",
    "refusals",
    "replay",
    "report",
    "review",
    "row_of",
    "schema_diff",
    "schema_export",
    "schema_show",
    "sign",
    "takedown",
    "train_entities",
    "upgrade",
    "validate",
    "validation_lines",
    "validation_text",
    "verify",
    "with_changes",
]

_MODULES = {
    "toolkit.api.cache_commands": ("cache_clear", "cache_info"),
    "toolkit.api.checks": ("agreement", "card_check", "evaluate", "sign", "validate", "verify"),
    "toolkit.api.config_source": ("ConfigSource", "init", "load_config", "with_changes"),
    "toolkit.api.curation": ("export", "import_annotations", "review"),
    "toolkit.api.documents": ("annotate", "normalise", "normalise_all"),
    "toolkit.api.dry_run": ("check", "peek"),
    "toolkit.api.inspection": ("diff", "explain", "report"),
    "toolkit.api.releases": ("build", "build_part", "merge", "publish", "rebuild", "replay", "upgrade"),
    "toolkit.api.rendering": (
        "correction_of",
        "difference_of",
        "purge_plan",
        "refusals",
        "row_of",
        "validation_lines",
        "validation_text",
    ),
    "toolkit.api.rights": ("join", "takedown"),
    "toolkit.api.schema_forms": ("pandera_model", "schema_diff", "schema_export", "schema_show"),
    "toolkit.api.training": ("train_entities",),
    "toolkit.release.load": ("load",),
    "toolkit.release.release_folder": ("open_release",),
}
"""Where the functions are."""


def __getattr__(name: str) -> object:
    module = next((module for module, names in _MODULES.items() if name in names), None)
    if module is None:
        raise AttributeError(f"module 'toolkit.api' has no attribute {name!r}")
    value: object = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

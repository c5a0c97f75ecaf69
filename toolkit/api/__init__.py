"""What other programs call; the commands are thin shells over these functions."""

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

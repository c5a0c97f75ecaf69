"""What other programs call; the commands are thin shells over these functions."""

from toolkit.api.cache import cache_usage, clear_cache
from toolkit.api.documents import annotate, normalise
from toolkit.api.releases import (
    build,
    check_card,
    diff,
    export_schema,
    publish,
    rebuild,
    report_page,
    sign,
    validate,
    verify,
)
from toolkit.api.settings import load_config, with_changes
from toolkit.api.takedown import join_text, take_down
from toolkit.release.load import load

__all__ = [
    "annotate",
    "build",
    "cache_usage",
    "check_card",
    "clear_cache",
    "diff",
    "export_schema",
    "join_text",
    "load",
    "load_config",
    "normalise",
    "publish",
    "rebuild",
    "report_page",
    "sign",
    "take_down",
    "validate",
    "verify",
    "with_changes",
]

"""Turns raw news articles into dataset releases that people can trust.

The functions are those of `toolkit.api`, the records those of `toolkit.records`; the whole flow is told
on one screen in `toolkit.pipeline`.
"""

from toolkit.api import annotate, build, diff, load, normalise, publish, validate, verify
from toolkit.errors import (
    ConfigError,
    ContractError,
    PublishError,
    ReleaseError,
    SourceError,
    ToolkitError,
)
from toolkit.records import Annotations, Article, Entity, Quote, Rejection
from toolkit.validate.custom import rule
from toolkit.version import VERSION

__version__ = VERSION

__all__ = [
    "Annotations",
    "Article",
    "ConfigError",
    "ContractError",
    "Entity",
    "PublishError",
    "Quote",
    "Rejection",
    "ReleaseError",
    "SourceError",
    "ToolkitError",
    "__version__",
    "annotate",
    "build",
    "diff",
    "load",
    "normalise",
    "publish",
    "rule",
    "validate",
    "verify",
]

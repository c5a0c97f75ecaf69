"""Turns raw news articles into dataset releases that people can trust.

The functions are those of `toolkit.api`, the records those of `toolkit.contract.records`; the whole flow is told
on one screen in `toolkit.pipeline.build`.
"""

from toolkit._version import VERSION
from toolkit.api import load
from toolkit.api.documents import annotate, normalise
from toolkit.api.releases import build, diff, publish, validate, verify
from toolkit.contract.records import Annotations, Article, Entity, Quote, Rejection
from toolkit.errors import ConfigError, ContractError, PublishError, ReleaseError, SourceError, ToolkitError
from toolkit.validation.custom_rules import rule

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

"""Turns raw news articles into dataset releases that people can trust.

    import toolkit

    built = toolkit.build("raw", out="dist")           # files, folders, globs, frames or records to a release
    toolkit.validate(built.folder).passed              # every row keeps the contract
    articles = toolkit.load(built.folder, form="polars")

    article = toolkit.normalise(open("story.txt").read())  # one document to an Article or a Rejection
    found = toolkit.annotate(article.body)                 # quotes with speakers, entities

Every command of `toolkit --help` is a function of the same name: `toolkit schema show` is `toolkit.schema_show`, and
`toolkit import` is `toolkit.import_annotations`, since `import` is a word of the language.
Options that are not given are those of the defaults; `config="toolkit.toml"` reads a file. Bad data never raises: it
becomes a `Rejection` with its reason. A broken set-up raises `ToolkitError`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from toolkit._version import VERSION

if TYPE_CHECKING:
    from toolkit.api import (
        agreement,
        annotate,
        build,
        build_part,
        cache_clear,
        cache_info,
        card_check,
        check,
        diff,
        evaluate,
        explain,
        export,
        import_annotations,
        init,
        join,
        load,
        load_config,
        merge,
        normalise,
        normalise_all,
        pandera_model,
        peek,
        publish,
        rebuild,
        replay,
        report,
        review,
        schema_diff,
        schema_export,
        schema_show,
        sign,
        takedown,
        train_entities,
        upgrade,
        validate,
        verify,
    )
    from toolkit.api.results import Build, Difference, Validation
    from toolkit.config import Config
    from toolkit.contract.records import Annotations, Article, Document, Entity, Quote, Rejection
    from toolkit.errors import ConfigError, ContractError, PublishError, ReleaseError, SourceError, ToolkitError
    from toolkit.validation.custom_rules import rule

__version__ = VERSION

__all__ = [
    "Annotations",
    "Article",
    "Build",
    "Config",
    "ConfigError",
    "ContractError",
    "Difference",
    "Document",
    "Entity",
    "PublishError",
    "Quote",
    "Rejection",
    "ReleaseError",
    "SourceError",
    "ToolkitError",
    "Validation",
    "__version__",
    "agreement",
    "annotate",
    "build",
    "build_part",
    "cache_clear",
    "cache_info",
    "card_check",
    "check",
    "diff",
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
    "pandera_model",
    "peek",
    "publish",
    "rebuild",
    "replay",
    "report",
    "review",
    "rule",
    "schema_diff",
    "schema_export",
    "schema_show",
    "sign",
    "takedown",
    "train_entities",
    "upgrade",
    "validate",
    "verify",
]

_MODULES = {
    "toolkit.api.results": ("Build", "Difference", "Validation"),
    "toolkit.config": ("Config",),
    "toolkit.contract.records": ("Annotations", "Article", "Document", "Entity", "Quote", "Rejection"),
    "toolkit.errors": (
        *("ConfigError", "ContractError", "PublishError", "ReleaseError", "SourceError", "ToolkitError"),
    ),
    "toolkit.validation.custom_rules": ("rule",),
}
"""Where the public names are that are no functions of `toolkit.api`."""


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import toolkit` is quick."""
    if name not in __all__:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    module = next((module for module, names in _MODULES.items() if name in names), "toolkit.api")
    value: object = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted({*globals(), *__all__})

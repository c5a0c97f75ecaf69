"""Joins the modules of the page's script: a page opened from the disk may load no module, so it holds one script."""

import re
from collections.abc import Iterable
from importlib.resources import files

MODULES = (
    *("fold", "query", "facets", "address", "export_rows", "differences", "elements", "blocks", "items", "search"),
    *(
        "marks",
        "body",
        "article",
        "raw",
        "tables",
        "views",
        "duplicates",
        "versions",
        "list",
        "filters",
        "keyboard",
        "main",
    ),
)
"""Modules in script/, each behind those that it imports."""
_IMPORT = re.compile(r'^import \{[^}]*\} from "[^"]+";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|let|class)", re.MULTILINE)


def script() -> str:
    """Return the script of the report page."""
    return join_modules(module_text(name) for name in MODULES)


def join_modules(texts: Iterable[str]) -> str:
    """Return modules as one script: their imports and exports are left out, their names are one scope."""
    joined = "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)
    return f'"use strict";\n\n(() => {{\n{joined}}})();\n'


def module_text(name: str) -> str:
    """Return the text of one module."""
    return files("toolkit.release.report").joinpath(f"script/{name}.js").read_text(encoding="utf-8")

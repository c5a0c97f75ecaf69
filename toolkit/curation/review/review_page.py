"""The page of a review: it draws articles as the report page does, and sends what the reviewer does."""

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from toolkit.release.report.script_bundle import join_modules, module_text

SHARED = ("elements", "body", "raw")
"""Modules of the report page."""
MODULES = ("requests", "selection", "quote_actions", "entity_actions", "fields", "review")
"""Modules in script/, each behind those that it imports."""


def draw_review_page(release: str) -> str:
    """Return the page; `release` is the name that it shows."""
    title = "".join(character if character.isprintable() else " " for character in release)
    return Template(_text("templates/review.html")).substitute(
        title=escape(title), style=_style(), script=review_script()
    )


@cache
def review_script() -> str:
    """Return the script of the page."""
    return join_modules([*map(module_text, SHARED), *(_text(f"script/{name}.js") for name in MODULES)])


@cache
def page_policy() -> str:
    """Return the content security policy: the page's own script and style, requests to this server, nothing else."""
    digests = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (review_script(), _style())
    )
    script, style = (f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; img-src data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    )


@cache
def _style() -> str:
    report = files("toolkit.release.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    return report + _text("templates/review.css")


@cache
def _text(name: str) -> str:
    return files("toolkit.curation.review").joinpath(name).read_text(encoding="utf-8")

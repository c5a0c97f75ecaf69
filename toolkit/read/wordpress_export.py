"""What an export of WordPress says beside the feed that it is: who its authors are and what was ever published."""

import re
from collections.abc import Mapping
from typing import Any

from toolkit.read.declared_rights import publication_status

_LOGIN = re.compile(rb"<wp:author_login>\s*(?:<!\[CDATA\[)?([^<>\]]{1,200})")
_DISPLAYED = re.compile(rb"<wp:author_display_name>\s*(?:<!\[CDATA\[)?([^<>\]]{1,200})")
_OTHER_TYPES = {
    "page": "page of the site itself",
    "attachment": "file",
    "revision": "earlier version of a post",
    "nav_menu_item": "menu entry",
    "wp_block": "block",
    "wp_template": "template",
    "wp_navigation": "menu",
    "wp_global_styles": "style",
    "custom_css": "style",
}
"""Types of posts that are no articles, and what they are; a site may define types of its own for its news."""


def displayed_names(raw: bytes) -> dict[str, str]:
    """Return the displayed name of every author by the login that the posts name; empty for another feed."""
    logins, names = (
        [match.decode("utf-8", "replace").strip() for match in pattern.findall(raw)] for pattern in (_LOGIN, _DISPLAYED)
    )
    return dict(zip(logins, names, strict=True)) if len(logins) == len(names) else {}


def other_type(entry: Mapping[str, Any]) -> str | None:
    """Return what a post is that is no article; null for an article and for entries of other feeds."""
    return _OTHER_TYPES.get(str(entry.get("wp_post_type") or ""))


def post_status(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return the status of a post that was not published, as stated rights; empty for others."""
    status = publication_status(entry.get("wp_status"))
    return {"status": status} if status else {}

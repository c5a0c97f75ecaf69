"""What a decoded text is: plain text or an HTML page."""

import re

HTML = "text/html"
PLAIN = "text/plain"

PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?>.*?-->)\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title)\b[^<]{0,4000}>",
    re.IGNORECASE | re.DOTALL,
)
FRAGMENT = re.compile(
    r"\s*<(p|div|article|section|h[1-6]|ul|ol|figure|blockquote|span|main)\b[^<>]{0,2000}>", re.IGNORECASE
)

TAG = re.compile(r"</?[a-z][a-z0-9]*(?=[\s/>])", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Return True if a text starts as an HTML page does."""
    return PAGE.match(text) is not None


def is_markup(text: str) -> bool:
    """Return True if a text is an HTML page or a piece of one, such as the body a publishing system exports."""
    if is_page(text):
        return True
    opening = FRAGMENT.match(text)
    return opening is not None and f"</{opening[1].lower()}" in text[opening.end() :].lower()


def has_tags(text: str) -> bool:
    """Return True if a text that is declared as HTML has any mark-up in it."""
    return TAG.search(text) is not None

"""Links, paths, credits and rubrics that have the shape of an outlet's name."""

import re

_LABEL = re.compile(
    r"^\W*(?:back to|home\b|credits?\b|photos?\b|fotos?\b|фото\b|zurück|volver|retour|voltar|torna|назад"
    r"|(?-i:By(?=The\s)))"
    r"|[»›]|[:：]\s*$",
    re.IGNORECASE,
)
"""What opens a link, a path or the credit of a picture, or parts the names of a path."""
_RUBRICS = frozenset(
    {
        *("blog", "home", "homes", "infographic", "made", "news", "year in review"),
        *("discourse", "drupal", "joomla", "phpbb", "vbulletin", "woltlab", "wordpress", "xenforo"),
    }
)
"""Names of rubrics, and of programs for sites, whose rights are printed below every page."""


def is_label(name: str) -> bool:
    """Return True for a link, a path, the credit of a picture, the name of a rubric or of a program for sites.

    >>> is_label("Back to Examplia News"), is_label("Examplia News")
    (True, False)
    """
    return _LABEL.search(name) is not None or name.casefold() in _RUBRICS

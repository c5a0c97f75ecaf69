"""Recognises documents that are no article: error pages, paywalls, listings, pages of controls."""

import re
from dataclasses import dataclass
from functools import cache

_LOOK = 6_000
"""Only the head of what is shown is searched: a page that is an error says so at once."""
_ERROR_WORDS, _WALL_WORDS = 50, 80
"""With this much body a document is an article, whatever it says beside it."""
_TITLES, _LONGEST_TITLE = 12, 20
"""A listing has at least so many titles, and a title at most so many words."""
_TABLE_ROW = re.compile(r"^\W*\d|(?:\d[^\W\d_]*\W+){3}\d")
_ENDS = re.compile(r"""[.!?…。！？؟।:;]["'”’»)\]]*$""")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document is no article."""

    reason: str
    """`error_page`, `paywall`, `listing` or `not_an_article`."""
    detail: str


def find_refusal(*, headline: str | None, body: str, words: int, shown: str) -> Refusal | None:
    """Return why a document cannot be an article; null when nothing speaks against it.

    A real article must hardly ever be refused, so the words of an error or of a wall count
    only where there is little or no body beside them.
    """
    head = f"{headline or ''}\n{shown[:_LOOK]}"
    if words < _ERROR_WORDS and (match := _error().search(head)):
        return Refusal("error_page", f"The page says “{_excerpt(match)}” and has hardly any other text.")
    if words < _WALL_WORDS and (match := _wall().search(head)):
        return Refusal("paywall", f"The page says “{_excerpt(match)}” in place of the article.")
    # Without a body the lines of a few words between the titles are their dates and sections.
    listed = body if words else "\n".join(line for line in shown[: _LOOK * 5].split("\n") if len(line.split()) > 3)
    if words <= _LONGEST_TITLE * (listed.count("\n") + 1) and (titles := _count_titles(listed)):
        return Refusal("listing", f"The document is a list of {titles} titles without an article.")
    if not words and _is_navigation(shown[: _LOOK * 5]):
        return Refusal("not_an_article", "The document has nothing but short lines of navigation.")
    return None


def _count_titles(text: str) -> int:
    """Return the number of titles in a text that has hardly anything else; 0 when it is no listing."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    others = 0
    for line in lines:
        others += not _is_title(line)
        if others * 10 > len(lines) * 2:
            return 0
    titles = len(lines) - others
    return titles if titles >= _TITLES else 0


def _is_title(line: str) -> bool:
    """Tell whether a line is a few words without a stop; a row of a table opens with a number or is full of them."""
    words = line.count(" ") + 1
    return 4 <= words <= _LONGEST_TITLE and not _ENDS.search(line[-4:]) and not _TABLE_ROW.search(line)


def _is_navigation(text: str) -> bool:
    """Tell whether nearly all lines have at most three words, as menus do."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    short = sum(1 for line in lines if line.count(" ") < 3)
    return len(lines) >= 8 and short * 10 >= len(lines) * 9


def _excerpt(match: re.Match[str]) -> str:
    """Return what was found, on one line."""
    return " ".join(match.group().split())


@cache
def _error() -> re.Pattern[str]:
    """Compile the words of pages that a server or a browser check shows instead of the article."""
    return re.compile("|".join(_ERRORS), re.IGNORECASE | re.MULTILINE)


@cache
def _wall() -> re.Pattern[str]:
    """Compile the words of paywalls, registration walls and cookie walls."""
    return re.compile("|".join(_WALLS), re.IGNORECASE)


_CODE = "(?:40[0134]|410|429|50[0234])"
_CODE_NAMES = (
    "(?:error|page not found|not found|forbidden|gone|bad gateway|too many requests"
    "|service (?:temporarily )?unavailable|internal server error|gateway time-?out)"
)
_ERRORS = (
    rf"^\W*(?:error\W+)?{_CODE}\W{{0,3}}{_CODE_NAMES}\b",
    rf"^\W*(?:http\s*)?error\W+{_CODE}\W*$",
    rf"^\W*{_CODE}\W*$",
    r"^\W*(?:page|file|article|story|url) not found\b",
    r"\bpage you(?:['’]re| are| were| have)? (?:looking for|requested|trying to)",
    r"\bpage (?:cannot|can['’]t) be found",
    r"\b(?:enable|turn on|activate) javascript\b",
    r"\bjavascript (?:is|must be) (?:disabled|enabled)\b",
    r"^\W*access (?:to this page has been )?denied\b",
    r"\bchecking your browser before\b",
    r"\bverify(?:ing)? (?:that )?you are (?:a )?human\b",
    r"\bare you a robot\b",
    r"\bunusual (?:traffic|activity) from\b",
    r"\bthis (?:site|page|website) can['’]t be reached\b",
    r"^\W*(?:bad gateway|internal server error|service (?:temporarily )?unavailable)\b",
    r"\bseite (?:wurde )?nicht gefunden\b",
    r"\bpage introuvable\b",
    r"\bpágina no (?:encontrada|existe)\b",
    r"\bpágina não encontrada\b",
    r"\bpagina non trovata\b",
    r"\bpagina niet gevonden\b",
    r"\b(?:сайт недоступен|страница не найдена)\b",
    r"\bsayfa bulunamadı\b",
    "ページが見つかりません|页面不存在|找不到(?:该)?页面",
)
_WALLS = (
    r"\b(?:subscribe|(?:sign|log) in|register|create an? (?:free )?account)\b[^.\n]{0,40} to (?:continue|keep) reading",
    r"\bto (?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?(?:subscribe|sign|log|register)\b",
    r"\bthis (?:article|content|story) is (?:only )?(?:for|available|reserved)[ \w]{0,20} (?:subscribers|members)\b",
    r"\b(?:subscribers|members)[ -]only (?:article|content|story)\b",
    r"\balready a (?:subscriber|member)\? ?(?:log|sign) in\b",
    r"\byou have reached your (?:article )?limit\b",
    r"\baccept (?:all )?cookies to (?:continue|view|read)\b",
    r"\bbefore you continue to\b",
    r"\bweiterlesen mit\b[^\n]{0,20}\babo",
    r"\bréservé (?:à nos |aux )abonnés\b",
    r"\bcontenido exclusivo para suscriptores\b",
)

"""Recognises documents that are no article: error pages, paywalls, listings, pages of controls, programs."""

import re
from dataclasses import dataclass
from functools import cache

from toolkit.normalisation.program_text import is_program_text
from toolkit.normalisation.sentence_end import ends_clause

_LOOK = 6_000
"""Only the head of what is shown is searched: a page that is an error says so at once."""
_ERROR_WORDS, _WALL_WORDS = 50, 80
"""With this much body a document is an article, whatever it says beside it."""
_TITLES, _LONGEST_TITLE = 12, 20
"""A listing has at least so many titles, and a title at most so many words."""
_RUNNING_WORDS = 100
"""With so many words of running text a list, such as that of winners, belongs to an article."""
_LEAST_MENU = 6
_TEASERS, _TEASER_WORDS = 5, 5
"""An index page has at least so many lines of more than so many words that break off."""
_BROKEN_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\])(?:\W*(?:read more|more|mehr|weiterlesen|lire la suite|leer más))?\W*$", re.IGNORECASE
)
_BAR = re.compile(r"[\n|•·]")
_TABLE_ROW = re.compile(r"^\W*\d|(?:\d[^\W\d_]*\W+){3}\d")


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
    if words < _WALL_WORDS and (match := _consent().search(body or head)):
        return Refusal("paywall", f"The page says “{_excerpt(match)}” before it shows anything.")
    # What is left of an index page may be nothing but its heading and some of its teasers.
    is_left = words < _TEASER_WORDS * _TEASERS or _count_teasers(body, least=1) > 0
    if teasers := _count_teasers(shown[: _LOOK * 5] if is_left and words < _RUNNING_WORDS else body):
        return Refusal("listing", f"The document is a list of {teasers} teasers that break off.")
    if titles := _count_listed(body, words, shown[: _LOOK * 5]):
        return Refusal("listing", f"The document is a list of {titles} titles without an article.")
    if not words and _is_navigation(shown[: _LOOK * 5]):
        return Refusal("not_an_article", "The document has nothing but short lines of navigation.")
    if is_program_text(shown):
        return Refusal("not_an_article", "The document is a program, settings or a dump of a database.")
    return None


def _count_listed(body: str, words: int, shown: str) -> int:
    """Return the number of titles that the body consists of, or what is shown where titles were joined to a body."""
    # Without a body the lines of a few words between the titles are their dates and sections.
    listed = body if words else "\n".join(line for line in shown.split("\n") if len(line.split()) > 3)
    if words <= _LONGEST_TITLE * (listed.count("\n") + 1) and (titles := _count_titles(listed)):
        return titles if _count_other_words(body) <= _RUNNING_WORDS else 0
    if words > _LONGEST_TITLE * (shown.count("\n") + 1):
        return 0
    others = 0
    for line in shown.split("\n"):
        others += 0 if _is_title(line.strip()) else len(line.split())
        # An article is told from a list by its first paragraphs. Lines of running text that somebody broke do not
        # each begin with a capital.
        if others * 5 > words or line[:1].islower():
            return 0
    return _count_titles(shown)


def _count_teasers(body: str, least: int = _TEASERS) -> int:
    """Return the number of lines that break off where most running text does so, as on an index page; else 0."""
    if "…" not in body and "..." not in body:
        return 0
    lines = [line.rstrip() for line in body.split("\n") if line.count(" ") >= _TEASER_WORDS]
    cut = [line for line in lines if _breaks_off(line)]
    if len(cut) < least:
        return 0
    whole = sum(len(line.split()) for line in lines if ends_clause(line) and not _breaks_off(line))
    return len(cut) if sum(len(line.split()) for line in cut) > 2 * whole else 0


def _breaks_off(line: str) -> bool:
    tail = line[-24:]
    return ("…" in tail or "..." in tail) and _BROKEN_OFF.search(tail) is not None


def _count_other_words(text: str) -> int:
    """Return the number of words outside the titles."""
    return sum(len(line.split()) for line in text.split("\n") if not _is_title(line.strip()))


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
    """Return True if a line is a few words without a stop; a row of a table opens with a number or is full of them."""
    words = line.count(" ") + 1
    return 4 <= words <= _LONGEST_TITLE and not ends_clause(line) and not _TABLE_ROW.search(line)


def _is_navigation(text: str) -> bool:
    """Return True if nearly all lines, or parts between bars, have at most three words, as menus do."""
    lines = [line.strip() for line in _BAR.split(text) if line.strip()]
    short = sum(1 for line in lines if line.count(" ") < 3)
    return len(lines) >= _LEAST_MENU and short * 10 >= len(lines) * 9


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


@cache
def _consent() -> re.Pattern[str]:
    """Compile the words of a page that asks for consent before anything else."""
    return re.compile("|".join(_CONSENTS), re.IGNORECASE)


_CODE = "(?:40[0134]|410|429|50[0234])"
_CODE_NAMES = (
    "(?:error|page not found|not found|forbidden|gone|bad gateway|too many requests"
    "|service (?:temporarily )?unavailable|internal server error|gateway time-?out)"
)
_ERRORS = (
    rf"^[^\w\n]*(?:error\W+)?{_CODE}\W{{0,3}}{_CODE_NAMES}\b",
    rf"^[^\w\n]*(?:http\s*)?error\W+{_CODE}\W*$",
    rf"^[^\w\n+%$€£-]*{_CODE}[^\w%$€£]*$",
    r"^[^\w\n]*(?:page|file|article|story|url) not found\b",
    r"\bpage you(?:['’]re| are| were| have)? (?:looking for|requested|trying to)",
    r"\bpage (?:cannot|can['’]t) be found",
    r"\b(?:enable|turn on|activate) javascript\b(?! to (?:view|see|read|load|post|show|leave) (?:\w+ )?comments)",
    r"\bjavascript (?:is|must be) (?:disabled|enabled)\b",
    r"^[^\w\n]*access (?:to this page has been )?denied\b",
    r"\bchecking your browser before\b",
    r"\bverify(?:ing)? (?:that )?you are (?:a )?human\b",
    r"\bare you a robot\b",
    r"\bunusual (?:traffic|activity) from\b",
    r"\bthis (?:site|page|website) can['’]t be reached\b",
    r"^[^\w\n]*(?:bad gateway|internal server error|service (?:temporarily )?unavailable)\b",
    r"\byou have been blocked\b",
    r"\bsecurity service to protect itself\b",
    r"\bunavailable (?:due to|for) legal reasons\b",
    r"\baccess cannot be granted\b",
    r"\b(?:not|isn['’]t|unavailable) (?:currently )?(?:available )?in (?:your|most european) (?:countr|region|locat)",
    r"\b(?:page|article|story|content) (?:is no longer|is not|isn['’]t) available\b",
    r"\b(?:couldn['’]t|could not|can['’]t|cannot) find (?:that|the|this) (?:page|article|story)\b",
    r"\bseite (?:wurde |konnte )?nicht gefunden\b",
    r"\bpage introuvable\b",
    r"\bpágina no (?:encontrada|existe)\b",
    r"\bpágina não encontrada\b",
    r"\bpagina non trovata\b",
    r"\bpagina niet gevonden\b",
    r"\b(?:сайт недоступен|страница не найдена)\b",
    r"\bsayfa bulunamadı\b",
    r"\b(?:siden|sidan) (?:finnes ikke|findes ikke|finns inte|ble ikke funnet|blev ikke fundet|hittades inte)\b",
    r"\b(?:sivua ei löy|strona nie (?:została znaleziona|istnieje)|stránka nebyla nalezena|az oldal nem található)",
    r"\b(?:pagina nu a fost găsită|halaman tidak ditemukan|không tìm thấy trang|η σελίδα δεν βρέθηκε)",
    r"сторінку не знайдено|הדף לא נמצא|الصفحة غير موجودة|페이지를 찾을 수 없",
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
    r"\bsubscribe (?:now |today )?(?:for|to get) (?:unlimited|full) (?:digital )?access\b",
    r"\bfree articles? (?:left|remaining|this month)\b",
    r"\b(?:artikel|beitrag|inhalt) ist (?:nur|exklusiv) für abonnent",
    r"\bbereits abonnent|\bdéjà abonné|\bya eres suscriptor|\bsei già abbonato|\bal abonnee\?",
    r"\bil vous reste \d+ ?% de cet article",
    r"\bsuscríbete para (?:seguir|continuar)\b|\babbonati per (?:continuare|leggere)\b",
    r"\b(?:alleen|kun|bare|endast|vain) (?:voor abonnees|for abonnenter|för prenumeranter|tilaajille)\b",
)
_CONSENTS = (
    r"\bwe value your privacy\b",
    r"\bstore and(?:/or)? access information on a device\b",
    r"\bweiterlesen mit werbung\b|\bmit werbung und (?:üblichem )?tracking\b",
    r"\bcontinuer sans accepter\b|\brechazar y (?:pagar|suscribirse)\b|\brifiuta e abbonati\b",
)

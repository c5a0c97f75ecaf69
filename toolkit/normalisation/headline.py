"""Reads the headline from the labelled lines, without what a page adds to it."""

import re
from collections.abc import Iterator, Sequence

from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.lines.unwrap_lines import FOLIO

_ADDRESS = re.compile(r"\S@\S+\.\w")
_NOTICE = re.compile(
    # what a page says of itself: dates, credits, paths
    r"\W*(?:published|posted|updated|last (?:updated|modified)|publié|mis à jour|publicado|actualizado"
    r"|veröffentlicht|eingetragen"
    r"|aktualisiert|stand|pubblicato|aggiornato|gepubliceerd|опубликовано|обновлено|opublikowano|dodano|发布时间|發布時間)"
    r"\s*(?:[^\w\s]|on\s|am\s|von\s|le\s|el\s|il\s|by\s|op\s|\d)"
    r"|\W*(?:photos?|fotos?|bild(?:er)?|images?|pictures?|text|credits?|crédits?|фото|zdjęcia?|fot)\s*(?:[:：]|(?:&"
    r"|und|/)\s*\w+\s*:|\.\s?:)"
    r"|\W*(?:categor(?:y|ies)|kategorien?|catégories?|temas?|tópicos?|etiquetas|tags?|topics?|rubriques?|рубрики?"
    r"|теги|本页位置"
    r"|当前位置|目前位置|您的位置|您现在的位置|記者热线|记者热线|编辑热线)\s*[:：]"
    # what it asks of its readers
    r"|\W*(?:we['’]ll (?:notify|send|email)|we use cookies|this (?:site|website|page) (?:works|uses|requires)"
    r"|to make sure you"
    r"|you may opt|forgot your|log ?in|sign (?:in|up)|view (?:my|full|our|all)|click (?:here|to)|direct link"
    r"|skip to|thank you for|see (?:more|all)(?!\w)|ver (?:más|mais)(?!\w)|другие новости|новости дня"
    r"|an official website|please (?:enable|upgrade|note|log|sign)|don['’]t miss|save .{0,80} to your computer"
    r"|follow us"
    r"|zur? (?:hauptnavigation|startseite|suche|navigation)|zurück zu|besuchen sie|folgen sie|mit einem klick"
    r"|jetzt (?:anmelden|abonnieren)"
    r"|suivez|abonnez|connectez|suscríbete|síguenos|regístrate|iscriviti|seguici|strona główna|zaloguj|перейти на"
    r"|войти|подпис"
    r"|strict standards|warning:|notice:|deprecated:|訪問者数|登錄|登录)",
    re.IGNORECASE,
)
_DATE_ALONE = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s){0,2}\d{1,2}[.,]?(?:\s[^\W\d_]{3,12}\.?)?,?\s(?:19|20)\d\d(?:\W.{0,25})?"
)
_PATH = re.compile(r"\s+[»>→›〉]\s*|\s/\s|\s*[»→›]\s+|〉")
_HOME = re.compile(
    r"\W*(?:(?:you are here|sie (?:sind|befinden sich) hier|vous êtes ici|estás? aquí|você está aqui|sei qui"
    r"|je bent hier)\s*:?\s*)?(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|portada|главная"
    r"|strona główna|kezdőlap|etusivu|forside|hem|首页|首頁"
    r"|トップページ|trang chủ|ana sayfa|haberler|beranda)(?!\w)|.{0,20}(?:首页|首頁)|сайт города",
    re.IGNORECASE,
)
_BARS = re.compile(r"[|│┃•·]")
_MENU_BARS = 4
_MENU_WORDS, _MENU_SHARE = 6, 0.6
"""Words of a line, and share of them that open with a capital or are as short as an entry, from which it is a menu."""
_LATIN = re.compile(r"[^\W\d_\u0370-\U0010ffff]")
_ENTRY = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,5}")
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_A-Z]{3})(?=[A-ZА-ЯÄÖÜ][^\W\d_A-ZА-ЯÄÖÜ])")
_DATED_SECTION = re.compile(
    r"[^\d,.:;!?]{3,40}\s(?://|\||[-–—])\s.{0,20}\d{1,2}[. ]\s?[^\W\d_]{3,12}\.?\s(?:19|20)\d\d(?:\s?г\.?)?"
)
"""A section and a day: "World news // Monday, 4 March 2024"."""
_LEADING_DATE = re.compile(
    r"(?:\d{1,2}\.\s?[^\W\d_]{3,10}\s(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:,\s(?:19|20)\d\d)?)\s*[-–"
    r"|:]?\s+(?=[^\W\d_\s]|[\"'“„«»])"
)
_NUMBERED = re.compile(r"(?P<number>\d)\.\s+(?=[^\W\d_a-zäöüß]|[\"'“„«»])")
_TRAILING_LABEL = re.compile(
    r"\s*[\[(](?:watch|video|photos?|listen|read|updated?|vidéo|fotos?|видео|фото|mit video|audio|pdf)[\])]\s*$",
    re.IGNORECASE,
)


def find_headline(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the line, or the lines of one broken line, that the headline is; empty when the document has none.

    Where it is printed several times the last of the most probable ones counts: window title and path come first.
    """
    runs = list(_runs(lines))
    if not runs:
        return ()
    return max(runs, key=lambda run: (round(run[0].probability, 3), run[0].start))


def _runs(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Give the headlines; lines that were judged together, so with one probability, are one."""
    run: list[Line] = []
    for line in lines:
        if run and (line.label != "headline" or line.probability != run[-1].probability):
            yield tuple(run)
            run = []
        if line.label == "headline":
            run.append(line)
    if run:
        yield tuple(run)


def is_notice(text: str) -> bool:
    """Return True for a line that is never a headline: a date, a credit, a menu, a path or what a page asks for."""
    return (
        _NOTICE.match(text) is not None
        or _DATE_ALONE.fullmatch(text) is not None
        or FOLIO.fullmatch(text) is not None
        or _DATED_SECTION.fullmatch(text) is not None
        or _is_menu(text)
        or ("@" in text and _ADDRESS.search(text) is not None)
        or len(_BARS.findall(text)) >= _MENU_BARS
    )


def _is_menu(text: str) -> bool:
    """Return True for the entries of a menu in a row; only titles in Latin script have a capital in each word."""
    if len(_RUN_TOGETHER.findall(text)) > _MENU_BARS:
        return True
    words = text.split()
    if len(words) < _MENU_WORDS or text[-1] in ".!?。" or _LATIN.search(text):
        return False
    entries = sum(word[0].isupper() or _ENTRY.fullmatch(word) is not None for word in words)
    return entries >= len(words) * _MENU_SHARE and not any(mark in text for mark in ',:;"“„«–—-')


def headline_range(text: str) -> tuple[int, int]:
    """Return the range of a line that is its headline, without path, date before it and label behind it.

    >>> headline_range("Home » World » The ferry runs again [Video]")
    (15, 35)
    """
    start, end = 0, len(text)
    marks = list(_PATH.finditer(text))
    if marks and _HOME.match(text) and _is_title(text[marks[-1].end() :]):
        start = marks[-1].end()
    date = _LEADING_DATE.match(text, start)
    if date is not None and _is_title(text[date.end() :]):
        start = date.end()
    label = _TRAILING_LABEL.search(text, start)
    if label is not None and _is_title(text[start : label.start()]):
        end = label.start()
    return start, end


def without_number(text: str, above: Sequence[str], body: str) -> int:
    """Return where a headline begins behind its number in a printed path: "3. The ferry runs again" below "2. Islands".

    `above` holds the lines above it. An ordinal such as that of "3. Liga" is one in the body, too.

    >>> without_number("3. The ferry runs again", ["1. Home", "2. Islands"], "The ferry runs again from Monday.")
    3
    """
    number = _NUMBERED.match(text)
    if number is None or not _is_title(text[number.end() :]):
        return 0
    count = int(number["number"])
    follows = above[-1].startswith(f"{count - 1}.") if above else count > 1
    opening = text[: number.end()] + text[number.end() :].split(maxsplit=1)[0]
    return number.end() if follows and opening not in body else 0


def _is_title(text: str) -> bool:
    """Return True if a text is long enough for a headline."""
    return text.count(" ") > 1 or (not text.isascii() and len(text) > 5)

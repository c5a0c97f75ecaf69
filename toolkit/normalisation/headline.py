"""Finds the headline: weighs the likely lines, then reads it from the labelled ones."""

import math
import re
from collections.abc import Iterator, Sequence

from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.lines.unwrap_lines import FOLIO
from toolkit.normalisation.outlets.imprint import looks_like_outlet

_LEAST_CHANCE = 0.1
_CANDIDATES = 8
_NEAR = 3
"""Lines on each side of the chosen one among which its own core is looked for."""
_SEPARATOR = re.compile(r"[|>»]|\s[/–—-]\s")
_ADDRESS = re.compile(r"\S@\S+\.\w")
_BYLINE = re.compile(r"(?:by|von|par|por|di|av)\b", re.IGNORECASE)
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
    r"|skip to|thank you for"
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
    r"\W*(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|portada|главная|strona główna|kezdőlap|etusivu"
    r"|forside|hem|首页|首頁"
    r"|トップページ|trang chủ|ana sayfa|haberler|beranda)(?!\w)|.{0,20}(?:首页|首頁)|сайт города",
    re.IGNORECASE,
)
_BARS = re.compile(r"[|│┃•·]")
_MENU_BARS = 4
_LEADING_DATE = re.compile(
    r"(?:\d{1,2}\.\s?[^\W\d_]{3,10}\s(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:,\s(?:19|20)\d\d)?)\s*[-–"
    r"|:]?\s+(?=[^\W\d_\s]|[\"'“„«»])"
)
_TRAILING_LABEL = re.compile(
    r"\s*[\[(](?:watch|video|photos?|listen|read|updated?|vidéo|fotos?|видео|фото|mit video|audio|pdf)[\])]\s*$",
    re.IGNORECASE,
)

# Weights beside 0.6 times the logit of the model's chance, from a conditional logit over the candidates.
_LOGIT = 0.6
_FIVE_WORDS, _OVER_THIRTY_WORDS, _BELOW_BODY = 0.8, -1.5, -0.5
_PART_OF_ANOTHER, _HOLDS_ANOTHER = 2.4, -0.8
_HAS_SEPARATOR, _ENDS_IN_STOP, _OPENS_AS_BYLINE = -0.9, -1.0, -2.5
_IS_NOTICE = -4.0
"""Set by judgement, as is the next."""
_OPENS_AS_MASTHEAD = -3.5
"""Where another line above the body can be the headline, "The Example Ledger" is the outlet."""


def choose_headline(lines: Sequence[str], chances: Sequence[float], first_body: int) -> int | None:
    """Return the index of the line that is the headline; null when none is likely enough.

    `chances` holds the model's probability of each line to be one. The window title, a path and the
    headline itself often hold one another: the shortest common text is what was printed above the story.
    """
    likely = [index for index, chance in enumerate(chances) if chance > _LEAST_CHANCE / 10]
    candidates = sorted(likely, key=lambda index: -chances[index])[:_CANDIDATES]
    if not candidates:
        return None
    best = candidates[0] if len(candidates) == 1 else _best(candidates, lines, chances, first_body)
    if chances[best] < _LEAST_CHANCE:
        return None
    near = range(max(best - _NEAR, 0), min(best + _NEAR + 1, len(lines)))
    return next((index for index in near if _is_core(lines[index], lines[best])), best)


def _best(candidates: Sequence[int], lines: Sequence[str], chances: Sequence[float], first_body: int) -> int:
    """Return the index of the candidate that weighs most."""
    texts = [lines[index] for index in candidates]
    weights = {index: _weigh(lines[index], chances[index], texts, below=index > first_body) for index in candidates}
    if 0 in weights and any(0 < index < first_body for index in candidates) and looks_like_outlet(lines[0]):
        weights[0] += _OPENS_AS_MASTHEAD
    return max(candidates, key=weights.__getitem__)


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


def _weigh(text: str, chance: float, texts: Sequence[str], *, below: bool) -> float:
    """Return how good a headline a line would be."""
    words = text.count(" ") + 1
    part = words > 2 and any(_holds(other, text) for other in texts)
    holds = any(other.count(" ") > 1 and _holds(text, other) for other in texts)
    return (
        _LOGIT * math.log(chance / (1.001 - chance))
        + _FIVE_WORDS * (words >= 5)
        + _OVER_THIRTY_WORDS * (words > 30)
        + _BELOW_BODY * below
        + _PART_OF_ANOTHER * part
        + _HOLDS_ANOTHER * holds
        + _HAS_SEPARATOR * (_SEPARATOR.search(text) is not None)
        + _ENDS_IN_STOP * text.endswith(".")
        + _IS_NOTICE * is_notice(text)
        + _OPENS_AS_BYLINE * (_BYLINE.match(text) is not None)
    )


def is_notice(text: str) -> bool:
    """Return True for a line that is never a headline: a date, a credit, a menu, a path or what a page asks for."""
    return (
        _NOTICE.match(text) is not None
        or _DATE_ALONE.fullmatch(text) is not None
        or FOLIO.fullmatch(text) is not None
        or ("@" in text and _ADDRESS.search(text) is not None)
        or len(_BARS.findall(text)) >= _MENU_BARS
    )


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


def _is_title(text: str) -> bool:
    """Return True if a text is long enough for a headline."""
    return text.count(" ") > 1 or (not text.isascii() and len(text) > 5)


def _is_core(text: str, whole: str) -> bool:
    """Tell whether a text is another one without its number, kicker or site name."""
    return text.count(" ") > 1 and len(text) * 2 > len(whole) and _holds(whole, text)


def _holds(whole: str, part: str) -> bool:
    """Tell whether a text begins or ends with another that is a good part of it."""
    return 0.3 * len(whole) <= len(part) < len(whole) and (whole.startswith(part) or whole.endswith(part))

"""Genres as containers and pages state them, by the kinds that the contract knows; what is not known is null.

Names are those of the IPTC genre codes, of the article types of schema.org, and of archives in several languages.
"""

import re
from functools import cache

_NAMES = {
    "news": """
        news; current; news article; nachricht; meldung; bericht; actualité; noticia; notícia; notizia;
        nieuws; nyhet; nyheter; nyhed; reportage news article
    """,
    "analysis": """
        analysis; news analysis; analysis news article; analyse; análisis; análise; analisi; analys
    """,
    "background": """
        background; backgrounder; background news article; hintergrund; explainer; éclairage; achtergrond
    """,
    "feature": """
        feature; reportage; reportaje; reportagem
    """,
    "interview": """
        interview; question and answer session; q&a; entretien; entrevista; intervista; intervju
    """,
    "profile": """
        profile; profil; porträt; portrait; portrett; perfil; ritratto; profiel
    """,
    "obituary": """
        obituary; obituary obit; obit; nachruf; nécrologie; obituario; obituário; necrologio; nekrolog; in
        memoriam
    """,
    "opinion": """
        opinion; op ed; oped; column; commentary; opinion news article; kommentar; kolumne; meinung;
        tribune; chronique; opinión; columna; opinião; opinione; commento; opinie; krönika; kronik;
        commentary opinion
    """,
    "editorial": """
        editorial; leader; leitartikel; éditorial; editoriale; leder; ledare
    """,
    "letter": """
        letter; letter to the editor; letters to the editor; letters; leserbrief; courrier des lecteurs;
        carta al director; ingezonden brief; insändare; leserbrev
    """,
    "review": """
        review; review news article; rezension; kritik; critique; reseña; crítica; recensione; recensie;
        anmeldelse; recension; book review; film review; theater review; music review
    """,
    "live_blog": """
        live blog; liveblog; live blog posting; live; liveticker; direct; en direct; en vivo
    """,
    "correction": """
        correction; corrections; corrections and clarifications; clarification; berichtigung; korrektur;
        rectificatif; correctif; corrección; fe de errores; correção; rettifica; rectificatie; rättelse;
        rettelse
    """,
    "press_release": """
        press release; pressrelease; news release; pressemitteilung; communiqué; communiqué de presse;
        comunicado; comunicado de prensa; comunicato stampa; persbericht; pressmeddelande; pressemeddelelse
    """,
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[\s_;:/|-]+")


def kind_of(name: str) -> str | None:
    """Return the kind that a genre is; null for one that is not known.

    >>> kind_of("genre:Opinion"), kind_of("LiveBlogPosting"), kind_of("Op-Ed; Editorial"), kind_of("NewsArticle")
    ('opinion', 'live_blog', 'opinion', None)
    """
    if name.rpartition("/")[2].removeprefix("schema:") == "NewsArticle":
        return None  # schema.org's word for any article of a news site
    parts = re.split(r"[;|,]", name) if not name.startswith("http") else [name]
    return next((kind for part in parts if (kind := _kinds().get(_folded(part)))), None)


def _folded(name: str) -> str:
    """Return the last part of an address or code, its words in lower case with blanks between them."""
    last = name.strip().rpartition("/")[2] if "://" in name else name.strip().rpartition(":")[2]
    return " ".join(_BETWEEN.sub(" ", _CAMEL.sub(" ", last)).lower().split())


@cache
def _kinds() -> dict[str, str]:
    return {_folded(name): kind for kind, names in _NAMES.items() for name in names.split(";")}

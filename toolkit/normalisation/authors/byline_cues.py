"""Words such as "By" and "Von" that announce the names of a byline, in many languages."""

import re

BULLETS = " \t•·*|-–—>#◎●■▲(（["
_WORKS = r"words|story|text|article|report|analysis|opinion|review|column|interview"
_OUR = (
    r"(?:von\s+unser(?:e[mr])?\s+(?:redakteur|reporter|korrespondent|mitarbeiter|autor|volontär)(?:in)?"
    r"|(?:par|de)\s+notre\s+(?:correspondante?|envoyée?\s+spéciale?|journaliste)|(?:dal|dalla)\s+nostr[oa]\s+(?:inviat[oa]|corrispondente)"
    r"|(?:por|de)\s+nuestr[oa]\s+(?:corresponsal|enviad[oa]\s+especial)"
    r"|(?:door|van)\s+onze\s+(?:verslaggever|verslaggeefster|correspondente?|redacteur|redactrice)"
    r"|by\s+our\s+(?:correspondent|reporter))"
)
"""Whose reporter wrote a story, in front of the name."""
_PREPARED = (
    r"(?:(?:материал\s+)?подготовил[аи]?|беседовал[аи]?|записал[аи]?|rozmawiał[ai]?|notował[ai]?|muhabir|připravila?)"
)
"""Verbs and titles that are written with a capital in front of the name."""
CUE = re.compile(
    rf"{_OUR}(?:\s*[:,])?\s+(?-i:(?=[^\W\d_a-z]))|{_PREPARED}(?:\s*:)?\s+(?-i:(?=[^\W\d_a-z][^\W\d_A-Z]))|"
    # English: "By", "Written by", "Photos and story by", "Author:"
    rf"(?:(?:(?:{_WORKS}|reporting|photos?|photographs|photography|pictures|video)\s+(?:and|&|\+)\s+)?"
    rf"(?:{_WORKS}|news|feature|blog|guest post|exclusive|guide|commentary|essay|reporting|written|reported|posted"
    r"|published|submitted|authored|compiled|added|created)\s+)?by(?:\s*:|(?!\w)|(?-i:(?=[A-Z][a-z.])))"
    r"|as told to(?!\w)"
    r"|(?:guest|gast)[\s-]?(?:author|autor(?:in)?|post by|writer|blogger)(?:\s*:)?\s+(?-i:(?=[^\W\d_a-z]))"
    r"|(?:the\s+)?(?:author|reporter|writer|correspondent|byline|journalist)(?:\(?s\)?)?(?:\s+of the article)?\s*:"
    # German
    r"|(?:(?:eine?\s+|gast)?(?:kolumne|kommentar|analyse|interview|beitrag|reportage|bericht|essay|glosse|porträt"
    r"|leitartikel|rezension|artikel|text|protokoll|meinung|veröffentlicht|geschrieben|verfasst|erstellt|gepostet"
    r"|publiziert|eingestellt|eingetragen)\s+)?von(?:(?!\w)|(?-i:(?=[A-ZÄÖÜ][a-zäöü])))"
    r"|(?-i:Autor(?:in)?|Auteure?|Autore|Reporter(?:in)?|Tekst|Napsala?|Piše|Του|Της|Των)\s+"
    r"(?-i:(?=[^\W\d_a-z][^\W\d_A-Z]))"
    r"|(?:autor(?:in|en|innen)?|verfasser(?:in)?|text|reporter(?:in)?|redakteur(?:in)?)\s*:"
    r"|(?:text|foto|bild)s?\s*(?:und|&|\+|/|,)\s*(?:text|foto|bild|bilder|video)s?\s*:|durch(?=\s+[A-ZÄÖÜ])"
    # French, Spanish and Portuguese, Italian
    r"|(?:(?:écrit|rédigé|publié|propos recueillis|texte)\s+)?par(?!\w)|(?:auteur|autrice|texte)\w*\s*:"
    r"|(?:(?:escrito|escrita|publicado|redactado|texto)\s+)?por(?!\w)"
    r"|(?:autora?|autores|texto|redacción|redação|periodista)\s*:"
    r"|(?:scritto\s+|a\s+cura\s+|(?:testo|servizio|articolo|intervista)\s+)?di(?!\w)|(?:autore|autrice|testo)\s*:"
    # Dutch and the Nordic languages
    r"|(?:geschreven\s+)?door(?!\w)|(?:(?:skriven|skrivet|skrevet|tekst|text|artikel|publicerad|publicerat|publisert)\s+)?a[vf](?!\w)|(?:tekst|skribent)\s*:"
    r"|(?:teksti|kirjoittaja|toimittaja)\s*:"
    # Eastern Europe, Turkey
    r"|(?:opracowała?|oprac\.|autorzy)\s*:?|(?:szerző|írta|scris de|autorius|autorė)\s*:?"
    r"|(?:автор|авторы|автори|текст|корреспондент)\s*:|(?:yazan|yazar|haber|muhabir)\s*:|συντάκτης\s*:"
    r"|(?:հեղինակ|լրագրող)\s*[՝:]"
    # Asia, Middle East
    r"|(?:oleh|penulis|pewarta|wartawan)(?:\s*:|(?!\w))|(?:tác giả|bài)\s*:"
    r"|(?:記者|记者|作者|撰文|執筆|著者)\s*[:：|｜]"
    r"|(?:بقلم|كتبت?|تحرير|إعداد)(?:\s*:|\s)|מאת\s*:?|نویسنده\s*:|लेखक\s*:"
    r"|(?:โดย|ผู้เขียน|เรื่อง)\s*:?\s(?=\S+\s\S+\s*$)",
    re.IGNORECASE,
)
FIRM_CUE = re.compile(
    r"[(\[（]?(?:autor(?:in|en|a)?|author|auteure?|autore|автор|作者|記者|记者)\s*[:：]"
    r"|(?:text|words|story|reporting) by(?=\s+\S+(?:\s+\S+){1,3}\s*$)"
    r"|(?:posted by|eingestellt von|gepostet von|publicad[oa] por|publié par|postado por)\s.{3,40}?"
    r"\s(?:at|um|a las|às|à|on|am)\s\d{1,2}[:.h]\d\d",
    re.IGNORECASE,
)
NO_CUE = re.compile(
    r"(?:by|von|par|por|di|door|a[vf])\s+(?:the|a|an|der|die|das|den|le|la|el|las|los|il)\s", re.IGNORECASE
)
INNER_CUE = re.compile(r"[\s|:](?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa][vf])\s*:?\s+(?=[^\W\d_a-z])")
INNER_LABEL = re.compile(r"[\s|·•](?:autor(?:in)?|author|auteur|autore|автор)\s*:\s+(?=[^\W_])", re.IGNORECASE)
"""The label of the author among other fields of a line: "Date: May 3 | Author: reader7 | Filed under: Islands"."""
CLOSING_CUE = re.compile(r"[\s|](?:by|von|par|por|door|a[vf])\s+(?=[^\W_][\w.-]{1,24}$)", re.IGNORECASE)
WRITTEN = re.compile(
    r"[|·•]\s*(?:written|posted|published|reported)\s+by\s*:?\s+(?=[^\W\d_a-z])|\sas told to\s+(?-i:(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)
WITH_TEXT = re.compile(r"(?:text|words|story|texte|texto|testo|tekst)\W", re.IGNORECASE)
"""How the credit of text and pictures together opens."""
LINE_END = re.compile(
    r"(?<!(?:resented|ponsored|upported))(?<!(?:powered|Powered|brought))(?<!ought to you)"
    r"\s(?:By|BY|Von|VON|Par|Por|Door)\s*:?$"
)
"""A rubric with the cue behind it, as markup runs them together: the names follow on the next line."""


def without_cue(text: str) -> str:
    """Return a credit without the word before its names; a single name behind "von" or "di" keeps it.

    >>> without_cue("Written by Ada Quill"), without_cue("Von Quill")
    ('Ada Quill', 'Von Quill')
    """
    cue = CUE.match(text, len(text) - len(text.lstrip(BULLETS)))
    rest = text[cue.end() :].strip(BULLETS + ":") if cue else ""
    return rest if " " in rest else text

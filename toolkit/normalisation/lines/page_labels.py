"""Knows the lines that pages print around an article in many languages: headings of comments and lists, keywords."""

import re

from toolkit.normalisation.lines.line import Label

COMMENTS = re.compile(
    r"\W*(?:\d+\s+)?(?:(?:your|readers?['’]?|user|all|view|show|older|latest|post)\s+)*comments?"
    r"(?:\s+(?:for|on|about|to)\s.{0,100})?\W*\d*\W*"
    r"|\W*(?:\d+\s+)?(?:leser)?(?:kommentare?"
    r"|kommentarer|commentaires?|comentarios|comentários|commenti|reacties|komentarze"
    r"|komentáře|комментарии|комментариев|коментарі|обсуждение(?: материала)?|yorumlar|σχόλια)\W*\d*\W*"
    r"|\W*\d*\W*(?:网友评论|網友評論|评论|評論|コメント|댓글)\W*\d*\W*"
    r"|\W*(?:leave|post|add|write) (?:a|your) (?:comment|reply)\W*.{0,20}|\W*(?:оставить|добавить) комментарий\W*"
    r"|\W*schreibe? einen kommentar\W*.{0,30}|\W*(?:laisser|ajouter) un commentaire\W*|\W*deja un comentario\W*"
    r"|\W*lascia un commento\W*",
    re.IGNORECASE,
)
"""The heading of readers' comments."""
OTHERS = re.compile(
    r"\W*(?:today['’]?s headlines"
    r"|related(?: (?:articles?|stories|news|links|content|posts))?|more (?:stories|headlines|news)"
    r"(?:\s.{0,30})?|(?:latest|other|top|recent) (?:news|stories|headlines|articles|posts)"
    r"|most (?:read|popular|viewed|shared)"
    r"|recommended(?: for you)?|you (?:may|might) (?:also )?like.{0,20}|read next|don['’]t miss"
    r"|mehr zum thema|das könnte sie auch interessieren|weitere (?:artikel|meldungen|nachrichten)"
    r"|ähnliche artikel|verwandte artikel"
    r"|meistgelesen|auch interessant|à lire aussi|lire aussi|sur le même (?:sujet|thème)"
    r"|articles (?:liés|similaires)"
    r"|noticias relacionadas|te puede interesar|más noticias|lo más (?:leído|visto)|leggi anche"
    r"|articoli correlati|più letti"
    r"|leia (?:mais|também)|notícias relacionadas|lees ook|meer nieuws|czytaj (?:także|również|też)"
    r"|zobacz (?:także|również)"
    r"|(?:другие|последние|главные|все) новости|новости по теме|читайте также|ещё по теме"
    r"|материалы по теме|похожие новости"
    r"|ilgili haberler|diğer haberler|相关(?:新闻|阅读|报道|链接)|相關(?:新聞|文章|報導)|関連(?:記事|ニュース)"
    r"|관련 ?기사)\W*",
    re.IGNORECASE,
)
"""The heading of a list of other stories."""
_KEYWORDS = re.compile(
    r"\W{0,3}(?:tags?|tagi|теги|теґи|метки|ключевые слова|ключові слова|schlag(?:wörter|woerter|worte)|stichworte?"
    r"|mots[- ]cl[ée]s|etiquetas|palabras clave|palavras[- ]chave|parole chiave|etichette|trefwoorden|słowa kluczowe"
    r"|klíčová slova|štítky|kulcsszavak|címkék|etiketter|avainsanat|etiketler|anahtar kelimeler|λέξεις κλειδιά|ετικέτες"
    r"|关键[字词]|關鍵[字詞]|标签|標籤|キーワード|タグ|태그)\s*[:：]",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"\W{0,3}(?:читай(?:те)? также|смотрите также|по теме|на эту тему|на ту же тему|(?:czytaj|przeczytaj|zobacz) "
    r"(?:też|także|również|więcej)|相关(?:阅读|新闻|链接)|相關(?:閱讀|新聞)|延伸(?:閱讀|阅读)|推荐阅读|推薦閱讀|関連記事"
    r"|관련 ?기사|δείτε (?:επίσης|ακόμη)|διαβάστε (?:επίσης|ακόμα|ακόμη)|ver también|le[ae] también"
    r"|leia também|leggi anche|(?:à )?lire aussi|lesen sie auch|mehr zum thema|lees ook|läs också|læs også|les også"
    r"|citește și|(?:pře)?čtěte (?:také|si)|ilgili haberler?|baca juga)\s*[:：]",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"\W{0,3}(?:просмотров|просмотры|прочитано|переглядів|wyświetle(?:ń|nia)|odsłon|浏览(?:次数|量)|瀏覽(?:次數)?"
    r"|点击(?:数|量|次数)|點閱(?:數|次數))\s?[:：]\s?\d",
    re.IGNORECASE,
)
"""How often a page was read."""
_MISPRINT = re.compile(r"ctrl\s?\+\s?enter", re.IGNORECASE)
"""Keys with which readers report a misprint."""
_LONGEST, _LONGEST_HEADING = 240, 120
_OPENING = 40
"""Characters among which the colon behind a label is."""


def label_of_page(line: str) -> Label | None:
    """Return the label of a line that a page prints around an article; null for any other line.

    >>> label_of_page("Tags: harbour, ferries"), label_of_page("Читайте также: Паром снова ходит")
    ('section', 'related')
    """
    if len(line) > _LONGEST:
        return None
    if ":" in line[:_OPENING] or "：" in line[:_OPENING]:
        if _KEYWORDS.match(line):
            return "section"
        if _ALSO.match(line):
            return "related"
        if _COUNTER.match(line):
            return "share"
    if len(line) <= _LONGEST_HEADING:
        if OTHERS.fullmatch(line):
            return "related"
        if COMMENTS.fullmatch(line):
            return "comment"
    return "share" if "trl" in line.lower() and _MISPRINT.search(line) else None

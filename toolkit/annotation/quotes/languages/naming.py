"""Words between marks by which a speaker names or judges something: `nannte den Plan „absurd“`."""

from toolkit.annotation.quotes.languages.marked_spans import Span
from toolkit.annotation.quotes.languages.noun_phrases import tokens
from toolkit.annotation.quotes.languages.surroundings import clause_behind, line_end, line_start, sentence_before
from toolkit.annotation.quotes.languages.table import SUBJECT_FIRST, Language

_LINK_REACH = 20
_LONGEST_TITLE = 6
"""Words of a title behind a colon."""
_ARTICLE_AND_NOUN = 2
_TITLE_REACH = 24
"""Characters before and behind a span in which such words are looked for."""


def is_named(body: str, span: Span, language: Language) -> bool:
    """Return True if a naming verb of the sentence governs a span, directly or by a word such as `als`."""
    before = tokens(body, max(line_start(body, span.outer_start), span.outer_start - _LINK_REACH), span.outer_start)
    if not before:
        return False
    link = before[-1][2].lower()
    if language.naming.fullmatch(link):
        return True
    start = sentence_before(body, line_start(body, span.outer_start), span.outer_start)
    if link not in language.naming_links:
        clause = max(start, body.rfind(",", start, span.outer_start))
        return body[span.start].islower() and language.naming.search(body, clause, span.outer_start) is not None
    if language.naming.search(body, start, span.outer_start):
        return True
    end = clause_behind(body, span.outer_end, line_end(body, span.outer_end))
    return language.naming.search(body, span.outer_end, end) is not None


def is_reported(body: str, span: Span, language: Language) -> bool:
    """Return True if a verb form of indirect speech is in the clause of an adjective: `das sei „absurd“`."""
    if not language.reported_mood or not body[span.start].islower():
        return False
    start = sentence_before(body, line_start(body, span.outer_start), span.outer_start)
    start = max(start, body.rfind(",", start, span.outer_start))
    end = clause_behind(body, span.outer_end, line_end(body, span.outer_end))
    comma = body.find(",", span.outer_end, end)
    words = (*tokens(body, start, span.outer_start), *tokens(body, span.outer_end, end if comma < 0 else comma))
    return any(word in language.reported_mood for _, _, word in words)


def is_term(body: str, span: Span, language: Language) -> bool:
    """Return True if a span directly behind an article is no clause: a term or a name with its article."""
    before = tokens(body, max(line_start(body, span.outer_start), span.outer_start - _LINK_REACH), span.outer_start)
    words = body[span.start : span.end].split()
    if len(words) == _ARTICLE_AND_NOUN and words[0] in language.articles and language.noun_capitals:
        return True
    return bool(before) and before[-1][2].lower() in language.articles and body[span.end - 1] not in ",.!?…"


def is_title(body: str, span: Span, language: Language) -> bool:
    """Return True if a word such as `Motto` introduces a span, with a colon or without."""
    before = tokens(body, max(line_start(body, span.outer_start), span.outer_start - _LINK_REACH), span.outer_start)
    words = [word.lower() for _, _, word in before if word[0].isalnum()]
    if words and words[-1] in language.title_words:
        text = body[span.start : span.end]
        return before[-1][2] != ":" or (text.count(" ") < _LONGEST_TITLE and text[-1] not in ",.!?…")
    if _is_gloss(body, span):
        return True
    behind = tokens(body, span.outer_end, min(len(body), span.outer_end + _TITLE_REACH))
    if language.order == SUBJECT_FIRST and behind and behind[0][2].lower() in language.title_words:
        return True
    if not language.noun_capitals or not behind or behind[0][2] in ".:;" or behind[0][2][0].isupper():
        return False
    return any(word[0].isupper() and word.lower() in language.title_words for _, _, word in behind)


def _is_gloss(body: str, span: Span) -> bool:
    """Return True if a short span is behind a colon between brackets: a translation."""
    before = body[max(0, span.outer_start - _LINK_REACH) : span.outer_start]
    opening = max(before.rfind("("), before.rfind("["))
    few = body.count(" ", span.start, span.end) < _LONGEST_TITLE and body[span.end - 1] not in ",.!?…"
    return few and opening >= 0 and before.rstrip().endswith(":") and ")" not in before[opening:]

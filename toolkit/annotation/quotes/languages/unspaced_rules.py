"""Who said a quotation in Chinese, Japanese and Korean, where particles and word order mark the speaker."""

import re
from itertools import pairwise

from toolkit.annotation.quotes.languages.marked_spans import Span
from toolkit.annotation.quotes.languages.noun_phrases import NAME, NOUN, PRONOUN, Mention
from toolkit.annotation.quotes.languages.sources import Attribution
from toolkit.annotation.quotes.languages.surroundings import line_end, line_start
from toolkit.annotation.quotes.languages.table import CHINESE, JAPANESE, Language

_STOP = re.compile(r"[。！？!?\n]|\.(?=\s)")
_PAUSE = re.compile(r"[，、；,;：:]")
_AFTER_SUBJECT = re.compile(
    r"\d|在|于|於|对|對|向|就|接受|日前|近日|还|還|也|则|則|又|再次|进一步|進一步|继续|繼續|曾|今天|昨天|今日|昨日|当天|當天|随后|隨後|"
    r"用|通过|通過|如此|这样|這樣|明确|明確|同时|同時|直接|公开|公開|回|时|時|因|所|都|不|只|并|並|已|必须|无疑|忘"
)
_COORDINATORS = frozenset("并並还還也又便就才")
"""Words at the head of a clause whose subject is that of the clause before."""
_QUOTED_SENTENCE = re.compile(r"[。！？][”」』\"]")
_MARK_AND_STOP = 2
_STATED = re.compile(r"。([^、。「」\s]{2,24}?)(?:（[^（）]{1,12}）)?[はが]")
"""A sentence behind a Japanese quotation that names its speaker: `「…」。木村さんは声を弾ませた`."""
_KOREAN_STATED = re.compile(
    r"(?:라|이라)는 (?:게|것이) ([^\s\"“”]+(?:\s[^\s\"“”]+)?)의 (설명|주장|말|지적|입장|판단|분석|평가)"
)
_QUOTING = re.compile(r"(?:など)?(?:と|って)")
_BEHIND_PARTICLE = re.compile(r"[、\s]*([^、。「」]{1,20}?)(?:は|が)")
_NOUN_AT_END = re.compile(r"([^、。「」\s]{1,16}[^、。「」\sぁ-ん])。")
_OWNER = re.compile(
    r"(?:など)?(?:という|との)([^、。「」\s]{2,20}?)の(主張|発言|説明|声|意見|指摘|批判|考え|見方|証言)"
)
"""What follows words whose owner said them: `「…」という県警の主張`."""
_TOPIC = re.compile(r"は(?![、]?[ぁ-ん]{0,1}じめ)|(?<!だ)が(?=[、「『]|[^ぁ-ん]|$)|(?<!だ)も(?=[、「『]|$)")
_FROM = re.compile(r"から|より|では")
_SOURCE = re.compile(r"によると|によれば|の話では")
_LABEL = re.compile(r"[\s　◆▼■●・－―-]*([^\s、。「」はがをにでと]{2,14})\s?[：:]?\s?")
_THUS = re.compile(r"[。、]?\s?([^、。「」\s]{2,20}?)(?:は|が)(?:、)?(こう|そう|このように)")
_WHO = re.compile(r"[（(]([^\d（）()]{2,14})[）)]")
"""The source between brackets behind a Japanese quotation."""
_KOREAN_WORD = re.compile(r"[^\s,.·\"“”‘’']+")
_KOREAN_LABEL = re.compile(r"[\s▲△■◆-]*([^\s:：\"“”]+(?:\s[^\s:：\"“”]+){0,3})\s?[:：]\s*")
_REACH = 300
"""Characters of the longest sentence that is looked at."""
_LONGEST_SUBJECT = 25
_REPORTED_NEAR = 20
"""Characters between the topic of the sentence behind a Japanese quotation and its verb."""
_SHORT = 15
"""Characters of a Japanese span that is taken for a title unless a particle of quoting follows."""


def attribute_unspaced(body: str, span: Span, left: int, right: int, language: Language) -> Attribution | None:
    """Find the attribution of a span.

    `left` is the end of the quotation before, or 0; `right` the start of the one behind, or the end of the text.
    """
    if language.script == CHINESE:
        return _chinese(body, span, left, right, language)
    if language.script == JAPANESE:
        return _japanese(body, span, left, right, language)
    return _korean(body, span, left, right, language)


def _sentence(body: str, span: Span) -> int:
    start = max(line_start(body, span.outer_start), span.outer_start - _REACH)
    last = start
    for match in _STOP.finditer(body, start, span.outer_start):
        following = body[match.end() : match.end() + 1]
        last = last if following and following in '”」』"' else match.end()
    return last


def _mention(body: str, start: int, end: int, language: Language) -> Mention | None:
    while start < end and (body[start].isspace() or body[start] in "，、,：:"):
        start += 1
    while start < end and (body[end - 1].isspace() or body[end - 1] in "，、,：:"):
        end -= 1
    if start >= end:
        return None
    text = body[start:end]
    kind = PRONOUN if text in language.pronouns else NAME if end - start <= 12 else NOUN
    return Mention(start, end, kind)


def _chinese(body: str, span: Span, left: int, right: int, language: Language) -> Attribution | None:
    start = _sentence(body, span)
    if _QUOTED_SENTENCE.match(body, left - _MARK_AND_STOP, left) and left > start:
        start = left
    verbs = list(language.verbs.finditer(body, start, span.outer_start))
    for verb in reversed(verbs):
        clause = max((match.end() for match in _PAUSE.finditer(body, start, verb.start())), default=start)
        end = verb.start()
        if clause > start and body[clause : clause + 1] in _COORDINATORS:
            end = clause if verb is verbs[0] else verbs[0].start()
        subject = _chinese_subject(body, start, end, language)
        near = span.outer_start - verb.end() <= 3
        if subject is not None or near:
            return Attribution(subject, verb.group(), 0.88 if near else 0.7, adjacent=near)
    if body[start : span.outer_start].rstrip().endswith(("：", ":")):
        subject = _chinese_subject(body, start, span.outer_start, language, first=True)
        if subject is not None:
            return Attribution(subject, None, 0.6, adjacent=True)
    limit = min(right, line_end(body, span.outer_end), span.outer_end + 30)
    behind = re.compile(r"[，,\s]*([^，,。“”：:]{1,15}?)(?=" + language.verbs.pattern + ")").match(
        body, span.outer_end, limit
    )
    if behind:
        verb_match = language.verbs.match(body, behind.end(), len(body))
        mention = _chinese_subject(body, behind.start(1), behind.end(1), language)
        if mention is not None and verb_match:
            return Attribution(mention, verb_match.group(), 0.7, adjacent=True)
    return None


def _chinese_subject(body: str, start: int, end: int, language: Language, *, first: bool = False) -> Mention | None:
    """Return the subject of a Chinese verb: the start of its clause up to an adverbial, else of clauses before.

    With `first`, the clauses are read from the start of the sentence.
    """
    cuts = [start, *(match.end() for match in _PAUSE.finditer(body, start, end)), end]
    clauses = list(pairwise(cuts))
    for begin_of_clause, last in clauses if first else reversed(clauses):
        begin = begin_of_clause
        for stop in sorted(language.stops, key=len, reverse=True):
            if body.startswith(stop, begin):
                begin += len(stop)
                break
        pronoun = max((word for word in language.pronouns if body.startswith(word, begin)), key=len, default="")
        if pronoun and begin + len(pronoun) < last and body[begin + len(pronoun)] not in "的们們":
            return Mention(begin, begin + len(pronoun), PRONOUN)
        adverbial = _AFTER_SUBJECT.search(body, begin + 1, last)
        mention = _mention(body, begin, adverbial.start() if adverbial else last, language)
        if mention is not None and _is_subject(body, mention):
            return mention
    return None


def _is_subject(body: str, mention: Mention) -> bool:
    """Return True if a stretch is long enough for a name, not too long, and holds no mark."""
    length = mention.end - mention.start
    if length > _LONGEST_SUBJECT or "“" in body[mention.start : mention.end]:
        return False
    return length > 1 or mention.kind == PRONOUN


def _japanese(body: str, span: Span, left: int, right: int, language: Language) -> Attribution | None:
    who = _WHO.match(body, span.outer_end, min(right, len(body)))
    if who is not None:
        return Attribution(_mention(body, *who.span(1), language), None, 0.6, adjacent=True)
    quoting = _QUOTING.match(body, span.outer_end, min(right, span.outer_end + 4))
    limit = min(right, line_end(body, span.outer_end), span.outer_end + 40)
    following = _THUS.match(body, span.outer_end, min(len(body), span.outer_end + 40))
    if following is not None and quoting is None:
        mention = _mention(body, *following.span(1), language)
        return Attribution(mention, following.group(2), 0.7, adjacent=True)
    stated = _stated_behind(body, span, language) if quoting is None else None
    if stated is not None:
        return stated
    if quoting is None and span.end - span.start < _SHORT:
        return None
    verb = language.verbs.search(body, span.outer_end, limit)
    start = max(_sentence(body, span), left)
    cue = verb.group() if verb else None
    label = _japanese_label(body, span, language)
    if label is not None:
        return Attribution(label, cue, 0.7, adjacent=True)
    sources = list(_SOURCE.finditer(body, start, span.outer_start))
    topics = sources or list(_TOPIC.finditer(body, start, span.outer_start))
    topics = topics or list(_FROM.finditer(body, start, span.outer_start))
    owner = _OWNER.match(body, span.outer_end, limit)
    if owner is not None:
        mention = _mention(body, owner.start(1), owner.end(1), language)
        return Attribution(mention, owner.group(2), 0.7, adjacent=True)
    if topics:
        topic = next((topic for topic in topics if not body[topic.end() : span.outer_start].strip("、 ")), None)
        topic = topic or next((topic for topic in topics if not _is_time(body, start, topic, language)), topics[0])
        pauses = [match.end() for match in _PAUSE.finditer(body, start, topic.start())]
        mention = _mention(body, pauses[-1] if pauses else start, topic.start(), language)
        if mention is not None:
            return Attribution(mention, cue, 0.85 if quoting else 0.6, adjacent=quoting is not None)
    return _behind_particle(body, (quoting.end(), limit), cue, language) if quoting is not None else None


def _behind_particle(body: str, stretch: tuple[int, int], cue: str | None, language: Language) -> Attribution | None:
    """Attribute by the topic behind the particle of quoting, or by the noun that ends the sentence there."""
    behind = _BEHIND_PARTICLE.match(body, *stretch) or (None if cue else _NOUN_AT_END.match(body, *stretch))
    if behind:
        mention = _mention(body, *behind.span(1), language)
        return Attribution(mention, cue, 0.7, adjacent=True)
    return Attribution(None, cue, 0.5, adjacent=True) if cue else None


def _stated_behind(body: str, span: Span, language: Language) -> Attribution | None:
    """Attribute a quotation that opens its line by the sentence behind it, if that has a verb of saying."""
    stated = _STATED.match(body, span.outer_end, min(len(body), span.outer_end + 40))
    if stated is None or body[line_start(body, span.outer_start) : span.outer_start].strip():
        return None
    verb = language.verbs.search(body, stated.end(), min(line_end(body, stated.end()), stated.end() + _REPORTED_NEAR))
    return Attribution(_mention(body, *stated.span(1), language), verb.group(), 0.7, adjacent=True) if verb else None


def _japanese_label(body: str, span: Span, language: Language) -> Mention | None:
    """Return the name between the start of a line and the mark: `田中氏「…」`."""
    start = line_start(body, span.outer_start)
    label = _LABEL.fullmatch(body, start, span.outer_start)
    return _mention(body, *label.span(1), language) if label else None


def _is_time(body: str, start: int, topic: re.Match[str], language: Language) -> bool:
    """Return True if a topic is no speaker but a time or the like: `この日は`."""
    return body[start : topic.start()].strip("、 ") in language.stops


def _korean(body: str, span: Span, left: int, right: int, language: Language) -> Attribution | None:
    start = max(_sentence(body, span), left)
    limit = min(right, line_end(body, span.outer_end), span.outer_end + 60)
    label = _KOREAN_LABEL.fullmatch(body, line_start(body, span.outer_start), span.outer_start)
    if label is not None:
        return Attribution(Mention(*label.span(1), NAME), None, 0.75, adjacent=True)
    stated = _KOREAN_STATED.match(body, span.outer_end, limit)
    if stated is not None:
        return Attribution(Mention(*stated.span(1), NAME), stated.group(2), 0.75, adjacent=True)
    quoting = re.compile(r"\s*(?:이?라고|고|이?라며|며|이?라는|하며)").match(body, span.outer_end, limit)
    verb = language.verbs.search(body, span.outer_end, limit)
    cue = verb.group() if verb else None
    for first, last in ((start, span.outer_start), (quoting.end() if quoting else limit, limit)):
        source = language.according_after.search(body, first, last)
        if source:
            words = _korean_words(body, first, source.start())
            if words:
                return Attribution(Mention(words[0][0], source.start(), NAME), source.group(), 0.7, adjacent=False)
        mention = _korean_subject(body, first, last, language)
        if mention is not None and (quoting or verb):
            return Attribution(mention, cue, 0.75, adjacent=quoting is not None)
    if quoting is None and verb is not None and body[span.end - 1] in ".?!" and start == span.outer_start:
        mention = _korean_subject(body, span.outer_end, verb.start(), language)
        return Attribution(mention, cue, 0.7, adjacent=True) if mention is not None else None
    return Attribution(None, cue, 0.5, adjacent=True) if quoting and verb else None


def _korean_words(body: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _KOREAN_WORD.finditer(body, start, end)]


def _korean_subject(body: str, start: int, end: int, language: Language) -> Mention | None:
    """Return the first words up to one with a subject suffix, without words that lead into the sentence."""
    words = _korean_words(body, start, end)
    first = 0
    for index, (begin, stop) in enumerate(words):
        word = body[begin:stop]
        if word in language.stops:
            first = index + 1
            continue
        suffix = next(
            (item for item in language.subject_suffixes if word.endswith(item) and len(word) > len(item)), None
        )
        if suffix is not None:
            opening = words[max(first, index - 3)][0]
            text = body[opening : stop - len(suffix)]
            return Mention(opening, stop - len(suffix), PRONOUN if text in language.pronouns else NAME)
    return None

"""Quotations: what was said in a body, where it is, and who said it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from toolkit.annotation.english_text import is_english
from toolkit.annotation.quotes.attribution import Attribution, attribute, is_speech
from toolkit.annotation.quotes.coreference import Resolver
from toolkit.annotation.quotes.indirect_speech import Report, find_reports
from toolkit.annotation.quotes.other_languages import find_foreign_quotes
from toolkit.annotation.quotes.paragraph_languages import ENGLISH, language_runs
from toolkit.annotation.quotes.paragraphs import Paragraph, split_paragraphs
from toolkit.annotation.quotes.quotation_marks import find_pieces
from toolkit.annotation.quotes.speaker_candidates import Speaker
from toolkit.contract.records import Part, Quote

_GAP = 30
"""Tokens that may be between two parts of one quote."""
_FREE = frozenset("^.:,Q-VN)")
"""What is before a quote that the reporter's sentence does not govern: class of the word, or ^ at the start."""
_RESUMED = frozenset(",V-Q")
"""What is before the rest of a sentence that the reporter interrupted."""
_UNKNOWN = 0.3
"""Confidence of a quote whose speaker is not found: the span is nearly always right, having no speaker seldom."""


def find_quotes(
    body: str, *, headline: str | None = None, language: str | None = None, indirect: bool = False
) -> tuple[Quote, ...]:
    """Find the quotations of an article body, in order and without overlap, with the names of their speakers.

    Paragraphs are lines; offsets are code points into `body`. `language` is a BCP-47 tag, guessed between English
    and others when null. Paragraphs that are clearly in another language are read by the rules of their own. In English
    a learned ranker chooses the mention of the speaker, and titles, nicknames and scare quotes are left out; languages
    with a table go by its rules; elsewhere the speaker is null unless a line begins with a name and a colon.
    The headline helps to complete names. `indirect` adds what English sentences report without marks.

    >>> quote, = find_quotes('"We open on Monday," said Ada Byte, the mayor.')
    >>> quote.text, quote.speaker, quote.cue
    ('We open on Monday,', 'Ada Byte', 'said')
    """
    english = is_english(body, language)
    if language is None and not english:
        return find_foreign_quotes(body)
    spoken = ENGLISH if english or language is None else language
    runs = language_runs(body, spoken)
    if len(runs) > 1:
        return tuple(
            _shifted(quote, run.start)
            for run in runs
            for quote in find_quotes_of_one_language(
                body[run.start : run.end], run.language, headline=headline, indirect=indirect
            )
        )
    return find_quotes_of_one_language(body, spoken, headline=headline, indirect=indirect)


def find_quotes_of_one_language(
    body: str, language: str, *, headline: str | None = None, indirect: bool = False
) -> tuple[Quote, ...]:
    """Find the quotations of a text all of whose paragraphs are in one language."""
    if not is_english(body, language):
        return find_foreign_quotes(body, language)
    pieces = find_pieces(body)
    if not pieces and not indirect:
        return ()
    paragraphs = split_paragraphs(body, pieces)
    resolver = Resolver(paragraphs, headline)
    quotes = [quote for quote, _ in attributed_quotes(paragraphs, resolver)]
    if indirect:
        quotes = _with_reports(quotes, paragraphs, resolver)
    return tuple(quotes)


def _shifted(quote: Quote, offset: int) -> Quote:
    """Return a quotation of a part of a text with its offsets into the whole."""
    mention: tuple[int | None, int | None] = (None, None)
    if quote.speaker_start is not None and quote.speaker_end is not None:
        mention = (quote.speaker_start + offset, quote.speaker_end + offset)
    return replace(
        quote,
        start=quote.start + offset,
        end=quote.end + offset,
        parts=tuple(Part(part.start + offset, part.end + offset) for part in quote.parts),
        speaker_start=mention[0],
        speaker_end=mention[1],
    )


def attributed_quotes(paragraphs: Sequence[Paragraph], resolver: Resolver) -> list[tuple[Quote, list[Attribution]]]:
    """Find the quotations of English paragraphs, each with the decisions on its parts."""
    groups: list[list[Attribution]] = []
    for decision in attribute(paragraphs):
        if groups and _continues(groups[-1][-1], decision):
            groups[-1].append(decision)
        elif decision.speaker is not None or is_speech(decision.setting, decision.look):
            groups.append([decision])
    return [(_quote(group, resolver), group) for group in groups]


def _continues(before: Attribution, here: Attribution) -> bool:
    """True if a piece goes on with the quote of the piece before: same mention, and little between."""
    setting = here.setting
    resumed = before.setting.ending == "," and setting.before in _RESUMED
    if before.speaker is None or before.speaker != here.speaker or _kind(before) != "direct":
        return False
    if _kind(here) != "direct" and not resumed:
        return False
    if not before.piece.closed:
        return here.paragraph.number == before.paragraph.number + 1
    if before.paragraph is not here.paragraph:
        return False
    narration = here.paragraph.narration
    start, end = narration.positions[before.piece.start] + 1, narration.positions[here.piece.start]
    between = narration.classes[start:end]
    return 0 < len(between) <= _GAP and between.count(".") <= 1 and "Q" not in between


def _kind(decision: Attribution) -> str:
    """Tell a clause or more from a few words inside the reporter's sentence."""
    setting = decision.setting
    governed = setting.before not in _FREE
    if decision.look.letters == "l" and (governed or setting.size != "L") and setting.before not in "Q:":
        return "fragment"
    return "fragment" if governed and setting.size in "13" else "direct"


def _quote(group: list[Attribution], resolver: Resolver) -> Quote:
    decision = group[0]
    body = decision.paragraph.body
    parts = tuple(Part(item.piece.start, item.piece.end) for item in group)
    start, end = parts[0].start, parts[-1].end
    speaker = decision.speaker
    if speaker is None:
        return Quote(body[start:end], start, end, parts, _kind(decision), None, None, None, None, None, _UNKNOWN)
    begin, stop = speaker.span
    return Quote(
        text=body[start:end],
        start=start,
        end=end,
        parts=parts,
        kind=_kind(decision),
        speaker=resolver.name(speaker),
        speaker_text=body[begin:stop],
        speaker_start=begin,
        speaker_end=stop,
        cue=_cue(speaker),
        confidence=round(min(item.confidence for item in group), 4),
    )


def _cue(speaker: Speaker) -> str | None:
    """Give the reporting words of the speaker's clause; null when a colon or nothing introduces the quote."""
    if speaker.clause.cue < 0:
        return None
    word = speaker.paragraph.narration.words[speaker.clause.cue]
    return "according to" if word.lower() == "to" else word


def _with_reports(quotes: list[Quote], paragraphs: Sequence[Paragraph], resolver: Resolver) -> list[Quote]:
    """Add indirect speech wherever no quote is."""
    merged = list(quotes)
    ends = [0, *(quote.end for quote in quotes)]
    starts = [*(quote.start for quote in quotes), len(paragraphs[0].body) + 1 if paragraphs else 0]
    for report in find_reports(paragraphs):
        index = bisect_right(starts, report.start)
        if report.start >= ends[index] and report.end <= starts[index]:
            merged.append(_report_quote(report, resolver))
    return sorted(merged, key=lambda quote: quote.start)


def _report_quote(report: Report, resolver: Resolver) -> Quote:
    body = report.speaker.paragraph.body
    begin, stop = report.speaker.span
    return Quote(
        text=body[report.start : report.end],
        start=report.start,
        end=report.end,
        parts=(Part(report.start, report.end),),
        kind="indirect",
        speaker=resolver.name(report.speaker),
        speaker_text=body[begin:stop],
        speaker_start=begin,
        speaker_end=stop,
        cue=_cue(report.speaker),
        confidence=report.confidence,
    )

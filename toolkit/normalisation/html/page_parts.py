"""What has been read of an HTML page, and what is near its headline, its lead and the end of its body."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from toolkit.normalisation.authors.byline import credits_reporters
from toolkit.normalisation.authors.page_authors import names_author
from toolkit.normalisation.dates.candidates import moment_of, run_backwards
from toolkit.normalisation.dates.recogniser import DateMention, find_dates
from toolkit.normalisation.html.html_tokenizer import Markup
from toolkit.normalisation.html.labelled_text import leads_elsewhere, link_ranges
from toolkit.normalisation.html.landmarks import Mark
from toolkit.normalisation.html.page_body import Passage
from toolkit.normalisation.html.page_metadata import Metadata
from toolkit.normalisation.lines.line import Line

_ABOVE_HEADLINE, _ABOVE_LEAD = 200, 500
"""Visible characters above the headline, or above the lead where no headline is shown, that may hold the date."""
_BEFORE_HEADLINE, _AFTER_HEADLINE = 1500, 3000
"""Visible characters around the headline in which byline and date are expected."""
_UNSPACED_LEAD = 25
"""Characters of a paragraph of Chinese or Japanese that is no subhead; in other scripts 80."""
_BEHIND_BODY = 40
"""Visible characters between the body and a line that signs it."""
_OPENING = 40
"""Characters at the start of a line in which a day is looked for."""
_ITEM_END = re.compile(r"</(?:li|article|tr)\b", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|respond(?![a-z])|disqus", re.IGNORECASE)
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{4}")


@dataclass(frozen=True)
class Page:
    """One page and what has been read of it."""

    markup: Markup
    metadata: Metadata
    marks: tuple[Mark, ...]
    headline: Passage | None
    standfirst: Passage | None
    body: tuple[Passage, ...]
    extracted: tuple[Passage, ...]
    """The body before sidebars were cut from it."""
    labelled: Callable[[], tuple[Line, ...]]
    """Labels the visible text's lines, once; costly, so only for pages whose markup says too little."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The visible text's lines with their labels."""
        return self.labelled()

    @property
    def text(self) -> str:
        """The body."""
        return "\n\n".join(passage.text for passage in self.body)

    def near(self, kind: str) -> list[Mark]:
        """Return the marks of a kind between headline and lead, then those above the headline.

        Above the headline stand dates and authors of other stories, too; there only a line of its own is believed,
        and an author only where none is marked below.
        """
        headline, lead = self.frame
        marks = [mark for mark in self.marks if mark.kind == kind and headline - _BEFORE_HEADLINE < mark.start <= lead]
        if kind == "date":
            marks = [mark for mark in marks if mark not in self._entries]
        below = [mark for mark in marks if mark.start >= headline]
        if (below and kind == "author") or (kind == "date" and not below and self._dated_below(headline, lead)):
            return below
        return below + [mark for mark in marks if mark.start < headline and self._is_alone(mark)]

    @property
    def signatures(self) -> list[Mark]:
        """Return the marks that name the author right behind the body."""
        ends = [passage.end for passage in self.extracted if passage.end is not None]
        last = max(ends, default=len(self.markup.text))
        marks = [mark for mark in self.marks if mark.kind == "author" and last <= mark.start <= last + _BEHIND_BODY]
        named = [mark for mark in marks if names_author(self.markup, mark)]
        if any(self._is_listed(above, mark) for above, mark in pairwise(named)):
            return []
        return [mark for mark in named if not self._comments_begin(last, mark.tag.end)]

    @property
    def article_lines(self) -> tuple[Line, ...]:
        """Return the lines around and in the article: from just above the headline to just below the body."""
        headline, lead = self.frame
        last = max((passage.end for passage in self.extracted if passage.end is not None), default=lead)
        # What is above a headline with a date of its own may be the date of another story.
        reach = _ABOVE_HEADLINE if self.headline and self.headline.start is not None else _ABOVE_LEAD
        first = headline - (reach if not self._dated_below(headline, lead) else 0)
        return tuple(
            line
            for line in self.lines
            if first <= line.start < last + 200
            and (line.start >= headline or line.text.count(" ") < 6 or self._opens_with_day(line))
            and (line.start <= last or not self._is_foreign(last, line))
        )

    def _opens_with_day(self, line: Line) -> bool:
        """Return True if a line right above the headline opens with a whole day."""
        if self.markup.text[line.end : self.frame[0]].strip():
            return False
        first = next(iter(find_dates(line.text[:_OPENING])), None)
        return first is not None and first.start == 0 and bool(first.day and first.year)

    def _is_listed(self, above: Mark, mark: Mark) -> bool:
        """Return True if two marks are in two items of a list or a sidebar: then they sign two other stories."""
        between = self.markup.source[above.tag.end : mark.tag.start]
        return _ITEM_END.search(between) is not None or self._is_aside(above) or self._is_aside(mark)

    def _is_aside(self, mark: Mark) -> bool:
        location = bisect_right(self.markup.reasons, mark.start, key=itemgetter(0)) - 1
        return location >= 0 and self.markup.reasons[location][1] == "related"

    def _is_foreign(self, last: int, line: Line) -> bool:
        """Return True if a line behind the body is a reader's comment, a link to another story, or labelled as one."""
        if line.label in ("related", "comment"):
            return not credits_reporters(line.text)
        if leads_elsewhere((line.start, line.end), self._links):
            return True
        return self._comments_begin(last, self.markup.raw_span(line.start, line.end)[0])

    def _comments_begin(self, last: int, end: int) -> bool:
        """Return True if the source names comments between the end of the body, an offset in the text, and `end`."""
        begin = self.markup.raw_span(last - 1, last)[1] if last else 0
        return _COMMENTS.search(self.markup.source, begin, end) is not None

    @cached_property
    def _entries(self) -> frozenset[Mark]:
        """The marks that date the entries of a live blog: elements of one kind in headline and body, latest first."""
        headline = self.frame[0]
        last = max((passage.end for passage in self.extracted if passage.end is not None), default=headline)
        alike: dict[tuple[str, str | None], list[Mark]] = {}
        for mark in self.marks:
            if mark.kind == "date" and headline <= mark.start <= last:
                kind = mark.tag.name, self.markup.attributes(mark.tag).get("class")
                alike.setdefault(kind, []).append(mark)
        entries: list[Mark] = []
        for marks in alike.values():
            dated = [(mark, mention) for mark in marks for mention in self._dates_of(mark)[:1]]
            if run_backwards([moment_of(mention) for _, mention in dated]):
                entries += [mark for mark, _ in dated]
        return frozenset(entries)

    def _dates_of(self, mark: Mark) -> tuple[DateMention, ...]:
        stated = self.markup.attributes(mark.tag).get("datetime", "")
        return find_dates(stated) or find_dates(self.markup.text[mark.start : mark.end])

    @cached_property
    def _links(self) -> list[tuple[int, int]]:
        return link_ranges(self.markup)

    @cached_property
    def frame(self) -> tuple[int, int]:
        """Where the headline and the first real paragraph start in the visible text."""
        starts = [(passage.start, len(passage.text)) for passage in self.extracted if passage.start is not None]
        lead = next((start for start, length in starts if length > 80), starts[0][0] if starts else None)
        if self.extracted and UNSPACED.search(self.extracted[0].text):
            lead = next((start for start, length in starts if length > _UNSPACED_LEAD), lead)
        headline = self.headline.start if self.headline and self.headline.start is not None else lead
        if headline is None:
            return 0, len(self.markup.text)
        return headline, lead if lead is not None and lead >= headline else headline + _AFTER_HEADLINE

    def _dated_below(self, headline: int, lead: int) -> bool:
        """Return True if a full date is between headline and lead."""
        return any(result.year and result.day for result in find_dates(self.markup.text[headline:lead]))

    def _is_alone(self, mark: Mark) -> bool:
        """Return True if a mark's line holds hardly any other words, or it opens the line above the headline."""
        text = self.markup.text
        start, end = text.rfind("\n", 0, mark.start) + 1, text.find("\n", mark.end)
        line = text[start : end if end >= 0 else len(text)]
        if mark.start == start and 0 <= end <= self.frame[0] and not text[end : self.frame[0]].strip():
            return True
        return len(line.split()) <= len(text[mark.start : mark.end].split()) + 1

"""Stories that rules divide in one text, as the digests of news lists and of agencies send them."""

import re
from collections.abc import Sequence

from toolkit.normalisation.authors.byline_cues import without_cue
from toolkit.normalisation.outlets.imprint import looks_like_outlet
from toolkit.read.exports.article_fields import Fields, dated, is_outlet
from toolkit.read.exports.printed_lines import Block, PrintedLine, blocks, one_line, paragraphs, printed_lines
from toolkit.read.stated_byline import people

_RULE = re.compile(r"^[ \t]*([-=_*~#+])(?:[ \t]?\1){9,}[ \t]*\r?$", re.MULTILINE)
_FEWEST_WORDS = 25
_MOST_HEAD_LINES = 5
_LONGEST_HEADLINE = 160
_LONGEST_LINE = 90
_MOST_NAME_WORDS, _LONGEST_PAGE = 6, 20


def divided(text: str) -> list[str]:
    """Return what is between the rules of a text."""
    bounds = [match.span() for match in _RULE.finditer(text)]
    starts = [0, *(end for _, end in bounds)]
    ends = [*(start for start, _ in bounds), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def split_stories(text: str) -> list[str]:
    """Return the text of each story; nothing where a text does not hold several.

    Every part between two rules that has a paragraph must have a head: a headline above a date or a byline.
    One introduction before the first story and one footer behind the last may have none.
    """
    parts = [part for part in divided(text) if len(re.findall(r"\w{2,}", part)) >= _FEWEST_WORDS]
    if len(parts) < 2:
        return []
    headed = [read_story(part) is not None for part in parts]
    first = 0 if headed[0] else 1
    last = len(parts) if headed[-1] else len(parts) - 1
    inner = headed[first:last]
    return parts[first:last] if len(inner) > 1 and all(inner) else []


def read_story(text: str) -> Fields | None:
    """Return the fields of a story: headline, then outlet, byline and date in any order, then text; null without."""
    runs = list(blocks(printed_lines(text)))
    head, body = _divided(runs)
    if not head or not body:
        return None
    fields = Fields()
    fields.put_text("headline", head[0])
    for index, block in enumerate(head[1:]):
        if _is_byline(block.text):
            fields.put_authors(block)
        elif _is_date(block.text):
            fields.put_date(block)
        elif (outlet := _dated_outlet(block.text)) is not None:
            fields.put_date(block)
            fields.put_source(Block(block.start, block.start + len(outlet), outlet))
        elif index == 0 or "date" not in fields.given:
            fields.put_source(Block(block.start, block.end, block.text.partition(",")[0]))
    if "date" not in fields.given and "authors" not in fields.given:
        return None
    fields.put_body(paragraphs(body))
    return fields


def _divided(runs: Sequence[Sequence[PrintedLine]]) -> tuple[list[Block], list[PrintedLine]]:
    """Return the headline and the short lines below it, then the lines of the text."""
    if not runs or sum(len(line.text) for line in runs[0]) > _LONGEST_HEADLINE:
        return [], []
    title = [line for line in runs[0] if not _is_label(line.text)]
    below = [line for line in runs[0] if line not in title]
    if len(title) > 1 and (is_outlet(title[-1].text) or looks_like_outlet(title[-1].text)):
        below.insert(0, title.pop())
    if not title or title[-1].text[-1] in ".,;":
        return [], []
    head = [Block(title[0].start, title[-1].end, one_line(title)), *_each(below)]
    index = 1
    while index < len(runs) and _is_head(runs[index]) and len(head) < _MOST_HEAD_LINES:
        head += _each(runs[index])
        index += 1
    return head, [line for run in runs[index:] for line in run]


def _each(lines: Sequence[PrintedLine]) -> list[Block]:
    return [Block(line.start, line.end, line.text) for line in lines]


def _is_head(run: Sequence[PrintedLine]) -> bool:
    """Return True for a few short lines of which one is a date or a byline."""
    short = len(run) <= 3 and all(len(line.text) <= _LONGEST_LINE and line.text[-1] not in ".!?" for line in run)
    return short and any(_is_label(line.text) for line in run)


def _is_label(text: str) -> bool:
    return _is_date(text) or _is_byline(text) or _dated_outlet(text) is not None


def _dated_outlet(text: str) -> str | None:
    """Return the outlet of a line such as "The Norvik Post, 5 March 2024, p. 4"; null for any other."""
    mention = dated(text) if len(text) <= _LONGEST_LINE and text[-1] not in "!?" else None
    outlet = text[: mention.start].strip(" ,;|·–—-(") if mention is not None else ""
    words = outlet.split()
    is_named = 0 < len(words) <= _MOST_NAME_WORDS and outlet[0].isupper() and ":" not in outlet
    return outlet if is_named and (mention is not None and len(text) - mention.end <= _LONGEST_PAGE) else None


def _is_byline(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and without_cue(text) != text and bool(people(text)[0])


def _is_date(text: str) -> bool:
    """Return True for a line that holds little more than a date."""
    mention = dated(text) if len(text) <= _LONGEST_LINE else None
    return mention is not None and (mention.end - mention.start) * 2 >= len(text)

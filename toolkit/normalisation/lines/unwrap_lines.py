"""Finds lines that a fixed column width, or a link in the middle of a sentence, has broken, and joins them.

A text is wrapped when its long lines end where the next word would not have fitted (greedy line breaking), in the
middle of sentences. Widths are columns: East Asian wide characters count two.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import add
from typing import Literal, NamedTuple

from toolkit.normalisation.character_classes import code_points
from toolkit.normalisation.sentence_end import ends_clause

Joint = Literal["blank", "nothing", "hyphen"]
"""What a line break inside a paragraph stands for: a blank, nothing, or nothing with the hyphen before it dropped."""

_NARROWEST, _WIDEST = 24, 100
"""Newspaper columns have about 30 characters, wire copy and mail 60 to 80."""
_FEWEST_BREAKS, _SURE_BREAKS = 3, 8
_WIDTHS_TRIED = 4
_SLACK, _WIDE_SLACK = 1, 6
"""Columns that stay free though the next word would have fitted: no closing mark opens a line of Chinese."""
_SHORTEST_PART = 12
"""A shorter line is a word of a menu rather than the first part of a sentence."""
_LONGEST_FIELD = 60
_LONGEST_MARK = 12
_PRINT_WIDTH, _HYPHENATED_SHARE = 50, 0.08
"""Columns below this width, or with this share of lines that end in a hyphen, divide words by syllables."""
_SURE_DIVISIONS = 3
"""So many words are divided by no chance, whatever the width: a scanned column has none in characters."""
_MOST_HEADING_WORDS = 8
_BYLINE = re.compile(r"(?:by|von|par|por|di|av|de)\s+[^\W\d_]")
_OPENS_BYLINE = re.compile(
    r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|Da|Av|Af|Door|Text|Autor|Автор|Текст)(?:\s*:|\s+[^\W\d_a-z])"
)
_OPENS_FIELD = re.compile(
    r"(?i:(?:written|posted|published|reported|geschrieben|verfasst|escrito|publicado|publié|pubblicato)\s+)?"
    r"(?i:by|von|par|por|di|av|af|door)(?:\s?:)?\s+[^\W\d_a-zß-öø-ÿ]\S*(?:\s+[^\W\d_a-zß-öø-ÿ]|\s*$|\s*[|,•·–-])"
    r"|(?i:by|von|par|por)\s(?:.*\s)?(?:19|20)\d\d(?!\d)"
    r"|(?i:posted|published|updated|veröffentlicht|aktualisiert|publié|publicado|actualizado|pubblicato)"
    r"(?:\s?:|\s+(?:on|in|am|le|el|il)\b)"
    r"|(?i:curator|author|autor|autora|foto|fotos|photo|photos|image|bild|lesezeit|reading time)\s?(?::|\b(?:von|by)\b)"
    r"|vor\s\d+\s(?:Minuten?|Stunden?|Tagen?|Wochen?)\b"
)
"""How a byline, a date or a credit opens, in capitals or not."""
_SMALL_WORD = re.compile(r"(?:^|\s)[^\W\d_A-ZÀ-ÖØ-ÞА-Я]{1,4}$")
"""A word that stands before others: an article or a preposition."""
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d")
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}:\d\d|\d{1,2}[./]\d{1,2}[./]\d\d")
FOLIO = re.compile(r"(?=[^a-zß-öø-ÿа-яα-ω]+$)(?=[^\n]*,)(?=.*\b\d{1,2}\b)(?=.*\b(?:1[6-9]|20)\d\d\W*$).{8,80}")
"""The line below the name of a newspaper, in capitals: "RAVENSHOLM, FRIDAY, MARCH 12, 1909."."""
_BARE_DATE = re.compile(
    r"(?=.*(?:\d\d:\d\d|\d[./-]\d{1,2}[./-]\d|\b(?:19|20)\d\d\b))(?:[^\W\d_]{2,12}\.?,?\s)?[\d\W]*(?:[^\W\d_]{3,12}[\d\W]+)?"
    r"(?:uhr|h|[ap]\.?m\.?)?\W*",
    re.IGNORECASE,
)
"""A line that is nothing but a day or a time: no sentence goes on behind it."""
_ADDRESS = re.compile(r"\S+@\S|https?:|www\.")
_LISTED = re.compile(r"(?:[•*▪●■►‣◦·]|\d{1,3}[.)])\s|[-–—]\s")
_FIRM_LIST = re.compile(r"(?:[•*▪●■►‣◦])\s")
_WIDE = re.compile(
    "[\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_FIRST_WIDE = 0x2E80
"""No wide character but the letters of old Korean has a lower code point."""
_SPACELESS = re.compile(
    "[\u2e80-\u303e\u3041-\u30ff\u31f0-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U00020000-\U0003fffd]"
)
"""Chinese and Japanese, whose words have no blanks between them; Korean has."""
_DIVIDED = re.compile(r"([^\W\d_]+)-$")
_SOFT_HYPHENS = ("\u00ad", "¬")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_SUSPENDED = frozenset(
    {"und", "oder", "bis", "and", "or", "to", "en", "of", "og", "och", "eller", "y", "o", "ou", "et"}
)
"""Words before which a hyphen stays open: "Haupt- und Nebensaison"."""


class _Lines(NamedTuple):
    """The lines of a text that are not blank, column by column."""

    texts: Sequence[str]
    """Without blanks around them."""
    gaps: Sequence[int]
    """Line breaks before each."""
    indents: Sequence[int]
    """Blanks before each on its line."""
    ends: Sequence[int]
    """Column at which each ends, its indent included."""
    margin: int
    """The least indent of all."""


def find_joints(lines: Sequence[str], gaps: Sequence[int], indents: Sequence[int]) -> list[Joint | None]:
    """Return for each line how it is joined to the line above; null where a paragraph begins.

    `lines` have no blanks around them; `gaps` holds the line breaks before each, `indents` the blanks before it
    on its line.
    """
    if 1 not in gaps[1:]:
        return [None] * len(lines)
    sizes = map(_columns, lines) if _has_wide("".join(lines)) else map(len, lines)
    ends = list(map(add, indents, sizes))
    printed = _Lines(lines, gaps, indents, ends, min(indents))
    width = _column_width(printed)
    likely = [
        index
        for index, (line, gap) in enumerate(zip(lines, gaps, strict=True))
        if gap == 1 and index and (width is not None or line[0].islower())
    ]
    joined = [index for index in likely if _goes_on(printed, index, width)]
    joints: list[Joint | None] = [None] * len(lines)
    for index in joined:
        joints[index] = _joint_between(lines[index - 1], lines[index])
    _join_divided_words(lines, joints, joined, width)
    return joints


def group_lines(joints: Sequence[Joint | None]) -> list[tuple[int, int]]:
    """Return the ranges of lines that are one paragraph, in order; most ranges hold one line."""
    starts = [index for index, joint in enumerate(joints) if joint is None or index == 0]
    return list(pairwise([*starts, len(joints)]))


def join_lines(lines: Sequence[str], joints: Sequence[Joint | None] = ()) -> str:
    """Return broken lines as one; the first joint does not count. Without joints no hyphen is dropped.

    >>> join_lines(["The flat-", "bottomed ferry", "sails a-", "gain."], [None, "nothing", "blank", "hyphen"])
    'The flat-bottomed ferry sails again.'
    """
    joints = joints or [None, *[_joint_between(above, line) for above, line in pairwise(lines)]]
    text = lines[0]
    for line, joint in zip(lines[1:], joints[1:], strict=True):
        text = f"{text} {line}" if joint == "blank" else text[:-1] + line if joint == "hyphen" else text + line
    return text


def _joint_between(above: str, line: str) -> Joint:
    """Return what the line break between two parts of a paragraph stands for."""
    return "nothing" if _needs_no_blank(above, line) else "blank"


def _has_wide(text: str) -> bool:
    """Return True if a text may hold characters that take up two columns."""
    return not text.isascii() and bool((code_points(text) >= _FIRST_WIDE).any())


def _columns(line: str) -> int:
    """Return the columns that a line takes up."""
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))


def _column_width(printed: _Lines) -> int | None:
    """Return the width that lines were wrapped at; null when each line is a paragraph of its own."""
    pairs = [index for index in range(1, len(printed.texts)) if printed.gaps[index] == 1]
    if len(pairs) < _FEWEST_BREAKS:
        return None
    # A longer word than a line, such as an address, tells nothing of the width.
    above = sorted(printed.ends[index - 1] for index in pairs if _can_break(printed.texts[index - 1]))
    highest = above[-len(above) // 10 - 2 :]
    widths = sorted({end for end in highest if _NARROWEST <= end <= _WIDEST}, reverse=True)[:_WIDTHS_TRIED]
    flush = [index for index in pairs if printed.indents[index] <= printed.indents[index - 1] + 1]
    for width in widths:
        long = [end for end in printed.ends if end > width // 2]
        longer = sum(1 for end in long if end > width + _SLACK)
        if _is_wrapped(printed, flush, width, alone=longer <= 1 + len(long) // 20):
            return width
    return None


def _can_break(line: str) -> bool:
    """Return True if a line could have been broken earlier."""
    return " " in line or (not line.isascii() and _SPACELESS.search(line) is not None)


def _is_wrapped(printed: _Lines, pairs: Sequence[int], width: int, *, alone: bool) -> bool:
    """Return True if most long lines end in the middle of a sentence where the next word did not fit.

    `pairs` are the lines right below another that are not indented.
    With `alone` hardly any line of the text is longer; else a list of titles of about one length must be excluded:
    their lines begin with capitals.
    """
    shortest, ends = width - max(width // 4, 8), printed.ends
    long = [index for index in pairs if shortest < ends[index - 1] <= width]
    if len(long) < _FEWEST_BREAKS:
        return False
    full = [index for index in long if _is_full(printed, index, width)]
    if len(full) < _FEWEST_BREAKS or len(full) * 4 < len(long) * 3:
        return False
    broken = sum(1 for index in full if not ends_clause(printed.texts[index - 1]))
    if broken * 2 <= len(full):
        return False
    small = sum(1 for index in full if printed.texts[index][0].islower())
    return alone or (len(full) >= _SURE_BREAKS and small * 10 >= len(full) * 4)


def _is_full(printed: _Lines, index: int, width: int) -> bool:
    """Return True if the first word of a line would not have fitted on the line above."""
    above, line = printed.texts[index - 1], printed.texts[index]
    end = printed.ends[index - 1]
    if above[-1] == "-" and above[-2:-1].isalpha():
        return end > width * 3 // 4
    if _SPACELESS.match(line):
        return end + 2 > width - _WIDE_SLACK
    word = line.split(maxsplit=1)[0]
    if not word.isascii() and (wide := _SPACELESS.search(word)):
        word = word[: wide.start()]
    return end + (not _needs_no_blank(above, line)) + _columns(word) > width - _SLACK


def _goes_on(printed: _Lines, index: int, width: int | None) -> bool:
    """Return True if a line goes on with the sentence or the paragraph of the line right above it."""
    above, line = printed.texts[index - 1], printed.texts[index]
    ended = ends_clause(above)
    if width is None and len(above) <= _LONGEST_FIELD // 2 and _BARE_DATE.fullmatch(above):
        return False
    if (
        _is_heading(above)
        and _is_heading(line)
        and not all(map(_is_heading, printed.texts[max(index - 2, 0) : index + 3]))
    ):
        return width is not None and not ended and not _OPENS_BYLINE.match(line)
    if _opens_indented(printed, index) or (ended and _is_mark(printed, index)):
        return False
    if len(line) >= _SHORTEST_PART and not ends_clause(line) and (above.endswith(line) or above.startswith(line)):
        return False
    if (
        _is_field(line)
        and above[-1] not in "(["
        and not (width is not None and _SMALL_WORD.search(above) and _is_full(printed, index, width))
    ):
        return False
    if line[0].islower() and len(above) >= _SHORTEST_PART and not ended and not _ADDRESS.match(line):
        return width is not None or ends_clause(line) or not _BYLINE.match(line)
    if width is None or printed.indents[index] > printed.indents[index - 1] + 1 or FOLIO.fullmatch(above):
        return False
    if printed.ends[index - 1] > width + _WIDE_SLACK or not _is_full(printed, index, width):
        return False
    if _LISTED.match(line):
        return not ended and not _FIRM_LIST.match(line)
    # A byline or a date beneath a long headline is no part of it.
    is_field = len(line) <= _LONGEST_FIELD and not ends_clause(line)
    if not is_field or (_SMALL_WORD.search(above) and not _DAY.match(line)):
        return True
    return not (_OPENS_BYLINE.match(line) or (len(line) <= _LONGEST_FIELD // 2 and _DATED.search(line)))


def _is_field(line: str) -> bool:
    """Return True for a short line without a stop that opens as a byline, a date or a credit does."""
    return len(line) <= _LONGEST_FIELD and not ends_clause(line) and _OPENS_FIELD.match(line) is not None


def _is_mark(printed: _Lines, index: int) -> bool:
    """Return True for a word without a stop that stands last, such as the name of an agency below its story."""
    line = printed.texts[index]
    last = index + 1 == len(printed.texts) or printed.gaps[index + 1] > 1
    return last and len(line) <= _LONGEST_MARK and not ends_clause(line)


def _opens_indented(printed: _Lines, index: int) -> bool:
    """Return True if a line and the one above are indented alike, and each is a paragraph's first line.

    The line below is not indented and goes on, or the one before the two is not and the upper one has ended; lines
    of an indented quotation have others like them around.
    """
    indent, margin = printed.indents[index], printed.margin
    if indent != printed.indents[index - 1] or indent <= margin + 1:
        return False
    if index + 1 < len(printed.texts) and printed.gaps[index + 1] == 1 and printed.indents[index + 1] == margin:
        return True
    return margin in printed.indents[index - 2 : index - 1] and ends_clause(printed.texts[index - 1])


def _is_heading(line: str) -> bool:
    """Return True for a few words in capitals without a number, as printed headlines are."""
    return line.isupper() and 1 <= line.count(" ") < _MOST_HEADING_WORDS and not any(map(str.isdigit, line))


def _needs_no_blank(above: str, line: str) -> bool:
    """Return True if two parts of a paragraph are written together: Chinese, Japanese, a word at its hyphen."""
    if above[-1] == "-" and above[-2:-1].isalpha():
        word = _FIRST_WORD.match(line)
        return word is None or word[0] not in _SUSPENDED
    if above.isascii() and line.isascii():
        return False
    return _SPACELESS.match(above[-1]) is not None or _SPACELESS.match(line) is not None or above[-1] in _SOFT_HYPHENS


def _join_divided_words(
    lines: Sequence[str], joints: list[Joint | None], joined: Sequence[int], width: int | None
) -> None:
    """Drop the hyphens at which words were divided into syllables; a compound such as "well-known" keeps its own."""
    divided: list[tuple[int, str, str]] = []
    for index in joined:
        if lines[index - 1].endswith(_SOFT_HYPHENS):
            joints[index] = "hyphen"
        elif joints[index] == "nothing" and lines[index][0].islower():
            above, below = _DIVIDED.search(lines[index - 1]), _FIRST_WORD.match(lines[index])
            if above is not None and below is not None:
                divided.append((index, above[1], below[0]))
    if not divided:
        return
    text = " ".join(lines).lower()
    many = len(divided) > 1 and len(divided) >= len(joined) * _HYPHENATED_SHARE
    by_syllables = (width is not None and (width < _PRINT_WIDTH or many)) or (many and len(divided) >= _SURE_DIVISIONS)
    for index, first, second in divided:
        has_word, has_compound = (_has_word(text, f"{first}{mark}{second}".lower()) for mark in ("", "-"))
        if has_word or (by_syllables and not has_compound):
            joints[index] = "hyphen"


def _has_word(text: str, word: str) -> bool:
    """Return True if a text holds a word that is not a part of another."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None

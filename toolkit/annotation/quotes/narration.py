"""The reporter's own words of one paragraph, as classed tokens, with one token for each stretch between marks."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice

from toolkit.annotation.function_words import DAYS, INVERTING, MONTHS, NOBODIES, NUMBERS, PARTICIPLES, REPLIES
from toolkit.annotation.quotes.job_titles import is_role
from toolkit.annotation.quotes.quotation_marks import Piece
from toolkit.annotation.quotes.reporting_verbs import reporting_verbs

_TOKEN = re.compile(
    r" ?(?:((?!vs\.)[a-z]++(?![\w’']|[-.&@/][^\W_])|[A-Z][a-z]++(?![\w’'.&@/-])"  # most words, found at once
    r"|(?:[A-Z]\.)+(?![^\W\d_])"  # U.S. and initials
    r"|(?:M[rs]|Mrs|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Capt|Sgt|Maj|Cmdr|Adm|Prof|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|No"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\."
    r"|[^\W\d_]+[^\W_]*(?:[-’'.&@/][^\W_]+)*[’']?"  # words, also with inner marks
    r"|\d[\d,.:]*[^\W_]*"
    r"|--+|\.{2,}|[^\s\w\"“”„‟«»″＂'‘’`(])"
    r"|\([^()\n“”\"]{0,60}\))"  # an aside is passed over
)

_CLASSES = {
    "P": "he she they it i we you",
    "W": "who which whose whom",
    "D": "the a an his her their its our my your this these those one another some many several most both each "
    "every no any other others two three four five six seven eight nine ten dozens all few",
    "B": "is are was were be been being am isn't wasn't",
    "X": "has have having had do does did will would could should may might must can cannot didn't doesn't don't "
    "hasn't haven't won't wouldn't can't",
    "R": "also then later now once often never always just still again even recently soon only further furthermore "
    "instead meanwhile however yesterday today tonight tomorrow previously famously earlier first too rather ever "
    "yet already perhaps simply not there here moreover nevertheless afterward afterwards",
    "I": "of in on at by for from with to about into over after before during between among against through under "
    "since until without within near around across behind beyond despite amid toward towards upon via per off up "
    "down out outside inside above below like including",
    "C": "and but or nor so while as because if when whether though although where than unless how why what that",
}
_PUNCTUATION = {
    **dict.fromkeys(".?!…•·|<>*", "."),
    **dict.fromkeys("-–—―‒", "-"),
    **{mark: mark for mark in ",:;()[]"},
    "&": "N",
}
_CAPITALISED = dict(zip("PWDBXRIC", "pudbxric", strict=True))
"""Marks function words with a capital, which are names unless they begin a sentence."""
_OWNER = ("’s", "'s", "s’", "s'")
_SHORT = 5
"""Words in -ed of so many letters are rather names than participles: Ahmed, Reed."""
_MET = 1 << 16
"""Words whose class is remembered."""
_UNDECIDED = re.compile("[pudbxricvsyem]")


@dataclass
class Narration:
    """Tokens of one paragraph.

    Classes: N name word, P pronoun, W relative pronoun, D determiner, V reporting verb, B forms of be, X auxiliary,
    R adverb, I preposition, C conjunction, 0 number, w other word, Q stretch between marks, and punctuation as
    printed (with "." for every mark that ends a sentence and "-" for every dash).
    """

    words: list[str]
    classes: str
    positions: dict[int, int]
    """Start of a piece to its token's index."""
    body: str
    ranges: list[tuple[int, int]]
    """The stretches of the body outside the pieces, which the words come from."""
    capitals: bool = False
    """True if the whole paragraph is in capitals, so that they tell nothing."""
    _starts: dict[int, list[int]] = field(default_factory=dict)
    """By range, the offsets of its first tokens, as far as somebody has asked for them."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give the offsets of the tokens from `first` up to `last`, which no piece may interrupt."""
        pieces = self._piece_tokens
        number = bisect_left(pieces, first)
        offset = pieces[number - 1] + 1 if number else 0
        starts = self._starts.setdefault(number, [])
        known = offset + len(starts)
        if last > known:
            start, end = self.ranges[number]
            if starts:
                start = starts[-1] + len(self.words[known - 1])
            starts += _starts(self.body, start, end, self.words[known:last])
        return starts[first - offset], starts[last - 1 - offset] + len(self.words[last - 1])

    @cached_property
    def _piece_tokens(self) -> list[int]:
        return list(self.positions.values())


def read_narration(body: str, start: int, end: int, pieces: Sequence[Piece]) -> Narration:
    """Class the words of body[start:end] that are outside the pieces."""
    words: list[str] = []
    positions: dict[int, int] = {}
    ranges: list[tuple[int, int]] = []
    first = start
    for piece in pieces:
        words += filter(None, _TOKEN.findall(body, start, piece.start))
        ranges.append((start, piece.start))
        positions[piece.start] = len(words)
        words.append("")
        start = piece.end
    words += filter(None, _TOKEN.findall(body, start, end))
    ranges.append((start, end))
    if body[first:end].isupper():
        classes = _decide("".join(map(_capitals_class, words)), words)
        return Narration(words, classes, positions, body, ranges, capitals=True)
    return Narration(words, _decide("".join(map(_word_classes.__getitem__, words)), words), positions, body, ranges)


def _starts(body: str, start: int, end: int, words: Sequence[str]) -> list[int]:
    """Find again where the first words of body[start:end] stand."""
    if body.find("(", start, end) >= 0:  # an aside may hold the same words
        matches = _TOKEN.finditer(body, start, end)
        return list(islice((match.start(1) for match in matches if match.group(1)), len(words)))
    starts: list[int] = []
    for word in words:
        start = body.index(word, start)
        starts.append(start)
        start += len(word)
    return starts


def _decide(classes: str, words: list[str]) -> str:
    """Settle the classes that hang on the neighbours."""
    if _UNDECIDED.search(classes) is None:
        return classes
    settled = list(classes)
    for match in _UNDECIDED.finditer(classes):
        index = match.start()
        kind = classes[index]
        before = settled[index - 1] if index else "."
        if kind in "vs" and index and words[index - 1].endswith(_OWNER):
            settled[index] = "w"
        elif kind == "v":
            ready = before in "PWXRB" or (index > 0 and (words[index - 1] == "to" or words[index - 1].endswith("s")))
            settled[index] = "V" if ready else "w"
        elif kind == "s":
            settled[index] = "w" if before == "D" or (before == "I" and words[index - 1] != "to") else "V"
        elif kind == "m":
            settled[index] = "N" if _is_last_name(classes, index) else "R"
        elif kind == "y":
            begins = before in ".Q:" and classes[index + 1 : index + 2] not in ("V", "s", "B", "X", "N")
            settled[index] = "R" if begins else "N"
        elif kind == "e":
            begins = before in ".Q:"
            settled[index] = _opening(classes[index + 1 : index + 2], words[index : index + 3]) if begins else "N"
        else:
            begins = before in ".Q:" or (kind in "pdic" and before in ",-")
            settled[index] = kind.upper() if begins and kind != "u" else "W" if begins else "N"
    return "".join(settled)


def _is_last_name(classes: str, index: int) -> bool:
    """Return True if a word with a capital is beside a verb right behind a quotation: `"We are ready," Last said`."""
    behind = classes[index + 1 : index + 3]
    if classes[max(0, index - 1) : index] == "Q":
        return behind in ("s.", "s,", "V.", "V,", "s", "V") or behind[:1] in ("s", "V")
    return classes[max(0, index - 2) : index] in ("Qs", "QV") and behind[:1] in (".", ",")


def _opening(after: str, words: Sequence[str]) -> str:
    """Class a past form that begins a sentence: "Asked when", "Said Ms. Byte:", or the name that it may be as well.

    A form that nobody listed is one if a preposition follows it, as in "Carved in oak", not in "Reed on Monday".
    """
    low = words[0].lower()
    if low in INVERTING and after in ("N", "P", "D", "p", "d"):
        return "V"
    if low in PARTICIPLES:
        return "N" if after in ("V", "s", "B", "X", "N") else "R"
    return "R" if low.endswith("ed") and after == "I" and not DAYS.intersection(words) else "N"


class _WordClasses(dict[str, str]):
    """The class of each word, found when the word is met; emptied when it has met too many."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MET:
            self.clear()
        kind = self[word] = _word_class(word)
        return kind


_word_classes = _WordClasses()


def _word_class(word: str) -> str:
    """Class a word by itself; small letters other than w are still to be decided."""
    if not word:
        return "Q"
    first = word[0]
    if not first.isalpha():
        return "0" if first.isdigit() else _PUNCTUATION.get(first, "w")
    low = word.lower()
    if not word.isalpha():
        low = low.rstrip("’'")
        low = low[:-2] if low[-2:] in ("’s", "'s") and low[:-2] in _function_words() else low
    kind = _known_words().get(low)
    if first.isupper():
        if low == "i":
            return "P"
        if word in MONTHS or low in REPLIES:
            return "m"
        if word in DAYS or low in NOBODIES:
            return "R"
        if low.partition("-")[0] in NUMBERS:
            return "D"
        if kind in _CAPITALISED:
            return _CAPITALISED[kind]
        if low in INVERTING or low in PARTICIPLES or (low.endswith("ed") and len(low) > _SHORT):
            return "e"
        return "y" if low.endswith(("ly", "ing")) else "N"
    return kind or ("R" if low.endswith("ly") else "N" if low.startswith(("al-", "el-")) else "w")


def _capitals_class(word: str) -> str:
    """Class a word of a paragraph in capitals: what is neither a known word nor a role may be a name."""
    low = word.lower()
    kind = _word_classes[low]
    return "N" if kind == "w" and low[0].isalpha() and not is_role(low) else kind


@cache
def _function_words() -> dict[str, str]:
    return {word: kind for kind, printed in _CLASSES.items() for word in printed.split()}


@cache
def _known_words() -> dict[str, str]:
    """Function words, and the forms of reporting verbs: V -ing, s other finite ones, v those that may be nouns."""
    verbs = {
        form: "v" if form == base and base not in ("put", "read") else "V" if form.endswith("ing") else "s"
        for form, base in reporting_verbs().items()
    }
    return verbs | _function_words()

"""What the ranker looks at: how a mention relates to a stretch between marks.

A feature is a template and the values that fill it. The `..._keys` functions give the values in the order of the
templates, so that a score is one look-up per template.
"""

from typing import NamedTuple

from toolkit.annotation.function_words import MEDIA, SMALL_WORDS, WORKS
from toolkit.annotation.quotes.clauses import Clause
from toolkit.annotation.quotes.narration import Narration
from toolkit.annotation.quotes.quotation_marks import Piece

Key = tuple[str, ...]

PLACE_TEMPLATES = (
    "cued",
    "verb",
    "kind",
    "kind reach",
    "back",
    "ranks",
    "bridge",
    "bridge verb",
)
WORD_TEMPLATES = ("word", "side word")
CHOSEN_TEMPLATES = ("chosen", "chosen reach", "chosen edge", "chosen size")
DISTANCE_TEMPLATES = (
    "far",
    "far circumstances",
    "far kind",
    "far path",
    "far kind circumstances",
    "far ending",
)
LOOK_TEMPLATES = (
    "none letters",
    "none ending",
    "none cue",
    "none before",
    "none first",
    "none count",
    "none closed",
    "none article",
    "none media",
    "none media before",
    "none owned",
    "none letters before",
)
CONTEXT_TEMPLATES = ("none word before", "none words before", "none word after", "none media word", "none text")
TEMPLATES = (
    *PLACE_TEMPLATES,
    *WORD_TEMPLATES,
    *CHOSEN_TEMPLATES,
    *DISTANCE_TEMPLATES,
    *LOOK_TEMPLATES,
    *CONTEXT_TEMPLATES,
)

_ANSWERS = ("n", "y")
_LOOK = 12
"""Words of the longest piece that may be a title."""


class Setting(NamedTuple):
    """The position of a piece in its paragraph."""

    ending: str
    """Last mark of the piece or the one after it: `,` `.` `?`, `u` when never closed, else `o`."""
    after: str
    """Class of the next word, with ^ when it is capitalised; `$` at the end of the paragraph."""
    before: str
    """Class of the word before, or the word itself when it is a conjunction; ^ at the start."""
    size: str
    """Words in the piece: 1, 3 (two or three), 7 (four to seven), L (more)."""


class Place(NamedTuple):
    """Where a mention is as seen from a piece of its paragraph, and what its clause looks like."""

    side: str
    """`a` after the piece, `b` before it, with the number of sentence ends and pieces between, each up to 2."""
    rank: str
    cued: str
    """Nearer mentions on the same side, up to 4, and those among them that have a verb, up to 3."""
    kind: str
    clause: Clause
    bridge: str
    """Between the verb of the mention and the piece: 0 when nothing, one or two classes, + for more, - without verb."""
    word: str
    """For pronouns and nouns the word itself, in lower case; else empty."""
    chosen: bool
    """True if the piece before was given to this mention."""


class Distance(NamedTuple):
    """Where a mention of another paragraph is."""

    relation: str
    """`last` (speaker of the piece before), `previous` or `next` paragraph."""
    circumstances: str
    """What else the paragraphs hold, as letters."""
    kind: str
    forward: str
    back: str


class Look(NamedTuple):
    """How a piece looks, and what is beside it."""

    letters: str
    """T when every word has a capital, t when every long one, 1 when the first, else l."""
    length: str
    """Words, up to 6."""
    ended: str
    opened: str
    closed: str
    media: str
    """True if a word for works or broadcasts is near: book, programme, interview; t when a work is just before."""
    owned: str
    article: str
    first: str
    """The others answer yes (y) or no (n)."""


def read_setting(body: str, piece: Piece, narration: Narration, position: int) -> Setting:
    """Describe the piece whose token is at the position."""
    classes, words = narration.classes, narration.words
    last = body[piece.end - 1]
    outer = body[piece.end + 1 : piece.end + 2]
    if outer and outer in "'’":
        outer = body[piece.end + 2 : piece.end + 3]
    ending = "o"
    if not piece.closed:
        ending = "u"
    elif "," in (last, outer):
        ending = ","
    elif last in ".…" or outer == ".":
        ending = "."
    elif last in "?!":
        ending = "?"
    after, following = "$", position + 1
    if following < len(classes) and classes[following] in ",.":
        following += 1
    if following < len(classes):
        after = classes[following]
        if words[following][:1].isupper():
            after += "^"
    before = classes[position - 1] if position else "^"
    if before == "C":
        before = words[position - 1].lower()
    count = body.count(" ", piece.start, piece.end) + 1
    size = "1" if count < 2 else "3" if count < 4 else "7" if count < 8 else "L"
    return Setting(ending, after, before, size)


def read_look(body: str, piece: Piece, narration: Narration, position: int, *, first: bool) -> Look:
    """Describe what may show that a piece is a title, a nickname or a scare quote."""
    tokens = body[piece.start : piece.end].split(None, _LOOK)
    letters = "1" if tokens[0][0].isupper() else "l"
    if len(tokens) <= _LOOK:
        small = [token for token in tokens if not token[0].isupper()]
        if not small:
            letters = "1" if len(tokens) > 1 and narration.capitals else "T"
        elif len(tokens) > 2 and SMALL_WORDS.issuperset(small):
            letters = "t"
    words = narration.words
    before = words[position - 1] if position else ""
    named = before.lower() in WORKS
    nearby = map(str.lower, words[max(0, position - 4) : position + 3])
    return Look(
        letters,
        str(min(len(tokens), 6)),
        _ANSWERS[body[piece.end - 1] in ".!?,"],
        _ANSWERS[piece.opened],
        _ANSWERS[piece.closed],
        "t" if named else _ANSWERS[not MEDIA.isdisjoint(nearby)],
        _ANSWERS[before.endswith(("’s", "'s"))],
        _ANSWERS["D" in narration.classes[max(0, position - 2) : position]],
        _ANSWERS[first],
    )


def place_keys(setting: Setting, standing: Place) -> tuple[Key, ...]:
    """Fill PLACE_TEMPLATES."""
    ending, after, before, _ = setting
    side, rank, cued, kind, (forward, verb, back, short, reach, _), bridge, _, _ = standing
    edge = ending + after if side[0] == "a" else before
    return (
        (side, cued, reach, short),
        (side, verb, forward),
        (kind, side, edge),
        (kind, side, reach, cued),
        (back, side),
        (rank, cued, side[0]),
        (side, bridge, reach),
        (side, bridge, verb, edge),
    )


def word_keys(standing: Place) -> tuple[Key, ...]:
    """Fill WORD_TEMPLATES."""
    return (standing.word,), (standing.word, standing.side)


def chosen_keys(setting: Setting, standing: Place) -> tuple[Key, ...]:
    """Fill CHOSEN_TEMPLATES."""
    ending, after, before, size = setting
    side = standing.side
    edge = ending + after if side[0] == "a" else before
    return (), (side, standing.clause.reach), (edge, side), (size, side, after, before)


def distance_keys(setting: Setting, distance: Distance) -> tuple[Key, ...]:
    """Fill DISTANCE_TEMPLATES."""
    ending, _, _, size = setting
    relation, circumstances, kind, forward, back = distance
    return (
        (relation,),
        (relation, circumstances),
        (relation, kind, forward[:1], back[:1]),
        (relation, forward),
        (relation, kind, circumstances),
        (relation, size, ending, circumstances),
    )


def look_keys(setting: Setting, cue: str, look: Look) -> tuple[Key, ...]:
    """Fill LOOK_TEMPLATES; `cue` tells how far the paragraph has speakers."""
    ending, _, before, size = setting
    letters, length, _, opened, closed, media, owned, article, first = look
    return (
        (letters, size),
        (letters, ending, cue, size),
        (cue, size),
        (cue, before, letters),
        (first, size),
        (length, letters),
        (opened, closed, size),
        (article, size, cue),
        (media, letters, size),
        (media, letters, before, cue),
        (owned, letters),
        (letters, before, ending),
    )


def context_keys(body: str, piece: Piece, narration: Narration, position: int, look: Look) -> tuple[Key, ...]:
    """Fill CONTEXT_TEMPLATES: the words around a piece, and the piece itself when it is a single word."""
    words = narration.words
    one = words[position - 1].lower() if position else "^"
    two = words[position - 2].lower() if position > 1 else "^"
    following = words[position + 1].lower() if position + 1 < len(words) else "$"
    text = body[piece.start : piece.end].lower() if look.length == "1" else "-"
    return (one,), (two, one), (following,), (look.media, look.letters, one), (text,)

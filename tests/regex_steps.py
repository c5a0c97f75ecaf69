"""Counts the steps of a backtracking matcher for a pattern, and finds texts for which they grow fast.

The matcher walks the parse of `re` as its engine does, without its shortcuts; a step is one node tried at one place, or
one character consumed. So a count is the same on every machine.
"""

import re
import re._constants as codes
import re._parser as parser
from functools import cache

MOST_STEPS = 500_000
"""A search is given up after so many."""


class TooManyStepsError(Exception):
    """The search takes more steps than are counted."""


class Matcher:
    """Matches one pattern and counts its steps."""

    def __init__(self, pattern):
        """Parse a compiled pattern."""
        text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
        self.tree = parser.parse(text, pattern.flags & ~re.DEBUG)
        self.flags = self.tree.state.flags
        self.steps, self.groups, self.text = 0, {}, ""

    def search(self, text, *, anchored=False):
        """Return the steps of a search, or of a match at the beginning."""
        self.steps, self.text = 0, text
        for start in range(1 if anchored else len(text) + 1):
            self.groups = {}
            if self._match(self.tree, 0, start, lambda _: True):
                break
        return self.steps

    def _step(self):
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooManyStepsError

    def _match(self, nodes, index, at, then):
        if index == len(nodes):
            return then(at)
        self._step()
        kind, value = nodes[index]

        def rest(end):
            return self._match(nodes, index + 1, end, then)

        if _is_single(kind):
            return at < len(self.text) and self._takes(kind, value, self.text[at]) and rest(at + 1)
        return getattr(self, f"_{str(kind).lower()}")(value, at, rest)

    def _takes(self, kind, value, character):
        if kind is codes.ANY:
            return character != "\n" or bool(self.flags & re.DOTALL)
        if kind is codes.IN:
            return _in_set(tuple(_flat(value)), character, bool(self.flags & re.IGNORECASE))
        same = character == chr(value) or (self.flags & re.IGNORECASE and character.lower() == chr(value).lower())
        return same if kind is codes.LITERAL else not same

    def _at(self, value, at, rest):
        text = self.text
        is_word = [
            0 <= location < len(text) and (text[location].isalnum() or text[location] == "_")
            for location in (at - 1, at)
        ]
        lines = self.flags & re.MULTILINE
        holds = {
            codes.AT_BEGINNING: at == 0 or (lines and text[at - 1] == "\n"),
            codes.AT_BEGINNING_STRING: at == 0,
            codes.AT_END: at == len(text) or text[at:] == "\n" or (lines and text[at] == "\n"),
            codes.AT_END_STRING: at == len(text),
            codes.AT_BOUNDARY: is_word[0] != is_word[1],
            codes.AT_NON_BOUNDARY: is_word[0] == is_word[1],
        }[value]
        return bool(holds) and rest(at)

    def _branch(self, value, at, rest):
        return any(self._match(nodes, 0, at, rest) for nodes in value[1])

    def _subpattern(self, value, at, rest):
        group, added, removed, nodes = value
        before = self.flags
        self.flags = (before | added) & ~removed

        def leave(end):
            inside, self.flags = self.flags, before
            known = self.groups.get(group)
            self.groups[group] = (at, end)
            if rest(end):
                return True
            self.groups[group], self.flags = known, inside
            return False

        result = self._match(nodes, 0, at, leave)
        self.flags = before
        return result

    def _atomic_group(self, value, at, rest):
        end = self._once(value, at)
        return end is not None and rest(end)

    def _once(self, nodes, at):
        ends = []
        return ends[0] if self._match(nodes, 0, at, lambda end: ends.append(end) or True) else None

    def _possessive_repeat(self, value, at, rest):
        least, most, nodes = value
        count, end = 0, at
        while count < most and (following := self._once(nodes, end)) is not None:
            count += 1
            if following == end:
                break
            end = following
        return count >= least and rest(end)

    def _max_repeat(self, value, at, rest):
        least, most, nodes = value
        if len(nodes) == 1 and _is_single(nodes[0][0]):
            ends = self._run(*nodes[0], most, at)
            return any(self._tried(end, rest) for end in range(at + ends, at + least - 1, -1))

        def again(count, location):
            def inner(end):
                return (end > location or count < least) and again(count + 1, end)

            return (count < most and self._match(nodes, 0, location, inner)) or (count >= least and rest(location))

        return again(0, at)

    def _min_repeat(self, value, at, rest):
        least, most, nodes = value

        def again(count, location):
            self._step()
            if count >= least and rest(location):
                return True
            return count < most and self._match(
                nodes, 0, location, lambda end: (end > location or count < least) and again(count + 1, end)
            )

        return again(0, at)

    def _run(self, kind, value, most, at):
        count = 0
        while count < most and at + count < len(self.text) and self._takes(kind, value, self.text[at + count]):
            self._step()
            count += 1
        return count

    def _tried(self, end, rest):
        self._step()
        return rest(end)

    def _assert(self, value, at, rest):
        return self._looks(value, at) and rest(at)

    def _assert_not(self, value, at, rest):
        return not self._looks(value, at) and rest(at)

    def _looks(self, value, at):
        direction, nodes = value
        if direction > 0:
            return self._match(nodes, 0, at, lambda _: True)
        width = nodes.getwidth()[0]
        return at >= width and self._match(nodes, 0, at - width, lambda end: end == at)

    def _groupref(self, value, at, rest):
        start, end = self.groups.get(value) or (0, 0)
        return value in self.groups and self.text.startswith(self.text[start:end], at) and rest(at + end - start)

    def _groupref_exists(self, value, at, rest):
        group, there, missing = value
        nodes = there if self.groups.get(group) else missing
        return self._match(nodes, 0, at, rest) if nodes else rest(at)

    def _failure(self, _value, _at, _rest):
        return False


def _is_single(kind):
    return kind in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN)


def _flat(value):
    for kind, inner in value:
        yield kind, tuple(inner) if isinstance(inner, list) else inner


_CATEGORIES = {
    codes.CATEGORY_DIGIT: str.isdigit,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
}
_OPPOSITES = {
    codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
    codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
    codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
}


@cache
def _in_set(value, character, folded):
    if value[0][0] is codes.NEGATE:
        return not _in_set(value[1:], character, folded) if value[1:] else True
    forms = {character, character.lower(), character.upper()} if folded else {character}
    return any(_in_item(kind, inner, form) for kind, inner in value for form in forms if len(form) == 1)


def _in_item(kind, inner, character):
    if kind is codes.LITERAL:
        return ord(character) == inner
    if kind is codes.RANGE:
        return inner[0] <= ord(character) <= inner[1]
    opposite = _OPPOSITES.get(inner)
    return not _CATEGORIES[opposite](character) if opposite is not None else _CATEGORIES[inner](character)


def attacks(pattern):
    """Yield prefix and pump of texts that a repeat of the pattern may read again and again."""
    matcher = Matcher(pattern)
    yield from _attacks(matcher.tree, "")
    yield from (("", pump) for pump in (" ", "a", "A ", "1", "\n", ".", "a, ", '"', "<"))


def _attacks(nodes, prefix):
    for kind, value in nodes:
        if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            if value[1] > _SHORT:
                yield from ((prefix, pump) for pump in _samples(value[2]) if pump)
            yield from _attacks(value[2], prefix)
        elif kind is codes.BRANCH:
            for branch in value[1]:
                yield from _attacks(branch, prefix)
        elif kind is codes.SUBPATTERN:
            yield from _attacks(value[3], prefix)
        elif kind is codes.ATOMIC_GROUP:
            yield from _attacks(value, prefix)
        prefix += next(iter(_samples([(kind, value)])), "")


_SHORT = 32
"""A repeat of at most so many is bounded by itself."""
_PLAIN = (codes.LITERAL, codes.RANGE)
_LIKELY = "a A1\n.,-\"“'(<:/éж新"


def _samples(nodes):
    """Return a few texts that nodes match, the shortest kind of each."""
    texts = [""]
    for kind, value in nodes:
        parts = _parts(kind, value) or [""]
        texts = [text + part for part in parts[:2] for text in texts][:4]
    return list(dict.fromkeys(texts))


def _parts(kind, value):
    if kind is codes.LITERAL:
        return [chr(value)]
    if kind is codes.NOT_LITERAL:
        return [character for character in _LIKELY if ord(character) != value][:2]
    if kind is codes.ANY:
        return ["a"]
    if kind is codes.IN:
        items = tuple(_flat(value))
        likely = [character for character in _LIKELY if _in_set(items, character, False)]
        firsts = [inner[0] if item is codes.RANGE else inner for item, inner in items if item in _PLAIN]
        return likely[:3] or [chr(first) for first in firsts[:2]]
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [text * max(value[0], 0) for text in _samples(value[2])]
    if kind is codes.BRANCH:
        return [text for branch in value[1][:3] for text in _samples(branch)[:1]]
    if kind is codes.SUBPATTERN:
        return _samples(value[3])
    if kind is codes.ATOMIC_GROUP:
        return _samples(value)
    return [""]


SIZES = (24, 48, 96)
"""Lengths of the texts; a repeat that is bounded by itself stops growing between the last two."""


def growth(pattern, limit, *, anchored=False):
    """Return the first factor above a limit by which steps grow where a text is twice as long, with prefix and pump.

    A text counts if its steps grow so both from the first size to the second and from there to the last. Without such
    a text the factor is 0.
    """
    matcher = Matcher(pattern)
    for prefix, pump in dict.fromkeys(attacks(pattern)):
        for suffix in ("", "\x00"):
            texts = [prefix + pump * (size // len(pump) + 1) + suffix for size in SIZES]
            if _factor(matcher, *texts[:2], anchored=anchored) > limit:
                factor = _factor(matcher, *texts[1:], anchored=anchored)
                if factor > limit:
                    return factor, prefix, pump
    return 0.0, "", ""


def _factor(matcher, short, long, *, anchored):
    counts = []
    for text in (short, long):
        try:
            counts.append(matcher.search(text, anchored=anchored))
        except (TooManyStepsError, RecursionError):
            return float("inf")
    return counts[1] / max(counts[0], 1)

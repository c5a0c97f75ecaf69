"""Persons of an article: full names for short ones, names for roles, gender where the text gives it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from toolkit.annotation.function_words import ORGANISATIONS, PARTICLES, STYLES
from toolkit.annotation.name_parts import core_name, name_words, title_gender
from toolkit.annotation.quotes.job_titles import gender_of_title, is_role, related_roles

_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W_]*(?:[-’'][^\W_]+)*")
_ROLE_WORD = re.compile(r"\b[^\W\d_]{3,}(?:-[^\W\d_]+)?")
_NAME = (
    r"(?:[^\W\d_a-z]\.|(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Rev|Lt|Col|Capt|Sgt)\."
    r"|[^\W\d_a-z][\w’'-]{0,30}|al-\w{1,30})"
)
_RUN = rf"{_NAME}(?:\s{{1,3}}(?:(?:d[aeiu]l?|del|della|der|van|von|bin|ibn|al|el|la|le)\s)?{_NAME}){{0,7}}"
_RUN_HERE = re.compile(_RUN)
_RUN_AFTER = re.compile(rf"\s{{1,3}}({_RUN})")
_NAME_BEFORE_COMMA = re.compile(rf"({_RUN}),\s{{1,3}}(?:[^.,;:!?\n“”\"]{{0,80}}[\s-])?$")
_APPOSED = re.compile(r",\s+(?:an?|the|who)\s+([^,.;\n]{0,60})")
_PRONOUN_AFTER = re.compile(r"(?:\s+and|,)?\s+(?:\w+\s+){0,3}?(his|he|himself|her|she|herself)\b")
_CLAUSE_ENDS = ',;:!?)”"'
_NEXT_SUBJECT = re.compile(r"[^.!?\n\"“”]{0,200}\.\s(He|She|His|Her)\b")
"""The subject of the next sentence, which is mostly that of this one."""
_LOOK_BACK = 60
"""Characters before a last name in which titles and first names are."""
_ACRONYM = 2
"""Letters of a name in capitals that is taken for an acronym."""
_LONG = 50_000
"""Characters from which on an index of the capitalised words is made."""
_MANY = 40
"""Occurrences of one word that are looked at: more of them tell nothing new."""


class _Occurrence(NamedTuple):
    start: int
    before: tuple[str, ...]
    """The name words, titles and particles that run up to the word."""


class _Holder(NamedTuple):
    start: int
    name: str
    context: str
    """The words around the role, in lower case."""


class Persons:
    """What a body and its headline say about persons; answers are kept."""

    def __init__(self, body: str, headline: str) -> None:
        self._body = body
        self._text = f"{headline}\n{body}"
        self._shift = len(headline) + 1
        self._occurrences: dict[str, list[_Occurrence]] = {}
        self._ending: dict[str, list[tuple[int, str]]] = {}
        self._starting: dict[str, str | None] = {}
        self._holders: dict[str, list[_Holder]] = {}
        self._genders: dict[str, str] = {}
        self._located: dict[str, bool] = {}
        self._bodies: dict[str, bool] = {}

    def full_name(self, text: str, position: int) -> str | None:
        """Give the fullest name for a name as printed at a position of the body; null when it is only a title."""
        words = core_name(text)
        if not words and text.isalpha() and text.istitle() and self._names_ending(text):
            words = (text,)
        if not words:
            return None
        if text.isupper() and len(words[-1]) > _ACRONYM:
            usual = tuple(word.capitalize() for word in words)
            words = usual if self._starts(usual[-1]) else words
        if len(words) > 1:
            return " ".join(words)
        names = self._names_ending(words[0])
        wanted = title_gender(text) if len(names) > 1 and len({name for _, name in names}) > 1 else ""
        if wanted:
            fitting = [item for item in names if self.gender(item[1]) in ("", wanted)]
            own = [item for item in fitting if self.gender(item[1]) == wanted]
            names = own or fitting or names
        if names:
            return names[max(0, bisect_right(names, (position + self._shift, "\U0010ffff")) - 1)][1]
        starting = self._name_starting(words[0])
        if starting:
            return starting
        titled = name_words(text)
        if len(titled) > 1 and titled[-2].lower() in STYLES:
            return f"{titled[-2]} {words[0]}"
        return words[0]

    def named_for(self, role: str, modifiers: Iterable[str], position: int, spoken: AbstractSet[str]) -> str | None:
        """Find the person whose title or apposition holds a role: "the harbour spokesman".

        Modifiers that agree count most, then having spoken, the very word, and nearness before the position.
        """
        best: tuple[tuple[int, bool, bool, int], str] | None = None
        folded = [modifier[:4].lower() for modifier in modifiers if modifier[0].isupper()]
        for word in sorted(related_roles(role)):
            holders = self._holders_of(word)
            middle = bisect_right(holders, position, key=lambda holder: holder.start)
            for holder in holders[max(0, middle - _MANY) : middle + _MANY]:
                fit = sum(modifier in holder.context for modifier in folded)
                if folded and not fit and word != role:
                    continue
                late = holder.start > position
                distance = abs(holder.start - position) + (len(self._body) if late else 0)
                key = (fit, holder.name in spoken, word == role, -distance)
                if best is None or key > best[0]:
                    best = (key, holder.name)
        return best[1] if best else None

    def gender(self, name: str) -> str:
        """Say `m` or `f` when the titles, roles or pronouns around a name say so; else empty."""
        if name not in self._genders:
            votes = sum(self._votes(name))
            self._genders[name] = "m" if votes > 0 else "f" if votes < 0 else ""
        return self._genders[name]

    def _votes(self, name: str) -> Iterator[int]:
        """Weigh the places where a name is, also without the first name when nobody else shares the last."""
        last = name.rpartition(" ")[2]
        shared = len({full for _, full in self._names_ending(last)}) > 1
        for item in self._occurrences_of(last):
            first = core_name(" ".join([*item.before, last]))[:-1]
            if first[0] in name if first else not shared:
                yield self._vote(item, item.start + len(last))

    def is_place(self, name: str) -> bool:
        """True if something is said to be or happen in a name, which is then no person."""
        if name not in self._located:
            starts = self._starts(name.partition(" ")[0])
            self._located[name] = any(
                self._text[max(0, start - 4) : start].lower().endswith((" in ", "\nin "))
                and self._text.startswith(name, start)
                for start in starts
            )
        return self._located[name]

    def is_capital_inside(self, word: str) -> bool:
        """True if a word has its capital inside a sentence too, and not only where every word would have one."""
        return any(
            self._text[max(0, start - 2) : start].strip(" \n")[-1:] not in ("", *'.!?:"“”')
            for start in self._starts(word)
            if start > self._shift
        )

    def has_article(self, name: str) -> bool:
        """True if "the" is before a name, which is then a team or another body."""
        if name not in self._bodies:
            starts = self._starts(name.partition(" ")[0])
            self._bodies[name] = any(
                self._text[max(0, start - 4) : start].lower() == "the " and self._text.startswith(name, start)
                for start in starts
            )
        return self._bodies[name]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Where each capitalised word is in headline and body."""
        index: dict[str, list[int]] = {}
        for match in _CAPITALISED.finditer(self._text):
            word = match.group()
            if word.endswith(("’s", "'s")):
                word = word[:-2]
            index.setdefault(word, []).append(match.start())
        return index

    @cached_property
    def _roles(self) -> dict[str, list[tuple[int, int]]]:
        """Where each role or title is in the body."""
        roles: dict[str, list[tuple[int, int]]] = {}
        for match in _ROLE_WORD.finditer(self._body):
            word = match.group().lower()
            if is_role(word) or gender_of_title(word) is not None:
                roles.setdefault(word, []).append(match.span())
        return roles

    def _starts(self, word: str) -> list[int]:
        """List where a capitalised word is; an index pays only for long texts with many names."""
        if len(self._text) > _LONG:
            return self._index.get(word, [])[:_MANY]
        return _find_word(self._text, word, _MANY)

    def _role_spans(self, word: str) -> list[tuple[int, int]]:
        """List where a role is in the body, with or without a capital."""
        if len(self._text) > _LONG:
            return self._roles.get(word, [])
        most = len(self._body)
        starts = _find_word(self._body, word, most) + _find_word(self._body, word.capitalize(), most)
        return sorted((start, start + len(word)) for start in starts)

    def _occurrences_of(self, word: str) -> list[_Occurrence]:
        if word not in self._occurrences:
            starts = self._starts(word)
            self._occurrences[word] = [_Occurrence(start, _words_before(self._text, start)) for start in starts]
        return self._occurrences[word]

    def _names_ending(self, word: str) -> list[tuple[int, str]]:
        """List the full names that end in a word, with their places in headline and body."""
        if word not in self._ending:
            names_at: list[tuple[int, str]] = []
            for start, before in self._occurrences_of(word):
                if not before:
                    continue
                words = core_name(" ".join([*before, word]))
                if len(words) > 1 and words[-1] == word:
                    names_at.append((start, " ".join(words)))
            names = {name for _, name in names_at}
            if len(names) > 1:
                short = sorted(names, key=lambda name: (len(name), name))
                names_at = [
                    (start, next((name for name in short if longer.endswith(" " + name)), longer))
                    for start, longer in names_at
                ]
            self._ending[word] = names_at
        return self._ending[word]

    def _name_starting(self, word: str) -> str | None:
        """Find a full name for a first name."""
        if word not in self._starting:
            runs = (_RUN_HERE.match(self._text, start) for start in self._starts(word))
            names = (run.group().split() for run in runs if run)
            self._starting[word] = next(
                (
                    " ".join(name)
                    for name in names
                    if len(name) == 2 and name[0] == word and name[1].lower() not in ORGANISATIONS
                ),
                None,
            )
        return self._starting[word]

    def _holders_of(self, word: str) -> list[_Holder]:
        if word not in self._holders:
            spans = self._role_spans(word)
            holders = (self._holder_at(start, end) for start, end in spans)
            self._holders[word] = [holder for holder in holders if holder]
        return self._holders[word]

    def _holder_at(self, start: int, end: int) -> _Holder | None:
        """Read the person whom the role at a place belongs to."""
        body = self._body
        left = body[max(0, start - 90) : start]
        run = _RUN_AFTER.match(body, end + 1 if body[end : end + 1] == "." else end)
        if run:
            words = core_name(run.group(1))
            if words and words[-1].lower() not in ORGANISATIONS:
                return _Holder(start, self.full_name(" ".join(words), end) or "", left[-40:].lower())
        before = _NAME_BEFORE_COMMA.search(left)
        if before:
            words = core_name(before.group(1))
            if len(words) > 1 and words[-1].lower() not in ORGANISATIONS:
                context = left[before.end(1) :] + body[end : end + 40]
                return _Holder(start, " ".join(words), context.lower())
        return None

    def _vote(self, item: _Occurrence, end: int) -> int:
        """Weigh what is around a name: titles and roles thrice, pronouns once; above 0 is a man."""
        gender = next((known for word in item.before if (known := gender_of_title(word.lower()))), "")
        after = self._text[end : end + _LOOK_BACK]
        if not gender:
            gender = self._role_before(item)
        if not gender and after[:1] == "," and (apposed := _APPOSED.match(after)):
            gender = title_gender(apposed.group(1))
        if gender:
            return 3 if gender == "m" else -3
        pronoun = _PRONOUN_AFTER.match(after) if " h" in after or " she" in after else None
        if pronoun is None and self._begins_sentence(item):
            pronoun = _NEXT_SUBJECT.match(self._text, end)
        if pronoun is None:
            return 0
        return 1 if pronoun.group(1).lower() in ("his", "he", "himself") else -1

    def _role_before(self, item: _Occurrence) -> str:
        """Return the gender of the role that a comma sets before a name: "a spokeswoman, Denise Farrow,"."""
        begin = item.start - sum(len(word) + 1 for word in item.before)
        before = self._text[max(0, begin - _LOOK_BACK) : max(0, begin)]
        role = before[:-2].rsplit(maxsplit=1)[-1:] if before.endswith(", ") else []
        return (gender_of_title(role[0].lower()) or "") if role else ""

    def _begins_sentence(self, item: _Occurrence) -> bool:
        begin = item.start - sum(len(word) + 1 for word in item.before)
        return begin <= 0 or self._text[begin - 1] == "\n" or self._text[begin - 2 : begin] == ". "


def _find_word(text: str, word: str, most: int) -> list[int]:
    """Find the first places of a whole word."""
    places: list[int] = []
    size, find = len(word), text.find
    start = find(word)
    while start >= 0 and len(places) < most:
        end = start + size
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            places.append(start)
        start = find(word, end)
    return places


def _words_before(text: str, start: int) -> tuple[str, ...]:
    """List the capitalised words, titles and particles that run up to a place in its line."""
    words: list[str] = []
    least = max(0, start - _LOOK_BACK)
    while start > least and text[start - 1].isspace() and text[start - 1] != "\n":
        end = start - 1
        while end > least and text[end - 1].isspace():
            if text[end - 1] == "\n":
                return tuple(words[::-1])
            end -= 1
        start = text.rfind(" ", least, end) + 1 or least
        word = text[start:end]
        if not word.isalpha():
            if not word or word[-1] in _CLAUSE_ENDS:
                break
            word = word.split()[-1]
            start = end - len(word)
        plain = word.rstrip(".")
        whole = plain == word
        if not (
            (plain[:1].isupper() and (whole or len(plain) == 1))
            or gender_of_title(plain.lower()) is not None
            or (whole and plain in PARTICLES)
        ):
            break
        words.append(word)
    return tuple(words[::-1])

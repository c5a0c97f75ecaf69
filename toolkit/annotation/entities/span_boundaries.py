"""Where a recognised name begins and ends, and what its own words say about its type."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from toolkit.annotation.countries import country_code
from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.place_names import KEYWORDS, is_people, known_bodies, word_list
from toolkit.annotation.function_words import DAYS, MONTHS
from toolkit.annotation.titles import is_office, without_titles
from toolkit.annotation.tokenizer import Tokens
from toolkit.gazetteer.place_table import english_kind

TYPES = ("PER", "ORG", "LOC", "NORP", "EVENT")


def settle(body: str, tokens: Tokens, run: range, kind: str, chance: float) -> list[Mention]:
    """The mention that a run of labelled words makes; nothing when no word is left or its type is not wanted.

    A leading "the", a closing possessive, marks at the borders and the titles of a person are cut off; a hyphenated
    name is kept whole, but "D-Ohio" is Ohio; words for peoples are NORP, whatever the label, and a party has its
    "party".
    """
    words, first, last = tokens.words, run.start, run.stop
    while first < last and (words[first].lower() == "the" or not words[first][0].isalnum() or words[first] in _LINKS):
        first += 1
    if kind == "LOC" and first + 2 <= last and words[first : first + 2] in _OF_A_PARTY:
        first += 2
    while first < last and not _may_end(words[first:last]):
        last -= 1
    if first == last or kind not in TYPES:
        return []
    start, end = tokens.starts[first], tokens.starts[last - 1] + len(words[last - 1])
    if kind == "PER":
        start, end = _person(body, start, end)
    name = body[start:end]
    if kind in ("PER", "ORG") and is_office(name):
        return []
    kind = _known_type(name) or kind
    if is_people(name):
        start, kind = _with_quarter(body, start), "NORP"
    if kind in ("NORP", "ORG") and body.startswith(_PARTY, end):
        end, kind = end + len(_PARTY), "ORG"
    return [Mention(body[start:end], start, end, kind, round(chance, 3))]


def settle_foreign(body: str, tokens: Tokens, run: range, kind: str, chance: float) -> list[Mention]:
    """The mention that a run of labelled words makes in another language than English; nothing when none is left.

    Marks and spaces at the borders are cut off, not the dot of a short abbreviation.
    """
    words, first, last = tokens.words, run.start, run.stop
    while first < last and not words[first][0].isalnum():
        first += 1
    while first < last and not _closes_foreign(words[first:last]):
        last -= 1
    if first == last or kind not in TYPES:
        return []
    start, end = tokens.starts[first], tokens.starts[last - 1] + len(words[last - 1])
    return [Mention(body[start:end], start, end, kind, round(chance, 3))]


def without_overlap(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in order, without those that begin inside the one before."""
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def of_one_type(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with one type for each printed form: the one for which its places speak most surely together."""
    sure: dict[str, dict[str, float]] = {}
    for mention in mentions:
        types = sure.setdefault(mention.text, {})
        types[mention.type] = types.get(mention.type, 0.0) + mention.confidence
    surest = {text: max(types, key=types.__getitem__) for text, types in sure.items()}
    return [mention.of_type(surest[mention.text]) for mention in mentions]


def called_in_short(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with those of one word as ORG that is how an organisation's name of the text begins.

    A word that is also part of a person's full name, or the name of a place, keeps its type.
    """
    first = {mention.text.split()[0] for mention in mentions if mention.type == "ORG" and " " in mention.text}
    of_people = {
        word for mention in mentions if mention.type == "PER" and " " in mention.text for word in mention.text.split()
    }
    short = {word for word in first - of_people if len(word) > _SHORTEST and not english_kind(word)}
    return [mention._replace(type="ORG") if _may_be_short(mention, short) else mention for mention in mentions]


def _may_be_short(mention: Mention, short: set[str]) -> bool:
    return mention.text in short and mention.type in ("PER", "LOC", "EVENT")


def without_plain_words(body: str, mentions: Sequence[Mention], lexicon: Mapping[str, str]) -> list[Mention]:
    """The mentions without single words that are no names though they have a capital: "the State", "Speaker".

    The lexicon tells how a word is usually printed (see `attributes.word_attributes`). The last word of a person's
    full name may be any word, and so may be what everybody knows.
    """
    surnames = {
        mention.text.rpartition(" ")[2] for mention in mentions if mention.type == "PER" and " " in mention.text
    }
    return [
        mention
        for mention in mentions
        if not (mention.text == "US" and body.startswith("$", mention.end))
        and (mention.text in surnames or not _is_plain(mention, lexicon.get(mention.text.lower(), "?")[0]))
    ]


def _is_plain(mention: Mention, usage: str) -> bool:
    word = mention.text
    if word.lower() in _GENERIC.get(mention.type, ()) or (mention.type == "ORG" and word in _NO_ORGANISATIONS):
        return True
    return word[1:].islower() and usage in _PLAIN.get(mention.type, "") and not _known_type(word)


@lru_cache(maxsize=4096)
def _known_type(name: str) -> str | None:
    """The type of a name that everybody knows: a country, an international organisation, a religion."""
    if name in _BELIEFS:
        return "NORP"
    if name in known_bodies():
        return "ORG"
    return "LOC" if name not in _ALSO_PEOPLE and country_code(name) else None


def _closes(words: Sequence[str]) -> bool:
    """True if a name may end with the last word: a word, the dot of an abbreviation, a closing bracket."""
    last = words[-1]
    if last == ".":
        return len(words) > 1 and words[-2] in ("Jr", "Sr", "Inc", "Corp", "Ltd", "Co", "St")
    if last == ")":
        return "(" in words
    return last[0].isalnum() or last in ("!", "+")


def _closes_foreign(words: Sequence[str]) -> bool:
    last = words[-1]
    return last[0].isalnum() or (last == "." and len(words) > 1 and len(words[-2]) < _LONG)


def _may_end(words: Sequence[str]) -> bool:
    """True if a name may end with the last of its words: not with a mark, a preposition or, if it is long, a day."""
    if not words[-1][0].isalnum():
        return _closes(words)
    return len(words) == 1 or not (words[-1] in _LINKS or (len(words) > 2 and words[-1] in _DAYS))


def _person(body: str, start: int, end: int) -> tuple[int, int]:
    """Where a person's name begins and ends, with its particles and hyphenated parts and without titles."""
    end = _after_hyphens(body, end)
    if (
        body.startswith(" - ", end)
        and (syllable := _SYLLABLE.match(body, end))
        and body[start:end].split(maxsplit=1)[0] in _KOREAN
    ):
        end = syllable.end()
    bare = without_titles(body[start:end])
    start = body.index(bare, start)
    end = start + len(bare)
    if body.endswith(_PARTICLE_ENDS, 0, start) and (match := _PARTICLE.search(body, max(0, start - 16), start)):
        start = match.start(1)
    return start, end


def _after_hyphens(body: str, end: int) -> int:
    """The end of a personal name with the parts that hyphens join to it, not of "Brandt-led"."""
    while (part := _HYPHENATED.match(body, end)) and part.group(1).lower() not in _PARTICIPLES:
        end = part.end()
    return end


def _with_quarter(body: str, start: int) -> int:
    before = _QUARTER.search(body, max(0, start - 12), start)
    return before.start() if before else start


_PLAIN = {"PER": "012", "LOC": "012", "ORG": "01"}
"""How often the words that are no names alone are printed with a capital: less than half of the time, or hardly."""
_GENERIC = {
    "PER": KEYWORDS["title"],
    "ORG": KEYWORDS["title"]
    | word_list("""
        council board institute committee corporation union court department agency authority bureau centre center
        association foundation society club company group hotel block action education health sports school hospital
        """),
    "LOC": KEYWORDS["place"] | KEYWORDS["organisation"] | {"kingdom"},
}
"""Words that tell what kind of person or place is meant, not which."""
_BELIEFS = frozenset(
    (
        "First Nations",
        "First Nation",
        "Indigenous",
        "Islam",
        "Christianity",
        "Hinduism",
        "Buddhism",
        "Judaism",
        "Sikhism",
    )
)
"""Religions, and names of peoples that are no adjectives of countries."""
_NO_ORGANISATIONS = word_list(
    "AI IT ICT TB HIV AIDS HIV/AIDS Covid COVID SARS MERS DNA RNA GDP GNP VAT GST IPO FDI PPP SME SMEs MSME MSMEs NFT "
    "NFTs MoU MOU MoUs MP MPs MLA MLAs MEP MEPs PM CM CJ DC IG IGP DG CEO CFO COO MD PhD BA MA MBA TV FM CD DVD CCTV "
    "GPS SUV PPE ICU PCR EIA EIAs ESG R&D Q&A FAQ PDF SMS SIM USB URL HTML CO2 LGBT LGBTQ LGBTQ+ OK AM EDT EST GMT BST "
    "IST SOS VIP UFO OPD ID LNG LPG CNG TDS NGO NGOs EVM EVMs NID CCTVs ATM ATMs PhDs"
)
"""Acronyms and words that stand for things, titles and times."""
_ALSO_PEOPLE = frozenset(("Jordan", "Chad", "Georgia", "Israel", "Saudi"))
"""Countries that are personal names, or a people, as well."""
_SHORTEST = 3
"""Letters that the short name of an organisation has more than."""
_LONG = 4
"""Letters of a word whose dot ends the sentence, not an abbreviation."""
_PARTY = " party"
_OF_A_PARTY = (["D", "-"], ["R", "-"], ["I", "-"])
"""What is before the state of an American politician."""
_HYPHENATED = re.compile(r"[-‐‑](?!(?:as|at|to|for|on|style|like|era)\b|in-)([^\W\d_]+)")
_SYLLABLE = re.compile(r" - [a-z]{2,6}\b")
_KOREAN = word_list(
    "Kim Lee Park Choi Jung Jeong Yoon Yun Moon Han Ryu Cho Jo Jang Lim Shin Seo Kwon Hwang Ahn Song Hong Kang Oh Bae "
    "Baek Ban Chung Chun Ha Heo Jeon Joo Kwak Ko Min Nam Noh Paik Roh Sohn Son Suh Yang Yoo Yeo Woo Chang"
)
"""Family names that a given name of two syllables follows."""
_LINKS = word_list("of in on at for to by with from and or")
_DAYS = DAYS | MONTHS | {"April", "June", "August"}
_PARTICLE_ENDS = ("n ", "r ", "e ", "a ", "u ", "s ", "-")
_PARTICLE = re.compile(
    r"(?:^|[\s“\"‘'(])((?:[vV]on der|[vV]on|[vV]an der|[vV]an den|[vV]an de|[vV]an|ter|bin|ibn|della|du|dos|al-|el-)"
    r" ?)$"
)
_PARTICIPLES = word_list(
    "based born led backed run owned style like era elect type made friendly controlled brokered mediated sponsored "
    "funded appointed directed educated trained supported aligned affiliated linked related inspired designed produced"
)
_QUARTER = re.compile(r"\b(?:North|South|Latin|Central|Southeast|West|East|New) \Z")

"""Types of mentions that their own words tell: banks and ministries are organisations, known regions are places."""

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.place_names import word_list
from toolkit.gazetteer.family_names import is_family_name
from toolkit.gazetteer.place_table import english_kind
from toolkit.normalisation.authors.given_names import is_given_name


def typed_by_words(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions with the type that their words tell, whatever the label.

    A name of several words that ends with a word for a body, or has one before "of", is an organisation: "Bank of
    Halden". A single word that is no part of a person's name is a place if it is a country, region or large city, or
    mostly is behind "in", and an organisation if it has capitals only.
    """
    of_people = {
        word for mention in mentions if mention.type == "PER" and " " in mention.text for word in mention.text.split()
    }
    alone = [mention for mention in mentions if mention.type == "PER" and mention.text not in of_people]
    behind = Counter(
        mention.text for mention in alone if _BEHIND.search(body, max(0, mention.start - 6), mention.start)
    )
    times = Counter(mention.text for mention in alone)
    places = {text for text, count in times.items() if 2 * behind[text] > count}
    return [mention.of_type(_type_by_words(mention, of_people, places)) for mention in mentions]


def _type_by_words(mention: Mention, of_people: set[str], places: set[str]) -> str:
    words = mention.text.split()
    if len(words) > 1:
        if mention.type == "ORG" and (_is_site(words) or english_kind(mention.text) in ("region", "city")):
            return "LOC"
        return "ORG" if mention.type in ("LOC", "PER") and _is_body(words) else mention.type
    if mention.type == "ORG" and english_kind(mention.text) in ("country", "region"):
        return "LOC"
    if mention.type == "PER" and mention.text not in of_people:
        if mention.text in places or _is_place(mention.text):
            return "LOC"
        if mention.text.isupper() and 2 <= len(mention.text) <= 4:
            return "ORG"
    return mention.type


def _is_body(words: Sequence[str]) -> bool:
    lower = [word.lower() for word in words]
    head = lower.index("of") - 1 if "of" in lower[1:] else len(lower) - 1
    return lower[head] in _BODIES and words[head][0].isupper()


def _is_site(words: Sequence[str]) -> bool:
    return words[-1].lower() in _SITES and "of" not in words


def _is_place(word: str) -> bool:
    return english_kind(word) in ("country", "region", "city") and not is_given_name(word) and not is_family_name(word)


_BEHIND = re.compile(r"\b(?:in|near|at)\s$")
_SITES = word_list("hospital hospitals kingdom headquarters")
_BODIES = word_list("""
    bank ministry federation council commission committee agency authority association party company corporation
    institute foundation union parliament department newspaper railway railways airlines airways academy league
    university college police army navy court tribunal secretariat bureau senate assembly cabinet club church
    cartel corps militia battalion brigade regiment
""")

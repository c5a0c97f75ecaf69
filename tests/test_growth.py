"""The time of a whole call grows about as its text does: no text of a stranger makes a stage run for ever.

A family is a piece that is repeated at one place of an article. A call is timed for a text and for one four times as
long; if the second takes long, the exponent of the growth must stay below that of a square.
"""

import math
import time

import pytest

from toolkit import api

STORY = (
    "Halden opens its lido\n\nBy Ida Brandt\n\nHALDEN, March 3, 2024 (Courier News) -- The lido of Halden opened on "
    "Sunday.\n\n“The water is cold,” said Mayor Jon Myhre. He promised that the Harbour Authority would heat it.\n\n"
)
PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>Halden opens its lido</h1><p>{body}</article></html>"
)
PIECES = (
    *(" ", "\n", "\t", "a", "A", "1", ".", ",", "-", "–", '"', "'", "("),
    *(")", "<", "&", "“", "’", "|", "_", "/", "*", ":", "=", "@", "…", "·"),
    *("•", "»", "« ", "[", "{}", "a ", "Aa ", "a. ", "A. ", "1, ", "1 ", "a-"),
    *("a.", "a,", "a\n", "Aa\n", "a\n\n", "1\n", "By ", "and ", "(a ", "<a "),
    *("<p>", "<div>", "<div a=1 ", "</div>", "<b>a</b>", "<li>a</li>", "<!--", "<script>"),
    *("“a” ", "“a,” he said. ", '"a" ', "He said ", "1.1.2024 ", "12:30 ", "March 3, 2024 "),
    *("Mr. ", "J. ", "Aa Bb, ", "Aa of ", "HALDEN -- ", "(AP) ", "Jan. ", "Ph.D. "),
    *("a@b.c ", "http://a.b/", "www.", "新华社", "記者", "— a ", "read more\n", "the "),
)
PLACES = {
    "head": lambda piece: f"{piece}\n\n{STORY}",
    "end": lambda piece: f"{STORY}{piece}",
    "byline": lambda piece: STORY.replace("Ida Brandt", piece),
    "dateline": lambda piece: STORY.replace("HALDEN,", f"HALDEN {piece},"),
    "page": lambda piece: PAGE.format(title="Halden opens its lido", body=STORY.replace("\n\n", "<p>") + piece),
}
FAMILIES = [(location, piece) for piece in PIECES for location in PLACES]
SHORT, LONG = 1500, 6000
NOTICED = 0.6
"""Seconds of processor time from which a call counts: shorter ones say nothing about growth."""
CALLS = 3


def _seconds(location, piece, length):
    text = PLACES[location](piece * (length // len(piece)))
    start = time.process_time()
    api.normalise(text.encode())
    return time.process_time() - start


def _exponent(location, piece):
    """Of the growth, from the quickest of several calls: one call alone may hold a collection of garbage."""
    long = math.inf
    for _ in range(CALLS):
        long = min(long, _seconds(location, piece, LONG))
        if long < NOTICED:
            return 0.0
    return math.log(long / min(_seconds(location, piece, SHORT) for _ in range(CALLS)), LONG / SHORT)


def _steep(families):
    api.normalise(STORY.encode())  # loads what every call needs
    return [(location, piece) for location, piece in families if _exponent(location, piece) > 1.7]


def test_the_time_of_a_call_grows_as_its_text_does():
    assert _steep(FAMILIES[::12]) == []


@pytest.mark.slow
def test_the_time_of_a_call_grows_as_its_text_does_in_all_families():
    assert (len(FAMILIES) >= 400, _steep(FAMILIES)) == (True, [])

"""Names that the user lists."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.annotation import annotate
from toolkit.annotation.entities.canonical_names import Mention, Name
from toolkit.annotation.entities.user_gazetteer import CONFIDENCE, Listed, add_listed, call_as_listed, gazetteer

OKAFOR = Listed("Ines Okafor", "Inès Okafor-Lund", "PER", "Q100")
FERRIES = Listed("Port Halden Ferry Company", "PHFC", "ORG", "Q101")
KNOWN = gazetteer([OKAFOR, FERRIES, Listed("Tidewatch", "Tidewatch", "ORG", None)])


def _mention(body, text, kind):
    start = body.index(text)
    return Mention(text, start, start + len(text), kind, 0.6)


def _entities(body, known=KNOWN):
    return {
        item.text: (item.type, item.name, item.entity_id)
        for item in annotate(body, language="en", gazetteer=known).entities
    }


def test_an_entity_of_the_list_has_its_name_and_identifier():
    result = _entities("Mayor Ines Okafor opened the bridge in Geneva. Okafor was pleased.")

    assert result["Ines Okafor"] == result["Okafor"] == ("PER", "Ines Okafor", "Q100")
    assert result["Geneva"] == ("LOC", "Geneva", None)


def test_an_alias_is_called_by_the_name():
    assert _entities("The PHFC raised its fares.")["PHFC"] == ("ORG", "Port Halden Ferry Company", "Q101")


def test_another_spelling_of_the_name_is_the_same_person():
    assert call_as_listed([Mention("Inés Okafor", 0, 11, "PER", 1.0)], [Name("Inés Okafor")], KNOWN) == [
        Name("Ines Okafor", "Q100")
    ]


def test_a_last_name_alone_is_not_taken_for_the_listed_person():
    known = gazetteer([Listed("Ines Okafor", "Okafor", "PER", "Q100")])
    mentions = [Mention("Tomás Okafor", 0, 12, "PER", 1.0), Mention("Okafor", 20, 26, "PER", 1.0)]

    assert call_as_listed(mentions, [Name("Tomás Okafor")] * 2, known) == [Name("Tomás Okafor")] * 2


def test_a_speaker_is_called_as_the_list_calls_the_person():
    result = annotate('"It rains again," said Inès Okafor-Lund on the quay.', language="en", gazetteer=KNOWN)

    assert {result.quotes[0].speaker, result.entities[0].name} == {"Ines Okafor"}


def test_a_form_that_two_names_share_says_nothing():
    known = gazetteer([OKAFOR, Listed("Ines Okafor-Brandt", "Inès Okafor-Lund", "PER", "Q102")])

    assert call_as_listed([Mention("Inès Okafor-Lund", 0, 16, "PER", 1.0)], [Name("Inès Okafor-Lund")], known) == [
        Name("Inès Okafor-Lund")
    ]


def test_what_the_recogniser_missed_is_added():
    body = "They asked tidewatch and Tidewatch, not Tidewatchers."

    (result,) = add_listed(body, [], KNOWN)

    assert (result.text, result.start, result.type, result.confidence) == ("Tidewatch", 25, "ORG", CONFIDENCE)


def test_a_listed_name_of_several_words_is_whole_and_of_its_type():
    body = "The Port Halden Ferry Company sails."

    result = add_listed(body, [_mention(body, "Port Halden", "LOC")], KNOWN)

    assert [(item.text, item.type) for item in result] == [("Port Halden Ferry Company", "ORG")]


def test_a_listed_word_leaves_to_the_recogniser_what_it_has_found():
    body = "Tidewatch sails."
    result = _mention(body, "Tidewatch", "PER")

    assert add_listed(body, [result], KNOWN) == [result]


def test_a_longer_name_around_a_listed_one_stays():
    body = "The Port Halden Ferry Company Museum is shut."
    result = _mention(body, "Port Halden Ferry Company Museum", "ORG")

    assert add_listed(body, [result], KNOWN) == [result]


def test_a_country_may_have_another_identifier():
    assert _entities("She flew to Kenya.", gazetteer([Listed("Kenya", "Kenya", "LOC", "Q114")]))["Kenya"] == (
        "LOC",
        "Kenya",
        "Q114",
    )


PIECES = st.lists(st.sampled_from(["PHFC", "Port Halden Ferry Company", "Ines Okafor", "Ines", "a", "\n", "’s", "-"]))


@settings(max_examples=100, deadline=None)
@given(PIECES.map(" ".join))
def test_mentions_of_any_body_are_in_order_and_cut_their_text(body):
    result = add_listed(body, [], KNOWN)

    assert all(body[item.start : item.end] == item.text for item in result)
    assert all(before.end <= after.start for before, after in pairwise(result))


@pytest.mark.parametrize("body", ["a" * 5_000_000, "Port Halden " * 100_000])
def test_huge_texts_take_linear_time(body):
    started = time.process_time()

    add_listed(body, [], KNOWN)

    assert time.process_time() - started < 15

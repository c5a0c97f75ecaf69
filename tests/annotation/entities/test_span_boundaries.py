"""Borders and types of mentions."""

import pytest

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.entities.span_boundaries import (
    called_in_short,
    of_one_type,
    settle,
    settle_foreign,
    without_overlap,
    without_plain_words,
)
from toolkit.annotation.tokenizer import tokenise


def settled(body, words, kind):
    """The mention made of some neighbouring words of a body."""
    tokens = tokenise(body)
    run = tokenise(words).words
    first = next(row for row in range(len(tokens.words)) if tokens.words[row : row + len(run)] == run)
    return [(m.text, m.type) for m in settle(body, tokens, range(first, first + len(run)), kind, 0.5)]


@pytest.mark.parametrize(
    ("body", "words", "kind", "mention"),
    [
        ("the Harbour Bank's fee", "the Harbour Bank's", "ORG", ("Harbour Bank", "ORG")),
        ("Mr. Okafor left", "Mr. Okafor", "PER", ("Okafor", "PER")),
        ("said Yun Seok-yeol today", "Yun Seok", "PER", ("Yun Seok-yeol", "PER")),
        ("a Brandt-led team", "Brandt", "PER", ("Brandt", "PER")),
        ("Geneva-based", "Geneva", "LOC", ("Geneva", "LOC")),
        ("Rep. Lind (D-Ohio)", "D-Ohio", "LOC", ("Ohio", "LOC")),
        ("Rep. Lind (D-Ohio)", "D", "LOC", ("D", "LOC")),
        ("the South Korean team", "Korean", "LOC", ("South Korean", "NORP")),
        ("the Liberal party won", "Liberal", "NORP", ("Liberal party", "ORG")),
        ("in Kenya.", "Kenya", "ORG", ("Kenya", "LOC")),
        ("Jordan scored", "Jordan", "PER", ("Jordan", "PER")),
        ("the World Bank (WB)", "World Bank (", "LOC", ("World Bank", "ORG")),
        ("Rain & Sons Inc. rose", "Rain & Sons Inc.", "ORG", ("Rain & Sons Inc.", "ORG")),
    ],
)
def test_words_make_this_mention(body, words, kind, mention):
    assert settled(body, words, kind) == [mention]


@pytest.mark.parametrize(("words", "kind"), [("the", "ORG"), ("'s", "PER"), ("Storm", "MISC"), (".", "LOC")])
def test_these_make_none(words, kind):
    assert settled("the Storm 's .", words, kind) == []


def test_a_mention_that_begins_inside_the_one_before_is_left_out():
    mentions = [Mention("ab", 0, 2, "PER", 1.0), Mention("b", 1, 2, "LOC", 1.0), Mention("c", 2, 3, "ORG", 1.0)]

    assert without_overlap(mentions) == [mentions[0], mentions[2]]


def test_a_form_has_the_type_for_which_its_places_speak_most_surely():
    mentions = [
        Mention("Brandt", 0, 6, "LOC", 0.9),
        Mention("Brandt", 9, 15, "PER", 0.6),
        Mention("Brandt", 20, 26, "PER", 0.5),
        Mention("Geneva", 30, 36, "LOC", 0.4),
    ]

    assert [mention.type for mention in of_one_type(mentions)] == ["PER", "PER", "PER", "LOC"]


LEXICON = {"state": "2", "speaker": "2", "power": "2", "government": "1", "geneva": "4"}


@pytest.mark.parametrize(
    ("word", "kind"),
    [("State", "LOC"), ("Speaker", "PER"), ("Sen", "PER"), ("Government", "ORG"), ("Kingdom", "LOC"), ("Park", "LOC")],
)
def test_a_plain_word_with_a_capital_is_no_name(word, kind):
    assert without_plain_words(f"The {word} said so.", [Mention(word, 4, 4 + len(word), kind, 0.9)], LEXICON) == []


@pytest.mark.parametrize(("word", "kind"), [("Geneva", "LOC"), ("Brandt", "PER"), ("State", "ORG"), ("POWER", "LOC")])
def test_other_words_stay_names(word, kind):
    mentions = [Mention(word, 4, 4 + len(word), kind, 0.9)]

    assert without_plain_words(f"The {word} said so.", mentions, LEXICON) == mentions


def test_a_surname_may_be_any_word():
    body = "Ilse Power spoke, and Power left."
    mentions = [Mention("Ilse Power", 0, 10, "PER", 0.9), Mention("Power", 22, 27, "PER", 0.9)]

    assert without_plain_words(body, mentions, LEXICON) == mentions


def test_a_currency_is_no_country():
    assert without_plain_words("It cost US$40.", [Mention("US", 8, 10, "LOC", 0.9)], LEXICON) == []


def typed(*pairs):
    return [Mention(text, start, start + len(text), kind, 0.9) for start, (text, kind) in enumerate(pairs)]


def test_the_first_word_of_an_organisation_is_the_organisation():
    mentions = typed(("Tamwell Holdings", "ORG"), ("Tamwell", "PER"))
    assert [mention.type for mention in called_in_short(mentions)] == ["ORG", "ORG"]


def test_the_name_of_a_person_or_place_stays_what_it_is():
    mentions = typed(("Brandt Holdings", "ORG"), ("Ilse Brandt", "PER"), ("Brandt", "PER"), ("Kenya Airways", "ORG"))
    assert called_in_short([*mentions, *typed(("Kenya", "LOC"))]) == [*mentions, *typed(("Kenya", "LOC"))]


@pytest.mark.parametrize("word", ["MoU", "GDP", "TB", "Imam"])
def test_things_and_titles_are_no_organisations(word):
    assert without_plain_words(f"the {word} of", [Mention(word, 4, 4 + len(word), "ORG", 0.9)], {}) == []


@pytest.mark.parametrize(
    ("body", "words", "text"),
    [("«Orrin», sa", "«Orrin», ", "Orrin"), ("S.A. Orrin Ltd.", "Orrin Ltd.", "Orrin Ltd."), ("( - )", "( - )", None)],
)
def test_marks_at_the_borders_are_no_part_of_a_foreign_name(body, words, text):
    tokens = tokenise(body)
    run = tokenise(words).words
    first = next(row for row in range(len(tokens.words)) if tokens.words[row : row + len(run)] == run)
    mentions = settle_foreign(body, tokens, range(first, first + len(run)), "ORG", 0.5)
    assert [mention.text for mention in mentions] == ([text] if text else [])

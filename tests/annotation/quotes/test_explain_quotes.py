"""Explanations of quotations."""

import pytest

from toolkit.annotation.quotes.explain_quotes import explain_quotes
from toolkit.annotation.quotes.find_quotes import find_quotes

BODY = 'Tom Reed met Ada Byte. "The gate is open today," she told reporters. The so-called "odd gate" stays.'


def test_every_english_quote_is_explained_in_order():
    assert find_quotes(BODY, language="en") == tuple(item.quote for item in explain_quotes(BODY))


def test_the_chosen_mention_comes_first_and_runners_up_follow():
    (explanation,) = explain_quotes(BODY)
    shares = [option.share for option in explanation.options]
    assert ("she", sorted(shares, reverse=True)) == (explanation.options[0].text, shares)


def test_features_are_named_with_their_weights():
    (explanation,) = explain_quotes(BODY)
    assert all(weight and ":" in name for name, weight in explanation.options[0].features)


def test_words_that_no_mark_opens_are_carried():
    body = 'Ada Byte said.\n\n"The gate is open.\n\nIt will stay open."'
    assert [item.rule for item in explain_quotes('"The gate is open," said Ada Byte.')] == ["ranked"]
    assert len(explain_quotes(body)) <= len(find_quotes(body, language="en"))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('"The gate is open," said Ada Byte.', "after the words, subject of 'said'"),
        ('Ada Byte told Tom Reed: "The gate is open."', "before the words, subject of 'told'"),
        ('According to Ada Byte, the gate is "open at last".', "before the words, according to"),
        ('Ada Byte: "The gate is open."', "before the words, without a reporting verb"),
    ],
)
def test_the_reason_tells_where_the_mention_stands(body, reason):
    (explanation,) = explain_quotes(body)
    assert explanation.options[0].reason == reason

"""Stops of many scripts end a sentence, with quotation marks and brackets behind them."""

import pytest

from toolkit.normalisation.sentence_end import ends_clause, ends_sentence


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sails.",
        "“It sails!”",
        "(Does it?)",
        "Sie fährt …",
        "船开了。",
        "「開いた！」",
        "هل تبحر؟",
        "यह चलती है।",
        "Նավը մեկնեց։",
    ],
)
def test_a_sentence_ends_with_a_stop(text):
    assert ends_sentence(text)
    assert ends_clause(text)


@pytest.mark.parametrize("text", ["Ferry sails again", "", "”", "Three things are open:", "the price;"])
def test_a_title_or_the_opening_of_a_list_ends_no_sentence(text):
    assert not ends_sentence(text)


def test_a_colon_and_a_semicolon_end_a_clause():
    assert ends_clause("Three things are open:")
    assert ends_clause("“the price;”")
    assert not ends_clause("Ferry sails again")

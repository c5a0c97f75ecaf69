"""What is said of every release."""

import pytest

from toolkit.release.card import card_statements

TEXTS = {name: value for name, value in vars(card_statements).items() if name.isupper()}


@pytest.mark.parametrize("name", TEXTS)
def test_every_statement_is_made_of_sentences(name):
    value = TEXTS[name]
    for text in (value,) if isinstance(value, str) else value:
        assert (text[0].isupper(), text[-1], "  " in text) == (True, ".", False)

"""Word lists."""

from toolkit.annotate import vocabulary


def test_words_of_a_text_become_a_set():
    assert {"one", "two"} == vocabulary.words("one two\n one")


def test_lists_that_are_compared_in_lower_case_are_in_lower_case():
    for name in ("PARTICLES", "MEDIA", "WORKS", "OPENERS", "PORTFOLIOS", "STYLES", "ORGANISATIONS", "PAST_VERBS"):
        assert all(word == word.lower() for word in getattr(vocabulary, name)), name

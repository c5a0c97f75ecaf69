"""Word lists."""

from toolkit.annotation import function_words


def test_words_of_a_text_become_a_set():
    assert {"one", "two"} == function_words.words("one two\n one")


def test_lists_that_are_compared_in_lower_case_are_in_lower_case():
    for name in ("PARTICLES", "MEDIA", "WORKS", "OPENERS", "PORTFOLIOS", "STYLES", "ORGANISATIONS", "PAST_VERBS"):
        assert all(word == word.lower() for word in getattr(function_words, name)), name

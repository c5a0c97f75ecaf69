"""Warnings, counted."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.validation.warning_counts import Warned, Warnings, tally, total

FOUND = st.lists(
    st.builds(Warned, st.sampled_from(["dated", "spelt"]), st.sampled_from("xyz"), st.sampled_from("abcdefghij")),
    max_size=40,
)


def test_an_article_counts_once_for_a_rule():
    result = tally([Warned("dated", "no day", "a"), Warned("dated", "no month", "a")])
    assert result == {"dated": Warnings(1, "no day", ("a",))}


def test_the_rule_that_warns_most_comes_first():
    result = tally([Warned("dated", "no day", "a"), Warned("spelt", "odd", "a"), Warned("spelt", "odd", "b")])
    assert list(result) == ["spelt", "dated"]


def test_only_some_examples_are_named():
    result = tally(Warned("dated", "no day", f"{number:02}") for number in range(50))
    assert result["dated"] == Warnings(50, "no day", ("00", "01", "02", "03", "04"))


@given(FOUND)
def test_the_parts_of_a_corpus_add_up_to_the_whole(result):
    by_article = {article: [item for item in result if item.article == article] for article in "abcdefghij"}
    assert total(tally(part) for part in by_article.values()) == tally(result)


@given(FOUND)
def test_the_order_of_warnings_changes_nothing(result):
    assert tally(reversed(result)) == tally(result)

"""Tests of names that stand without a word like "By"; all people are invented."""

from tests.normalisation.authors.test_byline import BODY, HEAD, names, page
from toolkit.normalisation.authors.uncued_names import choose_names, find_names, is_dated
from toolkit.normalisation.lines.article_head import find_zone
from toolkit.normalisation.outlets.outlet_profiles import load_outlets


def candidates(*labelled):
    lines = page(*labelled)[1]
    return find_names(lines, find_zone(lines), load_outlets())


def test_a_name_below_the_headline_is_a_candidate_with_its_signs():
    (result,) = candidates(HEAD, ("share", "Jane Roe"), ("date", "2 May 2023"), BODY, BODY, BODY)
    assert [item.name for item in result.credited] == ["Jane Roe"]
    assert {"opens with a given name", "date below", "place right below the headline"} <= set(result.signs)


def test_names_on_neighbouring_lines_are_one_byline():
    lines = [("byline", "Jane Roe"), ("byline", "Karl Muster"), ("date", "2 May 2023")]
    assert names(HEAD, *lines, BODY, BODY, BODY) == ("Jane Roe", "Karl Muster")


def test_a_name_before_its_tags_ends_after_the_surname():
    line = ("date", "6. November 2023 Karl Muster Reisen, Berge, Hotels")
    assert names(HEAD, line, BODY, BODY, BODY) == ("Karl Muster",)


def test_names_between_bars_are_all_read():
    assert names(HEAD, ("byline", "Jane Roe | Karl Muster"), BODY, BODY, BODY) == ("Jane Roe", "Karl Muster")


def test_whom_the_body_tells_of_is_less_likely_an_author():
    message = "Jane Roe opened the new bridge, and everybody was invited to cross it for free that afternoon."
    (named,), (other,) = (
        candidates(HEAD, ("share", name), message, BODY, BODY, BODY, BODY, BODY) for name in ("Jane Roe", "Jane Quill")
    )
    assert "in the body" in named.signs
    assert named.weight < other.weight


def test_without_candidates_none_is_chosen():
    assert choose_names([], behind=False)[0] == []
    assert find_names((), find_zone(()), load_outlets()) == []


def test_dates_and_times_make_a_line_dated():
    assert [is_dated(text) for text in ("2 May 2023", "Updated", "5 min", "Jane Roe")] == [True, True, True, False]

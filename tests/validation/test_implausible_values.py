"""Values of a release that look as if normalising went wrong."""

from collections import Counter
from datetime import date, timedelta

import polars
import pytest

from toolkit.validation.implausible_values import COLUMNS, implausible_values

SCHEMA = {
    **dict.fromkeys(COLUMNS, polars.String),
    "authors": polars.List(polars.String),
    "date": polars.Date,
}


def article(number, **fields):
    """Return a plausible article; the outlets take turns."""
    return {
        "id": f"{number:03}",
        "source": f"Outlet {number % 4}",
        "headline": f"Ferry number {number} sails again",
        "body": f"On day {number} the ferry sailed.",
        "authors": [f"Ada Quill {number}"],
        "date": date(2024, 1, 1) + timedelta(days=5 * number),
        **fields,
    }


def rules(articles):
    frame = polars.DataFrame(articles, schema=SCHEMA)
    return Counter(warned.rule for warned in implausible_values(frame))


PLAUSIBLE = [article(number) for number in range(80)]


def test_a_plausible_release_has_no_warning():
    assert rules(PLAUSIBLE) == {}


@pytest.mark.parametrize("headline", ["March 5, 2024", "5. März 2024", "05/03/2024 10:15", "Home", "Новости"])
def test_a_headline_that_is_a_date_or_a_label_is_warned_of(headline):
    assert rules([article(1, headline=headline)]) == {"implausible_headline": 1}


@pytest.mark.parametrize(
    "headline", ["March of the bakers", "9/11 remembered", "Home rule for Tarn", "In May 2024 it rained"]
)
def test_a_title_with_such_words_is_not(headline):
    assert rules([article(1, headline=headline)]) == {}


def test_a_headline_of_several_articles_of_one_outlet_is_warned_of():
    same = [article(number, source="Ormsund Post", headline="The Ormsund Post") for number in range(3)]
    assert rules(same) == {"implausible_common_headline": 3}


def test_a_headline_that_several_outlets_print_is_not():
    assert rules([article(number, headline="Ferry sails") for number in range(4)]) == {}


def test_a_body_that_begins_within_a_sentence_is_warned_of():
    assert rules([article(1, body="which had been at the quay. Ada Quill said so.")]) == {"implausible_beginning": 1}


def test_an_author_of_most_articles_of_several_outlets_is_warned_of():
    everywhere = [article(number, authors=["Web Feed"] if number < 50 else ["Ada Quill"]) for number in range(80)]
    assert rules(everywhere) == {"implausible_author": 50}


def test_the_last_day_of_a_long_release_is_warned_of_where_many_articles_have_it():
    collected = [article(number, date=date(2026, 1, 1)) if number < 30 else article(number) for number in range(80)]
    assert rules(collected) == {"implausible_day": 30}


def test_an_outlet_without_dates_among_others_that_have_them_is_warned_of_once():
    undated = [article(number, date=None) if number % 4 == 1 else article(number) for number in range(80)]
    assert rules(undated) == {"implausible_nulls": 1}


def test_a_body_without_any_capital_is_how_its_author_writes():
    assert rules([article(1, body="hello, i am the ferry. i sail.")]) == {}

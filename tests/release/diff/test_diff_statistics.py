"""Numbers of two tables stand side by side."""

import polars

from toolkit.release.diff.diff import diff
from toolkit.release.diff.diff_statistics import Statistic, Tally, side_by_side


def _statistics(difference):
    return {item.name: (item.old, item.new) for item in difference.statistics}


def test_the_numbers_of_a_release_are_those_of_its_manifest(sample):
    result = _statistics(diff(sample.folder, sample.folder))
    tables, balance = sample.manifest["tables"], sample.manifest["balance"]
    wanted = {
        "rows": tables["articles"]["rows"],
        "rows in test": tables["articles"]["splits"]["test"],
        "items in quotes": tables["quotes"]["rows"],
        "items in entities": tables["entities"]["rows"],
        "documents read": balance["read"],
        "contract": sample.manifest["contract"]["version"],
    }
    assert {name: result[name] for name in wanted} == {name: (value, value) for name, value in wanted.items()}


def test_words_outlets_dates_and_nulls_are_counted(compared, articles):
    result = _statistics(compared(articles(1), [*articles(1), *articles(2, source=None, date=None, word_count=4)]))
    assert result["words"] == (26, 30)
    assert result["outlets"] == (1, 1)
    assert result["first day"] == ("2024-03-05", "2024-03-05")
    assert result["null share of source"] == (0.0, 0.5)
    assert result["attributed quotes"] == (2, 4)


def test_what_one_side_lacks_is_null():
    one, other = Tally(), Tally()
    one.add("train", polars.DataFrame({"id": ["a"]}))
    other.add(None, polars.DataFrame({"id": ["a"]}))
    assert side_by_side(one, other, ({}, {})) == (
        Statistic("rows", 1, 1),
        Statistic("rows in train", 1, None),
        Statistic("null share of id", 0.0, 0.0),
    )

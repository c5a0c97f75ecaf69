"""Which articles a page shows stays the same while a release grows, until a whole band is left out."""

import hashlib
from itertools import pairwise

import polars
import pytest

from toolkit.release.report import sample_bands
from toolkit.release.report.sample_bands import band_limits, deeper, limits_of


def _ids(number):
    return polars.Series([hashlib.sha256(str(index).encode()).hexdigest()[:24] for index in range(number)])


def test_few_articles_are_one_band_of_all():
    (limit,) = band_limits(_ids(1250))
    assert (_ids(1250) < limit).all()
    assert band_limits(_ids(0)) == []


@pytest.mark.parametrize("number", [1251, 9_000, 30_000])
def test_bands_grow_by_the_square_root_of_two_up_to_the_most(number):
    ids = _ids(number)
    counts = [(ids < limit).sum() for limit in band_limits(ids)]
    assert counts == sorted(counts)
    assert 800 < counts[0] <= 1250
    assert counts[-1] <= sample_bands.ARTICLES
    assert all(1.3 < more / less < 1.55 for less, more in pairwise(counts))


def test_limits_stay_when_a_few_articles_are_added():
    assert set(band_limits(_ids(9_300))) >= set(band_limits(_ids(9_000)))


def test_narrower_bands_end_below_the_first_until_no_article_is_left():
    ids = _ids(2_000)
    limits = band_limits(ids)
    for _ in range(40):
        if not (narrower := deeper(limits, ids)):
            break
        assert narrower == sorted(narrower)
        assert narrower[-1] < limits[0]
        limits = narrower
    assert narrower == []


def test_the_bands_of_a_page_follow_from_how_many_articles_it_shows():
    ids = _ids(3_000)
    limits = band_limits(ids)
    for end, limit in enumerate(limits, 1):
        assert limits_of(ids, (ids < limit).sum()) == limits[:end]
    few = deeper(limits, ids)[:2]
    assert limits_of(ids, (ids < few[-1]).sum()) == few
    assert limits_of(ids, 2_999) == []

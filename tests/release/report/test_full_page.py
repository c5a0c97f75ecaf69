"""A page of 10,000 articles opens and answers; `benchmarks/page.py` measures how quickly."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from toolkit.contract.records import Entity
from toolkit.release.report.sample_bands import ARTICLES

_WORDS = (
    *("ferry", "bell", "harbour", "bench", "winter", "council", "lemonade", "plank"),
    *("rope", "tide", "café", "lantern", "market", "school", "bridge"),
)


def _body(number):
    return " ".join(_WORDS[(number * 7 + index * index) % len(_WORDS)] for index in range(350)) + f" №{number}"


def _headline(number):
    return f"Story {number} of the {_WORDS[number % 15]}"


@pytest.fixture(scope="module")
def large(screen_of, page_of, article, tmp_path_factory):
    """Give a page that is as full as a page can be."""

    def make(number):
        body = _body(number)
        entities = tuple(
            Entity(body[start : start + 5], start, start + 5, "LOC", f"Place {(number * 3 + start) % 900}", None, 0.9)
            for start in range(0, 120, 12)
        )
        day = date(2015, 1, 1) + timedelta(days=number % 3000)
        return replace(
            article(),
            id=f"{number:024x}", body=body, headline=_headline(number), quotes=(),
            source=f"Courier {number % 40}", entities=entities, date=day, date_edtf=day.isoformat(),
            date_not_before=None, date_not_after=None, group=f"{number:024x}", word_count=351,
        )  # fmt: skip

    path = page_of(tmp_path_factory.mktemp("large") / "release", [make(number) for number in range(ARTICLES)])
    assert path.stat().st_size < 15_000_000
    return screen_of(path.as_uri())


@pytest.mark.slow
def test_the_fullest_page_shows_all_its_articles(large):
    large.open()
    assert large.texts("#status") == ["10,000 documents of 10,000"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("lemonade", "lemonade"),
        ('"ferry bell"', "ferry bell"),
        ("№77", "№77"),
        ("zzyzx", "zzyzx"),
        ("source:courier café", "café"),
    ],
)
def test_a_search_of_the_fullest_page_looks_at_all_texts(large, line, words):
    large.open()
    large.wait("document.documentElement.dataset.loaded === 'true'")
    large.do(
        "performance.clearMeasures('search'); document.querySelector('#query').value = arguments[0];"
        "document.querySelector('#query').dispatchEvent(new Event('input'))",
        line,
    )
    large.wait("performance.getEntriesByName('search').length > 0")
    number = sum(words in f"{_headline(number)}\n{_body(number)}" for number in range(ARTICLES))
    assert large.texts("#status") == [f"{number:,} documents of 10,000"]

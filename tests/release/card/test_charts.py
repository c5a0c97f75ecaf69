"""The pictures of the card."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from toolkit.release.card.charts import pictures
from toolkit.release.statistics import compute_statistics

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def facts(sample):
    return compute_statistics(sample.folder)


@pytest.fixture
def drawn(facts):
    """Draw the sample's pictures from facts of which some are changed; as trees, by name."""

    def run(**changes):
        return {item.name: ET.fromstring(item.svg) for item in pictures(replace(facts, **changes))}

    return run


def _values(picture):
    """Return what the shapes of a picture say they show."""
    shapes = [item.text.rsplit(": ", 1) for item in picture.iterfind(f".//{SPACE}rect/{SPACE}title")]
    return {label: int(value.replace(",", "")) for label, value in shapes}


def test_there_are_six(drawn):
    assert set(drawn()) == {
        *("articles-over-time.svg", "articles-per-outlet.svg", "body-length.svg"),
        *("quotes-per-article.svg", "most-quoted.svg", "null-shares.svg"),
    }


def test_the_same_facts_give_the_same_characters(facts):
    assert [item.svg for item in pictures(facts)] == [item.svg for item in pictures(facts)]


def test_they_stay_plain(facts):
    for item in pictures(facts):
        assert re.findall(r"<script|href|url[(]|onload|@import", item.svg) == []


def test_every_article_is_in_the_picture_of_lengths_and_of_quotes(drawn, facts):
    result = drawn()
    for name in ("body-length.svg", "quotes-per-article.svg", "articles-per-outlet.svg"):
        assert sum(_values(result[name]).values()) == facts.rows("articles")


def test_months_without_articles_are_shown(drawn):
    result = _values(drawn(months={"2023-11": 2, "2024-02": 1})["articles-over-time.svg"])
    assert result == {"2023-11": 2, "2023-12": 0, "2024-01": 0, "2024-02": 1}


def test_many_months_become_years(drawn):
    result = _values(drawn(months={"1999-11": 2, "1999-12": 3, "2009-02": 1})["articles-over-time.svg"])
    assert (result["1999"], result["2000"], result["2009"], len(result)) == (5, 0, 1, 11)


def test_the_alternative_names_the_largest(facts):
    result = {item.name: item.alternative for item in pictures(replace(facts, speakers={"Ida Brandt": 1234, "Jon": 3}))}
    assert result["most-quoted.svg"] == (
        "Quotes of the most quoted speakers: 2 shown, the most for Ida Brandt (1,234)."
    )


def test_a_bar_is_as_long_as_its_number(drawn):
    picture = drawn(speakers={"Ida": 8, "Jon": 2})["most-quoted.svg"]
    one, other = (float(item.get("width")) for item in picture.iterfind(f"{SPACE}rect"))
    assert one == pytest.approx(4 * other, abs=0.5)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'a & b "c"', "\u202eback", "\x00\x0b", "x" * 500])
def test_a_hostile_name_stays_text(drawn, name):
    picture = drawn(speakers={name: 3})["most-quoted.svg"]
    assert [item.tag for item in picture.iter() if "script" in item.tag] == []
    assert "\u202e" not in ET.tostring(picture, encoding="unicode")


def test_nothing_is_drawn_of_nothing(tmp_path):
    assert pictures(compute_statistics(tmp_path)) == []

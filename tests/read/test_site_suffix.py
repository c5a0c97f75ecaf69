"""The outlet's name behind the title of a page."""

import pytest

from toolkit.read.site_suffix import site_of_title, split_site


@pytest.mark.parametrize(
    ("headline", "given", "expected"),
    [
        ("Ferry runs again - Ormsund Post", {"source": "Ormsund Post"}, "Ferry runs again"),
        ("Ferry runs again | The Ormsund Post", {"source": "Ormsund Post"}, "Ferry runs again"),
        ("Ferry runs again – OrmsundPost.example", {"url": "https://www.ormsundpost.example/1"}, "Ferry runs again"),
        ("Ferry runs again | News | Ormsund Post", {"source": "Ormsund Post"}, "Ferry runs again | News"),
        ("Ferry runs again - Reuters", {}, "Ferry runs again"),
        ("Ferry runs again - at last", {"source": "Ormsund Post"}, "Ferry runs again - at last"),
        ("Ferry - Ormsund Post", {"source": "Ormsund Post"}, "Ferry - Ormsund Post"),
        ("Why the Ormsund Post closes", {"source": "Ormsund Post"}, "Why the Ormsund Post closes"),
    ],
)
def test_the_name_of_the_site_leaves_a_headline(headline, given, expected):
    assert split_site(headline, given)[0] == expected


def test_the_name_behind_a_headline_is_the_outlet_where_the_address_agrees():
    assert split_site("Ferry runs again - Ormsund Post", {"url": "https://ormsundpost.example/1"})[1] == "Ormsund Post"


def test_a_part_of_a_headline_is_no_outlet():
    assert split_site("Ferry runs again - at last", {"url": "https://ormsundpost.example/1"})[1] is None


def test_the_full_title_of_a_page_names_its_site():
    record = {"title": "Ferry runs again", "thread": {"title_full": "Ferry runs again | Ormsund Post"}}
    assert site_of_title(record, {"headline": "Ferry runs again"}) == "Ormsund Post"


@pytest.mark.parametrize("title", ["Ferry runs again", "Ferry runs again tomorrow - Ormsund Post", 7, None])
def test_another_title_names_none(title):
    assert site_of_title({"title_full": title}, {"headline": "Ferry runs again"}) is None

"""Tests of credits that name an organisation; all of them without a profile are invented."""

import pytest

from tests.normalisation.authors.test_byline import BODY, HEAD, page
from toolkit.normalisation.authors.byline import find_authors
from toolkit.normalisation.authors.organisation_credit import find_organisation
from toolkit.normalisation.lines.article_head import find_zone
from toolkit.normalisation.outlets.outlet_profiles import load_outlets


def credit(*labelled):
    text, lines = page(*labelled)
    result = find_organisation(lines, find_zone(lines), load_outlets())
    assert result is None or text[result.start : result.end] == result.text
    return result and result.text


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("By Team Lantern | September 21, 2023", "Team Lantern"),
        ("By Examplia Herald staff", "Examplia Herald staff"),
        ("By Associated Press", "Associated Press"),
        ("Von Redaktion", "Redaktion"),
        ("Redaktion 1. November 2023 10:29", "Redaktion"),
        ("Lantern Lifestyle Desk / Updated: Dec 17, 2025", "Lantern Lifestyle Desk"),
        ("By AFP", "AFP"),
    ],
)
def test_an_organisation_that_signs_is_credited_as_printed(line, printed):
    assert credit(HEAD, ("byline", line), BODY, BODY, BODY) == printed


@pytest.mark.parametrize(
    "line",
    ["By Admin", "By Staff", "Guest Contributor", "By the numbers", "Photo by Lantern News", "2 May 2023", "AFP"],
)
def test_what_names_nobody_is_no_credit(line):
    assert credit(HEAD, ("byline", line), BODY, BODY, BODY) is None


def test_an_article_of_a_person_has_no_credit():
    result = find_authors(page(HEAD, ("byline", "By Jane Roe"), ("byline", "Lantern News Desk"), BODY, BODY, BODY)[1])
    assert (result.names, result.credit) == (("Jane Roe",), None)


def test_a_credit_has_its_evidence():
    text, lines = page(HEAD, ("byline", "Von Redaktion"), BODY, BODY, BODY)
    result = find_authors(lines)
    (item,) = [item for item in result.evidence if item.field == "credit"]
    assert (result.credit, text[item.start : item.end]) == ("Redaktion", "Redaktion")

"""Tests of finding the outlet and the agency; all outlets without a profile and all articles are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.lines.line import LABELS, Line
from toolkit.normalisation.outlets.outlet_detection import find_source
from toolkit.normalisation.outlets.outlet_profiles import load_outlets

BODY = "The town council opened the new bridge and everybody was invited to cross it for free that afternoon."


def page(*labelled):
    """Make a text and its lines from (label, text) pairs; a text alone is body."""
    text, lines = "", []
    for item in labelled:
        label, content = ("body", item) if isinstance(item, str) else item
        lines.append(Line(len(text), len(text) + len(content), content, label, 0.9))
        text += content + "\n"
    return text, lines


def find(*labelled, outlets=None, **options):
    text, lines = page(*labelled)
    return find_source(text, lines, outlets=outlets or load_outlets(), **options)


HEAD = ("headline", "Bridge opens in Examplia")


@pytest.mark.parametrize(
    ("line", "label", "expected"),
    [
        ("Anadolu Agency EUROPE", "date", "Anadolu Agency"),
        ("TASS, Russia", "source", "TASS"),
        ("Republic World", "byline", "Republic World"),
        ("CNN Business", "share", "CNN"),
        ("Jane Roe · CBC News · Posted: Aug 08, 2024", "byline", "CBC News"),
        ("The Guardian | World", "section", "The Guardian"),
    ],
)
def test_a_masthead_is_found_whatever_its_label(line, label, expected):
    assert find(HEAD, (label, line), ("date", "Nov 27 2021"), BODY, BODY, BODY).source == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("© 2024 The Examplia Herald", "The Examplia Herald"),
        ("Copyright 2019-2024 Examplia Herald, Inc. All rights reserved.", "Examplia Herald"),
        ("This article was originally published on The Conversation.", "The Conversation"),
        ("This story first appeared in the Examplia Gazette.", "Examplia Gazette"),
        ("Examplia Wire provides the", "Examplia Wire"),
        ("MENAFN provides the", "MENAFN"),
        ("© 2023 Fox News Network, LLC", "Fox News"),
        ("(This story has not been edited by NDTV staff)", "NDTV"),
    ],
)
def test_a_legal_line_names_the_outlet(line, expected):
    assert find(HEAD, BODY, BODY, BODY, ("legal", line)).source == expected


def test_an_unlisted_masthead_beside_the_date_is_inferred():
    result = find(HEAD, ("source", "Examplia Evening Post"), ("date", "2 May 2023"), BODY, BODY, BODY)
    assert (result.source, result.evidence[0].method) == ("Examplia Evening Post", "inferred")


def test_an_unlisted_page_title_is_inferred():
    result = find(("share", "Bridge opens in Examplia | Examplia Today"), HEAD, BODY, BODY, BODY)
    assert (result.source, result.evidence[0].method) == ("Examplia Today", "inferred")


@pytest.mark.parametrize(
    "line",
    ["Latest News", "Sports News", "Watch Live TV", "Daily Newsletter", "Jane Roe", "Read more news", "World"],
)
def test_a_link_is_no_masthead(line):
    assert find(HEAD, ("share", line), ("date", "2 May 2023"), BODY, BODY, BODY).source is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor told Reuters that the bridge would stay open.",
        "According to The Guardian, the bridge is safe.",
        "A study published in Examplia Science Journal praised the bridge.",
        "The bridge first appeared in West Examplia at the end of August.",
    ],
)
def test_an_outlet_in_the_running_body_is_no_source(sentence):
    result = find(HEAD, BODY, sentence, BODY, BODY)
    assert (result.source, result.agency) == (None, None)


@pytest.mark.parametrize("line", ["© 2024 Condé Nast. All rights reserved.", "© 2024 Ziff Davis, LLC.", "© 2024"])
def test_the_owner_of_outlets_is_not_the_outlet(line):
    assert find(HEAD, BODY, BODY, BODY, ("legal", line)).source is None


def test_a_picture_credit_is_no_source():
    result = find(HEAD, ("share", "Photo: Reuters"), ("caption", "© 2024 Reuters"), BODY, BODY, BODY)
    assert (result.source, result.agency) == (None, None)


def test_the_first_disclaimer_is_the_outlets_and_the_second_the_wires():
    result = find(
        HEAD, BODY, BODY, BODY, ("legal", "MENAFN provides the"), ("legal", "EIN Presswire provides this news content")
    )
    assert (result.source, result.agency) == ("MENAFN", "EIN Presswire")


def test_the_order_of_two_disclaimers_does_not_matter():
    result = find(
        HEAD, BODY, BODY, BODY, ("legal", "EIN Presswire provides this news content"), ("legal", "MENAFN provides the")
    )
    assert (result.source, result.agency) == ("MENAFN", "EIN Presswire")


def test_an_agency_alone_is_source_and_agency():
    result = find(HEAD, BODY, dateline_agency="TASS", dateline_span=(0, 4))
    assert (result.source, result.agency, result.country) == ("TASS", "TASS", "RU")


def test_the_outlet_that_prints_wire_copy_is_the_source():
    result = find(HEAD, BODY, BODY, BODY, ("legal", "© 2024 The Examplia Herald"), dateline_agency="AP")
    assert (result.source, result.agency) == ("The Examplia Herald", "Associated Press")


def test_an_agency_without_a_profile_keeps_its_mark():
    assert find(HEAD, BODY, dateline_agency="EXA").agency == "EXA"


def test_a_joined_mark_is_the_first_agencys():
    assert find(HEAD, BODY, dateline_agency="dpa/lnw").agency == "dpa"


def test_the_url_outranks_the_page():
    result = find(HEAD, ("source", "The Guardian"), ("date", "2 May"), BODY, url="https://www.lemonde.fr/a/1.html")
    assert (result.source, result.source_domain, result.country) == ("Le Monde", "lemonde.fr", "FR")


def test_a_site_without_a_profile_is_named_by_its_pages():
    result = find(HEAD, BODY, ("share", "Contact the Examplia Herald"), url="https://www.exampliaherald.co.uk/x")
    assert (result.source, result.source_domain, result.country) == ("Examplia Herald", "exampliaherald.co.uk", "GB")


def test_a_site_that_does_not_name_itself_is_not_guessed():
    result = find(HEAD, BODY, BODY, url="https://exampliaherald.com/x")
    assert (result.source, result.source_domain) == (None, "exampliaherald.com")


def test_a_town_is_not_the_site_that_has_its_name():
    result = find(HEAD, f"Oslo, 2 May - {BODY}", url="https://www.oslo.no/x")
    assert (result.source, result.source_domain, result.country) == (None, "oslo.no", "NO")


def test_what_the_container_states_wins():
    result = find(
        HEAD, BODY, url="https://tass.com/x", given={"source": "the guardian", "agency": "AP"}, dateline_agency="TASS"
    )
    methods = {item.field: item.method for item in result.evidence}
    assert (result.source, result.agency, methods["source"]) == ("The Guardian", "Associated Press", "metadata")


@pytest.mark.parametrize(
    ("url", "domain", "country"),
    [
        ("https://news.example.co.za/a", "example.co.za", "ZA"),
        ("https://m.example.de/a", "example.de", "DE"),
        ("https://example.io/", "example.io", None),
        ("http://[broken", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_domain_and_country_come_from_the_url(url, domain, country):
    result = find(HEAD, BODY, url=url)
    assert (result.source_domain, result.country) == (domain, country)


def test_evidence_cuts_the_name_out_of_the_text():
    labelled = (HEAD, ("date", "Anadolu Agency EUROPE"), ("date", "2 May 2023"), BODY, BODY, BODY)
    text, _ = page(*labelled)
    spans = [text[item.start : item.end] for item in find(*labelled).evidence]
    assert spans == ["Anadolu Agency EUROPE", "Anadolu Agency EUROPE"]


def test_an_outlet_of_the_user_is_found_by_its_patterns():
    table = {"name": "Examplia Herald", "boilerplate": ["a service of EH"], "country": "FR"}
    result = find(HEAD, BODY, ("legal", "A service of EH, Examplia"), outlets=load_outlets((table,)))
    assert (result.source, result.country) == ("Examplia Herald", "FR")


def test_no_lines_give_nothing():
    assert find_source("", [], outlets=load_outlets()).source is None


@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.text(min_size=1, max_size=80).map(lambda t: t.strip() or "x")),
        max_size=12,
    )
)
def test_evidence_always_lies_inside_the_text(labelled):
    text, lines = page(*labelled)
    result = find_source(text, lines, outlets=load_outlets())
    assert all(0 <= item.start < item.end <= len(text) for item in result.evidence if item.start is not None)


def test_many_legal_lines_take_linear_time():
    labelled = [HEAD, *[("legal", "© 2024 Examplia Herald")] * 50_000]
    assert find(*labelled).source == "Examplia Herald"


def test_one_long_line_takes_linear_time():
    assert find(("legal", "© 2024 " + "Herald " * 300_000), ("headline", "a - " * 500_000)).source is None

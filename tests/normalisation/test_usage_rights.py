"""Rights of an article."""

import datetime

import pytest

from toolkit.contract.records import Document, Rights
from toolkit.normalisation import NormaliseOptions, normalise_document
from toolkit.normalisation.outlets.outlet_profiles import Outlet
from toolkit.normalisation.usage_rights import find_rights, is_restricted, stated_rights

NOON = datetime.datetime(2023, 4, 3, 12, tzinfo=datetime.UTC)
PROFILE = Outlet("Ormsund Post", licence="CC-BY-4.0", holder="Ormsund Press", usage_terms="Name the outlet.")


def test_all_that_is_stated_is_kept():
    stated = {"licence": " CC0-1.0 ", "holder": "Ormsund Post", "usage_terms": "For members.", "status": "withheld"}
    assert stated_rights({"rights": stated}) == Rights("CC0-1.0", "Ormsund Post", "For members.", "withheld")


@pytest.mark.parametrize(
    "given", [{}, {"rights": None}, {"rights": "all"}, {"rights": {"status": "unheard of", "holder": 7}}]
)
def test_what_is_no_statement_of_rights_leaves_them_unknown(given):
    assert stated_rights(given) == Rights()


@pytest.mark.parametrize(
    ("embargo", "expected"),
    [
        (NOON, NOON),
        ("2023-04-03T14:00:00+02:00", NOON),
        ("2023-04-03T12:00:00Z", NOON),
        ("2023-04-03T12:00:00", NOON),
        ("2023-04-03", NOON.replace(hour=0)),
        (datetime.date(2023, 4, 3), NOON.replace(hour=0)),
    ],
)
def test_an_embargo_is_a_moment_with_a_zone(embargo, expected):
    assert stated_rights({"rights": {"embargo_until": embargo}}) == Rights(embargo_until=expected)


@pytest.mark.parametrize("embargo", ["until further notice", 7, ""])
def test_an_embargo_that_cannot_be_read_withholds(embargo):
    assert stated_rights({"rights": {"embargo_until": embargo}}).status == "withheld"


def test_container_goes_before_page_and_page_before_the_profile():
    result, evidence = find_rights({"rights": {"holder": "The container"}}, Rights("page-licence", "The page"), PROFILE)
    assert result == Rights("page-licence", "The container", "Name the outlet.")
    assert (evidence.field, evidence.method, evidence.note) == ("rights", "metadata", None)


def test_rights_that_only_the_profile_knows_say_so():
    result, evidence = find_rights({}, Rights(), PROFILE)
    assert result == Rights("CC-BY-4.0", "Ormsund Press", "Name the outlet.")
    assert evidence.note == "profile of the outlet"


def test_rights_that_nobody_knows_have_no_evidence():
    assert find_rights({}, Rights(), Outlet("Ormsund Post")) == (Rights(), None)


@pytest.mark.parametrize(
    ("rights", "restricted"),
    [
        (Rights(), False),
        (Rights(licence="CC-BY-4.0", mining_reserved=False), False),
        (Rights(mining_reserved=True), True),
        (Rights(embargo_until=NOON), True),
        (Rights(status="cancelled"), True),
    ],
)
def test_status_embargo_and_reservation_restrict(rights, restricted):
    assert is_restricted(rights) is restricted


BODY = "\n\n".join(
    ["The ferry to Ormsund runs again after a long winter, and the harbour master is very glad about it."] * 2
)
TABLE = {"name": "Ormsund Post", "domains": ["ormsundpost.example"], "licence": "CC-BY-4.0"}


def test_a_container_cancels_an_article_and_the_profile_of_its_outlet_gives_the_licence():
    document = Document(
        "a.json",
        BODY,
        "0" * 64,
        "text/plain",
        url="https://ormsundpost.example/ferry",
        given={"body": BODY, "source": "Ormsund Post", "rights": {"status": "cancelled"}},
    )
    article = normalise_document(document, NormaliseOptions(minimum_words=5, outlets=(TABLE,)))
    assert article.rights == Rights(licence="CC-BY-4.0", status="cancelled")
    assert [item.method for item in article.evidence if item.field == "rights"] == ["metadata"]

"""Personal data in texts: invented people, numbers that are set apart for fiction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.compliance.pii_detection import KINDS, find_personal


@pytest.mark.parametrize(
    ("kind", "text", "result"),
    [
        ("email", "Write to ida.brandt+news@halden.example, please.", "ida.brandt+news@halden.example"),
        ("email", "Mail (press@town.halden.example)", "press@town.halden.example"),
        ("phone", "Call +47 22 12 34 56 before noon.", "+47 22 12 34 56"),
        ("phone", "Call 020 7946 0018 before noon.", "020 7946 0018"),
        ("phone", "His number is (212) 555-0187.", "(212) 555-0187"),
        ("iban", "Gifts go to GB82 WEST 1234 5698 7654 32 until May.", "GB82 WEST 1234 5698 7654 32"),
        ("iban", "Gifts go to DE89370400440532013000.", "DE89370400440532013000"),
        ("card", "She read out 4111 1111 1111 1111 on air.", "4111 1111 1111 1111"),
        ("card", "The card 378282246310005 was stolen.", "378282246310005"),
        (
            "address",
            "She lives at 12 Harbour Road, Port Halden PH1 4XY, he said.",
            "12 Harbour Road, Port Halden PH1 4XY",
        ),
        (
            "address",
            "Send it to 1600 Elm Avenue NW, Springfield, IL 62704.",
            "1600 Elm Avenue NW, Springfield, IL 62704",
        ),
        ("address", "They met at 9 Lock Way, Port Halden PH2 5XZ again.", "9 Lock Way, Port Halden PH2 5XZ"),
        ("address", "Er wohnt in der Hafenstraße 12, 20457 Hamburg, seit 2010.", "Hafenstraße 12, 20457 Hamburg"),
        ("address", "Il habite 12 bis, rue du Port, 76600 Le Havre.", "12 bis, rue du Port, 76600 Le"),
    ],
)
def test_personal_data_is_found_to_the_character(kind, text, result):
    assert [(item.kind, text[item.start : item.end]) for item in find_personal(text, regions=("US", "GB"))] == [
        (kind, result)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The club won 3-2 in 2019-2020 and 14,000,000 people watched.",
        "Follow @haldenpost on the network; e-mail is not answered.",
        "Flight 4111 left at 11:11 with 1111 passengers on 11/11/2011.",
        "The account GB83 WEST 1234 5698 7654 32 does not exist.",
        "Ticket 4111 1111 1111 1112 has a wrong check digit.",
        "On 12 Harbour Road a lamp was stolen; 300 people live there.",
        "Damals standen auf dem Marktplatz 12 Stände.",
        "The file a1b2@localhost is no address.",
    ],
)
def test_other_numbers_and_signs_are_left_alone(text):
    assert find_personal(text, regions=("US", "GB")) == []


def test_only_the_kinds_asked_for_are_looked_for():
    text = "Write to ida@halden.example or call +47 22 12 34 56."
    assert [item.kind for item in find_personal(text, ["phone"])] == ["phone"]


def test_a_number_without_its_country_needs_a_region():
    assert find_personal("Call 020 7946 0018.", regions=()) == []


@given(st.text("aA1 4@.-+()/\n,GB", max_size=80))
def test_findings_stand_in_order_inside_the_text_and_apart(text):
    result = find_personal(text, KINDS, ("GB",))
    borders = [border for item in result for border in (item.start, item.end)]
    assert borders == sorted(borders)
    assert all(0 <= item.start < item.end <= len(text) for item in result)

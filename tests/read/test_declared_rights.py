"""Rights in the words of containers."""

import pytest

from toolkit.read.declared_rights import plain_rights, publication_status


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("usable", "usable"),
        ("stat:usable", "usable"),
        ("stat:canceled", "cancelled"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", "withheld"),
        ("Cancelled", "cancelled"),
        ("embargoed", "withheld"),
        ("published", None),
        (7, None),
        (None, None),
    ],
)
def test_every_word_for_a_status_is_understood(value, expected):
    assert publication_status(value) == expected


def test_values_are_reduced_to_what_the_rights_can_hold():
    stated = {
        "licence": {"@type": "CreativeWork", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "holder": {"name": "Ormsund Post"},
        "usage_terms": " ",
        "embargo_until": "2023-04-03T12:00:00Z",
        "status": "nonsense",
    }
    assert plain_rights(stated) == {
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "holder": "Ormsund Post",
        "embargo_until": "2023-04-03T12:00:00Z",
    }

"""The page of an article that is a version of a story says which one it is, and what changed since the one before."""

import pytest

from toolkit import api
from toolkit.release.report.html_report import PAGE

BODY = (
    "The ferry between Oldmere and the mainland sails again after four days in the yard, its owner said on Monday. "
    "A crack in the second propeller shaft had kept the Sunniva at the quay, and buses took the long road instead."
)
RECORDS = [
    {"headline": "Ferry to Oldmere sails again", "body": BODY},
    {"headline": "UPDATE 1-Ferry to Oldmere sails again", "body": BODY.replace("four days", "five days")},
]


@pytest.fixture(scope="module")
def versions(screen_of, tmp_path_factory):
    """Open the page of a release that holds two versions of a story."""
    records = [
        {**record, "url": f"https://nordwire.example/{number}", "date": "2024-05-06", "source": "Nordwire"}
        for number, record in enumerate(RECORDS)
    ]
    options = {"group": {"versions": "all"}, "annotate": {"entities": False}}
    out = tmp_path_factory.mktemp("versions")
    return screen_of((api.build(records, out=out, config=options, engine="here", cache="off").folder / PAGE).as_uri())


def _open(screen, version):
    screen.open("#headline")
    screen.do(
        "const links = [...document.querySelectorAll('#list a')];"
        "links.find((link) => link.textContent.includes('UPDATE') === arguments[0]).click()",
        version > 0,
    )


def test_a_later_version_shows_what_changed_since_the_one_before(versions):
    _open(versions, 1)
    versions.wait("document.querySelector('#article details.versions')")
    versions.do("document.querySelector('#article details.versions').open = true")
    versions.wait("document.querySelector('#article .sides ins')")
    assert versions.texts("#article .sides del") == ["Ferry", "four"]
    assert "".join(versions.texts("#article .sides ins")) == "UPDATE1-Ferry five"


def test_the_first_version_leads_to_the_next(versions):
    _open(versions, 0)
    versions.wait("document.querySelector('#article .hint')")
    assert versions.texts("#article > .hint .open-article") == ["UPDATE 1-Ferry to Oldmere sails again"]

"""One article cleared: rights first, then personal data."""

import pytest

from toolkit.compliance.clearance import clear, may_be_kept
from toolkit.compliance.options import PrivacyOptions, RightsOptions
from toolkit.compliance.rights_policy import policy_of

REACHABLE = "“Write to ida@halden.example,” said Ida Brandt. Her number is +47 22 12 34 56."


def _policy(**options):
    return policy_of(RightsOptions(**options))


def _reachable(row, **changes):
    return row(body=REACHABLE, quotes=[], entities=[], **changes)


def test_an_article_without_restrictions_stays_as_it_is(row):
    cleared = clear(row(), _policy(), PrivacyOptions())
    assert (cleared.row, cleared.refusal, cleared.personal) == (row(), None, {})


def test_what_is_withheld_is_refused_with_its_ground(row):
    reason, detail = clear(row(), _policy(default="withhold"), PrivacyOptions()).refusal
    assert reason == "withheld"
    assert "by default" in detail


def test_personal_data_is_counted_and_left_where_that_is_all_that_is_asked_for(row):
    cleared = clear(_reachable(row), _policy(), PrivacyOptions())
    assert cleared.personal == {"email": 1, "phone": 1}
    assert cleared.row["body"] == REACHABLE


def test_only_the_kinds_to_be_masked_are(row):
    cleared = clear(_reachable(row), _policy(), PrivacyOptions(phone="mask"))
    assert cleared.row["body"].endswith("Her number is [phone].")
    assert "ida@halden.example" in cleared.row["body"]


def test_headline_and_byline_are_masked_too(row):
    masked = clear(
        row(headline="Mail ida@halden.example", authors=["ida@halden.example", "Jon Myhre"]),
        _policy(),
        PrivacyOptions(email="mask"),
    ).row
    assert (masked["headline"], masked["authors"]) == ("Mail [e-mail]", ["[e-mail]", "Jon Myhre"])


def test_an_article_is_refused_for_the_kinds_that_are_to_be_refused(row):
    cleared = clear(_reachable(row), _policy(), PrivacyOptions(email="refuse"))
    assert cleared.refusal == ("personal_data", "It holds personal data: email.")


def test_nothing_is_looked_for_that_is_to_be_ignored(row):
    ignoring = PrivacyOptions(**dict.fromkeys(PrivacyOptions().cares, "ignore"))
    assert clear(_reachable(row), _policy(), ignoring).personal == {}


def test_a_stand_off_article_keeps_its_text_until_it_is_written(row):
    cleared = clear(_reachable(row), _policy(default="stand_off"), PrivacyOptions(email="mask"))
    assert (cleared.row["body"], cleared.row["rights"]["extent"]) == (REACHABLE, "stand_off")


@pytest.mark.parametrize(
    ("raw", "extent", "privacy", "kept"),
    [
        (b"plain", "full", PrivacyOptions(), True),
        (b"plain", "lead", PrivacyOptions(), False),
        (b"ida@halden.example", "full", PrivacyOptions(), True),
        (b"ida@halden.example", "full", PrivacyOptions(email="mask"), False),
        (b"plain", "full", PrivacyOptions(email="mask"), True),
        (None, "full", PrivacyOptions(email="mask"), True),
    ],
)
def test_raw_bytes_are_kept_only_if_all_of_them_may_be_published(raw, extent, privacy, kept):
    assert may_be_kept(raw, extent, privacy) is kept


def test_a_text_that_its_source_cut_stays_a_lead(row):
    rights = {**row()["rights"], "extent": "lead"}
    assert clear(row(rights=rights), _policy(), PrivacyOptions()).row["rights"]["extent"] == "lead"

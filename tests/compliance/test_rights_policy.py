"""How much of an article is published."""

from datetime import UTC, datetime

import pytest

from toolkit.compliance.options import RightsOptions
from toolkit.compliance.rights_policy import judge, policy_of

COURIER = "The Lindhafen Courier"


def _rights(row, **changes):
    return row(rights={**row()["rights"], **changes})


def test_everything_is_published_unless_something_speaks_against_it(row):
    assert judge(row(), policy_of(RightsOptions())).extent == "full"


@pytest.mark.parametrize("name", [COURIER, "the lindhafen courier", "courier.example"])
def test_an_outlet_is_known_by_its_name_or_domain(row, name):
    verdict = judge(row(), policy_of(RightsOptions(outlets={name: "lead"})))
    assert verdict.extent == "lead"
    assert "only the lead" in verdict.reason


def test_the_outlet_goes_before_the_licence_and_both_before_the_default(row):
    licensed = _rights(row, licence="https://creativecommons.org/licenses/by/4.0/")
    policy = {"default": "withhold", "licences": {"CC BY 4.0": "lead"}}
    assert judge(row(), policy_of(RightsOptions(**policy))).extent == "withhold"
    assert judge(licensed, policy_of(RightsOptions(**policy))).extent == "lead"
    assert judge(licensed, policy_of(RightsOptions(**policy, outlets={COURIER: "full"}))).extent == "full"


def test_an_unknown_licence_can_be_named_too(row):
    unlicensed = _rights(row, licence=None)
    assert judge(unlicensed, policy_of(RightsOptions(licences={"unknown": "stand_off"}))).extent == "stand_off"


@pytest.mark.parametrize(("reserved", "extent"), [(True, "stand_off"), (False, "full"), (None, "full")])
def test_a_reservation_of_mining_is_respected(row, reserved, extent):
    assert judge(_rights(row, mining_reserved=reserved), policy_of(RightsOptions())).extent == extent


def test_a_reservation_never_publishes_more_than_the_policy(row):
    reserved = _rights(row, mining_reserved=True)
    assert judge(reserved, policy_of(RightsOptions(default="withhold", reserved="lead"))).extent == "withhold"


@pytest.mark.parametrize(("as_of", "extent"), [("", "withhold"), ("2024-03-31", "withhold"), ("2024-04-01", "full")])
def test_an_embargo_holds_until_the_day_named(row, as_of, extent):
    embargoed = _rights(row, embargo_until=datetime(2024, 4, 1, tzinfo=UTC))
    assert judge(embargoed, policy_of(RightsOptions(as_of=as_of))).extent == extent


@pytest.mark.parametrize("status", ["withheld", "cancelled"])
def test_no_policy_publishes_what_is_withheld(row, status):
    assert judge(_rights(row, status=status), policy_of(RightsOptions(outlets={COURIER: "full"}))).extent == "withhold"

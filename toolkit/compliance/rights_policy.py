"""How much of an article is published: what the rights policy says of its outlet, licence, reservation and embargo."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from toolkit.compliance.licences import licence_name
from toolkit.compliance.options import EXTENTS, RightsOptions


@dataclass(frozen=True, slots=True)
class Policy:
    """Rights options, indexed for the many articles that are held against them."""

    options: RightsOptions
    outlets: Mapping[str, str]
    """Extent by the outlet's name or domain, without blanks, punctuation and case."""
    licences: Mapping[str, str]
    """Extent by the one name of the licence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much of an article is published, and why if it is not all of it."""

    extent: str
    """`full`, `lead`, `stand_off` or `withhold`."""
    reason: str = ""
    """One sentence."""


def policy_of(options: RightsOptions) -> Policy:
    """Return the policy that the options describe; to be made once for many articles."""
    outlets = {_key(name): extent for name, extent in options.outlets.items()}
    licences = {licence_name(name): extent for name, extent in options.licences.items()}
    return Policy(options, outlets, licences)


def judge(row: Mapping[str, Any], policy: Policy) -> Verdict:
    """Return how much of an article the policy lets be published; the strictest of all grounds decides."""
    options, rights = policy.options, row["rights"]
    if rights["status"] != "usable":
        return Verdict("withhold", f"Its rights say {rights['status']}.")
    until = rights["embargo_until"]
    if until is not None and not _has_passed(until, options.as_of):
        advice = "rights.as_of names an earlier day" if options.as_of else "once it is over, say so with rights.as_of"
        return Verdict("withhold", f"It is under embargo until {until.isoformat()}; {advice}.")
    verdict = _by_policy(row, policy)
    if rights["mining_reserved"] and EXTENTS.index(options.reserved) > EXTENTS.index(verdict.extent):
        return Verdict(options.reserved, "Its holder reserves text and data mining.")
    return verdict


def _by_policy(row: Mapping[str, Any], policy: Policy) -> Verdict:
    for name in (row["source"], row["source_domain"], row["agency"]):
        extent = policy.outlets.get(_key(name or ""))
        if extent is not None:
            return Verdict(extent, f"The rights policy publishes {_meaning(extent)} of {name}.")
    licence = row["rights"]["licence"]
    extent = policy.licences.get(licence_name(licence or "unknown"))
    if extent is not None:
        named = f"the licence {licence}" if licence else "an unknown licence"
        return Verdict(extent, f"The rights policy publishes {_meaning(extent)} under {named}.")
    default = policy.options.default
    return Verdict(default, f"The rights policy publishes {_meaning(default)} by default.")


def _has_passed(until: datetime, as_of: str) -> bool:
    return bool(as_of) and until <= datetime.fromisoformat(as_of).replace(tzinfo=UTC)


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _meaning(extent: str) -> str:
    return {"full": "everything", "lead": "only the lead", "stand_off": "no text", "withhold": "nothing"}[extent]

"""Clears one article for publication: rights first, then personal data."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.compliance.lead_only import cut_to_lead
from toolkit.compliance.options import PrivacyOptions
from toolkit.compliance.pii_detection import Finding, find_personal
from toolkit.compliance.pii_masking import mask, mask_body
from toolkit.compliance.rights_policy import Policy, judge

_TITLES = ("headline", "standfirst")


@dataclass(frozen=True, slots=True)
class Cleared:
    """What may be published of an article."""

    row: dict[str, Any]
    """Its row as it may be published; `rights.extent` says how much that is. A stand-off row still holds its text."""
    refusal: tuple[str, str] | None = None
    """Reason and detail, where nothing may be."""
    personal: Mapping[str, int] = field(default_factory=dict)
    """How much personal data of each kind was found in what is published, or was the ground of the refusal."""


def clear(row: Mapping[str, Any], policy: Policy, privacy: PrivacyOptions) -> Cleared:
    """Return what of an article as a row of the contract may be published."""
    verdict = judge(row, policy)
    extent = "full" if verdict.extent == "withhold" else verdict.extent
    if extent == "full" and row["rights"]["extent"] == "lead":
        extent = "lead"  # the source gave no more
    made = {**row, "rights": {**row["rights"], "extent": extent}}
    if verdict.extent == "withhold":
        return Cleared(made, ("withheld", verdict.reason))
    if verdict.extent == "stand_off":
        return Cleared(made)
    if verdict.extent == "lead":
        made = cut_to_lead(made)
    by_field = {name: _findings(made[name], privacy) for name in (*_TITLES, "body")}
    by_field["authors"] = _findings("\n".join(made["authors"]), privacy)
    counts = Counter(finding.kind for findings in by_field.values() for finding in findings)
    refused = sorted(kind for kind in counts if privacy.cares[kind] == "refuse")
    if refused:
        return Cleared(made, ("personal_data", f"It holds personal data: {', '.join(refused)}."), counts)
    return Cleared(_masked(made, {name: _to_mask(values, privacy) for name, values in by_field.items()}), None, counts)


def may_be_kept(raw: bytes | None, extent: str, privacy: PrivacyOptions) -> bool:
    """Return True if raw bytes may be in the quarantine.

    They may not where their article may not be published in full, nor if they hold what would be masked or refused.
    """
    if extent != "full":
        return False
    guarded = [kind for kind, care in privacy.cares.items() if care in ("mask", "refuse")]
    return not (raw and guarded and find_personal(raw.decode("utf-8", "replace"), guarded, privacy.regions))


def _findings(text: str | None, privacy: PrivacyOptions) -> list[Finding]:
    wanted = [kind for kind, care in privacy.cares.items() if care != "ignore"]
    return find_personal(text, wanted, privacy.regions) if text else []


def _to_mask(findings: list[Finding], privacy: PrivacyOptions) -> list[Finding]:
    return [finding for finding in findings if privacy.cares[finding.kind] == "mask"]


def _masked(row: dict[str, Any], findings: Mapping[str, list[Finding]]) -> dict[str, Any]:
    if not any(findings.values()):
        return row
    titles = {name: mask(row[name], findings[name]) for name in _TITLES if row[name]}
    authors = mask("\n".join(row["authors"]), findings["authors"]).split("\n") if row["authors"] else []
    return {**mask_body(row, findings["body"]), **titles, "authors": authors}

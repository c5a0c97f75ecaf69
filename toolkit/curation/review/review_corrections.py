"""Corrections that the acts of all reviewers of an article come to."""

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.curation.exchange.changes import list_corrections
from toolkit.curation.review.acts import Act, apply_acts, reviewed_row
from toolkit.pipeline.corrections import Correction

_VALUES = ("headline", "standfirst", "source", "authors", "body", "word_count")
_LISTS = ("quotes", "entities")
_SETS = {"quotes": {"speaker", "kind", "bounds", "quote", "no_quote"}, "entities": {"entity", "no_entity"}}


def corrections_of(row: Mapping[str, Any], acts: Sequence[Act]) -> list[Correction]:
    """Return the corrections of an article.

    Args:
        row: The article as the release holds it.
        acts: Acts of all reviewers in the order of time, each with `who` and `when`; of two about the same the later
            holds.
    """
    state = apply_acts(row, acts)
    changed = reviewed_row(row, state)
    corrections = [
        Correction(row["id"], name, changed[name], row[name], *_author(acts, name), "")
        for name in _VALUES
        if changed[name] != row[name]
    ]
    if state.values.get("date", row["date_edtf"]) != row["date_edtf"]:
        corrections.append(
            Correction(row["id"], "date", state.values["date"], row["date_edtf"], *_author(acts, "date"), "")
        )
    for name in _LISTS:
        before = row[name] or []
        if (changed[name] or []) != before:
            corrections += list_corrections(row["id"], name, before, changed[name] or [], _author(acts, name))
    if state.verdict == "reject":
        who, _ = _author(acts, "reject")
        why = state.reason or "Rejected in a review."
        corrections.append(Correction(row["id"], "rights.status", "withheld", row["rights"]["status"], who, why, ""))
    return corrections


def _author(acts: Sequence[Act], name: str) -> tuple[str, str]:
    """Return who changed a field last, and why: the day of the review."""
    wanted = _SETS.get(name, {name, "body"} if name in ("body", "word_count") else {name})
    touching = [act for act in acts if act["op"] in wanted or (act["op"] == "set" and act["field"] == name)]
    last = (touching or acts)[-1]
    return last["who"], f"Reviewed on {last['when'][:10]}."

"""What a reviewer confirmed as gold answers, in the form that `toolkit evaluate` measures with."""

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.curation.review.acts import Act, Reviewed, apply_acts, reviewed_row

_ENTITY = ("text", "type", "start", "end")
"""What is answered of an entity; `toolkit train` learns from the offsets, which count in the answered body."""
_SINGLE = ("headline", "source", "authors")


def gold_answer(row: Mapping[str, Any], acts: Sequence[Act]) -> dict[str, Any] | None:
    """Return the gold record of one article from the acts of one person; null where they confirm nothing.

    An accepted article answers for all its fields. Else only what was set is an answer, and the quotes are one if
    the person has looked at each of them.
    """
    state = apply_acts(row, acts)
    answer = _answers(row, state)
    if not answer:
        return None
    last = acts[-1]
    return {"record": row["provenance"]["record"], **answer, "reviewed": {"who": last["who"], "when": last["when"]}}


def _answers(row: Mapping[str, Any], state: Reviewed) -> dict[str, Any]:
    if state.verdict == "reject":
        return {"rejected": state.reason or "A person rejected it."}
    changed = reviewed_row(row, state)
    everything = state.verdict == "accept"
    answer: dict[str, Any] = {name: changed[name] for name in _SINGLE if everything or name in state.values}
    if everything or "date" in state.values:
        answer["date_edtf"] = state.values.get("date", row["date_edtf"])
    if everything or changed["body"] != row["body"]:
        answer["body"] = changed["body"]
    spans = {(quote["start"], quote["end"]) for quote in row["quotes"]}
    if everything or (state.judged and spans <= state.judged):
        answer["quotes"] = [
            {"text": quote["text"], "speaker": quote["speaker"]}
            for quote in changed["quotes"]
            if quote["kind"] != "indirect"
        ]
    if everything and changed["entities"] is not None:
        answer["entities"] = [{key: item[key] for key in _ENTITY} for item in changed["entities"]]
    return answer

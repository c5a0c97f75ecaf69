"""Cuts an article to its lead: the first paragraph, with what is quoted and named in it."""

from collections.abc import Mapping
from typing import Any


def cut_to_lead(row: Mapping[str, Any], words: int | None = None) -> dict[str, Any]:
    """Return a row whose body ends with its first paragraph; quotes and entities that reach beyond it are left out.

    Args:
        row: An article as a row of the contract.
        words: Number of words of the lead; counted at the blanks if not given.
    """
    body = row["body"].partition("\n\n")[0].rstrip()
    end = len(body)
    quotes = [quote for quote in row["quotes"] if quote["end"] <= end and (quote["speaker_end"] or 0) <= end]
    entities = row["entities"]
    return {
        **row,
        "body": body,
        "quotes": quotes,
        "entities": None if entities is None else [entity for entity in entities if entity["end"] <= end],
        "word_count": len(body.split()) if words is None else words,
        "rights": {**row["rights"], "extent": "lead"},
    }

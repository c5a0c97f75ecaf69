"""What a container says about the use of an article."""

from collections.abc import Mapping

from toolkit.read.field_values import plain

STATUSES = {
    "usable": "usable",
    "withheld": "withheld",
    "embargoed": "withheld",
    "draft": "withheld",
    "auto-draft": "withheld",
    "pending": "withheld",
    "private": "withheld",
    "scheduled": "withheld",
    "future": "withheld",
    "unpublished": "withheld",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "cancel": "cancelled",
    "killed": "cancelled",
    "kill": "cancelled",
    "withdrawn": "cancelled",
    "retracted": "cancelled",
    "trash": "cancelled",
}
"""Words for the status in ninjs, NewsML-G2, NITF and their signals, and in editorial systems such as WordPress."""


def plain_rights(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the rights that are known, by their field in the contract; a status without a known word is left out."""
    values = {name: _plain(name, value) for name, value in fields.items()}
    return {name: value for name, value in sorted(values.items()) if value is not None}


def as_lead(rights: object) -> dict[str, object]:
    """Return stated rights with the note that only the beginning of the text is there."""
    return {**(rights if isinstance(rights, Mapping) else {}), "extent": "lead"}


def publication_status(value: object) -> str | None:
    """Return the contract's word for a status, given as a word or as the last part of a code.

    >>> publication_status("stat:canceled")
    'cancelled'
    """
    if not isinstance(value, str):
        return None
    return STATUSES.get(value.replace("/", ":").rpartition(":")[2].strip().lower())


def _plain(name: str, value: object) -> object:
    if name == "status":
        return publication_status(value)
    if name == "licence" and isinstance(value, Mapping):
        value = next((value[key] for key in ("url", "@id", "name") if value.get(key)), None)
    return plain(name, value)

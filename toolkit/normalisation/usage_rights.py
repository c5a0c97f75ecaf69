"""Rights: what the container, the page and the outlet's profile say about the use of an article."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from toolkit.contract.records import Evidence, Rights
from toolkit.normalisation.outlets.outlet_profiles import Outlet

_TEXTS = ("licence", "holder", "usage_terms")
_FIELDS = (*_TEXTS, "mining_reserved")
_NOTHING = Rights()
_STATUSES = ("usable", "withheld", "cancelled")


def stated_rights(given: Mapping[str, object]) -> Rights:
    """Return the rights that a container states under `rights`.

    `extent` is `lead` where only the beginning of the text is there. An embargo without a zone is taken as UTC. One
    that cannot be read withholds the article: nobody can tell whether it has passed.
    """
    stated = given.get("rights")
    if not isinstance(stated, Mapping):
        return Rights()
    texts = {name: _text(stated.get(name)) for name in _TEXTS}
    status = stated.get("status")
    embargo = stated.get("embargo_until")
    until = _moment(embargo)
    known = status if isinstance(status, str) and status in _STATUSES else "usable"
    if embargo is not None and until is None and known == "usable":
        known = "withheld"
    return Rights(
        licence=texts["licence"],
        holder=texts["holder"],
        usage_terms=texts["usage_terms"],
        status=known,
        embargo_until=until,
        mining_reserved=_switch(stated.get("mining_reserved")),
        extent="lead" if stated.get("extent") == "lead" else "full",
    )


def find_rights(given: Mapping[str, object], page: Rights, outlet: Outlet | None) -> tuple[Rights, Evidence | None]:
    """Return the rights of an article and where they come from; null evidence when nothing is known.

    What the container states goes before what the page states, and both before the profile of the outlet,
    field by field.
    """
    profiled = outlet is not None and any(getattr(outlet, name) is not None for name in _FIELDS)
    if "rights" not in given and page == _NOTHING and not profiled:
        return page, None
    stated = stated_rights(given)
    known = replace(stated, **{name: getattr(page, name) for name in _FIELDS if getattr(stated, name) is None})
    if known.status == "usable":
        known = replace(known, status=page.status, embargo_until=known.embargo_until or page.embargo_until)
    profile = {name: getattr(outlet, name) for name in _FIELDS if outlet and getattr(known, name) is None}
    rights = replace(known, **profile)
    if rights == _NOTHING:
        return rights, None
    note = "profile of the outlet" if known == _NOTHING else None
    return rights, Evidence("rights", "metadata", None, None, note)


def is_restricted(rights: Rights) -> bool:
    """True if the rights themselves speak against the use of a text: its status, an embargo, a reservation."""
    return rights.status != "usable" or rights.embargo_until is not None or rights.mining_reserved is True


def _text(value: object) -> str | None:
    from toolkit.normalisation.text_cleaning import clean

    return (clean(value).text.strip() or None) if isinstance(value, str) else None


def _switch(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _moment(value: object) -> datetime.datetime | None:
    """Return a time, given as one or as text of ISO 8601; a day stands for its beginning."""
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if isinstance(value, datetime.datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=datetime.UTC)
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.UTC)
    return None

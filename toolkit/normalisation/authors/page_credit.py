"""The organisation or desk that a page's markup states as its author."""

import re

from toolkit.contract.records import Evidence
from toolkit.normalisation.authors.organisation_credit import names_desk, names_nobody
from toolkit.normalisation.html.page_metadata import Metadata, Stated
from toolkit.normalisation.outlets.outlet_profiles import Outlets, name_key

ORGANISATION = re.compile(
    r"(?i)(?<!\w)(?:gmbh|mbh|ag|kg|ug|inc|ltd|llc|plc|corp|s\.\s?[apr]\.?(?:\s?[alo]\.?)*|e\.\s?v\.?|ev|bv|oy|aps|a/s|ооо|зао)\.?$"
    r"|(?<!\w)(?:\w*verband|\w*stiftung|\w*verlag|\w*zeitung|\w*magazin|\w*redaktion|\w*amt|institut\w*|universit\w*|foundation"
    r"|association|magazine|gazette|herald|tribune|jornal|journal|diario|periódico|giornale|journaux|агентство|редакция"
    r"|газета|multimedia|marktplatz|rotes kreuz|ministeri\w+|council|department|departement|club|group|company"
    r"|portal)(?!\w)"
    r"|[\w-]\.(?:[a-z]{2}|com|org|net|info)$|网$|社$|频道"
)
"""Words and endings of organisations; none is part of a person's name."""
_LONGEST = 100
_ADDRESS = re.compile(r"[@<>|{}]|https?:|www\.|/", re.IGNORECASE)


def page_credit(metadata: Metadata, outlets: Outlets) -> tuple[str, Evidence] | None:
    """Return the credit with its evidence: a declared organisation, else an author that is known for one.

    That is a desk, an outlet or the site itself. The value is as it is written; words such as "admin" are no credit.
    """
    sites = {name_key(stated.value) for stated in metadata.sites}
    candidates = (
        *metadata.organisations,
        *(stated for stated in (*metadata.people, *metadata.authors) if _signs(stated, sites, outlets)),
    )
    for stated in candidates:
        if len(stated.value) <= _LONGEST and not _ADDRESS.search(stated.value) and not names_nobody(stated.value):
            return stated.value, Evidence("credit", "metadata", stated.start, stated.end)
    return None


def _signs(stated: Stated, sites: set[str], outlets: Outlets) -> bool:
    """Return True if an author of whom it is not said what it is is known for an organisation."""
    text = stated.value
    known = name_key(text) in sites or outlets.by_name(text) is not None
    return known or names_desk(text) or ORGANISATION.search(text) is not None

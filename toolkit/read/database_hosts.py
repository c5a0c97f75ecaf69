"""Hosts at which a database keeps its copy of an article: their addresses are not those of the article."""

import re
from urllib.parse import urlsplit

DATABASES = (
    *("proquest.com", "ebscohost.com", "ebsco.com", "wiso-net.de", "genios.de", "lexis.com", "lexisnexis.com"),
    *("nexis.com", "newsbank.com", "factiva.com", "dowjones.com", "europresse.com", "eureka.cc"),
)
_NAMED = re.compile("|".join(re.escape(name).replace(r"\.", "[.-]") for name in DATABASES), re.IGNORECASE)
"""Any of them in an address; a proxy of a library writes hyphens for dots."""


def is_database(address: str) -> bool:
    """Return True for an address at which a database keeps its copy of an article, also behind a library's proxy.

    >>> is_database("https://search.proquest.com/docview/1")
    True
    >>> is_database("https://proxy.library.example/login?url=https://www.proquest.com/docview/1")
    True
    """
    if _NAMED.search(address) is None:
        return False
    if "proxy" in address.lower():
        return True
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return False
    return any(host == name or host.endswith(f".{name}") for name in DATABASES)

"""Hosts at which a database keeps its copy of an article: their addresses are not those of the article."""

from urllib.parse import urlsplit

DATABASES = (
    *("proquest.com", "ebscohost.com", "ebsco.com", "wiso-net.de", "genios.de", "lexis.com", "lexisnexis.com"),
    *("nexis.com", "newsbank.com", "factiva.com", "dowjones.com", "europresse.com", "eureka.cc"),
)


def is_database(address: str) -> bool:
    """Return True for an address at which a database keeps its copy of an article, also behind a library's proxy.

    >>> is_database("https://search.proquest.com/docview/1")
    True
    >>> is_database("https://proxy.library.example/login?url=https://www.proquest.com/docview/1")
    True
    """
    address = address.lower()
    if "proxy" in address and any(name in address or name.replace(".", "-") in address for name in DATABASES):
        return True
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return False
    return any(host == name or host.endswith(f".{name}") for name in DATABASES)

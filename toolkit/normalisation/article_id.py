"""The stable identity of an article: from its canonical URL, else from its raw bytes."""

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"(?:utm_\w*|at_\w+|mc_[ce]id|(?:fb|g|dc|ms|tw|yandex_?|y)clid|igshid|igsh|_hs(?:enc|mi)|ocid|cmpid|cmp|ncid"
    r"|ito|wt\.mc_id|s_?cid|smid|smtyp|partner|ref|referrer|ref_src|ref_url|share|shared|ns_\w+|xtor|mkt_tok|spm"
    r"|__twitter_impression|outputtype|guccounter|guce_\w+|cx_\w+|taid|tpcc|traffic_source)",
    re.IGNORECASE,
)
_DEFAULT_PORT = re.compile(r":(?:80|443)?$")


def article_id(url: str | None, sha256: str) -> str:
    """Return 24 hexadecimal digits that stay the same for the same article.

    They are the head of the SHA-256 of the canonical URL; without a usable URL, of the raw bytes' own digest.
    """
    key = (canonical_url(url) if url else None) or sha256
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:24]


def canonical_url(url: str) -> str | None:
    """Return the address without what varies between links to one page; null when it names no host.

    Scheme, `www.`, default port, user, fragment, tracking parameters and a trailing slash go;
    the host is put in lower case and the remaining parameters in order.
    """
    parts = _split(url.strip())
    if parts is None or not parts.netloc:
        return None
    host = _DEFAULT_PORT.sub("", parts.netloc.rpartition("@")[2].lower()).removeprefix("www.").rstrip(".")
    path = re.sub(r"/{2,}", "/", parts.path).rstrip("/")
    kept = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0]))
    return f"{host}{path}?{urlencode(kept)}" if kept else f"{host}{path}"


def _split(url: str) -> SplitResult | None:
    """Take the address apart; null where it is malformed."""
    try:
        return urlsplit(url if "://" in url or url.startswith("//") else f"//{url}")
    except ValueError:
        return None

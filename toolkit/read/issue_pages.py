"""The pages (ALTO, PAGE) that a METS file names, which are read with it and not by themselves."""

import re
from pathlib import Path
from urllib.parse import unquote

SUFFIX = "mets.xml"
"""How the name of such a file ends: `mets.xml`, `18710715_mets.xml`."""
HREF = re.compile(rb"""\bhref\s*=\s*["']([^"']{1,500}\.xml)["']""", re.IGNORECASE)
LONGEST = 8_000_000
"""Bytes of a METS file in which names of pages are looked for."""
KINDS = "article|obituary|letter|editorial|feuilleton"
"""Types of divisions that are articles, as a regular expression."""
ARTICLES = re.compile(rb"<(?:\w+:)?div\b[^>]*\bTYPE\s*=\s*[\"'][^\"']*(?:%s)" % KINDS.encode(), re.IGNORECASE)


def pages_of(location: str, start: bytes) -> set[str]:
    """Return the paths of the pages that a METS file with articles names and that lie beside it.

    `start` are the bytes of the file, up to `LONGEST`.
    """
    if ARTICLES.search(start) is None:
        return set()
    folder = Path(location).parent
    paths = (resolved(folder, match[1].decode("utf-8", "replace")) for match in HREF.finditer(start))
    return {str(path) for path in paths if path is not None}


def resolved(folder: Path, name: str) -> Path | None:
    """Return the file that a METS file names, if it lies in its folder or below it; null for any other."""
    bare = unquote(re.sub(r"^file:/{0,3}", "", name.strip())).replace("\\", "/").lstrip("/")
    try:
        for path in (folder / bare, folder / bare.rpartition("/")[2]):
            real = path.resolve()
            if real.is_file() and real.is_relative_to(folder.resolve()):
                return real
    except (OSError, ValueError, RuntimeError):
        return None
    return None

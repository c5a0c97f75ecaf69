"""Files of programs, settings and databases, which hold no article that can be read: known by suffix or first bytes."""

import re
from pathlib import PurePosixPath

from toolkit.read.decompression import unpacked_name

PROGRAMS = (
    *(".bat", ".c", ".cc", ".cfg", ".conf", ".cpp", ".cs", ".css", ".go", ".h", ".hpp", ".ini", ".ipynb", ".java"),
    *(".js", ".lock", ".lua", ".m4", ".mjs", ".php", ".pl", ".po", ".pot", ".ps1", ".py", ".pyi", ".r", ".rb", ".rs"),
    *(".scss", ".sh", ".swift", ".tf", ".toml", ".ts", ".tsx", ".vue", ".xsl", ".yaml", ".yml"),
)
"""Suffixes of programs and settings. Programs are full of comments, which would be read as an article."""
_STATEMENT = re.compile(
    rb"(?:CREATE|DROP|ALTER|LOCK)\s+(?:TABLE|DATABASE|SCHEMA)|INSERT\s+INTO\s|SET\s+\w+\s*=|COPY\s+\w[\w.]*\s*\(|USE\s+`"
    rb"|(?:BEGIN|START)(?:\s+TRANSACTION)?;|PRAGMA\s+\w+\s*=",
    re.IGNORECASE,
)
_COMMENTS = b"--", b"/*", b"#"
_LOOK = 4000
_EXPORT = "Export its table of articles as Parquet, CSV or JSON Lines."
_FIRST_BYTES = (
    (b"SQLite format 3\x00", f"This is an SQLite database. {_EXPORT}"),
    (b"PGDMP", f"This is a dump of a PostgreSQL database. {_EXPORT}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is a document of an older Office. Save it as DOCX or as text."),
    (b"\x00\x01\x00\x00Standard ACE DB", f"This is an Access database. {_EXPORT}"),
    (b"\x00\x01\x00\x00Standard Jet DB", f"This is an Access database. {_EXPORT}"),
)


def describe_other(path: str, start: bytes) -> str | None:
    """Return what a file is and what to do with it, by its path and first bytes; null where it may hold an article."""
    for mark, description in _FIRST_BYTES:
        if start.startswith(mark):
            return description
    if _is_sql(start[:_LOOK]):
        return f"This is a dump of a database in SQL. Load it into a database. {_EXPORT}"
    suffix = PurePosixPath(unpacked_name(path)).suffix
    return f"A file with the suffix {suffix} is a program or settings." if suffix in PROGRAMS else None


def _is_sql(start: bytes) -> bool:
    """Return True if the first line that is no comment is a statement of SQL."""
    lines = (line.strip() for line in start.split(b"\n"))
    first = next((line for line in lines if line and not line.startswith(_COMMENTS)), b"")
    return _STATEMENT.match(first) is not None

"""Options of the reading stage."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.errors import ConfigError
from toolkit.read.field_names import RIGHTS_NAMES, USUAL_NAMES

_LEAST = {
    "max_bytes": 1,
    "kept_bytes": 0,
    "max_unpacked_bytes": 1,
    "max_ratio": 1,
    "max_records": 1,
    "max_blank_bytes": 1,
    "max_nesting": 1,
    "max_attributes": 1,
}
"""Limit to its least value."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are found, decoded and cut into documents."""

    max_bytes: int = field(
        default=32 * 1024 * 1024,
        metadata={"meaning": "Largest document, in bytes after decompression; larger ones are refused."},
    )
    max_unpacked_bytes: int = field(
        default=1 << 40,
        metadata={"meaning": "Bytes that one file may unpack to; what follows is refused."},
    )
    max_ratio: int = field(
        default=200,
        metadata={"meaning": "How many times its own size a .gz or .zst file may unpack to, beyond 64 MiB."},
    )
    max_records: int = field(
        default=100_000_000,
        metadata={"meaning": "Records that one file may hold; those that follow are refused."},
    )
    max_blank_bytes: int = field(
        default=4 * 1024 * 1024,
        metadata={"meaning": "Blanks, line feeds among them, that may follow one another in a file."},
    )
    max_nesting: int = field(
        default=1000,
        metadata={"meaning": "How deep the elements of HTML and XML and the values of JSON may be nested."},
    )
    max_attributes: int = field(
        default=1000,
        metadata={"meaning": "Attributes that one tag of HTML or XML may have."},
    )
    kept_bytes: int = field(
        default=64 * 1024,
        metadata={"meaning": "How many raw bytes of a refused document the quarantine keeps."},
    )
    mapping: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "meaning": "Contract field to key (or dotted.key) of JSON, CSV and Parquet records; `raw` names a raw "
            "text dump, `html` a page. Fields not given here are looked for under their usual names."
        },
    )
    records: str = field(
        default="",
        metadata={
            "meaning": 'Path to the list of records in a JSON answer, such as "response.results"; empty finds it out.'
        },
    )
    include: tuple[str, ...] = field(
        default=(),
        metadata={"meaning": "Globs of file names or recorded paths to read; empty reads all."},
    )
    exclude: tuple[str, ...] = field(
        default=(),
        metadata={"meaning": "Globs of file names or recorded paths to leave out."},
    )
    encoding: str | None = field(
        default=None,
        metadata={"meaning": "Character set of every file; null finds it out for each."},
    )

    separator: str | None = field(
        default=None,
        metadata={
            "meaning": "Regular expression that matches the line before each article of a text file that holds "
            "several; null cuts only the forms that are known."
        },
    )

    truncated: str = field(
        default="refuse",
        metadata={
            "meaning": "What to do with a text of which a service gave the beginning only: `refuse`, or `lead` to "
            "publish it with `rights.extent` lead."
        },
    )

    def __post_init__(self) -> None:
        """Refuse limits that nothing could keep, fields that are not there and a separator that is no expression."""
        if self.truncated not in ("refuse", "lead"):
            raise ConfigError(f"read.truncated is {self.truncated!r}; choose refuse or lead.")
        for name, least in _LEAST.items():
            if getattr(self, name) < least:
                raise ConfigError(f"read.{name} is {getattr(self, name)}; choose at least {least}.")
        fields = (*USUAL_NAMES, *RIGHTS_NAMES)
        unknown = sorted(set(self.mapping) - set(fields))
        if unknown:
            known = ", ".join(fields)
            raise ConfigError(f"read.mapping.{unknown[0]} is no field that a record can fill; known are {known}.")
        try:
            re.compile(self.separator or "")
        except re.error as error:
            raise ConfigError(f"read.separator is no regular expression ({error}); correct it.") from error

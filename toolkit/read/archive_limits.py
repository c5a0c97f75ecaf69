"""Limits for archives of strangers: how far they may unpack, and what their members may be called."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from toolkit.read.decompression import CHUNK, BrokenArchiveError

RATIO = 200
"""An archive may unpack to so many times its own size; text rarely reaches 20 times."""
LEAST = 64 * 1024 * 1024
"""Archives that unpack to so few bytes may have any ratio."""
MOST_MEMBERS = 1_000_000
LONGEST_NAME = 500
ENCRYPTED = 1
"""Flag of a zip member that asks for a password."""


class ArchiveBombError(BrokenArchiveError):
    """An archive unpacks to more than its size allows."""


class PasswordError(BrokenArchiveError):
    """A file can be opened with its password only."""


class UnpackBudget:
    """Bytes that an archive of a given size may still unpack to."""

    def __init__(self, size: int) -> None:
        """Begin with all of them."""
        self._left = max(RATIO * size, LEAST)

    def spend(self, count: int) -> None:
        """Take so many bytes; ArchiveBombError when there are no more."""
        self._left -= count
        if self._left < 0:
            raise ArchiveBombError(f"It unpacks to more than {RATIO} times its size, as an archive bomb does.")


def copied(reader: IO[bytes], budget: UnpackBudget) -> Iterator[bytes]:
    """Yield the bytes of one member within the budget of its archive."""
    while part := reader.read(CHUNK):
        budget.spend(len(part))
        yield part


def open_zip(file: Any, size: int) -> ZipFile:
    """Open a zip archive, or an office file that is one, if it can be trusted.

    Raises:
        BrokenArchiveError: it is damaged, or states that it unpacks to more than its size allows.

    """
    try:
        archive = ZipFile(file)
    except (BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise BrokenArchiveError(f"The zip data cannot be read: {error}.") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise ArchiveBombError(f"It has {len(members)} members, more than the {MOST_MEMBERS} that are allowed.")
    UnpackBudget(size).spend(sum(member.file_size for member in members))
    return archive


def zip_member(archive: ZipFile, name: str, limit: int) -> bytes | None:
    """Return the bytes of one member of an office file; null when there is none of that name.

    Raises:
        BrokenArchiveError: the member is damaged, larger than the limit, or asks for a password.

    """
    try:
        member = archive.getinfo(name)
    except KeyError:
        return None
    check_password(member)
    try:
        with archive.open(member) as reader:
            raw = reader.read(limit + 1)
    except (BadZipFile, OSError, ValueError, EOFError, RuntimeError) as error:
        raise BrokenArchiveError(f"The part {name!r} cannot be unpacked: {error}.") from error
    if len(raw) > limit:
        raise BrokenArchiveError(f"The part {name!r} is larger than {limit} bytes.")
    return raw


def check_password(member: ZipInfo) -> None:
    """Raise PasswordError for a member that is encrypted."""
    if member.flag_bits & ENCRYPTED:
        raise PasswordError("It is protected by a password; save it without one.")


def member_path(name: str) -> str | None:
    """Return the name of a member as text for a record of its origin; null for what no folder would list.

    Names are never joined to a path of this machine; parts that climb are left out all the same.
    """
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    if not parts or any(part.startswith((".", "__MACOSX")) for part in parts):
        return None
    text = "/".join(parts).encode("utf-8", "backslashreplace").decode()
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)[
        :LONGEST_NAME
    ]

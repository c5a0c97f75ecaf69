"""Advisory locks on files of this disk (flock): held by an open file, released by the system when its process ends."""

import fcntl
from typing import IO, Any


def try_lock_exclusive(file: IO[Any]) -> bool:
    """Lock a file for this process alone if no other holds a lock on it; return False if one does.

    A shared lock that the same open file holds is converted, and may be lost if the result is False.
    """
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def lock_shared(file: IO[Any]) -> None:
    """Lock a file together with others; wait while one process holds it alone."""
    fcntl.flock(file, fcntl.LOCK_SH)

"""Advisory locks on files of this disk: held by an open file, released by the system when its process ends."""

import sys
from contextlib import suppress
from typing import IO, Any

if sys.platform == "win32":
    import portalocker

    AVAILABLE = True

    def try_lock_exclusive(file: IO[Any]) -> bool:
        """Lock a file for this process alone if no other holds a lock on it; return False if one does.

        A shared lock that the same open file holds is given up first: Windows would count it as that of another.
        """
        with suppress(portalocker.LockException):
            portalocker.unlock(file)
        try:
            portalocker.lock(file, portalocker.LOCK_EX | portalocker.LOCK_NB)
        except portalocker.LockException:
            return False
        return True

    def lock_shared(file: IO[Any]) -> None:
        """Lock a file together with others; wait while one process holds it alone."""
        with suppress(portalocker.LockException):
            portalocker.unlock(file)
        portalocker.lock(file, portalocker.LOCK_SH)

    def lock_exclusive(file: IO[Any]) -> None:
        """Lock a file for this process alone; wait until no other holds a lock on it."""
        portalocker.lock(file, portalocker.LOCK_EX)

else:
    try:
        import fcntl
    except ImportError:  # a Python without it, such as that of WebAssembly
        AVAILABLE = False
    else:
        AVAILABLE = True

    def try_lock_exclusive(file: IO[Any]) -> bool:
        """Lock a file for this process alone if no other holds a lock on it; return False if one does.

        A shared lock that the same open file holds is converted, and may be lost if the result is False. Where there
        are no locks, the result is False: another process may be at work.
        """
        if not AVAILABLE:
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def lock_shared(file: IO[Any]) -> None:
        """Lock a file together with others; wait while one process holds it alone."""
        if AVAILABLE:
            fcntl.flock(file, fcntl.LOCK_SH)

    def lock_exclusive(file: IO[Any]) -> None:
        """Lock a file for this process alone; wait until no other holds a lock on it."""
        if AVAILABLE:
            fcntl.flock(file, fcntl.LOCK_EX)

"""The file that the ledger of takedowns is in."""

import secrets
from pathlib import Path

from toolkit.compliance.takedown_ledger import Ledger, dump, parse
from toolkit.errors import ConfigError
from toolkit.storage.durable import write_durably
from toolkit.storage.filesystem import Location


def load_ledger(path: Location) -> Ledger | None:
    """Read a ledger; null where none is named.

    Raises:
        ConfigError: it cannot be read, or is no ledger. A build must never go on without it.
    """
    if not str(path):
        return None
    try:
        return parse(Path(path).read_text(encoding="utf-8"), str(path))
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is not there; `toolkit takedown` makes it, or unset build.takedowns.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}.") from error


def begin_ledger(path: Location) -> Ledger:
    """Read a ledger, or begin one with a salt of its own if the file is not there."""
    return (load_ledger(path) if Path(path).exists() else None) or Ledger(secrets.token_hex(16))


def save_ledger(ledger: Ledger, path: Location) -> None:
    """Write a ledger, whole or not at all: an atomic rename, which a power cut does not undo.

    Raises:
        ConfigError: it cannot be written.
    """
    target = Path(path)
    try:
        write_durably(target, dump(ledger).encode())
    except OSError as error:
        raise ConfigError(f"{target} cannot be written: {error.strerror}.") from error

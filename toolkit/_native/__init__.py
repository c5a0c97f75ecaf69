"""The native core, where it was compiled; without it the Python code does the same, only slower.

With `TOOLKIT_NATIVE=0` in the environment it is left alone.
"""

import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType


@cache
def native_core() -> ModuleType | None:
    """The module `core`, if it is there and was compiled from the source that lies beside it, where there is one."""
    if os.environ.get("TOOLKIT_NATIVE") == "0":
        return None
    try:
        from toolkit._native import core
    except ImportError:
        return None
    return core if source_digest(Path(__file__).parent) in ("", core.SOURCE) else None


def source_digest(folder: Path) -> str:
    """A digest of the C source in a folder; empty when there is none, as in an installed wheel."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".c", ".h"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest() if files else ""

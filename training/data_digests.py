"""What weights were made of: digests of data and scripts and versions of libraries, for the header of their file."""

import hashlib
import platform
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import toolkit

LIBRARIES = ("numpy",)
PACKAGE = Path(toolkit.__file__).parent
"""Its modules that are imported decide what is learned, too: features and tokens."""


def about(data: Iterable[Path]) -> dict[str, str]:
    """Return the BLAKE2 digest of each file of the data and of the scripts, the command and the libraries.

    Args:
        data: Files, or folders of which every file counts as one of the whole.
    """
    command = [Path(sys.argv[0]).name, *(Path(part).name for part in sys.argv[1:])]
    return {
        **{path.name: digest(path) for path in data},
        **{path.name: digest(path) for path in sorted(Path(__file__).parent.glob("*.py"))},
        "toolkit": _joined(sorted(PACKAGE.rglob("*.py")), PACKAGE),
        "command": " ".join(command),
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def digest(path: Path) -> str:
    """Return the digest of a file, or of all files of a folder with their names."""
    if path.is_dir():
        return _joined(sorted(inner for inner in path.rglob("*") if inner.is_file()), path)
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _joined(paths: Iterable[Path], root: Path) -> str:
    joined = hashlib.blake2b(digest_size=16)
    for path in paths:
        joined.update(f"{path.relative_to(root).as_posix()} {digest(path)}\n".encode())
    return joined.hexdigest()

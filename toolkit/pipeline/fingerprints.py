"""Fingerprint of the code, weights and libraries that a stage of a build uses: a part of the key of its cache entries.

What a stage uses is what its modules import, directly or not, and the data files in the folders of these modules.
"""

import ast
import hashlib
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toolkit._version import VERSION
from toolkit.contract import load
from toolkit.pipeline.shard_schemas import ANNOTATED, FINISHED, NORMALISED
from toolkit.release.environment import libraries, versions_of

PACKAGE = Path(__file__).parent.parent
ROOTS: Mapping[str, tuple[str, ...]] = {
    NORMALISED: ("pipeline.normalise_stage", "read", "normalisation"),
    ANNOTATED: ("pipeline.annotate_stage", "annotation"),
    FINISHED: ("pipeline.finish",),
}
"""Modules in which a stage begins, and packages whose modules are imported by name while it runs."""
CARRIERS = ("config", "pipeline.cache", "pipeline.task", "pipeline.workers")
"""Modules that carry options, entries and tasks: their values are in the key, so what they import does not count."""
_ALWAYS = ("pipeline/known_tasks.py", "pipeline/prepare.py")
"""Files of every stage that are not followed, since they import the other stages too."""
_DISTRIBUTIONS = {"backports": "backports.zstd", "yaml": "pyyaml", "stdnum": "python-stdnum"}
"""Module to distribution, where the names differ."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What the results of a stage depend on, apart from its input and options."""

    files: tuple[Path, ...]
    libraries: tuple[str, ...]
    """Distributions that are imported; not all of them need be installed."""


def uses(stage: str, package: Path = PACKAGE) -> Uses:
    """Return what a stage uses; `package` is the folder of the code."""
    waiting = [path for root in ROOTS[stage] for path in _modules(package, root)]
    modules: set[Path] = set()
    outside: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in modules:
            continue
        modules.add(path)
        for name in _imported(path.read_bytes()):
            first, _, inner = name.partition(".")
            if first != PACKAGE.name:
                outside.add(first)
            elif inner and not f"{inner}.".startswith(tuple(f"{carrier}." for carrier in CARRIERS)):
                waiting.extend(_file(package, inner))
    data = {path for folder in {module.parent for module in modules} for path in _data(folder)}
    names = {_DISTRIBUTIONS.get(name, name) for name in outside - sys.stdlib_module_names}
    files = {*modules, *data, *(package / name for name in _ALWAYS)}
    return Uses(tuple(sorted(files)), tuple(sorted(names)))


def stage_fingerprint(stage: str, package: Path = PACKAGE) -> str:
    """Return the fingerprint of a stage, in hexadecimal; `package` is the folder of its code."""
    used = uses(stage, package)
    return _digest(package, used.files, versions_of(used.libraries), f"{VERSION} {load().digest}")


@cache
def stage_fingerprints() -> Mapping[str, str]:
    """Return the fingerprint of each stage of this installation."""
    return {stage: stage_fingerprint(stage) for stage in ROOTS}


@cache
def code_fingerprint() -> str:
    """Return the fingerprint of a whole build: of all code of the package and all libraries."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return _digest(PACKAGE, files, libraries(), VERSION)


def _modules(package: Path, name: str) -> Iterator[Path]:
    """Yield the file of a module; of a package all modules in it."""
    folder = package.joinpath(*name.split("."))
    yield from folder.rglob("*.py") if folder.is_dir() else [folder.with_suffix(".py")]


@cache
def _file(package: Path, name: str) -> list[Path]:
    """Return the file of a module, or of the module in which an imported name is defined.

    The packages above it are left out: they only give names of their modules to others.
    """
    path = package
    file: list[Path] = []
    for part in name.split("."):
        path /= part
        file = [known for known in (path / "__init__.py", path.with_suffix(".py")) if known.is_file()] or file
    return file


_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
"""Attributes of a statement that hold others; expressions hold no imports, and most nodes of a module are of these."""
_SIMPLE = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Return)
"""The most frequent statements that hold no others."""


@cache
def _imported(source: bytes) -> tuple[str, ...]:
    return tuple(_imports(ast.parse(source).body))


def _imports(statements: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the names of imported modules, but for those that only type checkers see."""
    for node in statements:
        if isinstance(node, ast.If) and getattr(node.test, "id", getattr(node.test, "attr", "")) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif not isinstance(node, _SIMPLE):
            for block in _BLOCKS:
                yield from _imports(getattr(node, block, ()))


def _data(folder: Path) -> Iterator[Path]:
    """Yield the data files of a package: those in its folder, and in folders below that are no packages."""
    for path in folder.iterdir():
        if path.is_file() and path.suffix != ".py":
            yield path
        elif path.is_dir() and path.name != "__pycache__" and not (path / "__init__.py").is_file():
            yield from _data(path)


def _digest(package: Path, files: Iterable[Path], versions: Mapping[str, str], other: str) -> str:
    digest = hashlib.sha256(f"{other} {platform.python_implementation()} {platform.python_version()}".encode())
    for path in files:
        digest.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    digest.update("\n".join(f"{name} {version}" for name, version in sorted(versions.items())).encode())
    return digest.hexdigest()

"""Compiles the native core where there is a C compiler; the package works without it.

`python hatch_build.py` compiles it into the source tree, as an editable installation does.
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("toolkit") / "_native"
STABLE_ABI = "0x030B0000"
"""Python 3.11, the oldest that is supported."""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled core to a wheel, and the tag of its platform."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into the source tree for an editable installation, else into a folder for the wheel."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        if version == "editable":
            compile_core(root, root / FOLDER)
            return
        self._folder = tempfile.TemporaryDirectory()
        library = compile_core(root, Path(self._folder.name))
        if library:
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["force_include"][str(library)] = (FOLDER / library.name).as_posix()
            build_data["pure_python"] = False
            build_data["tag"] = f"cp311-abi3-{platform}"


def compile_core(root: Path, folder: Path) -> Path | None:
    """Compile the core into a folder; null, after a line on stderr, when there is no compiler or it fails.

    With `TOOLKIT_NATIVE=0` in the environment nothing is compiled; with `TOOLKIT_NATIVE=1` a failure is raised.
    """
    wanted = os.environ.get("TOOLKIT_NATIVE")
    if wanted == "0":
        return None
    library = folder / f"core{'.pyd' if os.name == 'nt' else '.abi3.so'}"
    library.unlink(missing_ok=True)
    try:
        subprocess.run(command(root, library), check=True, capture_output=wanted != "1")  # noqa: S603 - the compiler
    except (OSError, subprocess.CalledProcessError) as error:
        if wanted == "1":
            raise
        print(f"The native core is not compiled ({error}); the Python code is used.", file=sys.stderr)  # noqa: T201
        return None
    return library


def command(root: Path, library: Path) -> list[str]:
    """The command that compiles the core.

    Rounding is that of IEEE doubles: no fused operations, no other order of sums.
    """
    sources = sorted((root / FOLDER).glob("*.c"))
    headers = sorted((root / FOLDER).glob("*.h"))
    digest = sha256(b"".join(path.read_bytes() for path in sorted((*sources, *headers)))).hexdigest()
    line = [*compiler(), "-std=c11", "-O3", "-ffp-contract=off", "-fvisibility=hidden", "-DNDEBUG"]
    line += [f"-DPy_LIMITED_API={STABLE_ABI}", f'-DSOURCE="{digest}"', f"-I{sysconfig.get_paths()['include']}"]
    line += shlex.split(os.environ.get("CFLAGS", ""))
    line += [str(source) for source in sources]
    if sys.platform == "darwin":
        architectures = shlex.split(os.environ.get("ARCHFLAGS", ""))
        line += [*architectures, "-bundle", "-undefined", "dynamic_lookup"]
    elif os.name == "nt":
        line += ["-shared", "-static-libgcc", f"-L{Path(sys.base_prefix) / 'libs'}", "-lpython3"]
    else:
        line += ["-shared", "-fPIC", "-lm"]
    return [*line, *shlex.split(os.environ.get("LDFLAGS", "")), "-o", str(library)]


def compiler() -> list[str]:
    """The compiler that the environment names, else the first that is there."""
    named = shlex.split(os.environ.get("CC", ""))
    return named or [next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), "cc")]


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    compile_core(here, here / FOLDER)

"""How the native core is compiled, and what happens without a compiler."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from toolkit._native import source_digest

ROOT = Path(__file__).parents[2]
COMPILER = next(filter(shutil.which, ("cc", "gcc", "clang")), None)


def built(tmp_path, **environment):
    """The names in the wheel that hatchling builds, and the name of the wheel."""
    line = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(line, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    return wheel.name, [name for name in zipfile.ZipFile(wheel).namelist() if "_native/" in name]


def test_without_a_compiler_the_wheel_is_one_for_every_platform(tmp_path):
    name, files = built(tmp_path, CC="no-such-compiler", TOOLKIT_NATIVE="")
    assert name.endswith("-py3-none-any.whl")
    assert sorted(files) == [f"toolkit/_native/{file}" for file in ("__init__.py", "characters.py", "core.pyi")]


@pytest.mark.slow
@pytest.mark.skipif(COMPILER is None, reason="there is no C compiler")
def test_with_a_compiler_the_wheel_has_the_core_and_says_for_which_platform(tmp_path):
    name, files = built(tmp_path, CC=COMPILER or "", TOOLKIT_NATIVE="1")
    assert "-cp311-abi3-" in name
    assert any(file.endswith((".so", ".pyd")) for file in files)
    assert not any(file.endswith((".c", ".h")) for file in files)

    zipfile.ZipFile(tmp_path / name).extractall(tmp_path / "installed")
    line = "from toolkit._native import native_core; print(native_core().__file__)"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "TOOLKIT_NATIVE": ""}
    shown = subprocess.run(
        [sys.executable, "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert Path(shown.stdout.strip()).is_relative_to(tmp_path / "installed")


def test_the_digest_of_the_source_changes_with_it(tmp_path):
    assert source_digest(tmp_path) == ""
    (tmp_path / "core.c").write_text("int one;", encoding="utf-8")
    before = source_digest(tmp_path)
    (tmp_path / "core.c").write_text("int two;", encoding="utf-8")
    assert before != source_digest(tmp_path) != ""


def test_the_core_is_left_alone_when_the_environment_says_so():
    line = "from toolkit._native import native_core; print(native_core())"
    environment = {**os.environ, "TOOLKIT_NATIVE": "0"}
    shown = subprocess.run([sys.executable, "-c", line], env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout == "None\n"

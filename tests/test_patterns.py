"""No regular expression takes steps that grow faster than its text, unless what it reads is known to be short."""

import ast
import importlib
import pkgutil
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

import toolkit
from tests.regex_steps import growth

ROOT = Path(toolkit.__file__).parent
SEARCHES = {"search", "finditer", "findall", "sub", "subn", "split"}
STEEP = 2.9
"""Factor by which the steps may grow where a text is twice as long; 2 is linear, 4 a square."""


@pytest.fixture(autouse=True)
def deep_recursion():
    """Let the matcher recurse once for each character of a text."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


@cache
def patterns():
    """Return every compiled pattern of a module's names and of its functions without arguments, by module and name."""
    result = {}
    for module in sorted(pkgutil.walk_packages(toolkit.__path__, "toolkit."), key=lambda item: item.name):
        if module.name.endswith("__main__"):
            continue
        values = vars(importlib.import_module(module.name))
        short = module.name.removeprefix("toolkit.")
        for name, value in values.items():
            made = _made(value) if getattr(value, "__module__", "") == module.name else value
            for key, pattern in _inside(made):
                result.setdefault((pattern.pattern, pattern.flags), f"{short}.{name}{key}")
    return {name: re.compile(*source) for source, name in result.items()}


def _made(value):
    """Return the pattern that a cached function without arguments makes; any other value as it is."""
    wrapped = getattr(value, "__wrapped__", None)
    if not hasattr(value, "cache_info") or wrapped.__code__.co_argcount:
        return value
    return value() if "Pattern" in str(wrapped.__annotations__.get("return")) else value


def _inside(value, key=""):
    if isinstance(value, re.Pattern):
        yield key, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _inside(item, f"{key}[{name}]")
    elif isinstance(value, (tuple, list)) and len(value) < 200:
        for number, item in enumerate(value):
            yield from _inside(item, f"{key}[{number}]")


@cache
def searched():
    """Return module and name of what is searched with; a public name counts in all modules."""
    names = set()
    for path in ROOT.rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in SEARCHES:
                result = {part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)}
                names.update((module if name.startswith("_") else "", name) for name in result)
    return names


def _is_anchored(name):
    """Return True for a pattern that is only matched at the beginning of a text."""
    module, _, base = name.partition("[")[0].rpartition(".")
    return "[" not in name and not {(module, base), ("", base)} & searched()


def steep(names):
    """Return the patterns of these whose steps grow faster than their texts, with the factor and a text."""
    steep_patterns = {}
    for name in names:
        factor, prefix, pump = growth(patterns()[name], STEEP, anchored=_is_anchored(name))
        if factor > STEEP:
            steep_patterns[name] = (round(factor, 1), prefix, pump)
    return steep_patterns


@cache
def bounded():
    """Return what is listed as steep, with what it reads."""
    return tomllib.loads((Path(__file__).parent / "steep_patterns.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("pattern", "is_steep"),
    [
        (r"\s+$", True), (r"(?:a+)+b", True), (r"a*a*b", True), (r"[^\n]*\n", True), (r"(?:a|aa)*c", True),
        (r"(?<!\s)\s++$", False), (r"a{1,9}b", False), (r"^a+b", False), (r"(?>a+)c|b", True), (r"<[^<>]*+>", False),
    ],
)  # fmt: skip
def test_the_steps_of_a_pattern_tell_how_its_time_grows(pattern, is_steep):
    assert (growth(re.compile(pattern), STEEP)[0] > STEEP) is is_steep


def test_every_listed_pattern_is_one_of_the_package():
    assert set(bounded()) - set(patterns()) == set()


def test_patterns_take_steps_in_proportion_to_their_text():
    assert set(steep(list(patterns())[::12])) - set(bounded()) == set()


@pytest.mark.slow
def test_all_patterns_take_steps_in_proportion_to_their_text():
    names = steep(list(patterns()))
    assert (len(patterns()) > 500, {name: names[name] for name in set(names) - set(bounded())}) == (True, {})

"""The script of the review page: small modules in one scope, and nothing that could run text."""

import html
import re
import shutil
import subprocess
from importlib.resources import files

import pytest

from toolkit.curation.review.review_page import MODULES, SHARED, draw_review_page, page_policy, review_script

TEXTS = {
    name: files("toolkit.curation.review").joinpath(f"script/{name}.js").read_text(encoding="utf-8") for name in MODULES
}
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def test_no_module_is_longer_than_300_lines():
    assert {name for name, text in TEXTS.items() if len(text.splitlines()) > 300} == set()


def test_nothing_makes_markup_or_code_of_text():
    never = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|import\(|localStorage"
    )
    assert [(name, match[0]) for name, text in TEXTS.items() for match in never.finditer(text)] == []


def test_every_declared_name_is_declared_once_and_used():
    whole = review_script()
    declared = DECLARED.findall(whole)
    assert sorted({name for name in declared if declared.count(name) > 1}) == []
    own = {name for text in TEXTS.values() for name in DECLARED.findall(text)}
    assert sorted(name for name in own if len(re.findall(rf"\b{name}\b", whole)) < 2) == []


def test_a_module_imports_from_those_before_it_and_uses_what_it_imports():
    faults, order = [], [*SHARED, *MODULES]
    for name, text in TEXTS.items():
        rest = re.sub(r"^import .*$", "", text, flags=re.MULTILINE)
        for names, source in re.findall(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', text, re.MULTILINE):
            faults += [] if source in order[: order.index(name)] else [f"{name} imports {source}"]
            faults += [
                f"{name} does not use {used}" for used in names.split(", ") if not re.search(rf"\b{used}\b", rest)
            ]
    assert faults == []


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not on this machine")
def test_every_key_that_does_something_is_in_the_help():
    tables = "".join(
        re.search(r"_KEYS = \{(.*?)\n\};", TEXTS[name], re.DOTALL)[1] for name in ("quote_actions", "entity_actions")
    )
    keys = set(re.findall(r'^  "?(.)"?: \{', tables, re.MULTILINE))
    shown = {html.unescape(key) for key in re.findall("<kbd>(.+?)</kbd>", draw_review_page("halden"))}
    assert len(keys) > 15
    assert keys | set("jkJKaxumb?0") <= shown


def test_the_joined_script_is_valid(tmp_path):
    (tmp_path / "script.js").write_text(review_script(), encoding="utf-8")
    done = subprocess.run(["node", "--check", tmp_path / "script.js"], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_the_policy_lets_the_page_ask_this_server_only():
    rules = dict(rule.strip().split(" ", 1) for rule in page_policy().split(";"))
    assert (rules["default-src"], rules["connect-src"]) == ("'none'", "'self'")
    assert "unsafe" not in page_policy()

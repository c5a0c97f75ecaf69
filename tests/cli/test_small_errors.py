"""Mistakes on the command line are answered in one sentence that says what to do."""

import json
import sys

import pytest

from toolkit import api
from toolkit.cli import main
from toolkit.errors import suggestion


@pytest.fixture
def run(monkeypatch, capsys):
    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["toolkit", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, capsys.readouterr()

    return call


@pytest.fixture
def release(raw_folder, tmp_path):
    return api.build(raw_folder, out=tmp_path / "dist", name="halden", version="1.0.0", engine="here").folder


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("schema", "show", "artcle"), "did you mean article?"),
        (("validate", "nothere", "--fail-on", "errors"), "did you mean error?"),
        (("verify", "nothere"), "nothere does not exist"),
        (("build", "https://news.example/page.html"), "not fetched"),
        (("build", "-"), "Standard input is not read"),
        (("build", "raw", "--engine", "tcp://127.0.0.1:99999"), "a port is a number from 1 to 65535"),
    ],
)
def test_a_mistake_is_one_sentence(run, arguments, words):
    code, printed = run(*arguments)
    assert (code, printed.err.count("\n"), words in printed.err) == (2, 1, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "--workers", "many"), "--workers"),
        (("build", "--no-such-option"), "--no-such-option"),
        (("explain",), "Missing argument"),
        (("no-such-command",), "no-such-command"),
        (("validate", "nothere"), "nothere does not exist"),
    ],
)
def test_a_mistake_in_usage_is_json_where_json_is_asked_for(run, arguments, words):
    code, printed = run(*arguments, "--json")
    error = json.loads(printed.out)
    assert (code, error["exit_code"], words in error["error"], words in printed.err) == (2, 2, True, True)


def test_help_is_found_under_both_names(run):
    assert run("-h")[1].out == run("--help")[1].out
    assert run("build", "-h")[1].out == run("build", "--help")[1].out


def test_a_misspelt_field_to_correct_is_answered_with_the_nearest(run, raw_folder):
    code, printed = run("explain", raw_folder / "story-1.txt", "--correct", "headlin")
    assert (code, "did you mean headline?" in printed.err) == (2, True)


def test_a_configuration_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "toolkit.toml"
    path.write_bytes(b'\xef\xbb\xbf[dataset]\nname = "halden"\n')
    assert api.load_config(path).dataset.name == "halden"


@pytest.mark.parametrize("below", ["", "data", "new/folder"])
def test_a_release_is_not_published_into_itself(run, release, below):
    before = sorted(release.rglob("*"))
    for prefix in ("", "file://"):
        code, printed = run("publish", release, f"{prefix}{release / below}")
        assert (code, "is inside the release" in printed.err) == (2, True)
    assert sorted(release.rglob("*")) == before


def test_only_known_contracts_are_good_enough_where_ci_is_set(run, release, monkeypatch):
    contract = release / "contract" / "article.toml"
    contract.write_text(contract.read_text().replace("description = ", "description  = ", 1))

    def severity(*options):
        faults = json.loads(run("validate", release, "--json", *options)[1].out)["faults"]
        return [fault["severity"] for fault in faults if fault["rule"] == "contract_known"]

    monkeypatch.delenv("CI", raising=False)
    assert (severity(), severity("--contract", "known")) == (["warning"], ["error"])
    monkeypatch.setenv("CI", "true")
    assert (severity(), severity("--contract", "any")) == (["error"], ["warning"])


def test_the_nearest_name_is_suggested_and_else_all_are_named():
    assert suggestion("qoute", ["article", "quote"]) == "did you mean quote?"
    assert suggestion("xyz", ["article", "quote"]) == "choose article or quote."

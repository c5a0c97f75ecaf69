"""The GitHub action and the pre-commit hook call the command with options that it has."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / ".github/actions/validate/action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SCRIPT = ACTION["runs"]["steps"][-1]["run"]


def test_every_input_reaches_the_script_through_the_environment():
    environment = ACTION["runs"]["steps"][-1]["env"]
    wanted = set(ACTION["inputs"]) - {"python"}
    assert {re.search(r"inputs\.([\w-]+)", value)[1] for value in environment.values()} == wanted
    assert "${{" not in SCRIPT


def test_the_options_of_the_action_exist(command):
    shown = command("check", "--help").out
    assert [option for option in re.findall(r"--[a-z-]{3,}", SCRIPT) if option not in shown] == []


@pytest.mark.parametrize(
    "optional",
    [pytest.param({}, marks=pytest.mark.slow), {"AGAINST": "RELEASE", "CONFIG": "toolkit.toml", "RAW_ROOT": "news"}],
)
def test_the_script_of_the_action_works(sample, story, tmp_path, optional):
    (tmp_path / "toolkit.toml").touch()
    (tmp_path / "one.txt").write_text(story(1), encoding="utf-8")
    (tmp_path / "toolkit" / "bin").mkdir(parents=True)
    program = tmp_path / "toolkit" / "bin" / "toolkit"
    program.write_text(f'#!/bin/bash\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m toolkit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    given = {
        "TARGET": f"{sample.folder.parent}/sample-*\n\n{tmp_path}/one.txt\n",
        "AGAINST": "", "CONFIG": "", "FAIL_ON": "error", "RAW_ROOT": "",
        "SARIF": "out.sarif", "JUNIT": "out.xml", "GITHUB_STEP_SUMMARY": "summary.md", "RUNNER_TEMP": str(tmp_path),
        **{name: str(sample.folder) if value == "RELEASE" else value for name, value in optional.items()},
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-e", "-c", SCRIPT], cwd=tmp_path, env=given, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [(tmp_path / name).is_file() for name in ("out.sarif", "out.xml", "summary.md")] == [True] * 3


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_the_hook_checks_all_files_it_is_given(command, row, tmp_path, hook):
    lines = [json.dumps(row(word_count=count), default=lambda value: value.isoformat()) for count in (3, 0)]
    for name, line in zip(("good.jsonl", "bad.jsonl"), lines, strict=True):
        (tmp_path / name).write_text(line + "\n", encoding="utf-8")
        assert re.search(hook["files"], name)
    program, *arguments = hook["entry"].split()
    assert program == "toolkit"
    files = (["good.jsonl"], ["bad.jsonl"], ["good.jsonl", "bad.jsonl"])
    assert [command(*arguments, *names).code for names in files] == [0, 1, 1]

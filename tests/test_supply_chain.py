"""What is run and installed is pinned, may do no more than it must, and is listed."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = [*WORKFLOWS, *(ROOT / ".github" / "actions").glob("*/action.yml")]


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_actions_are_pinned_by_commit_and_name_their_version(path):
    used = re.findall(r"uses: (\S+)(.*)", path.read_text(encoding="utf-8"))
    assert used
    loose = [name for name, note in used if not re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", name) or " # v" not in note]
    assert loose == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_only_read(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert [job for job in workflow["jobs"].values() if "permissions" in job] == []


def test_updates_are_asked_for_actions_and_packages():
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}


def test_the_bill_of_materials_lists_every_locked_package_with_its_digests():
    lock = ROOT / "requirements.lock"
    line = [sys.executable, str(ROOT / ".ci" / "sbom.py"), str(lock)]
    bill = json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
    pins = set(re.findall(r"^([\w.-]+==[^ ;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))
    assert {f"{item['name']}=={item['version']}" for item in bill["components"]} == pins
    assert all(item["hashes"] for item in bill["components"])
    digests = re.findall(r"sha256:([0-9a-f]{64})", lock.read_text(encoding="utf-8"))
    assert sorted(entry["content"] for item in bill["components"] for entry in item["hashes"]) == sorted(digests)

"""What is run and installed is pinned, may do no more than it must, and is listed."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from toolkit.annotation.entities.model_weights import read_about

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
    more = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    trusted = {"contents": "read", "id-token": "write", "attestations": "write"}
    assert more == ({"publish": trusted} if path.stem == "release" else {})


def test_only_what_was_checked_is_published():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))["jobs"]
    assert jobs["publish"]["needs"] == "build"
    assert not any("run" in step and "pip install" in step["run"] for step in jobs["publish"]["steps"])


def test_every_platform_and_python_is_tried():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))["jobs"]
    matrix = jobs["platforms"]["strategy"]["matrix"]
    assert matrix["runner"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_the_lowest_and_the_newest_versions_are_tried_without_a_lock_also_when_nothing_changes():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))
    job = workflow["jobs"]["versions"]
    assert job["strategy"]["matrix"]["resolution"] == ["lowest-direct", "highest"]
    lines = [step["run"] for step in job["steps"] if "run" in step]
    assert not any(".lock" in line for line in lines)
    assert lines[-1] == "python .ci/core_flow.py"
    assert "schedule" in workflow[True]  # YAML reads `on` so


@pytest.mark.slow
def test_the_core_flow_of_the_platforms_runs(tmp_path):
    line = [sys.executable, str(ROOT / ".ci" / "core_flow.py"), str(tmp_path)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


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


def test_the_notice_names_every_file_of_weights_and_every_list():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    shipped = [path for path in (ROOT / "toolkit").rglob("*") if path.parent.name in ("weights", "data", "calendars")]
    shipped += (ROOT / "toolkit" / "normalisation").rglob("*weights.py")
    made = [path for path in shipped if path.is_file() and path.suffix in (".npz", ".bin", ".txt", ".json")]
    made += [path for path in shipped if path.name.endswith("weights.py")]
    assert len(made) > 10
    assert [str(path) for path in made if "/".join(path.parts[-2:]) not in notice and path.name not in notice] == []


def _abouts():
    """Return what each file of weights says of itself, by name; those of one language are listed in the shared file."""
    tables = (ROOT / "toolkit").rglob("weights/*.json")
    arrays = (ROOT / "toolkit").rglob("weights/*.npz")
    said = {path.name: json.loads(path.read_text(encoding="utf-8")).get("about", {}) for path in tables}
    return said | {path.name: read_about(path.read_bytes()) for path in arrays}


@pytest.mark.parametrize(
    ("weights", "script", "data"),
    [
        ("entities.npz", "train_entities.py", "wikigold.jsonl"),
        ("words.npz", "train_multilingual.py", "da-uner_ddt-train.jsonl"),
        ("characters.npz", "train_multilingual.py", "zh-uner_gsd-train.jsonl"),
        ("lines.npz", "train_lines.py", "line_gold.py"),
        ("segments.npz", "train_segments.py", "fresh"),
        ("gaps.npz", "train_gaps.py", "fresh"),
        ("speakers.json", "train_speakers.py", "polnear_train.jsonl"),
        ("indirect.json", "train_reports.py", "polnear_train.jsonl"),
        ("field_confidence.json", "train_confidence.py", "fresh"),
    ],
)
def test_weights_name_the_digests_of_their_data_and_of_the_script_that_made_them(weights, script, data):
    about = _abouts()[weights]
    assert about["command"].startswith(script)
    assert all(re.fullmatch(r"[0-9a-f]{32}", about[name]) for name in (script, data))

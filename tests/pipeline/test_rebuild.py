"""A release can be built again from its inputs."""

import json
import os
import shutil
from pathlib import Path

import pytest

from toolkit import api
from toolkit.errors import ConfigError, ReleaseError
from toolkit.pipeline.rebuild import Rebuild
from toolkit.release.checksums import write_checksums
from toolkit.release.release_folder import MANIFEST

ROOT = Path(__file__).parents[2]
SAME = Rebuild(inputs_agree=True, tables=(), files=(), made_with=())


@pytest.fixture
def built(raw_folder, tmp_path):
    config = {"group": {"splits": {"train": 0.5, "test": 0.5}, "seed": "x"}, "build": {"engine": "here"}}
    return api.build([raw_folder], out=tmp_path / "out", version="1.0.0", config=config).folder


def _edited(folder, edit):
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    edit(manifest)
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    write_checksums(folder)
    return folder


@pytest.mark.slow
def test_the_sample_is_built_again_byte_for_byte(sample):
    assert api.rebuild(sample.folder, ROOT / "seeds", config=ROOT / "toolkit.toml") == SAME


def test_the_options_are_those_of_the_manifest(built, raw_folder):
    assert api.rebuild(built, raw_folder) == SAME


@pytest.mark.slow
def test_the_day_of_the_release_is_kept(raw_folder, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    folder = api.build([raw_folder], out=tmp_path / "out", engine="here").folder
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "999999")
    assert (api.rebuild(folder, raw_folder), os.environ["SOURCE_DATE_EPOCH"]) == (SAME, "999999")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert (api.rebuild(folder, raw_folder), "SOURCE_DATE_EPOCH" in os.environ) == (SAME, False)


def test_other_inputs_are_noticed(built, raw_folder, story):
    (raw_folder / "story-9.txt").write_text(story(9), encoding="utf-8")
    result = api.rebuild(built, raw_folder)
    assert (result.inputs_agree, result.passed) == (False, False)
    assert ("articles" in result.tables, MANIFEST in result.files) == (True, True)


def test_rows_that_do_not_come_from_the_inputs_are_noticed(built, raw_folder):
    def edit(manifest):
        manifest["tables"]["quotes"]["digest"] = "0" * 64

    result = api.rebuild(_edited(built, edit), raw_folder)
    assert (result.inputs_agree, result.tables, result.passed) == (True, ("quotes",), False)


@pytest.mark.parametrize(("name", "passed"), [("pyarrow", True), pytest.param(None, False, marks=pytest.mark.slow)])
def test_other_bytes_are_forgiven_only_where_other_libraries_wrote_them(built, raw_folder, name, passed):
    def edit(manifest):
        manifest["libraries" if name else "title"] = {**manifest["libraries"], name: "1.0"} if name else "Another"

    folder = _edited(built, edit)
    (folder / "contract" / "contract.toml").write_text("changed = true", encoding="utf-8")
    write_checksums(folder)
    result = api.rebuild(folder, raw_folder)
    assert (result.tables, result.made_with) == ((), ("pyarrow 1.0",) if name else ())
    assert ("contract/contract.toml" in result.files, result.passed) == (True, passed)


@pytest.mark.slow
def test_a_release_that_follows_another_is_built_again(built, raw_folder, tmp_path, story):
    (raw_folder / "story-9.txt").write_text(story(9), encoding="utf-8")
    second = api.build([raw_folder], out=tmp_path / "out", previous=built, engine="here").folder
    assert api.rebuild(second, raw_folder) == SAME
    moved = shutil.move(built, tmp_path / "elsewhere")
    with pytest.raises(ReleaseError, match="--previous"):
        api.rebuild(second, raw_folder)
    assert api.rebuild(second, raw_folder, previous=moved) == SAME


def test_a_damaged_release_is_not_built_again(built, raw_folder):
    (built / "README.md").unlink()
    with pytest.raises(ReleaseError, match="is missing"):
        api.rebuild(built, raw_folder)


def test_options_that_this_toolkit_does_not_know_are_named(built, raw_folder):
    folder = _edited(built, lambda manifest: manifest["options"]["group"].update(colour="red"))
    with pytest.raises(ConfigError, match=r"made by version .* group\.colour"):
        api.rebuild(folder, raw_folder)


@pytest.mark.slow
def test_the_command_tells_whether_the_bytes_are_the_same(command, built, raw_folder, story):
    outcome = command("verify", built, "--rebuild", "--inputs", raw_folder)
    assert (outcome.code, outcome.out.splitlines()[1:]) == (0, ["built again: the same bytes"])
    (raw_folder / "story-9.txt").write_text(story(9), encoding="utf-8")
    outcome = command("verify", built, "--rebuild", "--inputs", raw_folder)
    assert (outcome.code, "from other documents" in outcome.out) == (1, True)
    done = json.loads(command("verify", built, "--rebuild", "--inputs", raw_folder, "--json").out)
    assert (done["passed"], done["rebuild"]["inputs_agree"]) == (False, False)


def _with_option(name, value):
    def edit(manifest):
        manifest["options"]["annotate"][name] = value

    return edit


@pytest.mark.parametrize("secret", ["/proc/self/environ", "names.csv"])
def test_a_file_that_only_the_manifest_names_is_not_opened(built, raw_folder, tmp_path, monkeypatch, secret):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUB_TOKEN", "hf_hunter2")
    (tmp_path / "names.csv").write_text("hf_hunter2,b\n", encoding="utf-8")
    folder = _edited(built, _with_option("gazetteer", secret))
    with pytest.raises(ReleaseError, match=r"annotate\.gazetteer") as caught:
        api.rebuild(folder, raw_folder)
    assert "hunter2" not in str(caught.value)


def test_a_model_that_only_the_manifest_names_is_not_loaded(built, raw_folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "__init__.py").write_text("open('ran', 'w').close()", encoding="utf-8")
    folder = _edited(built, _with_option("recogniser", "spacy:./evil"))
    with pytest.raises(ReleaseError, match="--trust"):
        api.rebuild(folder, raw_folder)
    assert not (tmp_path / "ran").exists()


def test_a_trusted_release_may_name_its_model(built, raw_folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = _edited(built, _with_option("recogniser", "own:./gone.npz"))
    with pytest.raises(ConfigError, match=r"own:.*cannot be loaded"):
        api.rebuild(folder, raw_folder, trust=True)

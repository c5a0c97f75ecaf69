"""A release is loaded as what people work with, in exactly the version asked for."""

import json
import os
import shutil
import subprocess
import sys

import polars
import pytest

import toolkit
from toolkit import api
from toolkit.errors import ReleaseError, SourceError
from toolkit.release.load import find_release, load

FORMS = {
    "polars": lambda loaded: loaded.height,
    "pandas": len,
    "duckdb": len,
    "arrow": lambda loaded: loaded.num_rows,
}


@pytest.fixture(scope="module")
def versions(tmp_path_factory, story):
    """Two releases of one dataset and one of another, in one folder."""
    location = tmp_path_factory.mktemp("versions")
    (location / "raw").mkdir()
    for number, version in enumerate(("1.0.0", "2.0.0"), start=1):
        (location / "raw" / f"{number}.txt").write_text(story(number), encoding="utf-8")
        api.build([location / "raw"], out=location / "dist", name="benches", version=version, engine="here")
    api.build([location / "raw"], out=location / "dist", name="other", version="1.0.0", engine="here")
    return location / "dist"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", ["articles", "quotes", "entities", "quarantine"])
def test_every_table_is_loaded_in_every_form(sample, form, table):
    rows = FORMS[form](load(sample.folder, form=form, table=table))
    wanted = sample.manifest["tables"].get(table, {"rows": sum(sample.manifest["reasons"].values())})["rows"]
    assert rows == wanted


@pytest.mark.parametrize("table", ["articles", "quotes", "entities", "quarantine"])
def test_a_frame_of_polars_has_the_types_and_rows_of_the_arrow_table(sample, table):
    frame = load(sample.folder, form="polars", table=table)
    expected = polars.DataFrame(polars.from_arrow(load(sample.folder, form="arrow", table=table)))
    assert frame.schema == expected.schema
    assert frame.equals(expected)


@pytest.mark.parametrize("form", FORMS)
def test_one_split_is_loaded_alone(sample, form):
    rows = FORMS[form](load(sample.folder, form=form, split="test"))
    assert rows == sample.manifest["tables"]["articles"]["splits"]["test"]


LOADING = """
import json, sys
import datasets, toolkit
datasets.disable_progress_bars()
for version in sys.argv[2:]:
    loaded = toolkit.load(sys.argv[1], version)
    print(json.dumps({name: list(split["added_in"]) for name, split in loaded.items()}))
"""


def test_datasets_loads_the_exact_version_without_a_network(versions, tmp_path):
    surroundings = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    line = [sys.executable, "-c", LOADING, str(versions / "benches"), "1.0.0", "2.0.0", "1.0.0"]
    done = subprocess.run(line, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = [
        sorted(version for split in json.loads(item).values() for version in split) for item in done.stdout.splitlines()
    ]
    assert result == [["1.0.0"], ["2.0.0", "2.0.0"], ["1.0.0"]]


def test_another_release_in_the_same_place_is_never_answered_from_a_cache(versions, tmp_path):
    location = tmp_path / "release"
    surroundings = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "home")}
    result = []
    for version in ("1.0.0", "2.0.0"):
        shutil.rmtree(location, ignore_errors=True)
        shutil.copytree(versions / f"benches-{version}", location)
        for path in location.rglob("*"):
            os.utime(path, (0, 0))
        line = [sys.executable, "-c", LOADING, str(location), version]
        done = subprocess.run(line, env=surroundings, capture_output=True, text=True, check=True)
        result.append(sum(map(len, json.loads(done.stdout).values())))
    assert result == [1, 2]


@pytest.mark.parametrize(
    ("path", "version", "name"),
    [
        ("benches-1.0.0", None, "benches-1.0.0"),
        ("benches-1.0.0", "1.0.0", "benches-1.0.0"),
        ("benches", "2.0.0", "benches-2.0.0"),
        ("other", None, "other-1.0.0"),
        ("", "2.0.0", "benches-2.0.0"),
    ],
)
def test_a_release_is_found_by_folder_name_and_version(versions, path, version, name):
    assert find_release(versions / path, version).name == name


@pytest.mark.parametrize(
    ("path", "version", "message"),
    [
        ("benches-1.0.0", "2.0.0", "is version 1.0.0, not 2.0.0"),
        ("benches", "3.0.0", "holds benches-1.0.0, benches-2.0.0, not version 3.0.0"),
        ("benches", None, "several releases"),
        ("", "1.0.0", "several releases"),
        ("gone", None, "no release"),
        ("gone/deeper", "1.0.0", "no release"),
    ],
)
def test_what_is_not_there_is_named(versions, path, version, message):
    with pytest.raises(ReleaseError, match=message):
        find_release(versions / path, version)


def test_a_changed_file_is_not_loaded(sample_copy):
    path = next((sample_copy / "data" / "quotes").iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(ReleaseError, match="was changed"):
        load(sample_copy, form="arrow")


def test_checks_can_be_left_out(sample_copy):
    (sample_copy / "README.md").write_text("mine", encoding="utf-8")
    assert load(sample_copy, form="arrow", check=False).num_rows > 0


@pytest.mark.parametrize("wrong", [{"form": "excel"}, {"table": "sentences"}, {"split": "dev"}])
def test_what_a_release_does_not_have_is_named(sample, wrong):
    with pytest.raises(SourceError, match=next(iter(wrong.values()))):
        load(sample.folder, **wrong)


def test_loading_is_public():
    assert toolkit.load is load

"""The files that say what the data are."""

import pytest

from toolkit.release.checksums import write_checksums
from toolkit.release.describe import describe
from toolkit.release.options import dataset_options
from toolkit.release.release_folder import open_release
from toolkit.release.statistics import compute_statistics
from toolkit.release.verify import verify


@pytest.fixture(scope="module")
def files(sample, contract):
    return describe(compute_statistics(sample.folder), sample.manifest, dataset_options(sample.manifest), contract)


def test_the_describing_files_of_a_release_are_those_that_are_computed(sample, files):
    assert {name: (sample.folder / name).read_text(encoding="utf-8") for name in files} == files


def test_all_that_was_promised_is_there(files):
    assert {"README.md", "croissant.json", "datapackage.json", "contract.odcs.yaml", "CITATION.cff"} <= files.keys()


def test_a_change_in_any_of_them_is_found(sample_copy, files):
    for name, text in files.items():
        lines = text.splitlines(keepends=True)
        location = len(lines) // 2
        changed = "".join([*lines[:location], lines[location].rstrip("\n") + " \n", *lines[location + 1 :]])
        (sample_copy / name).write_text(changed, encoding="utf-8")
        write_checksums(sample_copy)
        assert [(item.file, item.message) for item in verify(open_release(sample_copy), values=False)] == [
            (name, f"line {location + 1} is not what the data says")
        ]
        (sample_copy / name).write_text(text, encoding="utf-8")


def test_a_missing_one_is_found(sample_copy, files):
    for name, text in files.items():
        (sample_copy / name).unlink()
        write_checksums(sample_copy)
        assert [(item.file, item.message) for item in verify(open_release(sample_copy), values=False)] == [
            (name, "is missing")
        ]
        (sample_copy / name).write_text(text, encoding="utf-8")

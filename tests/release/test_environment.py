"""The digest of everything that a release was made with."""

import re
from importlib.metadata import version

import pytest

from toolkit.release import environment
from toolkit.release.environment import libraries, lock_digest


def test_the_same_installation_has_the_same_digest():
    assert re.fullmatch("[0-9a-f]{64}", lock_digest())
    assert lock_digest() == lock_digest()


@pytest.mark.parametrize("library", ["polars", "pyarrow", "lxml", "numpy", "huggingface-hub"])
def test_a_library_stands_in_it_with_its_version(library):
    assert environment._installed("news-dataset-toolkit")[library] == version(library)


def test_another_version_of_any_library_gives_another_digest(monkeypatch):
    result = environment._installed("news-dataset-toolkit")
    before = lock_digest()
    for name in list(result)[::9]:
        monkeypatch.setattr(environment, "_installed", lambda _, name=name: {**result, name: "0.0.1"})
        assert lock_digest() != before


def test_what_only_an_extra_wants_is_left_out():
    assert not {"pytest", "model-signing", "duckdb"} & environment._installed("news-dataset-toolkit").keys()


def test_what_an_extra_brings_is_among_the_libraries_that_may_be_used():
    result = libraries()
    assert environment._installed("news-dataset-toolkit").items() <= result.items()
    assert result["distributed"] == version("distributed")


def test_a_package_that_is_not_installed_has_no_libraries():
    assert libraries("no-such-package-of-ours") == {}
    assert environment._installed("no-such-package-of-ours") == {}

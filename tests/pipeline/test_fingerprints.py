"""The cache key of a stage names the code, weights and libraries that the stage uses, and no others."""

import shutil
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest
from packaging.utils import canonicalize_name

from toolkit.pipeline.fingerprints import CARRIERS, PACKAGE, ROOTS, stage_fingerprint, stage_fingerprints, uses
from toolkit.pipeline.shard_schemas import ANNOTATED, FINISHED, NORMALISED
from toolkit.release import environment


@pytest.fixture(scope="module")
def reached():
    """Return what modules import, directly or not, without going through the carriers; by another reader of imports."""
    graph = grimp.build_graph("toolkit", include_external_packages=True, exclude_type_checking_imports=True)
    carriers = tuple(f"toolkit.{name}" for name in CARRIERS)

    def of(stage):
        roots = [f"toolkit.{name}" for name in ROOTS[stage]]
        waiting, seen = [*roots, *(module for root in roots for module in graph.find_descendants(root))], set()
        while waiting:
            module = waiting.pop()
            if module not in seen and not module.startswith(carriers):
                seen.add(module)
                waiting.extend(graph.find_modules_directly_imported_by(module) if module.startswith("toolkit") else ())
        return seen

    return of


def _module(path):
    name = path.relative_to(PACKAGE.parent).with_suffix("").as_posix().replace("/", ".")
    return name.removesuffix(".__init__")


@pytest.mark.parametrize("stage", ROOTS)
def test_every_module_that_a_stage_imports_is_in_its_fingerprint(reached, stage):
    used = {module for module in reached(stage) if module.startswith("toolkit.")}
    assert used - {_module(path) for path in uses(stage).files} == set()


@pytest.mark.parametrize("stage", ROOTS)
def test_every_library_that_a_stage_imports_is_in_its_fingerprint(reached, stage):
    of_module = packages_distributions()
    outside = {name.partition(".")[0] for name in reached(stage)} - {"toolkit"} - sys.stdlib_module_names
    wanted = {canonicalize_name(of_module[name][0]) for name in outside if name in of_module}
    versions = environment.versions_of(uses(stage).libraries)
    assert wanted - set(map(canonicalize_name, versions)) == set()


@pytest.fixture
def package(tmp_path) -> Path:
    """Copy the package, of which a file may be changed."""
    return shutil.copytree(PACKAGE, tmp_path / "toolkit", ignore=shutil.ignore_patterns("__pycache__"))


def _changed(package):
    return {stage for stage in ROOTS if stage_fingerprint(stage, package) != stage_fingerprints()[stage]}


def test_a_copy_of_the_package_has_the_same_fingerprints(package):
    assert _changed(package) == set()


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        ("release/report/templates/report.css", set()),
        ("release/card/dataset_card.py", set()),
        ("cli/console.py", set()),
        ("normalisation/dates/publication_date.py", {NORMALISED}),
        ("read/csv_tsv.py", {NORMALISED}),
        ("annotation/quotes/attribution.py", {ANNOTATED}),
        ("validation/row_checks.py", {FINISHED}),
        ("compliance/pii_masking.py", {FINISHED}),
        ("contract/records.py", {NORMALISED, ANNOTATED, FINISHED}),
    ],
)
def test_a_change_of_a_file_is_a_change_of_the_stages_that_use_it(package, name, stages):
    path = package / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert _changed(package) == stages


def test_weights_are_a_part_of_the_stage_that_loads_them(package):
    weights = sorted(path for path in (package / "annotation").rglob("*") if path.suffix in (".npz", ".gz", ".bin"))
    weights[0].write_bytes(weights[0].read_bytes() + b"\0")
    assert _changed(package) == {ANNOTATED}


def test_another_version_of_a_library_is_a_change_of_the_stages_that_import_it(monkeypatch):
    before = {stage: stage_fingerprint(stage) for stage in ROOTS}
    real = environment.distribution

    class Other:
        def __init__(self, known):
            self.version, self.requires, self.metadata = "0.0.1", known.requires, known.metadata

    monkeypatch.setattr(environment, "distribution", lambda name: Other(real(name)) if name == "ftfy" else real(name))
    assert {stage for stage in ROOTS if stage_fingerprint(stage) != before[stage]} == {NORMALISED}

"""What archives are told of a release: DataCite JSON, and the file that Zenodo reads."""

import json
from dataclasses import replace

import pytest

from toolkit.errors import ConfigError
from toolkit.release.metadata.citation import bibtex_entry, citation_file
from toolkit.release.metadata.deposit_metadata import datacite, zenodo
from toolkit.release.options import DatasetOptions, dataset_options
from toolkit.release.statistics import compute_statistics

DOI = "10.5281/zenodo.1234567"


@pytest.fixture(scope="module")
def facts(sample):
    return compute_statistics(sample.folder)


@pytest.fixture
def described(sample, facts):
    """Read both files of the sample release with some options changed."""

    def run(languages=None, **changes):
        dataset = replace(dataset_options(sample.manifest), **changes)
        shown = facts if languages is None else replace(facts, languages=languages)
        return json.loads(datacite(shown, sample.manifest, dataset)), json.loads(zenodo(sample.manifest, dataset))

    return run


def test_both_are_in_the_release(sample):
    assert json.loads((sample.folder / "datacite.json").read_bytes())["version"] == sample.manifest["version"]
    assert json.loads((sample.folder / ".zenodo.json").read_bytes())["version"] == sample.manifest["version"]


def test_people_and_groups_are_told_apart(described):
    cited, deposited = described(authors=("Brandt, Ida", "The ferry desk"))
    assert cited["creators"] == [
        {"name": "Brandt, Ida", "nameType": "Personal", "givenName": "Ida", "familyName": "Brandt"},
        {"name": "The ferry desk", "nameType": "Organizational"},
    ]
    assert cited["publisher"] == {"name": "The ferry desk"}
    assert deposited["creators"] == [{"name": "Brandt, Ida"}, {"name": "The ferry desk"}]


def test_a_publisher_that_nobody_named_is_not_guessed(described):
    assert described(authors=("Brandt, Ida",))[0]["publisher"] == {"name": "(:unav)"}


def test_one_language_is_named_and_several_are_not(described):
    assert described(languages={"de": 3})[0]["language"] == "de"
    assert "language" not in described(languages={"de": 3, "en": 1})[0]
    assert "language" not in described(languages={"de": 3, "unknown": 1})[0]


def test_a_known_licence_without_a_gate_is_open_access(described):
    cited, deposited = described(license="cc-by-4.0", license_link="")
    assert cited["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    assert (deposited["access_right"], deposited["license"]) == ("open", "CC-BY-4.0")


@pytest.mark.parametrize(
    "changes", [{"license": "unknown"}, {"license": "cc-by-4.0", "access_prompt": "Say who you are."}]
)
def test_all_else_is_restricted_and_says_why(described, changes):
    deposited = described(license_link="", **changes)[1]
    assert deposited["access_right"] == "restricted"
    assert deposited["access_conditions"] == changes.get(
        "access_prompt", "The licence of the dataset says who may use it."
    )


def test_a_doi_stands_in_all_metadata(described, sample):
    dataset = replace(dataset_options(sample.manifest), doi=DOI)
    assert [result["doi"] for result in described(doi=DOI)] == [DOI, DOI]
    assert f"doi: {DOI}" in citation_file(sample.manifest, dataset)
    assert f"doi = {{{DOI}}}" in bibtex_entry(sample.manifest, dataset)


def test_without_a_doi_none_is_made_up(described):
    assert ["doi" in result for result in described(doi="")] == [False, False]


@pytest.mark.parametrize("doi", ["zenodo.1234567", "https://doi.org/10.5281/zenodo.1234567", "10.5281/", "10.5281/a b"])
def test_what_is_no_doi_is_refused(doi):
    with pytest.raises(ConfigError, match=r"dataset\.doi"):
        DatasetOptions(doi=doi)

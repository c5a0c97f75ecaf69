"""How a release is cited."""

import re
from dataclasses import replace

import pytest
import yaml

from toolkit.release.metadata.citation import bibtex_entry, citation_file
from toolkit.release.options import DatasetOptions, dataset_options


@pytest.fixture
def cited(sample):
    """Read CITATION.cff of the sample release with some options changed."""

    def run(**changes):
        return yaml.safe_load(citation_file(sample.manifest, replace(dataset_options(sample.manifest), **changes)))

    return run


def test_it_has_what_the_format_asks_for(cited):
    result = cited()
    assert {"cff-version", "message", "title", "authors"} <= result.keys()
    assert (result["cff-version"], result["type"]) == ("1.2.0", "dataset")


def test_version_and_day_are_texts_and_not_numbers(cited, sample):
    result = cited(version="1.0.0")
    assert (result["version"], str(result["date-released"])) == ("1.0.0", sample.manifest["created"])


def test_people_and_groups_are_told_apart(cited):
    assert cited(authors=("Brandt, Ida", "The ferry desk"))["authors"] == [
        {"family-names": "Brandt", "given-names": "Ida"},
        {"name": "The ferry desk"},
    ]


def test_a_licence_is_named_by_its_spdx_identifier_or_its_address(cited):
    assert cited(license="cc-by-4.0")["license"] == "CC-BY-4.0"
    other = cited(license="other", license_link="https://a.example/licence")
    assert ("license" in other, other["license-url"]) == (False, "https://a.example/licence")


def test_the_logical_digest_identifies_the_release(cited, sample):
    (identifier,) = cited()["identifiers"]
    assert identifier["value"] == f"sha256:{sample.manifest['tables']['articles']['digest']}"


@pytest.mark.parametrize("text", ["a: b # c", "---", "Fähre 🚲", "'\"", "two\nlines", "- dash", "yes"])
def test_any_title_comes_back(cited, text):
    assert cited(title=text)["title"] == text


def test_bibtex_escapes_what_tex_would_read(sample):
    entry = bibtex_entry(sample.manifest, DatasetOptions(title="Fish & Chips {50%}", authors=("Brandt, Ida",)))
    assert "title = {{Fish \\& Chips \\{50\\%\\}}}" in entry
    assert "author = {Brandt, Ida}" in entry


def test_bibtex_has_a_key_that_tex_can_read(sample):
    entry = bibtex_entry(sample.manifest, DatasetOptions(name="halden.news-2", version="1.2.0"))
    assert re.match(r"@misc\{halden_news_2_1_2_0,\n", entry)


def test_braces_are_balanced_whatever_the_title(sample):
    entry = bibtex_entry(sample.manifest, DatasetOptions(title="a } b { c"))
    plain = re.sub(r"\\[{}]", "", entry)
    assert plain.count("{") == plain.count("}")

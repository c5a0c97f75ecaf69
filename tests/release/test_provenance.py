"""The in-toto statement of a build."""

import json

import pytest

from toolkit.api.releases import build
from toolkit.release.checksums import CHECKSUMS, read_checksums, write_checksums
from toolkit.release.provenance import statement
from toolkit.release.release_folder import STATEMENT, open_release
from toolkit.release.verify import verify


@pytest.fixture(scope="module")
def stated(sample):
    return json.loads((sample.folder / STATEMENT).read_bytes())


def test_every_file_is_a_subject_with_its_digest(sample, stated):
    subjects = {item["name"]: item["digest"]["sha256"] for item in stated["subject"]}
    listed = read_checksums(sample.folder)
    assert subjects == {name: digest for name, digest in listed.items() if name != STATEMENT}
    assert CHECKSUMS not in subjects


def test_the_statement_has_the_form_of_in_toto_with_provenance_of_slsa(stated):
    assert stated["_type"] == "https://in-toto.io/Statement/v1"
    assert stated["predicateType"] == "https://slsa.dev/provenance/v1"
    assert stated["predicate"].keys() == {"buildDefinition", "runDetails"}
    definition = stated["predicate"]["buildDefinition"]
    assert definition.keys() == {"buildType", "externalParameters", "internalParameters", "resolvedDependencies"}
    assert stated["predicate"]["runDetails"]["builder"]["id"].startswith("urn:")


def test_it_tells_inputs_options_contract_and_libraries(sample, stated):
    definition, manifest = stated["predicate"]["buildDefinition"], sample.manifest
    assert definition["externalParameters"]["options"] == manifest["options"]
    assert definition["internalParameters"]["libraries"] == manifest["libraries"]
    digests = {item["name"]: item["digest"] for item in definition["resolvedDependencies"]}
    assert digests == {
        "inputs": {"sumOfSha256": manifest["inputs"]["digest"]},
        "contract": {"sha256": manifest["contract"]["digest"]},
        "libraries": {"sha256": manifest["lock"]},
    }


def test_the_release_before_is_named(raw_folder, tmp_path, story):
    first = build(raw_folder, out=tmp_path / "dist", name="halden", version="1.0.0", engine="here").folder
    (raw_folder / "story-9.txt").write_text(story(9))
    second = build(raw_folder, out=tmp_path / "dist", name="halden", previous=first, engine="here").folder
    definition = json.loads((second / STATEMENT).read_bytes())["predicate"]["buildDefinition"]
    assert "halden-1.0.0" in [item["name"] for item in definition["resolvedDependencies"]]


def test_the_same_release_has_the_same_statement(sample):
    assert statement(read_checksums(sample.folder), sample.manifest) == (sample.folder / STATEMENT).read_text(
        encoding="utf-8"
    )


def test_a_statement_of_other_files_is_found_even_if_the_checksums_hold(sample_copy):
    path = sample_copy / STATEMENT
    whole = path.read_text()
    path.write_text(whole.replace("README.md", "README.txt"))
    write_checksums(sample_copy)
    assert [item.file for item in verify(open_release(sample_copy))] == [STATEMENT]
    path.write_text(whole)
    write_checksums(sample_copy)
    assert verify(open_release(sample_copy)) == []

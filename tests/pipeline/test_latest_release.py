"""A build follows the newest release, wherever that is: in the output folder, on the Hub, at another address."""

import shutil

import pytest

from toolkit import api
from toolkit.errors import SourceError

HUB = "hf://datasets/halden/news"


@pytest.fixture
def build(raw_folder, tmp_path):
    """Build a release with a computed version, in an empty output folder unless `keep` is given."""

    def run(previous, destination="", *, keep=False):
        out = tmp_path / "out"
        if not keep:
            shutil.rmtree(out, ignore_errors=True)
        options = {"annotate": {"entities": False}, "package": {"destination": destination}}
        return api.build(
            [raw_folder], out=out, config=options, version="auto", previous=previous, engine="here", cache="off"
        )

    return run


NIGHTS = f"""
import shutil
from toolkit import api

options = {{"annotate": {{"entities": False}}, "package": {{"destination": "{HUB}"}}}}

def night(previous):
    shutil.rmtree("out", ignore_errors=True)
    release = api.build("raw", out="out", config=options, version="auto", previous=previous, engine="here", cache="off")
    api.publish(release.folder)
    return release.manifest["inputs"].get("previous", {{}}).get("version"), release.manifest["version"]
"""


@pytest.mark.slow
def test_a_build_follows_the_release_on_the_hub(rehearsal, client_process, tmp_path, story):
    (tmp_path / "raw").mkdir()
    (tmp_path / "later.txt").write_text(story(9), encoding="utf-8")
    program = f"""{NIGHTS}
print(night("latest"))
shutil.copy("later.txt", "raw/later.txt")
print(night("latest"))
shutil.copy("later.txt", "raw/zz.txt")
print(night("{HUB}"))
"""
    (tmp_path / "raw" / "first.txt").write_text(story(1), encoding="utf-8")
    printed = client_process(program, HF_ENDPOINT=rehearsal.address, HF_TOKEN="hf_secret")
    assert printed.splitlines() == ["(None, '1.0.0')", "('1.0.0', '1.1.0')", "('1.1.0', '1.1.1')"]


def test_a_build_follows_the_release_at_another_address(build, raw_folder, story, tmp_path):
    destination = f"file://{tmp_path}/published"
    api.publish(build("latest", destination).folder)
    (raw_folder / "later.txt").write_text(story(9), encoding="utf-8")
    assert build("latest", destination).manifest["version"] == "1.1.0"


def test_the_output_folder_goes_before_an_older_published_release(build, raw_folder, story, tmp_path):
    destination = f"file://{tmp_path}/published"
    api.publish(build("latest", destination).folder)
    for number in (7, 8):
        (raw_folder / f"{number}.txt").write_text(story(number), encoding="utf-8")
        built = build("latest", destination, keep=True)
    assert built.manifest["version"] == "1.2.0"


def test_what_was_published_is_not_built_again(build, tmp_path):
    destination = f"file://{tmp_path}/published"
    api.publish(build("latest", destination).folder)
    again = build("latest", destination)
    assert (again.changed, again.manifest["version"]) == (False, "1.0.0")
    assert api.publish(again.folder).outcome.state == "unchanged"


def test_a_private_dataset_is_not_taken_for_none(rehearsal, client_process):
    program = f"""
from toolkit.errors import SourceError
from toolkit.release.published_version import published_version

try:
    published_version("{HUB}")
except SourceError as error:
    print(error)
"""
    printed = client_process(program, HF_ENDPOINT=rehearsal.address, HF_TOKEN="")
    assert "cannot be seen without a token" in printed


def test_something_else_at_the_destination_is_refused(build, tmp_path):
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "latest.json").write_text('{"version": "new"}', encoding="utf-8")
    with pytest.raises(SourceError, match="shows something that is no release"):
        build("latest", f"file://{tmp_path}/published")

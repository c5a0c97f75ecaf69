"""What the card and the metadata of a published release say about loading it is true, word for word."""

import hashlib
import json
import re
import urllib.request

import pytest

import toolkit
from toolkit.errors import ConfigError, PublishError

HUB = "hf://datasets/halden/benches"


@pytest.fixture(scope="module")
def build_benches(tmp_path_factory, story):
    """Build a release of one article with a destination."""
    folder = tmp_path_factory.mktemp("published-card")
    (folder / "1.txt").write_text(story(1), encoding="utf-8")

    def build(name, destination=""):
        options = {"annotate": {"entities": False}, "package": {"destination": destination}}
        return toolkit.build(
            folder / "1.txt", out=folder / name, name="benches", version="1.0.0", config=options, engine="here"
        ).folder

    return build


@pytest.fixture(scope="module")
def sealed(build_benches):
    return build_benches("sealed", HUB)


@pytest.fixture(scope="module")
def unsealed(build_benches):
    return build_benches("unsealed")


@pytest.fixture
def on_the_hub(rehearsal, hub_client, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", rehearsal.address)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    return rehearsal.address


def _code(folder, library):
    """Return the block of the card that begins with a library."""
    blocks = re.findall(r"```(?:python|sql)\n(.*?)\n```", (folder / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (block,) = [block for block in blocks if block.splitlines()[0].endswith(library)]
    return block


def test_the_card_of_a_release_on_the_hub_is_loaded_as_it_says(sealed, on_the_hub, client_process):
    toolkit.publish(sealed)
    for library in ("load_dataset", "pandas"):
        code = f"{_code(sealed, library)}\nprint(articles['headline'][0])"
        assert "benches by the water" in client_process(code, HF_ENDPOINT=on_the_hub, HF_TOKEN="hf_secret")
    assert 'load_dataset("halden/benches", "quotes", revision="v1.0.0")' in _code(sealed, "load_dataset")


def test_croissant_names_the_published_files_and_page(sealed, on_the_hub):
    toolkit.publish(sealed)
    described = json.loads((sealed / "croissant.json").read_bytes())
    assert described["url"] == "https://huggingface.co/datasets/halden/benches"
    files = [item for item in described["distribution"] if "contentUrl" in item]
    for file in files:
        address = file["contentUrl"].replace("https://huggingface.co", on_the_hub)
        request = urllib.request.Request(address, headers={"Authorization": "Bearer hf_secret"})
        with urllib.request.urlopen(request) as answer:
            assert hashlib.sha256(answer.read()).hexdigest() == file["sha256"]
    assert len(files) == 2


def test_a_release_that_names_its_destination_is_published_as_it_is(sealed, on_the_hub):
    done = toolkit.publish(sealed)
    assert (done.outcome.plan.destination, done.resealed) == (HUB, None)
    assert toolkit.publish(sealed, f"{HUB}/").outcome.state == "unchanged"


def test_a_copy_for_another_address_is_sealed_anew_and_names_the_original(unsealed, tmp_path):
    address = f"file://{tmp_path}/shelf"
    done = toolkit.publish(unsealed, address)
    copy = tmp_path / "shelf/versions/1.0.0"
    digest = hashlib.sha256((unsealed / "SHA256SUMS").read_bytes()).hexdigest()
    assert done.resealed == digest
    assert json.loads((copy / "manifest.json").read_bytes())["resealed"] == {"digest": digest, "destination": ""}
    assert toolkit.verify(copy) == []
    assert toolkit.publish(unsealed, address).outcome.state == "unchanged"
    assert toolkit.publish(copy, address).resealed is None


@pytest.mark.parametrize("library", ["load_dataset", "polars", "pandas", "DuckDB"])
def test_the_card_of_a_release_in_a_folder_is_loaded_as_it_says(unsealed, tmp_path, client_process, library):
    toolkit.publish(unsealed, f"file://{tmp_path}/shelf")
    code = _code(tmp_path / "shelf/versions/1.0.0", library)
    if library == "DuckDB":
        code = f'import duckdb\narticles = duckdb.sql("""{code}""").df()'
    assert "1" in client_process(f"{code}\nprint(len(articles))")


def test_a_copy_that_was_sealed_anew_can_be_built_again(unsealed, tmp_path):
    toolkit.publish(unsealed, f"file://{tmp_path}/shelf")
    inputs = unsealed.parents[1] / "1.txt"
    rebuilt = toolkit.rebuild(tmp_path / "shelf/versions/1.0.0", inputs, config={})
    assert (rebuilt.passed, rebuilt.files) == (True, ())


def test_a_plain_folder_gets_the_release_unchanged(sealed, tmp_path):
    assert toolkit.publish(sealed, str(tmp_path / "there")).resealed is None
    assert (tmp_path / "there/versions/1.0.0/SHA256SUMS").read_bytes() == (sealed / "SHA256SUMS").read_bytes()


def test_what_can_be_a_folder_or_a_dataset_is_refused_with_both_ways_to_write_it(unsealed):
    with pytest.raises(PublishError, match=r"write hf://datasets/halden/benches or \./halden/benches"):
        toolkit.publish(unsealed, "halden/benches")


def test_a_release_without_destination_asks_for_one(unsealed):
    with pytest.raises(PublishError, match="names no destination"):
        toolkit.publish(unsealed)


@pytest.mark.parametrize(
    ("destination", "message"),
    [
        ("halden/benches", "write hf://datasets/ORG/NAME for the Hub"),
        ("hf://halden/benches", "write hf://datasets/ORG/NAME"),
        ("s3://id:secret@bucket/news", "leave out the credentials"),
        ('s3://bucket/a"b', "without blanks"),
    ],
)
def test_a_destination_that_cannot_be_sealed_is_refused(destination, message):
    with pytest.raises(ConfigError, match=message):
        toolkit.build("x.txt", config={"package": {"destination": destination}})

"""A release is checked before it leaves, and read back where it went."""

import json
import traceback
from contextlib import redirect_stderr
from io import StringIO

import pytest

import toolkit
from hub_emulator.fault_injection import Fault
from toolkit.errors import PublishError, ReleaseError
from toolkit.publishing import publish_release

SECRET = "hf_" + "SeCrEt" * 5


@pytest.fixture(scope="module")
def release(tmp_path_factory, story):
    """Build a release of one article."""
    location = tmp_path_factory.mktemp("publication")
    (location / "1.txt").write_text(story(1), encoding="utf-8")
    options = {"annotate": {"entities": False}}  # so that no model need be loaded
    built = toolkit.build(
        location / "1.txt", out=location, name="benches", version="1.0.0", config=options, engine="here"
    )
    return built.folder


@pytest.fixture
def hub(rehearsal, hub_client, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", rehearsal.address)
    monkeypatch.setenv("HF_TOKEN", SECRET)
    return "hf://datasets/halden/benches"


STRICT = {
    "validate": {
        "rules": [{"name": "never", "field": "headline", "holds": "false", "description": "No article is good."}]
    }
}


def test_a_release_is_published_and_read_back(release, hub):
    done = toolkit.publish(release, hub)
    assert (done.outcome.state, done.read, done.forced) == ("published", ("articles", "quotes"), None)


def test_a_release_with_errors_is_refused_before_anything_is_sent(release, hub, rehearsal):
    done = toolkit.publish(release, hub, config=STRICT)
    assert (done.outcome, len(done.validation.errors)) == (None, 1)
    assert rehearsal.faults.log == []


def test_the_reason_for_a_release_with_errors_goes_with_it(release, tmp_path):
    done = toolkit.publish(release, str(tmp_path), config=STRICT, force="The court asked for it.")
    assert (done.outcome.state, done.forced) == ("published", "The court asked for it.")
    manifest = json.loads((tmp_path / "versions/1.0.0/manifest.json").read_bytes())
    assert manifest["forced"] == {"reason": "The court asked for it.", "errors": 1}
    assert toolkit.verify(tmp_path / "versions/1.0.0") == []


def test_a_reason_that_is_not_needed_changes_nothing(release, tmp_path):
    assert toolkit.publish(release, str(tmp_path), force="Just so.").forced is None
    assert (tmp_path / "versions/1.0.0/manifest.json").read_bytes() == (release / "manifest.json").read_bytes()


def test_an_empty_reason_is_none(release, tmp_path):
    with pytest.raises(PublishError, match="for a reason"):
        toolkit.publish(release, str(tmp_path), force=" ")


def test_a_release_that_is_not_as_it_was_built_goes_nowhere_for_whatever_reason(sample_copy, tmp_path):
    with (sample_copy / "README.md").open("a", encoding="utf-8") as card:
        card.write("More.\n")
    with pytest.raises(ReleaseError, match="was changed since it was built"):
        toolkit.publish(sample_copy, str(tmp_path / "there"), force="It is only a word.")
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("destination", ["hf://halden/news", "hf://datasets/news", "hf://datasets/a/b@v1.0.0"])
def test_an_address_that_is_no_dataset_of_the_hub_is_refused(release, destination):
    with pytest.raises(PublishError, match="write hf://datasets/ORG/NAME"):
        toolkit.publish(release, destination)


@pytest.mark.parametrize("way", ["public", "pull_request"])
def test_what_only_the_hub_can_do_is_refused_elsewhere(release, tmp_path, way):
    with pytest.raises(PublishError, match="--public and --pr are for"):
        toolkit.publish(release, str(tmp_path), **{way: True})


def test_what_is_only_planned_or_proposed_is_not_read_back(release, hub, monkeypatch):
    monkeypatch.setattr(publish_release, "read_back", None)
    assert toolkit.publish(release, hub, dry_run=True).read == ()
    assert toolkit.publish(release, hub, pull_request=True).outcome.state == "proposed"


def test_a_dry_run_of_what_is_there_finds_nothing_to_do(release, hub, monkeypatch, tmp_path):
    monkeypatch.setattr(publish_release, "read_back", lambda *_: ())
    for location in (hub, str(tmp_path / "there")):
        toolkit.publish(release, location)
        assert toolkit.publish(release, location, dry_run=True).outcome.state == "unchanged"


def test_the_token_is_nowhere_to_be_found(release, hub, rehearsal, tmp_path, capfd):
    """Not in what is printed, in errors with everything behind them, in what was made, or in the Hub's files."""
    message = StringIO()
    with redirect_stderr(message):
        for fault in ("401", "403", "412", "500", "drop", None):
            rehearsal.faults.inject([Fault("*/commit/*", fault)] if fault else [])
            try:
                message.write(repr(toolkit.publish(release, hub)))
            except PublishError as error:
                message.write("".join(traceback.format_exception(error)))
    printed = capfd.readouterr()
    files = [path for folder in (tmp_path, release) for path in folder.rglob("*") if path.is_file()]
    held = [path for path in files if SECRET.encode() in path.read_bytes()]
    assert (SECRET in message.getvalue(), SECRET in printed.out + printed.err, held) == (False, False, [])
    assert len(files) > 20
    assert "set HF_TOKEN" in message.getvalue()

"""A change is sent content first, then in one commit."""

from math import ceil

import pytest

from toolkit.progress import NullProgress
from toolkit.publishing import hub_upload
from toolkit.publishing.hub_upload import Change, send

REPOSITORY = "halden/benches"


class Heard:
    """A watch that remembers."""

    def __init__(self):
        self.steps = []

    def begin(self, step, total):
        self.steps.append([step, total])

    def advance(self, units):
        self.steps[-1].append(units)


@pytest.fixture
def sent(hub_client, bundles):
    hub_client.create_repo(REPOSITORY, repo_type="dataset")
    head = hub_client.dataset_info(REPOSITORY).sha

    def run(progress, **changes):
        packed = bundles["1.0.0"]
        change = Change.of(packed, changes.get("items", packed.items), changes.get("removed", ()))
        return send(hub_client, REPOSITORY, change, branch="main", parent=head, progress=progress)

    return run


def test_all_files_come_in_one_commit_that_names_the_release(sent, hub_client, bundles):
    oid = sent(NullProgress())
    (last, _) = hub_client.list_repo_commits(REPOSITORY, repo_type="dataset")
    assert (last.commit_id, last.title) == (oid, "Release benches 1.0.0")
    assert bundles["1.0.0"].checksums in last.message


def test_content_goes_ahead_in_batches_and_the_watch_hears_of_each(sent, monkeypatch, bundles):
    monkeypatch.setattr(hub_upload, "_BATCH", 10)
    heard = Heard()
    sent(heard)
    ((step, total, *advances),) = heard.steps
    assert (step, total, sum(advances)) == ("upload", bundles["1.0.0"].bytes, total)
    assert len(advances) == ceil(len(bundles["1.0.0"].items) / 10)


def test_files_that_go_are_deleted_in_the_same_commit(sent, hub_client):
    sent(NullProgress(), removed=[".gitattributes"])
    assert ".gitattributes" not in hub_client.list_repo_files(REPOSITORY, repo_type="dataset")


def test_the_clients_own_bars_are_left_as_they_were(sent):
    from huggingface_hub.utils.tqdm import are_progress_bars_disabled, enable_progress_bars

    enable_progress_bars()  # a recogniser of transformers that was tested before may have switched them off
    sent(NullProgress())
    assert not are_progress_bars_disabled()

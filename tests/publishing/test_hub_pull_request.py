"""A release is proposed in a pull request that people merge."""

from math import ceil

import pytest
from huggingface_hub import CommitOperationAdd

from hub_emulator.fault_injection import Fault
from toolkit.errors import PublishError
from toolkit.publishing import hub_pull_request

REPOSITORY = "halden/benches"


def statuses(client):
    return [entry.status for entry in client.get_repo_discussions(REPOSITORY, repo_type="dataset")]


def test_a_proposed_release_waits_and_main_stays(on_hub, hub_client, bundles):
    on_hub("1.0.0")
    outcome = on_hub("1.1.0", pull_request=True)
    assert (outcome.state, outcome.pull_request[-14:]) == ("proposed", "/discussions/1")
    assert hub_client.list_repo_commits(REPOSITORY, repo_type="dataset")[0].title == "Release benches 1.0.0"
    listed = hub_client.list_repo_files(REPOSITORY, repo_type="dataset", revision="refs/pr/1")
    assert {item.path for item in bundles["1.1.0"].items} < set(listed)
    assert statuses(hub_client) == ["open"]


def test_proposing_again_makes_no_second_pull_request_and_no_commit(on_hub, hub_client):
    on_hub("1.0.0")
    first, second = (on_hub("1.1.0", pull_request=True) for _ in range(2))
    assert first == second
    assert statuses(hub_client) == ["open"]


def test_a_merged_release_gets_its_tag_with_the_next_run(on_hub, hub_client):
    on_hub("1.0.0")
    on_hub("1.1.0", pull_request=True)
    hub_client.merge_pull_request(REPOSITORY, 1, repo_type="dataset")
    outcome = on_hub("1.1.0", pull_request=True)
    assert (outcome.plan.step, outcome.state) == ("tag", "published")
    assert hub_client.dataset_info(REPOSITORY, revision="v1.1.0").sha == outcome.commit


def test_a_pull_request_that_main_has_left_behind_is_closed_for_a_new_one(on_hub, hub_client):
    on_hub("1.0.0")
    on_hub("1.1.0", pull_request=True)
    hub_client.create_commit(
        REPOSITORY, [CommitOperationAdd("notebook.md", b"ours")], commit_message="Notes", repo_type="dataset"
    )
    assert on_hub("1.1.0", pull_request=True).pull_request.endswith("/discussions/2")
    assert statuses(hub_client) == ["open", "closed"]


def test_a_pull_request_that_was_left_half_full_is_filled(on_hub, hub_client, rehearsal, monkeypatch, bundles):
    monkeypatch.setattr(hub_pull_request, "ONE_COMMIT", 10)
    rehearsal.faults.inject([Fault("*/commit/refs%2Fpr%2F1", "403", first=2)])
    with pytest.raises(PublishError, match="may not do this"):
        on_hub("1.0.0", pull_request=True)
    rehearsal.faults.inject()
    on_hub("1.0.0", pull_request=True)
    commits = hub_client.list_repo_commits(REPOSITORY, repo_type="dataset", revision="refs/pr/1")
    assert (statuses(hub_client), len(commits)) == (["open"], 1 + ceil(len(bundles["1.0.0"].items) / 10))

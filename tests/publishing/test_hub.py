"""A release reaches the Hub whole, once, and its tag stays."""

from dataclasses import replace
from math import ceil

import pytest
from huggingface_hub import CommitOperationAdd
from huggingface_hub.errors import RepositoryNotFoundError

from toolkit.errors import PublishError
from toolkit.progress import NullProgress
from toolkit.publishing import hub, hub_pull_request
from toolkit.release.bundle import bundle
from toolkit.release.release_folder import open_release

REPOSITORY = "halden/benches"


def titles(client, revision="main"):
    commits = client.list_repo_commits(REPOSITORY, repo_type="dataset", revision=revision)
    return [commit.title for commit in commits]


def held(client, revision):
    return set(client.list_repo_files(REPOSITORY, repo_type="dataset", revision=revision)) - {".gitattributes"}


def paths(packed):
    return {item.path for item in packed.items}


def test_a_dry_run_says_what_would_be_done_and_does_nothing(on_hub, hub_client, bundles):
    outcome = on_hub("1.0.0", dry_run=True)
    plan = outcome.plan
    assert (outcome.state, plan.step, plan.tag) == ("planned", "create", "v1.0.0")
    assert (plan.files, plan.new_files, plan.new_bytes) == (len(bundles["1.0.0"].items),) * 2 + (plan.bytes,)
    with pytest.raises(RepositoryNotFoundError):
        hub_client.dataset_info(REPOSITORY)


def test_a_new_repository_is_private_unless_it_is_to_be_public(on_hub, hub_client):
    assert on_hub("1.0.0").private
    assert hub_client.dataset_info(REPOSITORY).private
    hub_client.delete_repo(REPOSITORY, repo_type="dataset")
    assert not on_hub("1.0.0", public=True).private
    assert not hub_client.dataset_info(REPOSITORY).private


def on_request(packed, access):
    return hub.publish(replace(packed, access=access), REPOSITORY, hub.PublishOptions(), NullProgress())


def test_access_is_on_request_before_the_first_file_is_there_where_the_release_says_so(
    on_hub, hub_client, bundles, rehearsal
):
    assert on_request(bundles["1.0.0"], "manual").private
    assert hub_client.dataset_info(REPOSITORY).gated == "manual"
    requests = [entry.request for entry in rehearsal.faults.log]
    (settings,) = [number for number, request in enumerate(requests) if request.endswith("/settings")]
    assert settings < min(number for number, request in enumerate(requests) if "/commit/" in request)


@pytest.mark.parametrize("asked", ["", "auto"])
def test_access_that_is_restricted_is_never_opened(on_hub, hub_client, bundles, asked):
    on_request(bundles["1.0.0"], "manual")
    on_request(bundles["1.1.0"], asked)
    assert hub_client.dataset_info(REPOSITORY).gated == "manual"


def test_a_release_that_is_there_already_is_restricted_when_it_says_so(on_hub, hub_client, bundles):
    on_hub("1.0.0", public=True)
    assert hub_client.dataset_info(REPOSITORY).gated is False
    assert on_request(bundles["1.0.0"], "auto").state == "unchanged"
    info = hub_client.dataset_info(REPOSITORY)
    assert (info.gated, info.private) == ("auto", False)


def test_a_release_is_one_commit_with_its_tag(on_hub, hub_client, bundles):
    outcome = on_hub("1.0.0")
    assert titles(hub_client) == ["Release benches 1.0.0", "initial commit"]
    assert held(hub_client, "v1.0.0") == paths(bundles["1.0.0"])
    assert hub_client.dataset_info(REPOSITORY, revision="v1.0.0").sha == outcome.commit


def test_a_second_run_makes_no_commit(on_hub, hub_client, rehearsal):
    on_hub("1.0.0")
    rehearsal.faults.inject()
    assert on_hub("1.0.0").state == "unchanged"
    assert {entry.request.split()[0] for entry in rehearsal.faults.log} == {"GET"}


def test_the_next_release_takes_the_place_of_the_one_before_and_both_tags_stay(on_hub, hub_client, bundles):
    on_hub("1.0.0")
    outcome = on_hub("1.1.0")
    assert outcome.plan.new_files < outcome.plan.files
    assert held(hub_client, "main") == paths(bundles["1.1.0"])
    assert held(hub_client, "v1.0.0") == paths(bundles["1.0.0"])
    assert on_hub("1.0.0").state == "unchanged"


def test_files_of_the_release_before_go_and_files_of_others_stay(on_hub, hub_client, bundles):
    on_hub("1.0.0")
    hub_client.create_commit(
        REPOSITORY, [CommitOperationAdd("notebook.md", b"ours")], commit_message="Notes", repo_type="dataset"
    )
    fewer = tuple(item for item in bundles["1.1.0"].items if item.path != "CITATION.cff")
    smaller = type(bundles["1.1.0"])("benches", "1.1.0", fewer, bundles["1.1.0"].checksums)
    outcome = hub.publish(smaller, REPOSITORY, hub.PublishOptions(), NullProgress())
    assert outcome.plan.removed == ("CITATION.cff",)
    assert held(hub_client, "main") == {item.path for item in fewer} | {"notebook.md"}


def test_a_tag_at_other_files_is_never_moved(on_hub, hub_client, benches):
    first = on_hub("1.0.0")
    with (
        bundle(open_release(benches["1.0.0"]), ("Another.", 1)) as changed,
        pytest.raises(PublishError, match=r"the tag v1\.0\.0 at other files"),
    ):
        hub.publish(changed, REPOSITORY, hub.PublishOptions(), NullProgress())
    assert hub_client.dataset_info(REPOSITORY, revision="v1.0.0").sha == first.commit


def test_a_version_on_main_that_has_no_tag_yet_is_not_replaced_either(on_hub, hub_client, benches):
    on_hub("1.0.0")
    hub_client.delete_tag(REPOSITORY, tag="v1.0.0", repo_type="dataset")
    with (
        bundle(open_release(benches["1.0.0"]), ("Another.", 1)) as changed,
        pytest.raises(PublishError, match=r"holds version 1\.0\.0 with other files"),
    ):
        hub.publish(changed, REPOSITORY, hub.PublishOptions(), NullProgress())
    assert on_hub("1.0.0").state == "published"


def test_main_does_not_go_back_to_an_older_version(on_hub):
    on_hub("1.1.0")
    with pytest.raises(PublishError, match=r"newer than 1\.0\.0"):
        on_hub("1.0.0")


def test_a_commit_of_somebody_else_in_between_stops_the_release(on_hub, hub_client, monkeypatch):
    on_hub("1.0.0")
    send = hub.send

    def late(client, repository, change, **options):
        hub_client.create_commit(
            REPOSITORY, [CommitOperationAdd("notebook.md", b"ours")], commit_message="Notes", repo_type="dataset"
        )
        return send(client, repository, change, **options)

    monkeypatch.setattr(hub, "send", late)
    with pytest.raises(PublishError, match="main has moved"):
        on_hub("1.1.0")
    monkeypatch.setattr(hub, "send", send)
    assert on_hub("1.1.0").state == "published"
    assert titles(hub_client) == ["Release benches 1.1.0", "Notes", "Release benches 1.0.0", "initial commit"]


def test_a_tag_that_somebody_else_was_faster_to_set_is_held_against_the_release(on_hub, hub_client, monkeypatch):
    on_hub("1.0.0")
    create = type(hub_client).create_tag

    def faster(client, repository, **options):
        create(client, repository, **options)
        return create(client, repository, **options)

    monkeypatch.setattr(type(hub_client), "create_tag", faster)
    assert on_hub("1.1.0").state == "published"


def test_a_large_release_goes_through_a_pull_request_and_reaches_main_in_one_commit(
    on_hub, hub_client, monkeypatch, bundles
):
    for module in (hub, hub_pull_request):
        monkeypatch.setattr(module, "ONE_COMMIT", 10)
    on_hub("1.0.0")
    assert len(titles(hub_client)) == 2
    assert titles(hub_client, "refs/pr/1").count("Release benches 1.0.0") == ceil(len(bundles["1.0.0"].items) / 10)
    assert hub_client.get_discussion_details(REPOSITORY, 1, repo_type="dataset").status == "merged"
    assert on_hub("1.0.0").state == "unchanged"


def test_more_files_than_the_hub_takes_are_refused_before_anything_is_sent(on_hub, hub_client, monkeypatch):
    monkeypatch.setattr(hub, "_FOLDER", 3)
    with pytest.raises(PublishError, match=r"raise package\.shard_bytes"):
        on_hub("1.0.0")
    assert not hub_client.repo_exists(REPOSITORY, repo_type="dataset")

"""The Hub's own client opens, lists, closes and merges pull requests."""

import pytest
from huggingface_hub import CommitOperationAdd
from huggingface_hub.errors import HfHubHTTPError

REPOSITORY = "halden/news"


@pytest.fixture
def client(hub_client):
    hub_client.create_repo(REPOSITORY, repo_type="dataset")
    return hub_client


def test_a_commit_can_open_a_pull_request(client):
    addition = CommitOperationAdd("a.txt", b"A")
    made = client.create_commit(REPOSITORY, [addition], commit_message="One", repo_type="dataset", create_pr=True)
    assert (made.pr_num, made.pr_revision) == (1, "refs/pr/1")
    (listed,) = client.get_repo_discussions(REPOSITORY, repo_type="dataset")
    assert (listed.title, listed.status, listed.is_pull_request) == ("One", "open", True)


def test_a_pull_request_is_a_draft_until_it_is_opened_and_then_merged(client):
    pull = client.create_pull_request(REPOSITORY, "More", repo_type="dataset")
    assert (pull.status, pull.git_reference, pull.target_branch) == ("draft", "refs/pr/1", "refs/heads/main")
    with pytest.raises(HfHubHTTPError, match="draft"):
        client.merge_pull_request(REPOSITORY, 1, repo_type="dataset")
    client.change_discussion_status(REPOSITORY, 1, "open", repo_type="dataset")
    client.merge_pull_request(REPOSITORY, 1, repo_type="dataset")
    assert client.get_discussion_details(REPOSITORY, 1, repo_type="dataset").merge_commit_oid
    with pytest.raises(HfHubHTTPError, match="merged"):
        client.change_discussion_status(REPOSITORY, 1, "closed", repo_type="dataset")


def test_pull_requests_are_listed_by_status(client):
    for title in ("One", "Two"):
        client.create_pull_request(REPOSITORY, title, repo_type="dataset")
    client.change_discussion_status(REPOSITORY, 1, "closed", repo_type="dataset")
    for status, titles in (("open", ["Two"]), ("closed", ["One"]), (None, ["Two", "One"])):
        result = client.get_repo_discussions(REPOSITORY, repo_type="dataset", discussion_status=status)
        assert [item.title for item in result] == titles


def test_a_discussion_without_changes_is_refused_and_an_unknown_one_not_found(client):
    with pytest.raises(HfHubHTTPError, match="pull requests only"):
        client.create_discussion(REPOSITORY, "Why?", repo_type="dataset")
    with pytest.raises(HfHubHTTPError, match="404"):
        client.get_discussion_details(REPOSITORY, 7, repo_type="dataset")

"""A quoted slash stays within its piece of an address."""

from huggingface_hub import CommitOperationAdd


def test_a_pull_request_is_a_revision_like_any_other(hub_client):
    hub_client.create_repo("halden/news", repo_type="dataset")
    hub_client.create_pull_request("halden/news", "More", repo_type="dataset")
    addition = CommitOperationAdd("a b/ü?.txt", b"A")
    hub_client.create_commit("halden/news", [addition], commit_message="One", repo_type="dataset", revision="refs/pr/1")
    assert "a b/ü?.txt" in hub_client.list_repo_files("halden/news", repo_type="dataset", revision="refs/pr/1")
    listed = hub_client.list_repo_tree("halden/news", "a b", repo_type="dataset", revision="refs/pr/1")
    assert [item.path for item in listed] == ["a b/ü?.txt"]

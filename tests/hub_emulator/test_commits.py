"""The Hub's own client commits, tags, branches and deletes."""

import pytest
from huggingface_hub import CommitOperationAdd, CommitOperationDelete
from huggingface_hub.errors import BadRequestError, HfHubHTTPError, RevisionNotFoundError

REPOSITORY = "halden/news"


@pytest.fixture
def client(hub_client):
    hub_client.create_repo(REPOSITORY, repo_type="dataset")
    return hub_client


def commit(client, changes, **options):
    operations = [
        CommitOperationDelete(path) if content is None else CommitOperationAdd(path, content)
        for path, content in changes.items()
    ]
    return client.create_commit(REPOSITORY, operations, commit_message="Change", repo_type="dataset", **options)


def files(client, revision="main"):
    return set(client.list_repo_files(REPOSITORY, repo_type="dataset", revision=revision)) - {".gitattributes"}


def test_files_come_and_go(client):
    commit(client, {"a.txt": b"A", "data/b.parquet": b"B", "data/c.txt": b"C", "d.txt": b"D"})
    commit(client, {"data/": None, "d.txt": None, "e.txt": b"E"})
    assert files(client) == {"a.txt", "e.txt"}


def test_files_that_are_there_already_make_no_commit(client, rehearsal):
    first = commit(client, {"a.txt": b"A", "b.parquet": b"B"})
    rehearsal.faults.inject()
    assert commit(client, {"a.txt": b"A", "b.parquet": b"B"}).oid == first.oid
    assert not [item for item in rehearsal.faults.log if "/commit/" in item.request]


def test_a_stale_parent_is_refused(client):
    first = client.dataset_info(REPOSITORY).sha
    commit(client, {"a.txt": b"A"}, parent_commit=first)
    for options in ({}, {"create_pr": True}):
        with pytest.raises(HfHubHTTPError) as error:
            commit(client, {"b.txt": b"B"}, parent_commit=first, **options)
        assert error.value.response.status_code == 412
    assert files(client) == {"a.txt"}


def test_content_that_was_not_uploaded_is_refused(client, monkeypatch):
    monkeypatch.setattr(type(client), "preupload_lfs_files", lambda *_, **__: None)
    addition = CommitOperationAdd("a.parquet", b"A")
    addition._upload_mode = "lfs"
    with pytest.raises(BadRequestError, match="not uploaded"):
        client.create_commit(REPOSITORY, [addition], commit_message="Change", repo_type="dataset")


def test_a_tag_stays_and_is_given_once(client):
    first = commit(client, {"a.txt": b"A"})
    client.create_tag(REPOSITORY, tag="v1.0.0", repo_type="dataset", revision=first.oid)
    commit(client, {"a.txt": None, "b.txt": b"B"})
    assert files(client, "v1.0.0") == {"a.txt"}
    with pytest.raises(HfHubHTTPError, match="409"):
        client.create_tag(REPOSITORY, tag="v1.0.0", repo_type="dataset")
    client.delete_tag(REPOSITORY, tag="v1.0.0", repo_type="dataset")
    with pytest.raises(RevisionNotFoundError):
        files(client, "v1.0.0")


def test_a_branch_begins_where_it_is_told_and_goes_its_own_way(client):
    first = commit(client, {"a.txt": b"A"})
    commit(client, {"b.txt": b"B"})
    client.create_branch(REPOSITORY, branch="next/one", revision=first.oid, repo_type="dataset")
    commit(client, {"c.txt": b"C"}, revision="next/one")
    assert (files(client), files(client, "next/one")) == ({"a.txt", "b.txt"}, {"a.txt", "c.txt"})
    with pytest.raises(HfHubHTTPError, match="409"):
        client.create_branch(REPOSITORY, branch="next/one", repo_type="dataset")
    client.delete_branch(REPOSITORY, branch="next/one", repo_type="dataset")
    with pytest.raises(HfHubHTTPError, match="403"):
        client.delete_branch(REPOSITORY, branch="main", repo_type="dataset")
    assert [item.name for item in client.list_repo_refs(REPOSITORY, repo_type="dataset").branches] == ["main"]


def test_history_is_squashed(client):
    commit(client, {"a.txt": b"A"})
    client.super_squash_history(REPOSITORY, repo_type="dataset", commit_message="All")
    assert [item.title for item in client.list_repo_commits(REPOSITORY, repo_type="dataset")] == ["All"]


def test_large_files_are_deleted_for_good(client):
    commit(client, {"a.parquet": b"A", "b.parquet": b"B"})
    commit(client, {"a.parquet": b"other"})
    (first,) = [
        item
        for item in client.list_lfs_files(REPOSITORY, repo_type="dataset")
        if (item.filename, item.size) == ("a.parquet", 1)
    ]
    client.permanently_delete_lfs_files(REPOSITORY, [first], repo_type="dataset")
    assert files(client) == {"a.parquet", "b.parquet"}
    left = [(item.filename, item.size) for item in client.list_lfs_files(REPOSITORY, repo_type="dataset")]
    assert sorted(left) == [("a.parquet", 5), ("b.parquet", 1)]
    (_, before, _) = client.list_repo_commits(REPOSITORY, repo_type="dataset")
    assert files(client, before.commit_id) == {"b.parquet"}


def test_nobody_changes_anything_without_a_token(client):
    from huggingface_hub import HfApi

    stranger = HfApi(endpoint=client.endpoint, token=False)
    with pytest.raises(HfHubHTTPError, match="401"):
        commit(stranger, {"a.txt": b"A"})

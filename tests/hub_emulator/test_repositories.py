"""The Hub's own client makes repositories and looks into them."""

import pytest
from huggingface_hub import CommitOperationAdd, HfApi
from huggingface_hub.errors import EntryNotFoundError, HfHubHTTPError, RepositoryNotFoundError

REPOSITORY = "halden/news"
CARD = b"---\nlicense: cc0-1.0\n---\n# News\n"


@pytest.fixture
def client(hub_client):
    hub_client.create_repo(REPOSITORY, repo_type="dataset", private=True)
    additions = [CommitOperationAdd("README.md", CARD), CommitOperationAdd("data/a/x.parquet", b"PAR1")]
    hub_client.create_commit(REPOSITORY, additions, commit_message="First", repo_type="dataset")
    return hub_client


def test_a_token_has_a_name(hub_client):
    assert hub_client.whoami()["name"] == "rehearsal"


def test_a_private_repository_is_hidden_from_strangers_until_it_is_public(client):
    stranger = HfApi(endpoint=client.endpoint, token=False)
    assert client.dataset_info(REPOSITORY).private
    with pytest.raises(RepositoryNotFoundError):
        stranger.dataset_info(REPOSITORY)
    client.update_repo_settings(REPOSITORY, private=False, repo_type="dataset")
    assert not stranger.dataset_info(REPOSITORY).private


def test_a_repository_is_made_once_and_can_be_removed(client):
    with pytest.raises(HfHubHTTPError, match="409"):
        client.create_repo(REPOSITORY, repo_type="dataset")
    client.create_repo(REPOSITORY, repo_type="dataset", exist_ok=True)
    client.delete_repo(REPOSITORY, repo_type="dataset")
    assert not client.repo_exists(REPOSITORY, repo_type="dataset")


def test_a_rehearsal_knows_datasets_only(hub_client):
    with pytest.raises(HfHubHTTPError, match="datasets only"):
        hub_client.create_repo("halden/model")


def test_a_repository_tells_its_card_and_files(client):
    info = client.dataset_info(REPOSITORY, files_metadata=True)
    assert info.card_data.license == "cc0-1.0"
    assert [(item.rfilename, item.size) for item in info.siblings[1:]] == [("README.md", 32), ("data/a/x.parquet", 4)]


def test_a_card_with_broken_metadata_is_refused(client):
    addition = CommitOperationAdd("README.md", b"---\na: [\n---\n")
    with pytest.raises(ValueError, match="Invalid metadata"):
        client.create_commit(REPOSITORY, [addition], commit_message="Second", repo_type="dataset")


def test_a_card_without_metadata_is_warned_of(client):
    addition = CommitOperationAdd("README.md", b"# News\n")
    with pytest.warns(UserWarning, match="empty or missing"):
        client.create_commit(REPOSITORY, [addition], commit_message="Second", repo_type="dataset")


def test_a_tree_is_listed_by_folder_or_whole(client):
    def listed(path=None, *, recursive=False):
        result = client.list_repo_tree(REPOSITORY, path, recursive=recursive, repo_type="dataset")
        return sorted(item.path for item in result)

    assert listed() == [".gitattributes", "README.md", "data"]
    assert listed("data") == ["data/a"]
    assert listed(recursive=True) == [".gitattributes", "README.md", "data", "data/a", "data/a/x.parquet"]
    with pytest.raises(EntryNotFoundError):
        listed("nowhere")


def test_a_long_tree_is_listed_page_by_page(client):
    additions = [CommitOperationAdd(f"many/{number:04d}.txt", b"one") for number in range(1001)]
    client.create_commit(REPOSITORY, additions, commit_message="Many", repo_type="dataset")
    result = client.list_repo_tree(REPOSITORY, "many", repo_type="dataset")
    assert [item.path for item in result] == [addition.path_in_repo for addition in additions]


def test_paths_are_told_as_files_or_folders(client):
    result = client.get_paths_info(REPOSITORY, ["README.md", "data/a", "nowhere"], repo_type="dataset")
    assert [(item.path, type(item).__name__) for item in result] == [
        ("README.md", "RepoFile"),
        ("data/a", "RepoFolder"),
    ]


def test_access_can_be_asked_for(client):
    client.auth_check(REPOSITORY, repo_type="dataset")
    with pytest.raises(RepositoryNotFoundError):
        HfApi(endpoint=client.endpoint, token=False).auth_check(REPOSITORY, repo_type="dataset")


def test_checksums_are_those_of_the_local_files(client, tmp_path):
    folder = tmp_path / "local"
    (folder / "data/a").mkdir(parents=True)
    (folder / "README.md").write_bytes(CARD)
    (folder / "data/a/x.parquet").write_bytes(b"PAR2")
    result = client.verify_repo_checksums(REPOSITORY, repo_type="dataset", local_dir=folder)
    assert [item["path"] for item in result.mismatches] == ["data/a/x.parquet"]

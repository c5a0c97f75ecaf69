"""What a repository holds is compared with a release file by file."""

import pytest
from huggingface_hub import CommitOperationAdd

from toolkit.errors import PublishError
from toolkit.publishing.hub_state import (
    check_revision,
    differing,
    files_at,
    new_content,
    read_repository,
    shown_release,
)
from toolkit.release.checksums import CHECKSUMS

REPOSITORY = "halden/benches"


def commit(client, path, content):
    return client.create_commit(
        REPOSITORY, [CommitOperationAdd(path, content)], commit_message="Change", repo_type="dataset"
    ).oid


def test_a_repository_that_is_not_there_has_no_head(hub_client):
    assert read_repository(hub_client, REPOSITORY).head is None


def test_a_published_release_differs_in_nothing(on_hub, hub_client, bundles):
    on_hub("1.0.0")
    remote = read_repository(hub_client, REPOSITORY)
    assert differing(bundles["1.0.0"], remote.files) == ()
    assert remote.tags == {"v1.0.0": remote.head}
    manifest, listed = shown_release(hub_client, remote)
    assert manifest["version"] == "1.0.0"
    assert {*listed, CHECKSUMS} == {item.path for item in bundles["1.0.0"].items}


@pytest.mark.parametrize("path", ["README.md", "data/quotes/train-00000-of-00001.parquet"])
def test_a_changed_file_is_found_whether_git_holds_it_or_not(on_hub, hub_client, bundles, path):
    on_hub("1.0.0")
    size = next(item.size for item in bundles["1.0.0"].items if item.path == path)
    oid = commit(hub_client, path, b"---\nx: 1\n---\n".ljust(size))
    assert [item.path for item in differing(bundles["1.0.0"], files_at(hub_client, REPOSITORY, oid))] == [path]
    with pytest.raises(PublishError, match=f"{path} is not what was built"):
        check_revision(hub_client, REPOSITORY, oid, bundles["1.0.0"])


def test_content_under_another_name_is_known(on_hub, hub_client, bundles):
    hub_client.create_repo(REPOSITORY, repo_type="dataset")
    items = {item.path: item for item in bundles["1.0.0"].items}
    card, quotes = items["README.md"], items["data/quotes/train-00000-of-00001.parquet"]
    commit(hub_client, "elsewhere.parquet", str(quotes.source))
    commit(hub_client, "elsewhere.md", str(card.source))
    new = new_content(bundles["1.0.0"].items, read_repository(hub_client, REPOSITORY).files)
    assert set(items) - {item.path for item in new} == {card.path, quotes.path}


def test_a_repository_without_a_release_shows_none(on_hub, hub_client):
    hub_client.create_repo(REPOSITORY, repo_type="dataset")
    assert shown_release(hub_client, read_repository(hub_client, REPOSITORY)) == (None, ())

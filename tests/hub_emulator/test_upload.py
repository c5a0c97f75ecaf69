"""Content comes in as LFS sends it."""

import hashlib

import httpx
import pytest
from huggingface_hub import CommitOperationAdd

from hub_emulator.server import serving

TEXT = b"harbour" * 100


@pytest.fixture
def lines(rehearsal):
    with httpx.Client(base_url=rehearsal.address, headers={"Authorization": "Bearer hf_test"}) as client:
        yield client


def test_a_file_is_sent_once(hub_client, rehearsal):
    hub_client.create_repo("halden/news", repo_type="dataset")
    for name in ("a.parquet", "b.parquet"):
        addition = CommitOperationAdd(name, TEXT)
        hub_client.create_commit("halden/news", [addition], commit_message="One", repo_type="dataset")
    assert len([item for item in rehearsal.faults.log if item.request.startswith("PUT /lfs/")]) == 1


def test_a_large_file_is_sent_in_parts(tmp_path, monkeypatch):
    from huggingface_hub import HfApi, constants

    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    with serving(tmp_path, part_bytes=300) as running:
        client = HfApi(endpoint=running.address, token="hf_test")
        client.create_repo("halden/news", repo_type="dataset")
        client.create_commit(
            "halden/news", [CommitOperationAdd("a.parquet", TEXT)], commit_message="One", repo_type="dataset"
        )
        assert len([item for item in running.faults.log if item.request.startswith("PUT /lfs/")]) == 3
        location = f"{running.address}/datasets/halden/news/resolve/main/a.parquet"
        assert httpx.get(location, headers={"Range": "bytes=298-304"}).content == TEXT[298:305]


def test_other_content_than_was_announced_is_refused(lines):
    answer = lines.put(f"/lfs/{hashlib.sha256(TEXT).hexdigest()}", content=b"other")
    assert (answer.status_code, answer.json()["error"]) == (400, "the content is not what its digest says")


def test_a_missing_part_is_refused(lines):
    answer = lines.post(f"/lfs/{'ab' * 32}", json={"parts": [{"partNumber": 1, "etag": "x"}]})
    assert (answer.status_code, answer.json()["error"]) == (400, "part 1 was not uploaded")


def test_what_was_not_uploaded_is_not_verified(lines):
    answer = lines.post(f"/lfs/{'ab' * 32}/verify", json={"oid": "ab" * 32, "size": 1})
    assert answer.status_code == 404


@pytest.mark.parametrize("location", [f"/xet/v1/xorbs/default/{'ab' * 32}", "/xet/v1/shards"])
def test_what_is_no_xorb_and_no_shard_is_refused(lines, location):
    assert lines.post(location, content=b"neither").status_code == 400


def test_a_token_to_write_is_not_for_strangers(hub_client, rehearsal):
    hub_client.create_repo("halden/news", repo_type="dataset")
    location = f"{rehearsal.address}/api/datasets/halden/news"
    assert httpx.get(f"{location}/xet-write-token/main").status_code == 401
    assert httpx.get(f"{location}/xet-read-token/main").json()["accessToken"]

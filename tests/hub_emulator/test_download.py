"""Content goes out whole, in ranges, and as the Xet protocol asks for it."""

import httpx
import pytest
from huggingface_hub import CommitOperationAdd

from tests.hub_emulator.test_content import DIGEST, FILE, TEXT, XORBS, shard
from tests.hub_emulator.test_xorb import written

PLACE = "/datasets/halden/news/resolve/main"


@pytest.fixture
def lines(rehearsal, hub_client):
    hub_client.create_repo("halden/news", repo_type="dataset")
    with httpx.Client(base_url=rehearsal.address) as client:
        for name, parts in XORBS.items():
            data = b"".join(written(part, number % 3) for number, part in enumerate(parts))
            assert client.post(f"/xet/v1/xorbs/default/{name}", content=data).json() == {"was_inserted": True}
        assert client.post("/xet/v1/shards", content=shard()).json() == {"result": 1}
        additions = [CommitOperationAdd("a.parquet", TEXT), CommitOperationAdd("b.txt", b"B")]
        hub_client.create_commit("halden/news", additions, commit_message="One", repo_type="dataset")
        yield client


def test_a_file_of_chunks_is_sent_as_any_other_and_names_its_chunks(lines):
    answer = lines.get(f"{PLACE}/a.parquet")
    assert answer.content == TEXT
    assert (answer.headers["X-Xet-Hash"], answer.headers["X-Linked-Etag"]) == (FILE, f'"{DIGEST}"')
    assert answer.links["xet-auth"]["url"].startswith(str(lines.base_url))


def test_a_range_is_sent_as_asked_for(lines):
    answer = lines.get(f"{PLACE}/a.parquet", headers={"Range": "bytes=10-19"})
    assert (answer.status_code, answer.content) == (206, TEXT[10:20])
    assert answer.headers["Content-Range"] == f"bytes 10-19/{len(TEXT)}"


def test_the_head_tells_the_size_and_sends_nothing(lines):
    answer = lines.head(f"{PLACE}/b.txt")
    assert (answer.headers["Content-Length"], answer.content) == ("1", b"")
    assert "X-Xet-Hash" not in answer.headers


@pytest.mark.parametrize("version", [1, 2])
def test_a_reconstruction_tells_the_chunks_of_a_range(lines, version):
    answer = lines.get(f"/xet/v{version}/reconstructions/{FILE}", headers={"Range": "bytes=15-28"}).json()
    assert answer["offset_into_first_range"] == 2
    assert [item["range"] for item in answer["terms"]] == [{"start": 1, "end": 3}, {"start": 1, "end": 2}]
    (first,) = answer["fetch_info" if version == 1 else "xorbs"]["0a" * 32]
    wanted = first["url_range"] if version == 1 else first["ranges"][0]["bytes"]
    data = lines.get(first["url"], headers={"Range": f"bytes={wanted['start']}-{wanted['end']}"}).content
    assert len(data) == wanted["end"] - wanted["start"] + 1


@pytest.mark.parametrize(
    ("location", "code"),
    [
        (f"{PLACE}/nothing.txt", "EntryNotFound"),
        ("/datasets/halden/news/resolve/v9.9.9/b.txt", "RevisionNotFound"),
        ("/datasets/halden/nothing/resolve/main/b.txt", "RepoNotFound"),
        ("/xet/v1/reconstructions/" + "00" * 32, None),
        ("/xet/xorbs/" + "00" * 32, None),
    ],
)
def test_what_is_not_there_is_not_found(lines, location, code):
    answer = lines.get(location)
    assert (answer.status_code, answer.headers.get("X-Error-Code")) == (404, code)

"""The Hub knows its repositories and who may see them."""

import hashlib

import pytest

from hub_emulator.hub_store import Hub, folders, is_large, pointer
from hub_emulator.repository import Entry
from hub_emulator.responses import Refusal


def test_a_name_is_given_once(tmp_path):
    hub = Hub(tmp_path)
    hub.create("halden", "news", "public")
    with pytest.raises(FileExistsError):
        hub.create("halden", "news", "public")
    hub.delete("halden", "news")
    hub.create("halden", "news", "public")


@pytest.mark.parametrize("name", ["..", ".hidden", "a/b", ""])
def test_a_name_cannot_lead_out_of_the_folder(tmp_path, name):
    with pytest.raises(Refusal, match="no name of a repository"):
        Hub(tmp_path / "hub").create("halden", name, "public")


def test_a_hub_is_found_again_in_its_folder(tmp_path):
    first = Hub(tmp_path).create("halden", "news", "private")
    assert Hub(tmp_path).content.read_all(first.commit(first.resolve("main")).tree[".gitattributes"].sha256)


def test_a_file_is_named_as_git_names_it(tmp_path):
    # printf 'quay' | git hash-object --stdin
    assert Hub(tmp_path).add_regular(b"quay").oid == "6cb5ede89bc4fc1aa6ad0a633ede3e70656c2e18"


def test_a_large_file_is_named_by_its_pointer(tmp_path):
    hub = Hub(tmp_path)
    digest = hub.content.add(b"quay")
    entry = hub.large(digest)
    text = pointer(digest, 4)
    assert entry.oid == hashlib.sha1(b"blob %d\0%b" % (len(text), text)).hexdigest()
    assert hub.described("a.parquet", entry)["lfs"] == {"oid": digest, "size": 4, "pointerSize": len(text)}


@pytest.mark.parametrize(
    ("path", "size", "sample", "large"),
    [
        ("README.md", 10, b"text", False),
        ("a.parquet", 10, b"PAR1", True),
        ("a.json", 20_000_000, b"{", True),
        ("a.bin", 10, b"\0\1", True),
    ],
)
def test_what_is_kept_beside_git(path, size, sample, large):
    assert is_large(path, size, sample) is large


def test_a_folder_changes_its_name_with_what_it_holds():
    one, other = ({"data/x/a": Entry(1, letter * 40, "", lfs=False)} for letter in "ab")
    assert folders(one).keys() == {"data", "data/x"}
    assert folders(one) != folders(other)

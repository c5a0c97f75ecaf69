"""Names that data gives never lead out of their folder."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import ReleaseError, SourceError
from toolkit.storage.safe_paths import check_name, join_name, refuse_links

UNSAFE = [
    "../x", "a/../../x", "/etc/hosts", "a//b", "", ".", "..", "a/.", "C:/x", "c:x", "a\\..\\b", "a\0b", "a\nb",
    "a\x1b[2J",    "a\u202eb", "a/.. /b", "x" * 2000, None, 7, ["a"], "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE, ids=ascii)
def test_an_unsafe_name_is_refused_in_one_printable_line(name):
    with pytest.raises(SourceError) as caught:
        check_name(name, "the list", SourceError)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", ["a", "data/articles/train-00000-of-00001.parquet", "..a", "a..b", "Ærø/ø.txt"])
def test_a_name_below_the_folder_is_accepted(tmp_path, name):
    assert join_name(tmp_path, name, "the list") == tmp_path / name


@given(st.text(alphabet=st.sampled_from("ab./\\:\0 ~"), max_size=12))
def test_an_accepted_name_stays_below_its_folder(name):
    try:
        check_name(name, "the list")
    except ReleaseError:
        return
    joined = os.path.normpath(f"/folder/{name}")
    assert joined.startswith("/folder/")


def test_a_name_through_a_link_is_refused(tmp_path):
    (tmp_path / "inner").symlink_to("/")
    with pytest.raises(ReleaseError, match="symbolic link"):
        join_name(tmp_path, "inner/etc", "the list")


def test_a_folder_with_files_only_is_accepted(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.txt").touch()
    refuse_links(tmp_path)


@pytest.mark.parametrize("target", ["/etc/hosts", "/", "gone", "../inside"])
def test_a_link_is_refused_at_any_depth(tmp_path, target):
    (tmp_path / "a").mkdir()
    (tmp_path / "inside").touch()
    (tmp_path / "a" / "link").symlink_to(target)
    with pytest.raises(ReleaseError, match="symbolic link"):
        refuse_links(tmp_path)


def test_a_pipe_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReleaseError, match="neither a file nor a folder"):
        refuse_links(tmp_path)


def test_a_snapshot_of_the_hub_s_cache_may_link_to_its_blobs(tmp_path):
    tmp_path = tmp_path / "datasets--halden--news"
    snapshot = tmp_path / "snapshots" / "0123"
    snapshot.mkdir(parents=True)
    (tmp_path / "blobs").mkdir()
    (tmp_path / "blobs" / "ff").touch()
    (snapshot / "README.md").symlink_to("../../blobs/ff")
    refuse_links(snapshot)
    shared = tmp_path.parent / "blobs" / "aa"  # blobs that several repositories have in common
    shared.mkdir(parents=True)
    (shared / "aabb").touch()
    (tmp_path / "blobs" / "aabb").symlink_to(shared / "aabb")
    (snapshot / "rows.parquet").symlink_to("../../blobs/aabb")
    refuse_links(snapshot)
    (snapshot / "hosts").symlink_to("/etc/hosts")
    with pytest.raises(ReleaseError, match="hosts is a symbolic link"):
        refuse_links(snapshot)

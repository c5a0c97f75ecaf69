"""A release that was built gets its name in a place elsewhere, whole or not at all."""

import fsspec
import pytest

from toolkit.errors import ReleaseError
from toolkit.progress import NullProgress
from toolkit.release import remote_install
from toolkit.release.load import load
from toolkit.release.remote_install import check_writable, checksums, complete_manifest, install_remote


@pytest.fixture(params=["renaming", "copying", "s3"])
def out(request, tmp_path):
    """Give an empty folder in a place that renames folders, and in those that only copy files."""
    yield {
        "renaming": lambda: f"file://{tmp_path}/dist",
        "copying": lambda: "memory://dist",
        "s3": lambda: f"{request.getfixturevalue('bucket')}/dist",
    }[request.param]()
    fsspec.filesystem("memory").store.clear()
    fsspec.filesystem("memory").pseudo_dirs[1:] = []


def names(out):
    location, root = fsspec.core.url_to_fs(out)
    location.invalidate_cache()
    return [path.removeprefix(f"{root}/") for path in location.find(root)] if location.exists(root) else []


def put(out, name, data):
    location, root = fsspec.core.url_to_fs(f"{out}/{name}")
    location.makedirs(root.rpartition("/")[0], exist_ok=True)
    location.pipe_file(root, data)


def test_a_release_is_there_whole_and_nothing_else(out, bundles):
    assert install_remote(bundles["1.0.0"], out, NullProgress(), replace=False)
    assert names(out) == sorted(f"benches-1.0.0/{item.path}" for item in bundles["1.0.0"].items)
    assert load(f"{out}/benches-1.0.0", "1.0.0", "arrow").num_rows == 1


def test_the_same_release_is_left_alone(out, bundles, monkeypatch):
    install_remote(bundles["1.0.0"], out, NullProgress(), replace=False)
    monkeypatch.setattr(remote_install, "upload", None)
    assert not install_remote(bundles["1.0.0"], out, NullProgress(), replace=False)


def test_files_that_were_lost_are_sent_again(out, bundles):
    install_remote(bundles["1.0.0"], out, NullProgress(), replace=False)
    location, root = fsspec.core.url_to_fs(f"{out}/benches-1.0.0")
    location.rm_file(f"{root}/README.md")
    assert install_remote(bundles["1.0.0"], out, NullProgress(), replace=False)
    assert "benches-1.0.0/README.md" in names(out)


def test_two_versions_stand_side_by_side(out, bundles):
    for bundle in bundles.values():
        install_remote(bundle, out, NullProgress(), replace=False)
    assert {name.partition("/")[0] for name in names(out)} == {"benches-1.0.0", "benches-1.1.0"}


def test_something_else_of_that_name_stays_unless_it_is_to_be_replaced(out, bundles):
    for name in ("SHA256SUMS", "manifest.json", "data/stale.parquet"):
        put(out, f"benches-1.0.0/{name}", b"before")
    with pytest.raises(ReleaseError, match=r"benches-1\.0\.0 exists and holds something else; raise dataset\.version"):
        install_remote(bundles["1.0.0"], out, NullProgress(), replace=False)
    assert len(names(out)) == 3
    assert install_remote(bundles["1.0.0"], out, NullProgress(), replace=True)
    assert names(out) == sorted(f"benches-1.0.0/{item.path}" for item in bundles["1.0.0"].items)


def test_what_is_no_release_stays(out, bundles):
    put(out, "benches-1.0.0/thesis.txt", b"the only copy")
    with pytest.raises(ReleaseError, match=r"benches-1\.0\.0 exists and is not a release"):
        install_remote(bundles["1.0.0"], out, NullProgress(), replace=True)
    assert names(out) == ["benches-1.0.0/thesis.txt"]


def test_what_builds_left_that_were_killed_is_removed_and_nothing_else(out, bundles):
    for name in (".benches-1.0.0.0123456789ab", ".benches-1.0.0.0123456789ab.old", ".benches-1.0.1.0123456789ab"):
        put(out, f"{name}/README.md", b"begun")
    put(out, ".benches-1.0.0.notes/README.md", b"mine")
    install_remote(bundles["1.0.0"], out, NullProgress(), replace=False)
    hidden = {name.partition("/")[0] for name in names(out) if name.startswith(".")}
    assert hidden == {".benches-1.0.1.0123456789ab", ".benches-1.0.0.notes"}


def test_a_place_is_tried_before_the_work_begins_and_left_as_it_was(out):
    check_writable(out, "benches-1.0.0")
    assert names(out) == []


@pytest.mark.parametrize("address", ["s3://nobody-has-this/dist", "http://127.0.0.1:9/dist", "nonsense://dist"])
def test_a_place_that_cannot_be_written_to_is_one_sentence(bucket, address):
    with pytest.raises(ReleaseError, match=f"^{address} (cannot be used|begins as no address)"):
        check_writable(address, "benches-1.0.0")


def test_a_release_stands_where_every_file_that_it_lists_is(out, bundles):
    bundle = bundles["1.0.0"]
    address = f"{out}/benches-1.0.0"
    assert (checksums(address), complete_manifest(address, bundle.checksums)) == (None, None)
    install_remote(bundle, out, NullProgress(), replace=False)
    assert checksums(address) == bundle.checksums
    assert complete_manifest(address, bundle.checksums)["version"] == "1.0.0"
    assert complete_manifest(address, bundles["1.1.0"].checksums) is None
    location, root = fsspec.core.url_to_fs(address)
    location.rm_file(f"{root}/README.md")
    assert complete_manifest(address, bundle.checksums) is None

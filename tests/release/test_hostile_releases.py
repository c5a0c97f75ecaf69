"""A release made by a stranger writes and reads nothing outside its folder, and ends in one sentence."""

import io
import json
import tarfile
import zipfile
from dataclasses import fields

import fsspec
import pytest

from toolkit.errors import ReleaseError, SourceError, ToolkitError
from toolkit.release.checksums import CHECKSUMS, check_files, parse_checksums, write_checksums
from toolkit.release.fetch import fetch
from toolkit.release.manifest_shape import KEYS
from toolkit.release.options import DatasetOptions
from toolkit.release.release_folder import MANIFEST, open_release
from toolkit.release.verify import verify

ESCAPE = "../../../escaped-from-the-release.txt"


def _zip(folder, name):
    path = folder / "release.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, "{}")
        archive.writestr(name, "written")
    return f"zip://::file://{path}"


def _tar(folder, name):
    path = folder / "release.tar"
    with tarfile.open(path, "w") as archive:
        for member in (MANIFEST, name):
            header = tarfile.TarInfo(member)
            header.size = 2
            archive.addfile(header, io.BytesIO(b"{}"))
    return f"tar://::file://{path}"


def _memory(folder, name):
    store = fsspec.filesystem("memory")
    root = f"/{folder.name}"
    store.pipe_file(f"{root}/{MANIFEST}", b"{}")
    store.store[f"{root}/{name}"] = store.open(f"{root}/{MANIFEST}")
    return f"memory:/{root}"


@pytest.fixture
def downloads(tmp_path, monkeypatch):
    """Make the folder in which downloads are put, three levels below one that must stay as it is."""
    folder = tmp_path / "watched" / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return tmp_path / "watched"


@pytest.mark.parametrize("store", [_zip, _tar, _memory])
@pytest.mark.parametrize("name", [ESCAPE, "data/" + ESCAPE, "data/a\\..\\..\\b", "data/\x1b[2J"])
def test_a_member_that_leads_out_of_the_folder_is_refused(tmp_path, downloads, store, name):
    address = store(tmp_path, name)
    before = sorted(downloads.rglob("*.txt"))
    with pytest.raises(SourceError, match=r"leads out of its folder|cannot be used"):
        fetch(address)
    assert sorted(downloads.rglob("*.txt")) == before
    assert not [path for path in downloads.rglob("*") if path.is_file()], "nothing is written before all are checked"


@pytest.mark.parametrize("content", ['{"path": "../../etc"}', "[]", "{}", '{"path": 7}', "no JSON", '{"path": "/etc"}'])
def test_a_pointer_that_leads_elsewhere_is_refused(tmp_path, content):
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "latest.json").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"latest\.json"):
        fetch(f"file://{tmp_path}/shelf")


@pytest.mark.parametrize("name", ["../README.md", "/etc/hosts", "a/../../b"])
def test_a_list_of_checksums_that_names_files_elsewhere_is_refused(name):
    with pytest.raises(ReleaseError, match=CHECKSUMS):
        parse_checksums(f"{'0' * 64}  {name}\n")


@pytest.mark.parametrize("path", ["README.md", "data/articles", "contract", "contract/quote.toml", "more"])
def test_a_link_inside_a_release_is_refused(sample_copy, path):
    link = sample_copy / path
    if link.exists():
        moved = sample_copy.parent / "moved"
        link.rename(moved)
        link.symlink_to(moved)
    else:
        link.symlink_to("/etc")
    with pytest.raises(ReleaseError, match="symbolic link"):
        open_release(sample_copy)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", "../../1.0.0"), ("version", 1), ("version", "1.0"), ("name", "../up"), ("name", "a/b"),
        ("name", None), ("created", "notadate"), ("created", 20240305), ("balance", []), ("inputs", "many"),
        ("tables", {"articles": 3}), ("files", {}), ("files", [{"path": "../../x"}]), ("options", {"read": []}),
        ("options", 3), ("contract", {}),
        ("warnings", {"rule": 3}), ("reasons", {"empty": "many"}), ("authors", "me"), ("notes", []), ("libraries", 1),
        ("recogniser", "spacy"), ("extents", {"one": 1}), ("personal", {"email": None}), ("lock", 7), ("title", None),
        ("accuracy", {}), ("files", [3]), ("license", ["x"]),
        ("doi", 5), ("access_requests", "everybody"), ("access_prompt", 1), ("access_fields", [1]), ("gates", [{}]),
        ("gates", [{"gate": "min_articles", "limit": "1", "passed": True, "message": ""}]), ("forced", "yes"),
        ("quality", {}), ("quality", {"articles": 1, "missing": 0, "refused": 0, "wrongly_published": 0, "scores": 3}),
        ("accuracy", [{"subject": "quotes"}]), ("warnings", {"rule": {}}), ("unread", [{}]),
    ],
)  # fmt: skip
def test_a_manifest_with_an_odd_value_is_refused(sample_copy, key, value):
    manifest = json.loads((sample_copy / MANIFEST).read_text(encoding="utf-8"))
    (sample_copy / MANIFEST).write_text(json.dumps({**manifest, key: value}), encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"manifest"):
        open_release(sample_copy)


def test_every_key_of_a_manifest_is_checked(sample):
    assert {field.name for field in fields(DatasetOptions)} | sample.manifest.keys() <= KEYS


@pytest.mark.parametrize("content", ["[" * 100_000, "", "3", "nul", "\ufeff{}"])
def test_a_manifest_that_is_no_object_is_refused(tmp_path, content):
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(ToolkitError, match=MANIFEST):
        open_release(tmp_path)


def test_a_folder_that_is_not_there_is_said_not_to_exist(tmp_path):
    with pytest.raises(ReleaseError, match="does not exist"):
        open_release(tmp_path / "gone")


def test_a_release_with_checksums_made_anew_is_opened(sample_copy):
    write_checksums(sample_copy)
    assert check_files(open_release(sample_copy))


@pytest.mark.parametrize(
    "name", ["evil.sh", ".cache/evil", "data/extra.parquet", "contract/evil.py", "images/evil.exe"]
)
def test_a_file_that_the_release_does_not_explain_is_named_although_checksums_were_made_anew(sample_copy, name):
    (sample_copy / name).parent.mkdir(exist_ok=True)
    (sample_copy / name).write_bytes(b"echo")
    write_checksums(sample_copy)
    assert name in {wrong.file for wrong in verify(open_release(sample_copy))}

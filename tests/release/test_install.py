"""A release folder is there whole or not at all."""

import errno
import os
from pathlib import Path

import pyarrow.parquet
import pytest

from toolkit.errors import ReleaseError
from toolkit.release.checksums import write_checksums
from toolkit.release.install import install_folder, staging_dir
from toolkit.release.release_folder import MANIFEST


def _folder(path, content="first"):
    path.mkdir(parents=True)
    (path / MANIFEST).write_text("{}", encoding="utf-8")
    (path / "data.txt").write_text(content, encoding="utf-8")
    write_checksums(path)
    return path


def _content(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_workplace_is_beside_the_release_and_hidden(tmp_path):
    with staging_dir(tmp_path / "out", "news-1.0.0") as location:
        assert (location.parent, location.name.startswith(".news-1.0.0.")) == (tmp_path / "out", True)


def test_a_workplace_is_gone_when_the_work_is_done(tmp_path):
    with staging_dir(tmp_path, "news-1.0.0") as location:
        (location / "deep").mkdir()
        (location / "deep" / "shard").write_text("rows", encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def _fail(out, error):
    with staging_dir(out, "news-1.0.0") as location:
        (location / "shard").write_text("rows", encoding="utf-8")
        raise error


def _write(out, write):
    with staging_dir(out, "news-1.0.0") as location:
        (location / "shard").symlink_to("/dev/full")
        write(location / "shard")


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_workplace_is_gone_when_the_work_fails(tmp_path, error):
    with pytest.raises(error):
        _fail(tmp_path, error())
    assert list(tmp_path.iterdir()) == []


def test_two_workplaces_of_one_name_do_not_meet(tmp_path):
    with staging_dir(tmp_path, "news-1.0.0") as one, staging_dir(tmp_path, "news-1.0.0") as other:
        assert one != other


def test_a_full_disk_is_a_release_error_that_says_so(tmp_path):
    with pytest.raises(ReleaseError, match="full; make room"):
        _write(tmp_path, lambda path: path.write_text("rows", encoding="utf-8"))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_under_arrow_is_a_release_error_too(tmp_path):
    rows = pyarrow.table({"text": ["rows"] * 1000})
    with pytest.raises(ReleaseError, match="full; make room"):
        _write(tmp_path, lambda path: pyarrow.parquet.write_table(rows, path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES])
def test_whatever_else_the_disk_refuses_is_a_release_error(tmp_path, number):
    with pytest.raises(ReleaseError, match=str(tmp_path)):
        _fail(tmp_path, OSError(number, os.strerror(number)))


def test_a_parent_that_is_a_file_is_a_release_error(tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(ReleaseError, match="choose another folder"), staging_dir(tmp_path / "out", "news-1.0.0"):
        pass


def test_the_first_release_gets_its_name(tmp_path):
    built, target = _folder(tmp_path / "work" / "release"), tmp_path / "news-1.0.0"
    assert install_folder(built, target, replace=False) is True
    assert (_content(target)["data.txt"], built.exists()) == ("first", False)


@pytest.mark.parametrize("replace", [False, True])
def test_the_same_release_is_left_alone(tmp_path, replace):
    target = _folder(tmp_path / "news-1.0.0")
    before = (target / "data.txt").stat().st_ino
    assert install_folder(_folder(tmp_path / "work" / "release"), target, replace=replace) is False
    assert (target / "data.txt").stat().st_ino == before


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"worn")], ids=["lost", "changed"])
def test_a_file_of_the_same_release_that_was_harmed_is_put_right_and_no_other(tmp_path, harm):
    target = _folder(tmp_path / "news-1.0.0")
    (target / "my-notes.txt").write_text("mine", encoding="utf-8")
    harm(target / "data.txt")
    assert install_folder(_folder(tmp_path / "work" / "release"), target, replace=False) is True
    assert (_content(target)["data.txt"], _content(target)["my-notes.txt"]) == ("first", "mine")


def test_another_release_is_refused_and_left_alone(tmp_path):
    target = _folder(tmp_path / "news-1.0.0")
    with pytest.raises(ReleaseError, match="--replace"):
        install_folder(_folder(tmp_path / "work" / "release", "second"), target, replace=False)
    assert _content(target)["data.txt"] == "first"


def test_another_release_is_replaced_when_that_is_wanted(tmp_path):
    target = _folder(tmp_path / "news-1.0.0")
    (target / "old.txt").touch()
    assert install_folder(_folder(tmp_path / "work" / "release", "second"), target, replace=True) is True
    assert (_content(target)["data.txt"], "old.txt" in _content(target)) == ("second", False)


@pytest.mark.usefixtures("without_exchange")
def test_a_release_that_cannot_be_replaced_is_put_back(tmp_path, monkeypatch):
    target = _folder(tmp_path / "news-1.0.0")
    built = _folder(tmp_path / "work" / "release", "second")
    rename = Path.rename

    def fails_for_the_new_one(self, other):
        if self == built:
            raise OSError(errno.EIO, "input/output error")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", fails_for_the_new_one)
    with pytest.raises(OSError, match="input/output"):
        install_folder(built, target, replace=True)
    assert _content(target)["data.txt"] == "first"


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_that_is_no_release_is_never_replaced(tmp_path, replace):
    target = tmp_path / "news-1.0.0"
    target.mkdir()
    (target / "my-notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReleaseError):
        install_folder(_folder(tmp_path / "work" / "release"), target, replace=replace)
    assert _content(target) == {"my-notes.txt": "mine"}


@pytest.mark.parametrize("replace", [False, True])
def test_a_file_of_that_name_is_never_replaced(tmp_path, replace):
    target = tmp_path / "news-1.0.0"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(ReleaseError):
        install_folder(_folder(tmp_path / "work" / "release"), target, replace=replace)
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.fixture
def without_exchange(monkeypatch):
    """Replace in two steps, as on a system that cannot exchange names."""
    monkeypatch.setattr("toolkit.release.install.exchange", lambda *_: False)


@pytest.mark.usefixtures("without_exchange")
def test_a_release_is_replaced_in_two_steps_where_names_cannot_be_exchanged(tmp_path):
    target = _folder(tmp_path / "news-1.0.0")
    assert install_folder(_folder(tmp_path / "work" / "release", "second"), target, replace=True) is True
    assert _content(target)["data.txt"] == "second"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news-1.0.0", "work"]


def test_a_release_whose_replacement_was_interrupted_is_put_back_by_the_next_build(tmp_path):
    _folder(tmp_path / "news-1.0.0").rename(tmp_path / ".news-1.0.0~replaced")
    with staging_dir(tmp_path, "news-1.0.0"):
        assert _content(tmp_path / "news-1.0.0")["data.txt"] == "first"


def test_what_an_interrupted_replacement_left_over_is_removed(tmp_path):
    _folder(tmp_path / ".news-1.0.0~replaced")
    target = _folder(tmp_path / "news-1.0.0", "second")
    with staging_dir(tmp_path, "news-1.0.0"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_every_file_of_a_release_is_on_the_disk_before_it_gets_its_name(tmp_path, monkeypatch):
    synced, missing = set(), []
    fsync, rename = os.fsync, os.rename

    def noted(descriptor):
        synced.add(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def checked(old, new, **options):
        missing.extend(path for path in Path(old).rglob("*") if path.stat().st_ino not in synced)
        rename(old, new, **options)

    built = _folder(tmp_path / "work" / "release")
    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(os, "rename", checked)
    install_folder(built, tmp_path / "news-1.0.0", replace=False)
    assert (missing, tmp_path.stat().st_ino in synced) == ([], True)

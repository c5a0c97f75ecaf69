"""A power cut at any moment of a build, a replacement, a publication or a takedown leaves whole releases only.

The layer follows what the process has brought to the disk: the content of a file at its last fsync, the names of a
folder at its last fsync. After each step that matters (fsync, rename, exchange, removal) it makes two disks as a power
cut may leave them: one without the names that were not synced, and one with all names, whose files are empty where
their content was not synced. A disk of this machine can do either.
"""

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from toolkit import api
from toolkit.compliance.ledger_file import load_ledger
from toolkit.errors import ToolkitError
from toolkit.release.checksums import check_files
from toolkit.release.release_folder import open_release
from toolkit.storage import durable

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="descriptors have no names here")


@dataclass
class Disk:
    """The files below a folder, as the process sees them and as they are after a power cut."""

    root: Path
    contents: dict = field(default_factory=dict)
    """Identity of a file to its content at the last fsync."""
    folders: dict = field(default_factory=dict)
    """Inode of a folder to its names at the last fsync, each with the identity or the inode it leads to."""
    identities: dict = field(default_factory=dict)
    """Inode of a file to its identity: inodes are used again after a file is removed."""
    images: list = field(default_factory=list)
    """A disk after each step: names and contents, without and with the names that were not synced."""

    def identity(self, status):
        return self.identities.setdefault(status.st_ino, (status.st_ino, len(self.identities), len(self.images)))

    def sync(self, path):
        """Take the content of a file, or the names of a folder, as brought to the disk."""
        path = Path(path)
        status = path.stat()
        if path.is_dir():
            self.folders[status.st_ino] = self._names(path)
        else:
            self.contents[self.identity(status)] = path.read_bytes()

    def _names(self, folder):
        return {
            entry.name: (entry.stat().st_ino if entry.is_dir() else self.identity(entry.stat()), entry.is_dir())
            for entry in os.scandir(folder)
        }

    def forget(self, path):
        """A file is removed: its inode may become another file."""
        if Path(path).is_file():
            self.identities.pop(Path(path).stat().st_ino, None)

    def step(self):
        """Keep both disks that a power cut can leave now."""
        paths = [self.root, *self.root.rglob("*")]
        present = {path.stat().st_ino: self._names(path) for path in paths if path.is_dir()}
        for folders in (self.folders, present):
            self.images.append(dict(self._below(self.root.stat().st_ino, "", folders)))

    def _below(self, inode, prefix, folders):
        names = folders.get(inode, {})
        for name, (target, is_folder) in names.items():
            if is_folder:
                yield from self._below(target, f"{prefix}{name}/", folders)
            else:
                yield f"{prefix}{name}", self.contents.get(target, b"")


@contextmanager
def watched(root, monkeypatch):
    """Follow what reaches the disk below a folder, whose present files are on it."""
    disk = Disk(root)
    for path in [*root.rglob("*"), root]:
        disk.sync(path)
    fsync, exchange = os.fsync, durable.exchange

    def synced(descriptor):
        fsync(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_relative_to(root):
            disk.sync(path)
            disk.step()

    def stepping(function, *, removes=False):
        def act(*arguments, **named):
            ours = str(arguments[0]).startswith(str(root))
            if ours and removes:
                disk.forget(arguments[0])
            result = function(*arguments, **named)
            if ours:
                disk.step()
            return result

        return act

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", synced)
        for name in ("rename", "replace"):
            patch.setattr(os, name, stepping(getattr(os, name)))
        patch.setattr(os, "unlink", stepping(os.unlink, removes=True))
        patch.setattr("toolkit.release.install.exchange", stepping(exchange))
        yield disk


def _restored(image, folder):
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in image.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    folder.mkdir(exist_ok=True)
    return folder


def _different(images):
    return list({tuple(sorted(image.items())): image for image in images}.values())


def _state(folder):
    """Return the state of a release by the digests of its files alone."""
    try:
        check_files(open_release(folder))
    except ToolkitError:
        return "missing" if not folder.exists() else "broken"
    return (folder / "SHA256SUMS").read_bytes()


@pytest.fixture
def raw(tmp_path, story):
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(story(number), encoding="utf-8")
    return folder


def _build(raw, out, **options):
    return api.build(raw, out=out, name="halden", version="1.0.0", engine="here", **options).folder


def test_after_a_power_cut_a_release_is_whole_or_not_there_and_the_next_build_completes_it(raw, tmp_path, monkeypatch):
    whole = (_build(raw, tmp_path / "undisturbed") / "SHA256SUMS").read_bytes()
    out = tmp_path / "out"
    out.mkdir()
    with watched(out, monkeypatch) as disk:
        _build(raw, out)
    images = _different(disk.images)
    states = {_state(_restored(image, tmp_path / "after") / "halden-1.0.0") for image in images}
    assert (states, len(images) > 20) == ({"missing", whole}, True)
    for image in images[:: max(1, len(images) // 8)]:
        after = _restored(image, tmp_path / "after")
        assert (_build(raw, after) / "SHA256SUMS").read_bytes() == whole


def test_after_a_power_cut_while_it_is_replaced_the_old_or_the_new_release_is_whole(raw, tmp_path, story, monkeypatch):
    out = tmp_path / "out"
    old = (_build(raw, out, cache="off") / "SHA256SUMS").read_bytes()
    (raw / "9.txt").write_text(story(9), encoding="utf-8")
    with watched(out, monkeypatch) as disk:
        new = (_build(raw, out, cache="off", overwrite=True) / "SHA256SUMS").read_bytes()
    states = {_state(_restored(image, tmp_path / "after") / "halden-1.0.0") for image in _different(disk.images)}
    assert states == {old, new}


def test_after_a_power_cut_while_it_is_published_the_pointer_leads_to_a_whole_release(raw, tmp_path, monkeypatch):
    first = _build(raw, tmp_path / "dist")
    target = tmp_path / "target"
    target.mkdir()
    with watched(target, monkeypatch) as disk:
        api.publish(first, str(target))
    afters = (_restored(image, tmp_path / "after") for image in _different(disk.images))
    states = {
        _state(after / "versions" / "1.0.0") if (after / "latest.json").exists() else "nothing" for after in afters
    }
    assert states == {"nothing", (first / "SHA256SUMS").read_bytes()}


def test_after_a_power_cut_a_takedown_is_in_the_ledger_or_was_not_done(raw, tmp_path, monkeypatch):
    release = _build(raw, tmp_path / "dist")
    identifier = open_release(release).read("articles").to_pylist()[0]["id"]
    ledger = tmp_path / "ledgers" / "takedowns.toml"
    ledger.parent.mkdir()
    api.takedown("0123456789abcdef01234567", releases=[release], ledger=ledger, why="an invented wish")
    with watched(ledger.parent, monkeypatch) as disk:
        api.takedown(identifier, releases=[release], ledger=ledger, why="an invented wish")
    afters = (_restored(image, tmp_path / "after") for image in _different(disk.images))
    counts = {len(load_ledger(after / "takedowns.toml").takedowns) for after in afters}
    assert counts == {1, 2}

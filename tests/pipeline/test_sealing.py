"""A release is sealed once: every file is written once, every byte of it is hashed once, the checksums come last."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from toolkit import api
from toolkit.release.checksums import CHECKSUMS, read_checksums


@pytest.fixture
def hashed(monkeypatch):
    """Count every SHA-256 of a whole file or of bytes that is computed from now on, by its value."""
    seen: Counter[str] = Counter()
    of_bytes, of_file = hashlib.sha256, hashlib.file_digest

    def count_bytes(data=b"", **options):
        digest = of_bytes(data, **options)
        if data:
            seen[digest.hexdigest()] += 1
        return digest

    def count_file(file, kind):
        digest = of_file(file, kind)
        seen[digest.hexdigest()] += 1
        return digest

    monkeypatch.setattr(hashlib, "sha256", count_bytes)
    monkeypatch.setattr(hashlib, "file_digest", count_file)
    return seen


@pytest.fixture
def written(monkeypatch):
    """Record the names of text files of a release in the order in which they are written from now on."""
    names = []
    of_bytes, of_text = Path.write_bytes, Path.write_text

    def note(path):
        if path.parts[-2] == "release" or "release" in path.parts[-3:-1]:
            names.append(path.name)

    def write_bytes(path, data):
        note(path)
        return of_bytes(path, data)

    def write_text(path, data, **options):
        note(path)
        return of_text(path, data, **options)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    monkeypatch.setattr(Path, "write_text", write_text)
    return names


@pytest.fixture
def previous(raw_folder, tmp_path, story):
    """Build a first release, and leave raw folder and gold answers for a second one with another text."""
    folder = api.build([raw_folder], out=tmp_path / "out", version="1.0.0", engine="here").folder
    (raw_folder / "story-9.txt").write_text(story(9), encoding="utf-8")
    (raw_folder / "story-1.txt").unlink()
    (tmp_path / "gold").mkdir()
    answer = {"record": None, "headline": "Halden gets 0 benches by the water", "body": "The harbour"}
    (tmp_path / "gold" / "story-0.gold.json").write_text(json.dumps({"records": [answer]}), encoding="utf-8")
    return folder


def _build(raw_folder, tmp_path, previous):
    config = {"build": {"gold": str(tmp_path / "gold")}}
    return api.build([raw_folder], out=tmp_path / "out", previous=previous, config=config, engine="here").folder


def test_every_byte_of_a_release_is_hashed_once(raw_folder, tmp_path, previous, hashed):
    digests = Counter(read_checksums(previous).values())
    hashed.clear()
    built = _build(raw_folder, tmp_path, previous)
    new = {name: digest for name, digest in read_checksums(built).items() if digest not in digests}
    assert {name: hashed[digest] for name, digest in new.items()} == dict.fromkeys(new, 1)


def test_every_file_is_written_once_and_the_checksums_last(raw_folder, tmp_path, previous, written):
    _build(raw_folder, tmp_path, previous)
    assert (len(written), written[-1]) == (len(set(written)), CHECKSUMS)


def test_a_build_logs_its_stages_and_prints_nothing(raw_folder, tmp_path, caplog, capfd):
    api.build([raw_folder], out=tmp_path / "out", config={"annotate": {"entities": False}}, engine="here")
    assert capfd.readouterr() == ("", "")
    with caplog.at_level("DEBUG", logger="toolkit"):
        api.build([raw_folder], out=tmp_path / "out", config={"annotate": {"entities": False}}, engine="here")
    assert [record.getMessage() for record in caplog.records if record.levelname == "INFO"][-2:] == [
        "3 articles prepared, 3 of them found in the cache",
        f"{tmp_path / 'out' / 'news-0.1.0'} is up to date",
    ]

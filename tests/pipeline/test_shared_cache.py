"""Several builds use one cache at the same time, and a damaged cache is healed."""

import subprocess
import sys
import time

import pytest

from toolkit import api

BUILD = """
import sys, time
from pathlib import Path
from toolkit import api
from toolkit.pipeline import build

raw, out, cache, prepared, go = sys.argv[1:]
finish_all = build.finish_all

def wait(*arguments, **named):
    Path(prepared).touch()
    deadline = time.monotonic() + 120
    while go and not Path(go).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return finish_all(*arguments, **named)

build.finish_all = wait
result = api.build(raw, out=out, cache=cache, engine="here", overwrite=True)
print(result.manifest["balance"]["published"])
"""
"""A build that waits for a file between its two maps, if one is named."""


def _start(raw, out, cache, prepared, go=""):
    line = [sys.executable, "-W", "ignore", "-c", BUILD, *map(str, (raw, out, cache, prepared, go))]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _write(folder, text):
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("remote", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_an_entry_that_another_build_uses_is_not_removed(tmp_path, story, remote):
    cache = f"file://{tmp_path}/cache" if remote else tmp_path / "cache"
    first, second = _write(tmp_path / "1" / "raw", story(1)), _write(tmp_path / "2" / "raw", story(2))
    go, prepared = tmp_path / "go", tmp_path / "prepared"
    slow = _start(first, tmp_path / "1" / "out", cache, prepared, go)
    deadline = time.monotonic() + 120
    while not prepared.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    quick = _start(second, tmp_path / "2" / "out", cache, tmp_path / "other")
    assert (quick.communicate(timeout=240)[0], quick.returncode) == ("1\n", 0)
    go.touch()
    output, errors = slow.communicate(timeout=240)
    assert (output, slow.returncode) == ("1\n", 0), errors


@pytest.mark.slow
def test_builds_that_race_for_one_cache_all_end_well(tmp_path, story):
    cache = tmp_path / "cache"
    for attempt in range(2):
        folders = [tmp_path / f"{attempt}-{number}" for number in range(3)]
        builds = [
            _start(_write(folder / "raw", story(10 * attempt + number)), folder / "out", cache, folder / "prepared")
            for number, folder in enumerate(folders)
        ]
        assert [(build.communicate(timeout=300)[0], build.returncode) for build in builds] == [("1\n", 0)] * 3


@pytest.mark.parametrize("content", [None, b"", b"\x00\xff garbage"])
def test_a_cache_whose_files_are_damaged_is_healed(tmp_path, story, content):
    raw, out = _write(tmp_path / "raw", story(1)), tmp_path / "out"
    expected = api.build(raw, out=out, engine="here").folder.joinpath("SHA256SUMS").read_bytes()
    for path in (out / ".cache").glob("*/??/*"):
        path.write_bytes(bytes(path.stat().st_size) if content is None else content)
    for _ in range(2):
        rebuilt = api.build(raw, out=out, engine="here", overwrite=True)
        assert rebuilt.folder.joinpath("SHA256SUMS").read_bytes() == expected
    assert rebuilt.reused == 1

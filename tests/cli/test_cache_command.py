"""Commands about the cache."""

import json

import pytest


@pytest.fixture
def built(command, raw_folder):
    command("build", raw_folder, "--engine", "here")
    return command


def test_info_shows_what_the_cache_holds(built):
    shown = built("cache", "info")
    assert (shown.code, shown.out.startswith("dist/.cache: ")) == (0, True)
    steps = [line.split()[0] for line in shown.out.splitlines()[1:]]
    assert [step for step in steps if step != "known"] == [  # files of the last two seconds are not trusted
        "annotated",
        "finished",
        "finished_rows",
        "normalised",
        "release_shards",
        "released",
        "spellings",
    ]


def test_info_is_for_machines_too(built):
    assert json.loads(built("cache", "info", "--json").out)["entries"] >= 3


def test_clear_removes_it_and_the_next_build_makes_it_again(built, raw_folder):
    assert "removed" in built("cache", "clear").out
    assert json.loads(built("cache", "info", "--json").out)["entries"] == 0
    assert built("build", raw_folder, "--engine", "here").code == 0
    assert json.loads(built("cache", "info", "--json").out)["entries"] >= 3


def test_a_place_can_be_named(built, tmp_path):
    assert json.loads(built("cache", "info", tmp_path / "dist" / ".cache", "--json").out)["entries"] >= 3


def test_a_folder_that_is_no_cache_is_left_alone(built, raw_folder):
    refused = built("cache", "clear", raw_folder)
    assert (refused.code, len(list(raw_folder.iterdir()))) == (2, 4)
    assert "no cache" in refused.err


def test_without_a_cache_there_is_advice(command, tmp_path):
    (tmp_path / "toolkit.toml").write_text('[build]\ncache = "off"\n', encoding="utf-8")
    assert "build.cache is off" in command("cache", "info").err

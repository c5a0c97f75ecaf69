"""Refused documents tried again."""

import json

import pytest

from toolkit import api
from toolkit.config import Config, parse
from toolkit.pipeline.replay import replay


@pytest.fixture
def release(raw_folder, tmp_path, story):
    """Build a release in which a short story, a short record and an empty file are refused."""
    (raw_folder / "short.txt").write_text(story(5), encoding="utf-8")
    line = json.dumps({"headline": "Benches", "body": " ".join(story(6).split()[8:60])})
    (raw_folder / "records.jsonl").write_text(f"{{\n{line}\n", encoding="utf-8")
    config = {"normalise": {"minimum_words": 200}}
    for number in range(3):
        path = raw_folder / f"story-{number}.txt"
        calm = " ".join(f"On day {day} the fjord was calm, and nobody fell in." for day in range(20))
        path.write_text(f"{story(number)}\n\n{calm}\n", encoding="utf-8")
    return api.build([raw_folder], out=tmp_path / "out", config=config, engine="here").folder


def test_what_a_change_mends_is_published(release):
    moves = {(item.path, item.record): (item.before, item.after) for item in replay(release, Config())}
    assert moves["raw/short.txt", None] == ("no_body", "published")
    assert moves["raw/records.jsonl", 1] == ("no_body", "published")


def test_what_is_not_mended_stays_where_it_was(release):
    moves = {(item.path, item.record): item for item in replay(release, Config())}
    assert [moves[key].moved for key in (("raw/empty.txt", None), ("raw/records.jsonl", 0))] == [False, False]


def test_without_a_change_nothing_moves(release):
    assert [item for item in replay(release, parse({"normalise": {"minimum_words": 200}})) if item.moved] == []


def test_a_rescued_article_names_its_raw_document(release):
    rows = [item.row for item in replay(release, Config()) if item.path == "raw/short.txt"]
    assert rows[0]["provenance"]["path"] == "raw/short.txt"


def test_a_document_whose_bytes_were_cut_says_so(raw_folder, tmp_path, story):
    (raw_folder / "short.txt").write_text(story(5), encoding="utf-8")
    config = {"normalise": {"minimum_words": 500}, "read": {"kept_bytes": 50}, "gates": {"min_articles": 0}}
    built = api.build([raw_folder], out=tmp_path / "out", config=config, engine="here").folder
    moves = {item.path: item.after for item in replay(built, Config())}
    assert moves["raw/short.txt"] == "cut"


def test_the_command_lists_what_moved_and_writes_it(command, release, tmp_path):
    outcome = command("replay", release, "--out", "rescued.jsonl")
    assert (outcome.code, "raw/short.txt: no_body -> published" in outcome.out) == (0, True)
    assert command("validate", "rescued.jsonl").code == 0
    rescued = (tmp_path / "rescued.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(rescued) == outcome.out.count("-> published") >= 2


def test_machines_get_json(command, release):
    assert {item["moved"] for item in json.loads(command("replay", release, "--json").out)} == {True, False}

"""A release that stands already is found again, as long as nothing that its bytes depend on is another."""

import json
from pathlib import Path

import pytest

from toolkit import api
from toolkit.pipeline import build


@pytest.fixture
def built(raw_folder, tmp_path):
    return api.build([raw_folder], out=tmp_path / "out", engine="here")


@pytest.fixture
def writes(monkeypatch):
    """The releases that are written from now on."""
    seen = []
    real = build.write_release

    def noted(*arguments, **options):
        seen.append(arguments[1])
        return real(*arguments, **options)

    monkeypatch.setattr(build, "write_release", noted)
    return seen


def test_a_release_that_stands_is_not_written_again(built, raw_folder, tmp_path, writes):
    again = api.build([raw_folder], out=tmp_path / "out", engine="here")
    assert (again.folder, again.manifest, again.changed, writes) == (built.folder, built.manifest, False, [])


def test_the_same_files_elsewhere_make_the_same_release(built, raw_folder, tmp_path, writes):
    (tmp_path / "other").mkdir()
    moved = raw_folder.rename(tmp_path / "other" / raw_folder.name)
    assert (api.build([moved], out=tmp_path / "out", engine="here").changed, writes) == (False, [])


@pytest.mark.parametrize(
    "options",
    [
        {"dataset": {"title": "Another title"}},
        {"package": {"report_raw": False}},
        {"validate": {"off": ["parts_inside"]}},
        {"group": {"seed": 9}},
    ],
    ids=["title", "page", "rules", "seed"],
)
def test_other_options_are_heeded(built, raw_folder, tmp_path, writes, options):
    again = api.build([raw_folder], out=tmp_path / "out", engine="here", config=options, overwrite=True)
    assert (len(writes), again.manifest == built.manifest) == (1, False)


def test_another_day_is_heeded(built, raw_folder, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    again = api.build([raw_folder], out=tmp_path / "out", engine="here", overwrite=True)
    assert again.manifest["created"] == "1970-01-02"


@pytest.mark.usefixtures("built")
def test_gold_answers_are_heeded_and_so_is_a_change_in_them(raw_folder, tmp_path):
    gold = tmp_path / "gold"
    gold.mkdir()
    scores = []
    for headline in ("Ferry", "Another"):
        answer = {"records": [{"headline": headline}]}
        (gold / "story-1.gold.json").write_text(json.dumps(answer), encoding="utf-8")
        config = {"build": {"gold": str(gold)}}
        manifest = api.build([raw_folder], out=tmp_path / "out", engine="here", config=config, overwrite=True).manifest
        scores.append("quality" in manifest)
    assert scores == [True, True]


def test_a_new_article_is_heeded(built, raw_folder, tmp_path, story):
    (raw_folder / "story-9.txt").write_text(story(9), encoding="utf-8")
    again = api.build([raw_folder], out=tmp_path / "out", engine="here", overwrite=True)
    assert again.manifest["balance"]["published"] == built.manifest["balance"]["published"] + 1


def test_a_file_that_was_harmed_is_written_anew(built, raw_folder, tmp_path):
    path = next(Path(built.folder, "data").rglob("*.parquet"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert api.build([raw_folder], out=tmp_path / "out", engine="here").changed
    assert path.read_bytes() == whole


def test_a_release_that_was_removed_is_made_again(built, raw_folder, tmp_path):
    built.folder.rename(tmp_path / "moved")
    assert api.build([raw_folder], out=tmp_path / "out", engine="here").changed
    assert built.folder.is_dir()

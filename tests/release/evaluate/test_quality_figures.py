"""Measured quality in a release."""

import json

import pytest

from toolkit.api import build, validate, verify
from toolkit.errors import SourceError
from toolkit.release.release_folder import open_release


@pytest.fixture
def measured(raw_folder, tmp_path):
    """Build a release that is measured against gold answers."""
    (tmp_path / "gold").mkdir()
    answer = {"record": None, "headline": "Lindhafen gets 1 benches by the water", "body": "The harbour"}
    (tmp_path / "gold" / "story-1.gold.json").write_text(json.dumps({"records": [answer]}), encoding="utf-8")
    config = {"build": {"gold": str(tmp_path / "gold")}}
    return build([raw_folder], out=tmp_path / "out", config=config, engine="here").folder


def test_the_figures_stand_in_manifest_and_card(measured):
    assert open_release(measured).manifest["quality"]["scores"]["headline"]["f1"] == 1.0
    assert "articles with the right headline | 100.0%" in (measured / "README.md").read_text(encoding="utf-8")


def test_a_measured_release_agrees_with_itself(measured):
    assert (verify(measured), validate(measured).errors) == ([], ())


def test_gold_that_is_not_there_stops_the_build(raw_folder, tmp_path):
    with pytest.raises(SourceError, match="nowhere"):
        build([raw_folder], out=tmp_path / "out", config={"build": {"gold": "nowhere"}}, engine="here")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".cache"]

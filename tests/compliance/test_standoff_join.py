"""Articles without text get it back from your own copies."""

import polars
import pytest

from toolkit.api.releases import build
from toolkit.api.rights import join
from toolkit.errors import ReleaseError
from toolkit.validation.validate_target import validate


@pytest.fixture(scope="module")
def location(tmp_path_factory, story):
    """Build a release without texts, and one with them, of the same articles."""
    folder = tmp_path_factory.mktemp("join")
    (folder / "raw").mkdir()
    for number in range(3):
        (folder / "raw" / f"story-{number}.txt").write_text(story(number), encoding="utf-8")
    for name, extent in (("bare", "stand_off"), ("whole", "full")):
        build(
            [folder / "raw"],
            out=folder,
            config={"dataset": {"name": name}, "rights": {"default": extent}},
            engine="here",
        )
    return folder


def test_the_release_holds_no_text(location, story):
    manifest = polars.read_json(location / "bare-0.1.0" / "manifest.json")
    assert manifest["balance"][0] == {
        "read": 3, "published": 0, "stand_off": 3, "quarantined": 0, "duplicates": 0, "withheld": 0
    }  # fmt: skip
    assert not (location / "bare-0.1.0" / "data" / "articles").exists()


def test_the_joined_articles_are_those_of_a_release_with_text(location, tmp_path):
    join(location / "bare-0.1.0", [location / "raw"], out=tmp_path / "joined.parquet")
    wanted = polars.read_parquet(location / "whole-0.1.0" / "data" / "articles" / "*.parquet").sort("id")
    assert polars.read_parquet(tmp_path / "joined.parquet").sort("id").equals(wanted)
    assert validate(tmp_path / "joined.parquet").passed


def test_an_article_without_a_copy_is_named(location, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes((location / "raw" / "story-1.txt").read_bytes())
    joined = join(location / "bare-0.1.0", [copy])
    assert (len(joined.articles), len(joined.missing), joined.different) == (1, 2, ())


def test_a_release_with_all_its_text_has_nothing_to_join(location):
    with pytest.raises(ReleaseError, match="nothing to join"):
        join(location / "whole-0.1.0", [location / "raw"])


def test_the_command_says_how_many_were_joined(location, command):
    done = command("join", location / "bare-0.1.0", location / "raw", "--out", "mine.parquet")
    assert (done.code, done.out) == (0, "3 of 3 articles joined, written to mine.parquet\n")


def test_the_command_fails_where_one_stays_without_text(location, command, tmp_path):
    (tmp_path / "other.txt").write_text("Another text.", encoding="utf-8")
    done = command("join", location / "bare-0.1.0", tmp_path / "other.txt")
    assert done.code == 1
    assert "no copy has the digest" in done.out

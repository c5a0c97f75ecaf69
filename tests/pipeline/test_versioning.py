"""A release follows an earlier one: old articles stay where they were, the version follows from the change."""

import filecmp
import re
import shutil
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import api
from toolkit.config import Config
from toolkit.errors import ReleaseError
from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member
from toolkit.group.members import members_of
from toolkit.group.options import GroupOptions
from toolkit.group.splits import split_of
from toolkit.pipeline.placement import placements
from toolkit.pipeline.task import Placement
from toolkit.release.checksums import check_files
from toolkit.release.previous_release import PinnedArticle, Previous
from toolkit.release.release_folder import open_release

OPTIONS = GroupOptions()
OTHER = """Night trains return to the Mavikaya line

MAVIKAYA, March 9, 2024 (Courier News) -- Sleeping cars roll again between Mavikaya and Sereno from next week on.

Passengers asked for them in a petition that six thousand people signed, and the railway found enough staff. Breakfast
is served in a dining car that had stood in a museum for eleven years, and dogs travel free of charge.

"I shall be the first on board," said Vera Solheim, who runs the station's bakery.
"""
TEXT = " ".join(f"word{number} of the harbour" for number in range(60))


def _member(name, text=TEXT, day="2024-03-05"):
    return Member(id=name, fingerprint=fingerprint(text, OPTIONS), date=day, path=f"{name}.txt", words=240)


def _previous(**articles):
    return Previous(None, "", {name: PinnedArticle(*values) for name, values in articles.items()})


def _placements(members, previous, options=OPTIONS):
    rows = placements(members_of(members, options.sketch), options, previous)
    return [Placement(**row) for row in rows.drop("id").to_dicts()]


def _placed(members, previous):
    return dict(zip((item.id for item in members), _placements(members, previous), strict=True))


def test_without_a_previous_release_a_group_is_named_by_its_anchor_and_split_by_its_hash():
    members = [_member("b"), _member("a", f"{TEXT} and more of it")]
    assert {(item.group, item.split, item.added_in) for item in _placements(members, None)} == {
        ("a", split_of("a", OPTIONS), None)
    }


def test_an_old_article_keeps_group_split_and_version():
    (placed,) = _placements([_member("a")], _previous(a=("gone", "test", "0.3.0")))
    assert (placed.group, placed.split, placed.added_in) == ("gone", "test", "0.3.0")


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_a_new_copy_goes_where_the_old_article_is(split):
    old, new = _member("b"), _member("a", f"{TEXT} and more of it", day="2020-01-01")
    placed = _placed([old, new], _previous(b=("b", split, "1.0.0")))
    assert (placed["a"].group, placed["a"].split, placed["a"].added_in) == ("b", split, None)


def test_old_groups_that_a_new_article_links_stay_two():
    halves = TEXT[: len(TEXT) // 2], TEXT[len(TEXT) // 2 :]
    members = [_member("b", halves[0]), _member("c", halves[1]), _member("a", TEXT)]
    placed = _placed(members, _previous(b=("b", "train", "1.0.0"), c=("c", "test", "1.0.0")))
    assert (placed["b"].group, placed["c"].group) == ("b", "c")
    assert placed["a"].group in ("b", "c")


def test_an_old_article_is_published_rather_than_a_new_copy_of_the_same_words():
    placed = _placed([_member("a", day="2020-01-01"), _member("b")], _previous(b=("b", "train", "1.0.0")))
    assert (placed["a"].duplicate_of, placed["b"].duplicate_of) == ("b", None)


SPLITS = [
    GroupOptions(),
    GroupOptions(seed="spring"),
    GroupOptions(split_from={"validation": "2024-03-01", "test": "2024-04-01"}),
]


@pytest.mark.parametrize("options", SPLITS, ids=["by hash", "by another hash", "by time"])
@settings(max_examples=15, deadline=None)
@given(
    old=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 28)), min_size=1, max_size=8),
    added=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 28)), max_size=8),
)
def test_articles_that_are_added_later_move_no_split_and_no_group_is_in_two(options, old, added):
    def members(stories, month, prefix):
        return [
            _member(f"{prefix}{number}", _STORIES[story], f"2024-{month:02}-{day:02}")
            for number, (story, day) in enumerate(stories)
        ]

    before = members(old, 3, "m")
    first = _placements(before, None, options)
    after = _placements([*before, *members(added, 5, "a")], None, options)
    assert [(item.group, item.split) for item in after[: len(first)]] == [(item.group, item.split) for item in first]
    assert len({item.group for item in after}) == len({(item.group, item.split) for item in after})


_STORIES = [" ".join(f"story{story}x{number}" for number in range(60)) for story in range(10)]


def test_a_group_with_an_outlet_that_is_held_out_goes_to_its_split_whole():
    options = GroupOptions(splits={"train": 0.5, "test": 0.5}, split_outlets={"The Halden Post": "test"})
    members = [_member("a"), replace(_member("b"), source="The Halden Post"), _member("c", _STORIES[1])]
    splits = [item.split for item in _placements(members, None, options)]
    assert splits == ["test", "test", "train"]


@pytest.fixture(scope="module")
def built_once(tmp_path_factory, write_raw_folder):
    """Build the first release of the files of `raw_folder`, with its cache, once for all tests."""
    folder = tmp_path_factory.mktemp("versioning")
    raw_folder = write_raw_folder(folder)
    return api.build([raw_folder], out=folder / "out", version="1.0.0", engine="here").folder


@pytest.fixture
def first(built_once, tmp_path):
    return shutil.copytree(built_once.parent, tmp_path / "out") / built_once.name


def _next(raw_folder, out, previous, **options):
    return api.build([raw_folder], out=out, previous=previous, engine="here", **options)


def _articles(folder):
    release = open_release(folder)
    return {
        row["id"]: (split, row["group"], row["added_in"])
        for split in release.manifest["tables"]["articles"]["splits"]
        for row in release.read("articles", split).to_pylist()
    }


def _add(raw_folder, story, number=9):
    (raw_folder / f"story-{number}.txt").write_text(story(number), encoding="utf-8")


def _change(raw_folder, story):
    path = raw_folder / "story-1.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("brass band", "jazz band"), encoding="utf-8")


def test_additions_make_a_minor_version_and_leave_the_old_rows_as_they_were(first, raw_folder, tmp_path, story):
    _add(raw_folder, story)
    second = _next(raw_folder, tmp_path / "out", first)
    assert second.folder.name == "news-1.1.0"
    before, after = _articles(first), _articles(second.folder)
    assert {name: after[name] for name in before} == before
    assert sorted(version for _, _, version in after.values()) == ["1.0.0", "1.0.0", "1.0.0", "1.1.0"]
    assert (api.verify(second.folder), api.validate(second.folder).passed) == ([], True)


def test_a_removed_article_makes_a_major_version(first, raw_folder, tmp_path, story):
    (raw_folder / "story-1.txt").unlink()
    _add(raw_folder, story)
    second = _next(raw_folder, tmp_path / "out", first)
    assert second.folder.name == "news-2.0.0"
    assert sorted(version for _, _, version in _articles(second.folder).values()) == ["1.0.0", "1.0.0", "2.0.0"]


def test_the_same_articles_make_a_patch_version(first, raw_folder, tmp_path):
    assert _next(raw_folder, tmp_path / "out", first).folder.name == "news-1.0.1"


def test_old_articles_stay_in_their_splits_when_the_shares_change(first, raw_folder, tmp_path):
    (raw_folder / "other.txt").write_text(OTHER, encoding="utf-8")
    config = replace(Config(), group=GroupOptions(splits={"other": 1.0}))
    after = _articles(_next(raw_folder, tmp_path / "out", first, config=config).folder)
    assert {name: after[name][0] for name in _articles(first)} == {
        name: split for name, (split, _, _) in _articles(first).items()
    }
    assert [split for split, _, version in after.values() if version == "1.1.0"] == ["other"]


@pytest.mark.parametrize(
    ("given", "made"), [("1.0.0", "1.1.0"), ("0.1.0", "1.1.0"), ("1.1.0", "1.1.0"), ("4.2.0", "4.2.0")]
)
def test_a_version_that_was_raised_enough_is_taken(first, raw_folder, story, given, made):
    _add(raw_folder, story)
    second = _next(raw_folder, first.parent, first, version=given)
    assert second.folder.name == f"news-{made}"
    assert made in {version for _, _, version in _articles(second.folder).values()}


def test_a_bump_that_is_too_small_is_refused_and_the_right_one_named(first, raw_folder, tmp_path, story):
    _add(raw_folder, story)
    with pytest.raises(ReleaseError, match=re.escape("MINOR change (1 row added): set dataset.version to 1.1.0")):
        _next(raw_folder, tmp_path / "out", first, version="1.0.1")
    (raw_folder / "story-1.txt").unlink()
    with pytest.raises(ReleaseError, match="MAJOR change"):
        _next(raw_folder, tmp_path / "out", first, version="1.9.0")
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name != ".cache"] == [first.name]


def test_the_manifest_names_the_previous_release_by_its_digest(first, raw_folder, tmp_path):
    second = _next(raw_folder, tmp_path / "out", first)
    assert second.manifest["inputs"]["previous"] == {
        "name": "news",
        "version": "1.0.0",
        "digest": check_files(open_release(first)),
    }


def test_the_same_build_again_gives_the_same_bytes(first, raw_folder, tmp_path, story):
    _add(raw_folder, story)
    one = _next(raw_folder, tmp_path / "one", first).folder
    other = _next(raw_folder, tmp_path / "other", first).folder
    names = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert filecmp.cmpfiles(one, other, names, shallow=False)[1:] == ([], [])


def test_the_changelog_grows_by_a_section_for_each_version(first, raw_folder, tmp_path, story):
    _add(raw_folder, story)
    second = _next(raw_folder, tmp_path / "out", first)
    (raw_folder / "story-1.txt").unlink()
    third = _next(raw_folder, tmp_path / "out", second.folder)
    text = (third.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", text, re.MULTILINE) == ["2.0.0", "1.1.0", "1.0.0"]
    assert "MAJOR change since 1.1.0: 1 row removed." in text
    assert (second.folder / "CHANGELOG.md").read_text(encoding="utf-8").partition("## ")[2] in text
    assert api.verify(third.folder) == []


def test_a_previous_release_of_another_dataset_is_refused(first, raw_folder, tmp_path):
    with pytest.raises(ReleaseError, match="release of news"):
        _next(raw_folder, tmp_path / "out", first, name="other")


def test_a_previous_release_that_was_changed_is_refused(first, raw_folder, tmp_path):
    (first / "README.md").write_text("something else", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"README\.md was changed"):
        _next(raw_folder, tmp_path / "out", first)


def test_the_previous_release_may_be_named_in_the_configuration(first, raw_folder, tmp_path):
    (tmp_path / "toolkit.toml").write_text(
        f'[build]\ninputs = ["raw"]\nout = "out"\nworkers = 1\nprevious = "out/{first.name}"\n', encoding="utf-8"
    )
    assert api.build(config=tmp_path / "toolkit.toml").folder.name == "news-1.0.1"


def test_the_command_says_which_version_it_made(first, raw_folder, command):
    outcome = command("build", raw_folder, "--out", "out", "--previous", first, "--engine", "here")
    assert (outcome.code, outcome.out.splitlines()[0]) == (0, "Built out/news-1.0.1")


def test_a_version_that_is_computed_begins_with_1_and_follows_the_changes(raw_folder, tmp_path, story):
    def build():
        built = api.build([raw_folder], out=tmp_path / "out", version="auto", previous="latest", engine="here")
        return built.folder.name, built.changed

    assert build() == ("news-1.0.0", True)
    assert build() == ("news-1.0.0", False)
    _add(raw_folder, story)
    assert build() == ("news-1.1.0", True)
    assert build() == ("news-1.1.0", False)
    (raw_folder / "story-1.txt").unlink()
    assert build() == ("news-2.0.0", True)
    assert {version for _, _, version in _articles(tmp_path / "out" / "news-2.0.0").values()} == {"1.0.0", "1.1.0"}


def test_the_latest_release_is_the_one_of_the_highest_version(raw_folder, tmp_path, story):
    for version in ("9.0.0", "10.0.0"):
        api.build([raw_folder], out=tmp_path / "out", version=version, engine="here")
    (tmp_path / "out" / "news-11.0.0").mkdir()  # no release
    api.build([raw_folder], out=tmp_path / "out", name="news-of-others", version="12.0.0", engine="here")
    _add(raw_folder, story)
    assert _next(raw_folder, tmp_path / "out", "latest", version="auto").folder.name == "news-10.1.0"


def test_the_latest_release_in_a_place_elsewhere_is_found(raw_folder, story):
    out = "memory://versions"
    options = {"out": out, "version": "auto", "previous": "latest", "engine": "here", "cache": "off"}
    api.build([raw_folder], **options)
    _add(raw_folder, story)
    assert str(api.build([raw_folder], **options).folder).endswith("/news-1.1.0")


def test_other_options_make_another_release_of_the_same_articles(raw_folder, tmp_path):
    options = {"out": tmp_path / "out", "version": "auto", "previous": "latest", "workers": 1}
    api.build([raw_folder], **options)
    again = api.build([raw_folder], config={"dataset": {"title": "Another title"}}, **options)
    assert (again.folder.name, again.changed) == ("news-1.0.1", True)

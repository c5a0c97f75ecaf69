"""Groups of near-duplicates."""

import os
import random
import runpy
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member
from toolkit.group.members import members_of
from toolkit.group.near_duplicates import cluster as cluster_roster
from toolkit.group.options import STANDARD, GroupOptions
from toolkit.group.splits import split_of


def cluster(members, options=STANDARD, **named):
    return cluster_roster(members_of(members, options.sketch), options, **named).to_list()


fingerprint = cache(fingerprint)  # so that thousands of examples cost little


def _text(story, words=300):
    chance = random.Random(f"story {story}")
    return " ".join(f"w{chance.randrange(20_000)}" for _ in range(words))


@cache
def _copy(story, kind):
    """A version of a story, in one of the ways in which texts travel."""
    words = _text(story).split()
    if kind == "cut":
        words = words[: int(len(words) * 0.45)]
    if kind == "update":
        words = [*_text(f"lead of {story}", 30).split(), *words[:250]]
    if kind == "framed":
        words = [*words, *_text("boilerplate", 40).split()]
    if kind == "capitals":
        words = [word.upper() for word in words]
    return " ".join(words)


def _member(name, body, date=None):
    return Member(id=name, fingerprint=fingerprint(body), date=date)


KINDS = ["whole", "cut", "update", "framed", "capitals"]

MEMBERS = st.lists(
    st.builds(
        lambda number, story, kind, day: _member(f"{story}-{kind}-{number}", _copy(story, kind), day),
        st.integers(0, 3),
        st.integers(0, 4),
        st.sampled_from(KINDS),
        st.sampled_from([None, "2024", "2024-05-01", "2024-05-02", "XXXX-05-01"]),
    ),
    max_size=14,
    unique_by=lambda member: member.id,
)


def test_a_story_and_its_versions_are_one_group_and_other_stories_are_others():
    members = [_member(f"{story}-{kind}", _copy(story, kind)) for story in range(5) for kind in KINDS]
    stories = defaultdict(set)
    for member, group in zip(members, cluster(members), strict=True):
        stories[group].add(member.id.partition("-")[0])
    assert sorted(stories.values(), key=min) == [{"0"}, {"1"}, {"2"}, {"3"}, {"4"}]


def test_the_group_is_named_after_the_earliest_member():
    members = [_member("a", _text(1), "2024-05-03"), _member("b", _text(1), "2024-05-01"), _member("c", _text(1))]
    assert cluster(members) == ["b", "b", "b"]


def test_of_members_of_one_day_the_smallest_id_names_the_group():
    assert cluster([_member(name, _text(1), "2024-05-01") for name in "bca"]) == ["a", "a", "a"]


def test_a_vague_date_does_not_make_an_anchor():
    assert cluster([_member("a", _text(1), "2024"), _member("b", _text(1), "2024-05-01")]) == ["b", "b"]


def test_an_article_alone_is_a_group_of_its_own():
    assert cluster([_member("a", _text(1)), _member("b", _text(2))]) == ["a", "b"]


def test_no_members_have_no_groups():
    assert cluster([]) == []


def test_very_short_texts_are_grouped_only_with_identical_ones():
    texts = ["Sheep go aboard at noon today.", "SHEEP GO ABOARD AT NOON TODAY", "Sheep go aboard at noon today, too."]
    assert cluster([_member(name, text) for name, text in zip("abc", texts, strict=True)]) == ["a", "a", "c"]


def test_articles_without_words_stay_alone():
    assert cluster([_member("a", ""), _member("b", "")]) == ["a", "b"]


def test_versions_with_one_id_are_one_group_whatever_they_say():
    members = [_member("b", _text(1)), _member("b", _text(2)), _member("a", _text(2))]
    assert cluster(members) == ["a", "a", "a"]


def test_articles_of_one_outlet_are_not_chained_by_their_boilerplate():
    members = [_member(f"{number:02}", _text(number, 80) + " " + _text("legal", 110)) for number in range(40)]
    assert cluster(members) == [member.id for member in members]


def test_a_live_blog_does_not_chain_the_articles_it_quotes():
    articles = [_text(story) for story in range(8)]
    blog = " ".join(articles)
    members = [_member(str(number), text) for number, text in enumerate([*articles, blog])]
    assert cluster(members) == [member.id for member in members]


def test_a_split_group_stays_where_it_was_when_an_undated_member_with_a_smaller_id_comes():
    old = [_member("m", _text(1)), _member("n", _copy(1, "cut"))]
    new = _member("a", _copy(1, "update"))
    assert cluster([new, *old], anchors={"m"}) == ["m", "m", "m"]


@settings(max_examples=40, deadline=None)
@given(MEMBERS, st.randoms(use_true_random=False))
def test_the_order_of_the_members_makes_no_difference(members, chance):
    shuffled = chance.sample(members, len(members))
    assert _named(shuffled) == _named(members)


@settings(max_examples=40, deadline=None)
@given(MEMBERS, st.integers())
def test_a_group_never_spans_two_splits(members, seed):
    options = GroupOptions(seed=seed, splits={"train": 0.5, "test": 0.5})
    splits = defaultdict(set)
    for group in cluster(members, options):
        splits[group].add(split_of(group, options))
    assert all(len(names) == 1 for names in splits.values())


@settings(max_examples=40, deadline=None)
@given(MEMBERS)
def test_a_group_is_named_after_one_of_its_members(members):
    groups = _named(members)
    assert all(groups[group] == group for group in groups.values())


@settings(max_examples=40, deadline=None)
@given(MEMBERS, MEMBERS)
def test_old_groups_keep_their_names_when_new_members_come(old, new):
    """Unless a new member links two of them, which these stories cannot."""
    before = _named(old)
    added = [member for member in new if member.id not in before]
    after = cluster([*old, *added], anchors=set(before.values()))
    assert dict(zip(before, after, strict=False)) == before


@settings(max_examples=40, deadline=None)
@given(MEMBERS, MEMBERS)
def test_members_that_come_later_move_no_dated_group(old, new):
    dated = [Member(member.id, member.fingerprint, "2024-01-01") for member in old]
    before = _named(dated)
    added = [member for member in new if member.id not in before]
    assert dict(zip(before, cluster([*dated, *added]), strict=False)) == before


def test_planted_copies_are_found_and_nothing_else_is():
    path = Path(__file__).parents[2] / "benchmarks" / "group.py"
    planted = list(runpy.run_path(str(path))["corpus"](1_500, seed=1))
    groups = cluster([_member(f"{number:04}", item.body) for number, item in enumerate(planted)])
    stories = [item.story for item in planted]
    together = _pairs(zip(groups, stories, strict=True))
    assert (together / _pairs(stories) >= 0.97, together / _pairs(groups) >= 0.99) == (True, True)


PROGRAM = """
import sys
sys.path.insert(0, {folder!r})
from test_near_duplicates import KINDS, _copy, _member, cluster
members = [_member(f"{{story}}-{{kind}}", _copy(story, kind)) for story in range(5) for kind in KINDS]
print(cluster(members))
"""


@pytest.mark.parametrize("seed", ["1", "12345"])
def test_another_process_with_another_hash_seed_finds_the_same_groups(seed):
    members = [_member(f"{story}-{kind}", _copy(story, kind)) for story in range(5) for kind in KINDS]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(folder=str(Path(__file__).parent))],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert run.stdout.strip() == str(cluster(members))


def _named(members):
    return dict(zip((member.id for member in members), cluster(members), strict=True))


def _pairs(labels):
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())

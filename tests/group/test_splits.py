"""The split of a group."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.group.options import GroupOptions
from toolkit.group.splits import split_of

GROUPS = [f"article-{number}" for number in range(20_000)]


@pytest.mark.parametrize("seed", [0, 1, "spring"])
def test_the_shares_are_those_of_the_options(seed):
    options = GroupOptions(seed=seed)
    counts = Counter(split_of(group, options) for group in GROUPS)
    shares = {name: counts[name] / len(GROUPS) for name in options.splits}
    assert shares == pytest.approx(dict(options.splits), abs=0.01)


def test_a_known_group_stays_in_its_split_for_ever():
    expected = {"a": "train", "é": "validation", "": "validation", "n24": "test"}
    assert {group: split_of(group, GroupOptions()) for group in expected} == expected


def test_another_seed_spreads_the_groups_differently():
    first, second = ([split_of(group, GroupOptions(seed=seed)) for group in GROUPS] for seed in (1, 2))
    assert sum(one != other for one, other in zip(first, second, strict=True)) > 5_000


def test_a_split_without_a_share_gets_nothing():
    options = GroupOptions(splits={"none": 0.0, "train": 0.5, "test": 0.5, "nothing": 0.0})
    assert {split_of(group, options) for group in GROUPS} == {"train", "test"}


@settings(deadline=None)
@given(st.text(), st.lists(st.integers(0, 5), min_size=1, max_size=5).filter(any))
def test_every_group_has_a_split_with_a_share(group, parts):
    options = GroupOptions(splits={f"split_{location}": part / sum(parts) for location, part in enumerate(parts)})
    assert options.splits[split_of(group, options)] > 0


def test_growing_the_first_split_takes_groups_from_others_but_gives_none_away():
    before, after = GroupOptions(splits={"train": 0.5, "test": 0.5}), GroupOptions(splits={"train": 0.6, "test": 0.4})
    moves = {(split_of(group, before), split_of(group, after)) for group in GROUPS}
    assert moves == {("train", "train"), ("test", "test"), ("test", "train")}


HELD_OUT = GroupOptions(
    splits={"train": 0.8, "validation": 0.1, "test": 0.1},
    split_from={"validation": "2024-05-01", "test": "2024-06-01"},
)


@pytest.mark.parametrize(
    ("date", "splits"),
    [
        ("2024-06-01", {"test"}),
        ("2024-06", {"test"}),
        ("2025-01-01T08:00:00Z", {"test"}),
        ("2024-05-31", {"validation"}),
        ("2024-04-30", {"train"}),
        ("2023", {"train"}),
        (None, {"train"}),
        ("XXXX-06-01", {"train"}),
    ],
)
def test_splits_by_time_take_the_groups_that_began_from_their_day_on(date, splits):
    assert {split_of(str(number), HELD_OUT, date) for number in range(50)} == splits


def test_all_groups_with_an_outlet_that_is_held_out_go_to_its_split_and_no_other_does():
    options = GroupOptions(splits={"train": 0.5, "test": 0.5}, split_outlets={"The Halden Post": "test"})
    groups = [str(number) for number in range(50)]
    assert {split_of(group, options, None, {"NORDWIRE", "The Halden Post"}) for group in groups} == {"test"}
    assert {split_of(group, options, None, {"NORDWIRE", None}) for group in groups} == {"train"}


def test_an_outlet_that_is_held_out_goes_before_the_date():
    options = GroupOptions(
        splits={"train": 0.8, "validation": 0.1, "test": 0.1},
        split_from={"validation": "2024-05-01"},
        split_outlets={"The Halden Post": "test"},
    )
    assert split_of("a", options, "2024-07-01", {"The Halden Post"}) == "test"

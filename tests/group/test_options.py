"""The choices of grouping and splitting."""

import pytest

from toolkit.errors import ConfigError
from toolkit.group.options import GroupOptions


def test_the_standard_splits_are_train_validation_and_test():
    assert GroupOptions().splits == {"train": 0.8, "validation": 0.1, "test": 0.1}


@pytest.mark.parametrize(
    "splits",
    [{"train": 1.0}, {"train": 1, "test": 0}, {"a": 0.1, "b": 0.2, "c": 0.7}, {str.upper(x): 1 / 7 for x in "abcdefg"}],
)
def test_shares_that_add_up_to_one_are_accepted(splits):
    assert GroupOptions(splits=splits).splits == splits


@pytest.mark.parametrize(
    ("splits", "words"),
    [
        ({"train": 0.8, "test": 0.1}, "add up to 0.9"),
        ({}, "add up to 0"),
        ({"train": 1.5, "test": -0.5}, "'train' is 1.5"),
        ({"train": float("nan")}, "'train' is nan"),
        ({"my split": 1.0}, "'my split' is no name"),
        ({"": 1.0}, "'' is no name"),
    ],
)
def test_impossible_splits_are_refused_with_their_name(splits, words):
    with pytest.raises(ConfigError, match=words):
        GroupOptions(splits=splits)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("containment", 0),
        ("containment", 1.1),
        ("partial_containment", -1),
        ("ending_containment", 3),
        ("size_ratio", 2),
        ("shingle", 0),
        ("sketch", 3),
        ("crowd", 1),
        ("shortest", 0),
    ],
)
def test_an_impossible_value_is_refused_with_the_name_of_the_option(option, value):
    with pytest.raises(ConfigError, match=rf"group\.{option} is {value}"):
        GroupOptions(**{option: value})


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"split_from": {"dev": "2024-01-01"}}, "no split 'dev'"),
        ({"split_from": {"test": "June 2024"}}, "test begins on 'June 2024'"),
        ({"split_outlets": {"The Halden Post": "dev"}}, "no split 'dev'"),
        ({"splits": {"test": 1.0}, "split_from": {"test": "2024-01-01"}}, "every split is held out"),
        ({"keep": "newest"}, "group.keep is 'newest'"),
    ],
    ids=str,
)
def test_impossible_choices_are_refused_with_the_name_of_the_option(options, words):
    with pytest.raises(ConfigError, match=words):
        GroupOptions(**options)

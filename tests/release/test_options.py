"""Options of the package stage."""

from dataclasses import fields

import pytest

from toolkit.errors import ConfigError
from toolkit.release.options import DatasetOptions, PackageOptions


@pytest.mark.parametrize("option", [*fields(PackageOptions), *fields(DatasetOptions)], ids=lambda option: option.name)
def test_every_option_says_what_it_means(option):
    assert len(option.metadata["meaning"]) > 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"row_group_rows": 0},
        {"row_group_rows": -1},
        {"shard_bytes": 0},
        {"month_rows": 0},
        {"compression_level": 0},
        {"compression_level": 23},
    ],
    ids=str,
)
def test_an_impossible_value_is_refused_by_its_name(wrong):
    with pytest.raises(ConfigError, match=next(iter(wrong))):
        PackageOptions(**wrong)


def test_a_note_without_a_place_is_refused_by_its_name():
    with pytest.raises(ConfigError, match="summary has no place"):
        DatasetOptions(notes={"summary": "Mine."})

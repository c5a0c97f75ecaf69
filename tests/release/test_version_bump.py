"""The version follows from what changed."""

import polars
import pytest

from toolkit.errors import ReleaseError
from toolkit.release.version_bump import bump, next_version, version_key

ID = {"id": polars.String()}
BOTH = {**ID, "n": polars.Int64()}


@pytest.mark.parametrize(
    ("new", "level"),
    [
        (lambda make: make(1, 2), "PATCH"),
        (lambda make: make(2, 1), "PATCH"),
        (lambda make: [*make(1, 2), *make(3, added_in="1.1.0")], "MINOR"),
        (lambda make: make(1, 2, 3), "MAJOR"),
        (lambda make: [*make(1), *make(2, added_in="1.1.0")], "PATCH"),
        (lambda make: make(1, 2, 3, added_in="1.1.0"), "MAJOR"),
        (lambda make: make(1), "MAJOR"),
        (lambda make: [*make(1), *make(2, word_count=27)], "MAJOR"),
        (lambda make: {"train": make(1), "test": make(2)}, "MAJOR"),
        (lambda make: {"train": make(1, 2), "june": make(3)}, "MINOR"),
    ],
    ids=[
        "the same",
        "another order",
        "rows added",
        "rows added without a version",
        "only stamped",
        "all rows newly stamped",
        "removed",
        "changed",
        "moved",
        "a new split",
    ],
)
def test_the_level_follows_from_the_rows(compared, articles, new, level):
    assert bump(compared(articles(1, 2), new(articles))).level == level


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        (ID, BOTH, "MINOR"),
        (BOTH, ID, "MAJOR"),
        (BOTH, {**ID, "n": polars.Int32()}, "MAJOR"),
    ],
    ids=["column added", "column removed", "column of another type"],
)
def test_the_level_follows_from_the_columns(compared, old, new, level):
    rows = [[{name: "a" if name == "id" else 1 for name in kinds}] for kinds in (old, new)]
    assert bump(compared(*rows, (old, new))).level == level


def test_the_reasons_are_counted(compared, articles):
    result = bump(compared(articles(1, 2, 3), [*articles(1, word_count=5), *articles(9, added_in="1.1.0")]))
    assert result.reasons == ("2 rows removed", "1 row changed", "1 row added")


@pytest.mark.parametrize(("level", "version"), [("PATCH", "1.4.3"), ("MINOR", "1.5.0"), ("MAJOR", "2.0.0")])
def test_the_next_version_is_the_smallest_possible(level, version):
    assert next_version("1.4.2", level) == version


def test_versions_are_compared_by_their_numbers():
    assert version_key("1.10.0") > version_key("1.9.9")


def test_what_is_no_version_is_refused():
    with pytest.raises(ReleaseError, match=r"1\.2"):
        version_key("1.2")

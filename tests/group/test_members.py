"""Members as columns, and which of them is senior."""

import pytest

from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member
from toolkit.group.members import SENIORITY, members_of


def _member(date, name="a", path="", record=None):
    return Member(id=name, fingerprint=fingerprint("The ferry runs again."), date=date, path=path, record=record)


def _by_seniority(*members):
    return [members[index] for index in members_of(members, 64).columns.sort(*SENIORITY)["index"]]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2023-09-24", "2023-09-25"),
        ("2023-09-24T08:00:00Z", "2023-09-24T09:00:00Z"),
        ("2023-09-24T23:00:00Z", "2023-09-24"),
        ("2023-09-30", "2023-09"),
        ("2023-09", "2023"),
        ("2023-12-31", "2023"),
        ("2023", "2024-01-01"),
        ("2023-09-2X", "2023-10-01"),
        ("2023-XX-XX", "2024-01-01"),
        ("2023-09-24/2023-09-26", "2023-09-25"),
        ("2023-09-24~", "2023-09-25"),
        ("2023-09-24", "XXXX-09-23"),
        ("2023-09-24", None),
        ("2023-09-24", ""),
        ("2023-09-24", "yesterday"),
    ],
)
def test_the_earlier_date_goes_first_and_a_vague_one_last_in_its_period(earlier, later):
    first, second = _member(earlier, "z"), _member(later, "a")
    assert _by_seniority(second, first) == [first, second]


def test_of_one_day_the_smaller_id_goes_first():
    first, second = _member("2023-09-24", "a"), _member("2023-09-24", "b")
    assert _by_seniority(second, first) == [first, second]


def test_of_one_id_the_smaller_path_and_record_go_first_and_a_whole_file_before_records():
    places = (("a", None), ("a", 0), ("a", 9), ("a", 10), ("b", None))
    members = [_member(None, path=path, record=record) for path, record in places]
    assert _by_seniority(*members[::-1]) == members


def test_members_keep_their_order_and_their_sketches_stand_beside_them():
    members = [_member("2024", name) for name in "cab"]
    member_table = members_of(members, 64)
    assert (len(member_table), member_table.columns["id"].to_list(), member_table.sketches.shape) == (
        3,
        ["c", "a", "b"],
        (3, 64),
    )


def test_a_roster_of_nobody_has_no_rows():
    assert len(members_of([], 64)) == 0

"""One article as grouping sees it."""

import pytest

from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member, seniority


def _member(date, name="a", path="", record=None):
    return Member(id=name, fingerprint=fingerprint("The ferry runs again."), date=date, path=path, record=record)


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
    assert seniority(_member(earlier, "z")) < seniority(_member(later, "a"))


def test_of_one_day_the_smaller_id_goes_first():
    assert seniority(_member("2023-09-24", "a")) < seniority(_member("2023-09-24", "b"))


def test_of_one_id_the_smaller_path_and_record_go_first():
    members = [_member(None, path=path, record=record) for path, record in (("b", None), ("a", 10), ("a", 9), ("a", 0))]
    assert sorted(members, key=seniority) == members[::-1]


def test_a_whole_file_goes_before_a_record_of_a_container():
    assert _member(None, path="a").place < _member(None, path="a", record=0).place

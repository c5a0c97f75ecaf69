"""Values of a record reduced to what the contract holds."""

from datetime import UTC, date, datetime

import pytest

from toolkit.read.values import plain


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("headline", "  Ferry ", "Ferry"),
        ("headline", " ", None),
        ("headline", 7, None),
        ("source", {"id": None, "name": "Ormsund Post"}, "Ormsund Post"),
        ("source", [{"name": "Ormsund Post"}], "Ormsund Post"),
        ("source", {"id": 3}, None),
        ("authors", "By Ada Quill", "By Ada Quill"),
        ("authors", ["Ada Quill", " ", "Ben Orr"], ["Ada Quill", "Ben Orr"]),
        ("authors", [{"@type": "Person", "name": "Ada Quill"}], ["Ada Quill"]),
        ("authors", {"name": "Ada Quill"}, ["Ada Quill"]),
        ("authors", 7, None),
        ("date", "2024-03-01", "2024-03-01"),
        ("date", date(2024, 3, 1), date(2024, 3, 1)),
        ("date", 20240301, "2024-03-01"),
        ("date", 1709280000, datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("date", 1709280000000, datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("date", float("nan"), None),
        ("date", True, None),
        ("date", 12, None),
    ],
)
def test_a_value_is_reduced_to_what_its_field_can_hold(name, value, expected):
    assert plain(name, value) == expected

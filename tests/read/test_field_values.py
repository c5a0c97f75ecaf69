"""Values of a record reduced to what the contract holds."""

from datetime import UTC, date, datetime

import pytest

from toolkit.read.field_values import byline_names, moment, plain


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("headline", "  Ferry ", "Ferry"),
        ("headline", " ", None),
        ("headline", 7, None),
        ("source", {"id": None, "name": "Ormsund Post"}, "Ormsund Post"),
        ("source", [{"name": "Ormsund Post"}], "Ormsund Post"),
        ("source", {"id": 3}, None),
        ("authors", "By Ada Quill", ["Ada Quill"]),
        ("authors", "By Ada Quill and Ben Orr", ["Ada Quill", "Ben Orr"]),
        ("authors", " Ada Quill ", "Ada Quill"),
        ("authors", "Di Stefano", "Di Stefano"),
        ("rights", {"holder": "Ormsund Post"}, {"holder": "Ormsund Post"}),
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


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Quill and Ben Orr", ["Ada Quill", "Ben Orr"]),
        ("BY: Ada Quill, Ben Orr & Cy Moss", ["Ada Quill", "Ben Orr", "Cy Moss"]),
        ("Von Klara Brandt, dpx", ["Klara Brandt"]),
        ("Von der Aue", ["Von der Aue"]),
        ("Von Trapp", ["Von Trapp"]),
        ("Byron Moss", ["Byron Moss"]),
        ("Par Élise Morel et Jean Roux", ["Élise Morel", "Jean Roux"]),
        ("  ", []),
    ],
)
def test_a_byline_is_cut_into_its_names(byline, names):
    assert byline_names(byline) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20230403T101500+0200", "2023-04-03T10:15:00+02:00"),
        ("20230403", "2023-04-03"),
        ("2023-04-03", "2023-04-03"),
        ("3 April 2023", "3 April 2023"),
        ("Tuesday", "Tuesday"),
        (" ", None),
        (None, None),
    ],
)
def test_times_in_the_basic_form_are_understood(text, expected):
    assert moment(text) == expected

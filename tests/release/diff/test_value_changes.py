"""Two values are compared down to the field that changed."""

from datetime import date

import pytest

from toolkit.release.diff.value_changes import as_text, value_changes

QUOTE = {"text": "We rang it twice,", "speaker": "Mara Tveit", "parts": [{"start": 3, "end": 9}]}


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (None, None, []),
        (1.0, 1.0, []),
        ("a", None, [("f", "a", None)]),
        ("1", 1, [("f", "1", 1)]),
        (["a", "b"], ["a"], [("f[1]", "b", None)]),
        (["b"], ["a", "b"], [("f[0]", None, "a")]),
        (["a", "b", "c"], ["a", "x", "c"], [("f[1]", "b", "x")]),
        ([QUOTE], [{**QUOTE, "speaker": None}], [("f[0].speaker", "Mara Tveit", None)]),
        ([QUOTE], [{**QUOTE, "parts": [{"start": 3, "end": 8}]}], [("f[0].parts[0].end", 9, 8)]),
        ([], None, [("f", [], None)]),
    ],
)
def test_what_changed_is_named_by_its_path(old, new, changes):
    assert list(value_changes("f", old, new)) == changes


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("as it is", "as it is"),
        (date(2024, 3, 5), "2024-03-05"),
        (["Øre", b"raw"], '["Øre", "cmF3"]'),
        ({"day": date(2024, 3, 5)}, '{"day": "2024-03-05"}'),
    ],
)
def test_a_value_is_written_for_people(value, text):
    assert as_text(value) == text

"""The bodies of the rules over several fields, each by itself."""

import polars
import pytest

from toolkit.contract import Record, Rule
from toolkit.errors import ContractError
from toolkit.validation import field_rules
from toolkit.validation.field_rules import BODY, PREVIOUS_END, expressions

TEXT = "🚲 “Ring it,” she said."
SPAN = (3, 11)


def _kept(expression, **columns):
    return (
        polars.DataFrame({name: [value] for name, value in columns.items()})
        .select(expression.alias("kept"))["kept"]
        .item()
    )


@pytest.mark.parametrize(
    ("start", "end", "text", "kept"),
    [
        (3, 11, TEXT[3:11], True),
        (0, 1, "🚲", True),
        (2, 10, TEXT[3:11], False),
        (11, 3, TEXT[3:11], False),
        (900, 901, "x", False),
    ],
)
def test_cuts_text(start, end, text, kept):
    assert _kept(field_rules.cuts_text(), start=start, end=end, text=text, **{BODY: TEXT}) is kept


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [(0, len(TEXT), True), (0, len(TEXT) + 1, False), (4, 4, False), (5, 4, False), (len(TEXT), len(TEXT) + 1, False)],
)
def test_in_range(start, end, kept):
    assert _kept(field_rules.in_range(), start=start, end=end, **{BODY: TEXT}) is kept


@pytest.mark.parametrize(("start", "previous", "kept"), [(5, 5, True), (4, 5, False), (0, None, None)])
def test_ordered(start, previous, kept):
    assert _kept(field_rules.ordered(), start=start, **{PREVIOUS_END: previous}) is kept


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        ([SPAN], True),
        ([(3, 5), (5, 11)], True),
        ([(3, 5), (7, 11)], True),
        ([], False),
        ([(3, 10)], False),
        ([(4, 11)], False),
        ([(3, 8), (7, 11)], False),
        ([(3, 3), (3, 11)], False),
        ([(3, 20), (20, 11)], False),
    ],
)
def test_parts_inside(parts, kept):
    listed = polars.Series(
        [[{"start": start, "end": end} for start, end in parts]],
        dtype=polars.List(polars.Struct({"start": polars.Int32, "end": polars.Int32})),
    )
    frame = polars.DataFrame({"parts": listed, "start": [SPAN[0]], "end": [SPAN[1]]})
    assert frame.select(field_rules.parts_inside().alias("kept"))["kept"].item() is kept


@pytest.mark.parametrize(
    ("text", "start", "end", "kept"),
    [
        ("she", 13, 16, True),
        (None, None, None, True),
        ("he", 13, 16, False),
        ("she", None, 16, False),
        (None, 13, 16, False),
        ("she", 16, 13, False),
    ],
)
def test_speaker_cuts_text(text, start, end, kept):
    frame = polars.DataFrame(
        {"speaker_text": [text], "speaker_start": [start], "speaker_end": [end], BODY: [TEXT]},
        schema={
            "speaker_text": polars.String,
            "speaker_start": polars.Int32,
            "speaker_end": polars.Int32,
            BODY: polars.String,
        },
    )
    assert frame.select(field_rules.speaker_cuts_text().alias("kept"))["kept"].item() is kept


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        (0, 3, True),
        (5, 7, True),
        (11, 14, True),
        (2, 4, False),
        (4, 6, False),
        (10, 12, False),
        (0, 20, False),
        (None, None, None),
    ],
)
def test_speaker_outside(start, end, kept):
    kind = polars.List(polars.Struct({"start": polars.Int32, "end": polars.Int32}))
    frame = polars.DataFrame(
        {"parts": [[{"start": 3, "end": 5}, {"start": 7, "end": 11}]], "speaker_start": [start], "speaker_end": [end]},
        schema={"parts": kind, "speaker_start": polars.Int32, "speaker_end": polars.Int32},
    )
    assert frame.select(field_rules.speaker_outside().alias("kept"))["kept"].item() is kept


def test_every_body_belongs_to_a_rule_of_the_schema(contract):
    named = {(record.name, rule.name) for record in contract.records.values() for rule in record.rules}
    assert set(field_rules._BODIES) == named


def test_a_rule_without_a_body_is_refused_by_its_name():
    record = Record("caption", "Caption", "", (), (Rule("short", "text", "It is short."),))
    with pytest.raises(ContractError, match=r"caption\.short"):
        expressions(record)

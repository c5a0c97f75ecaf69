"""Short lines between the paragraphs of an article are part of it; lines beyond its end are not."""

import pytest

from toolkit.normalisation.lines.gap_lines import SIGNS, Gap, describe_lines, fill_gaps, find_candidates
from toolkit.normalisation.lines.segments import find_segments, measure_text

TITLE = "Harbour of Little Marsh will be dredged in autumn"
STORY = (
    "The harbour of Little Marsh will be dredged in autumn, the council said on Monday after a long debate.",
    "The work will cost nine million crowns, most of which the state pays, and take about a year to finish.",
    "Fishermen had asked for it since the ferry ran aground in the storm of last winter, near the lighthouse.",
    "“We have waited for ten years, and now the council has listened,” said the owner of two fishing boats.",
    "The council will choose a company in summer, and the harbour stays open while the ships are at work.",
)
MENU = ("Share", "Most read", "Weather", "Games", "Crossword", "Subscribe", "Contact us", "Jobs", "About us")


def page(*between: str, chance: float = 0.3):
    """Return classes, lines and chances of a story with lines between its second and its third paragraph."""
    classes = ["headline", "body", "body", *[None] * len(between), "body", "body", "body", *[None] * len(MENU)]
    lines = [TITLE, *STORY[:2], *between, *STORY[2:], *MENU]
    chances = [0.01, 0.99, 0.99, *[chance] * len(between), 0.99, 0.99, 0.99, *[0.01] * len(MENU)]
    return classes, lines, chances


def row(index: int, classes, lines, chances):
    """Return the signs of the candidate of an index, by name."""
    segments = find_segments(classes)
    candidates = find_candidates(segments, classes)
    rows = describe_lines(candidates, segments, measure_text(lines, classes, chances))
    return dict(zip(SIGNS, rows[[number for number, _ in candidates].index(index)], strict=True))


def test_a_likely_line_between_paragraphs_is_body_and_a_menu_is_not():
    classes, lines, chances = page("What will it cost?", chance=0.45)
    filled = fill_gaps(classes, lines, chances)

    assert filled == ["headline", *["body"] * 6, *[None] * len(MENU)]


def test_an_unlikely_line_between_paragraphs_stays_outside():
    classes, lines, chances = page("Share", chance=0.001)

    assert fill_gaps(classes, lines, chances) == classes


def test_a_line_that_its_words_name_stays_outside():
    classes, lines, chances = page("Read more about it?", chance=0.45)

    assert fill_gaps(classes, lines, chances) == classes


def test_lines_beside_segments_without_a_label_are_asked_about():
    classes = [None, None, "body", None, "date", "body", *[None] * 5, "body", None, None]

    assert find_candidates(find_segments(classes), classes) == [
        (1, Gap(1, 2, 0)),
        (3, Gap(3, 5, 1)),
        (12, Gap(12, 13, 3)),
    ]
    assert find_candidates([], [None]) == []


def test_a_text_without_body_or_without_other_lines_stays_as_it_is():
    assert fill_gaps([None, "headline"], ["Share", TITLE], [0.1, 0.1]) == [None, "headline"]
    assert fill_gaps(["body"], STORY[:1], [0.9]) == ["body"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("letters", 7),
        ("chance", 0.3),
        ("chance above", 0.99),
        ("letters below", 9),
        ("lines of the gap", 2),
        ("lines above in the gap", 0),
        ("lines below in the gap", 1),
        ("letters of the gap", 16),
        ("above the body", False),
        ("lines of the segment above", 2),
        ("lines of the segment below", 3),
        ("letters of the segment above", len(STORY[0] + STORY[1])),
        ("segments", 2),
        ("sentence", True),
        ("colon", False),
        ("first character", 0),
        ("share of capitalised words", 1 / 2),
        ("printed more than once", False),
        ("lines from the headline", 3),
    ],
)
def test_signs_of_lines(name, value):
    assert row(3, *page("Ten up.", "3 Crowns:"))[name] == value


@pytest.mark.parametrize(("line", "kind"), [("“Who?”", 0), ("who?", 1), ("7 ships", 2), ("谁", 3), ("…", 4)])
def test_kinds_of_first_characters(line, kind):
    assert row(3, *page(line))["first character"] == kind

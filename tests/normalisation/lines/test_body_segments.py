"""What looks like body and is far from the article, small and about something else is no part of it."""

import pytest

from toolkit.normalisation.lines.body_segments import SIGNS, choose_segments, describe_segments
from toolkit.normalisation.lines.segments import find_main, find_segments

TITLE = "Harbour of Little Marsh will be dredged in autumn"
STORY = (
    "The harbour of Little Marsh will be dredged in autumn, the council said on Monday after a long debate.",
    "The work will cost nine million crowns, most of which the state pays, and take about a year to finish.",
    "Fishermen had asked for it since the ferry ran aground in the storm of last winter, near the lighthouse.",
    "“We have waited for ten years, and now the council has listened,” said the owner of two fishing boats.",
    "The council will choose a company in summer, and the harbour stays open while the ships are at work.",
)
MENU = ("Share", "Most read", "Weather", "Games", "Crossword", "Subscribe", "Contact us", "Jobs", "About us")
TEASER = "Two bakers from Ormsund have won a prize for their rye bread"


def page(*parts: tuple[str | None, float, tuple[str, ...]]):
    """Return classes, lines and chances to be body of a page of parts."""
    classes = [label for label, _, lines in parts for _ in lines]
    chances = [chance for _, chance, lines in parts for _ in lines]
    return classes, [line for _, _, lines in parts for line in lines], chances


def row(name, classes, lines, chances):
    """Return one sign of all segments."""
    segments = find_segments(classes)
    rows = describe_segments(segments, find_main(segments, lines), lines, classes, chances)
    return [signs[SIGNS.index(name)] for signs in rows]


WITH_TEASER = page(
    ("headline", 0.01, (TITLE,)),
    ("body", 0.99, STORY),
    (None, 0.02, MENU),
    ("body", 0.55, (TEASER,)),
    (None, 0.02, MENU),
)


def test_a_teaser_far_below_the_article_is_no_body():
    classes, lines, chances = WITH_TEASER
    chosen = choose_segments(classes, lines, chances)

    assert [line for line, label in zip(lines, chosen, strict=True) if label == "body"] == list(STORY)


def test_paragraphs_behind_a_line_between_them_stay():
    classes, lines, chances = page(
        ("headline", 0.01, (TITLE,)),
        ("body", 0.99, STORY[:3]),
        (None, 0.1, ("Advertisement",)),
        ("body", 0.99, STORY[3:]),
    )

    assert choose_segments(classes, lines, chances) == classes


def test_the_main_segment_stays_whatever_it_looks_like():
    classes, lines, chances = page((None, 0.1, MENU), ("body", 0.5, (TEASER,)), (None, 0.1, MENU))

    assert choose_segments(classes, lines, chances) == classes
    assert choose_segments([None], ["Share"], [0.1]) == [None]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("lines", [5, 1]),
        ("segments", [2, 2]),
        ("lines from the main segment", [0, 9]),
        ("lines outside the body from the main segment", [0, 9]),
        ("letters outside the body from the main segment", [0, sum(map(len, MENU))]),
        ("lines beside it away from the main segment", [0, 9]),
        ("lines from the headline", [1, 15]),
        ("highest chance", [0.99, 0.55]),
        ("highest chance beside it", [1.0, 0.02]),
        ("share of sentences", [1, 0]),
        ("share of short lines", [0, 1]),
        ("letters of the first line", [len(STORY[0]), len(TEASER)]),
    ],
)
def test_signs_of_segments(name, values):
    assert row(name, *WITH_TEASER) == values


def test_the_same_words_are_shared_vocabulary_in_any_script():
    latin = page(("body", 0.9, STORY), (None, 0.1, MENU), ("body", 0.9, ("The council of the harbour",)))
    chinese = page(
        ("body", 0.9, ("港口将在秋天疏浚，市议会星期一表示，这项工程需要九百万克朗。",)),
        (None, 0.1, MENU),
        ("body", 0.9, ("市议会表示港口将疏浚",)),
    )

    assert row("vocabulary shared with the main segment", *latin)[1] == 1
    assert row("vocabulary shared with the main segment", *chinese)[1] > 0.5

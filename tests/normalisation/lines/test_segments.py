"""Runs of lines of body, the largest of them, and the letters in them."""

from toolkit.normalisation.lines.segments import (
    Segment,
    count_letters,
    find_main,
    find_segments,
    measure_text,
)

LINES = ("Ferry sails again", "The ferry of Ormsund sails again from Monday.", "Weather", "It was repaired in spring.")
CLASSES = ("headline", "body", None, "body")


def test_segments_are_runs_of_lines_of_body():
    assert find_segments(CLASSES) == [Segment(1, 2), Segment(3, 4)]
    assert find_segments([None, "headline"]) == []
    assert find_segments(["body", "body"]) == [Segment(0, 2)]


def test_the_main_segment_is_where_most_text_is_close_together():
    sizes = [300, 200, 200, 250]
    segments = [Segment(0, 1), Segment(30, 31), Segment(32, 33), Segment(34, 35)]
    lines = ["x"] * 40
    for segment, size in zip(segments, sizes, strict=True):
        lines[segment.start] = "x" * size

    assert find_main(segments, lines) == 2


def test_letters_are_counted_by_line_and_in_the_body_alone():
    text = measure_text(LINES, CLASSES, [0.1, 0.9, 0.2, 0.9])

    assert text.all_letters == [0, 17, 62, 69, 95]
    assert text.body_letters == [0, 0, 45, 45, 71]
    assert (text.headline, text.dense) == (0, False)
    assert count_letters(Segment(1, 4), text) == 78


def test_a_character_of_a_script_without_blanks_counts_for_three_letters():
    text = measure_text(["港口将在秋天疏浚，市议会星期一表示，这项工程需要九百万克朗。"], ["body"], [0.9])

    assert text.dense
    assert text.body_letters[-1] == 3 * len(text.lines[0])

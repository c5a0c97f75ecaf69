"""Broken lines are found and joined."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.lines.unwrap_lines import find_joints, group_lines, join_lines

SENTENCE = (
    "The islanders have waited eleven weeks for the ferry, which will leave the landing stage on Saturday at noon "
    "with the post, the flour and the dentist on board."
)


def grouped(lines, gaps=None, indents=None):
    joints = find_joints(lines, gaps or [1] * len(lines), indents or [0] * len(lines))
    return [join_lines(lines[start:end], joints[start:end]) for start, end in group_lines(joints)]


@pytest.mark.parametrize("width", [55, 64, 72, 80, 95])
def test_a_column_is_joined(width):
    assert grouped(textwrap.wrap(f"{SENTENCE} {SENTENCE} {SENTENCE}", width)) == [f"{SENTENCE} {SENTENCE} {SENTENCE}"]


def test_lines_across_a_blank_line_stay_apart():
    lines = textwrap.wrap(SENTENCE, 72)
    assert grouped([*lines, *lines], [2, *[1] * (len(lines) - 1)] * 2) == [SENTENCE, SENTENCE]


def test_a_headline_above_a_column_stays_apart():
    lines = ["Ferry runs again", *textwrap.wrap(f"{SENTENCE} {SENTENCE}", 72)]
    assert grouped(lines) == ["Ferry runs again", f"{SENTENCE} {SENTENCE}"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Ferry runs again", "By Ada Fenn", "May 3, 2024"],
        ["home", "news", "sport", "weather"],
        [SENTENCE, SENTENCE, SENTENCE, SENTENCE],
        ["The menu:", "soup", "bread"],
        [],
        ["One"],
        ["Ferry runs again after eleven weeks", "by Ada Fenn"],
    ],
)
def test_whole_lines_stay_as_they_are(lines):
    assert grouped(lines) == lines


def test_a_sentence_broken_by_a_link_is_joined():
    assert grouped(["As the Gull Point Gazette", "reported on Monday, the ferry runs again."]) == [
        "As the Gull Point Gazette reported on Monday, the ferry runs again."
    ]


@given(st.lists(st.tuples(st.text(alphabet="aB .-", min_size=1).filter(str.strip), st.integers(1, 3)), max_size=30))
def test_groups_divide_the_lines_in_order(rows):
    lines, gaps = [text.strip() for text, _ in rows], [gap for _, gap in rows]
    groups = group_lines(find_joints(lines, gaps, [0] * len(lines)))
    assert [index for start, end in groups for index in range(start, end)] == list(range(len(lines)))


def wrapped(text, width, indent=0):
    """Break a text of wide characters at a number of columns."""
    size = width // 2
    return [text[: size - indent], *(text[start : start + size] for start in range(size - indent, len(text), size))]


CHINESE = "北湾的渡轮将于星期六恢复航行，港务局说，岛上的居民已经等了十一个星期，面粉、信件和牙医都会在船上。" * 3


@pytest.mark.parametrize("width", [40, 72, 76])
def test_wrapped_chinese_is_joined_without_a_blank(width):
    assert grouped(wrapped(CHINESE, width)) == [CHINESE]


def test_an_indented_line_opens_a_paragraph():
    lines = [*textwrap.wrap(SENTENCE, 68), *textwrap.wrap(SENTENCE, 68)]
    half = len(lines) // 2
    indents = [4, *[0] * (half - 1)] * 2
    assert grouped(lines, indents=indents) == [SENTENCE, SENTENCE]


def test_an_indented_block_is_joined_like_any_other():
    lines = textwrap.wrap(f"{SENTENCE} {SENTENCE}", 68)
    assert grouped(lines, indents=[6] * len(lines)) == [f"{SENTENCE} {SENTENCE}"]


def test_a_column_of_print_loses_the_hyphens_of_its_syllables():
    lines = [
        "The island council met on Fri-",
        "day to hear why the ferry had",
        "stayed in port. Its well-",
        "known captain blamed the har-",
    ]
    lines += ["bour office for the long delay", "and asked the council for help."]
    assert grouped(lines) == [
        (
            "The island council met on Friday to hear why the ferry had stayed in port. Its wellknown captain blamed "
            "the harbour office for the long delay and asked the council for help."
        )
    ]


def test_a_scanned_column_of_uneven_lines_loses_them_too():
    lines = ["The island coun-", "cil met again on Fri-", "day to hear why the new fer-", "ry stayed in the port."]
    assert grouped(lines) == ["The island council met again on Friday to hear why the new ferry stayed in the port."]


def test_two_hyphens_at_the_ends_of_uneven_lines_may_be_those_of_compounds():
    lines = ["The council of the well-", "known captain met the flat-", "bottomed ferry in the port."]
    assert grouped(lines) == ["The council of the well-known captain met the flat-bottomed ferry in the port."]


def test_a_compound_that_the_text_has_elsewhere_keeps_its_hyphen():
    lines = ["The well-known captain of the", "ferry met the council on Fri-", "day at noon. The council and the well-"]
    lines += ["known captain drank some coffee", "while the harbour waited for the"]
    assert "and the well-known captain" in grouped(lines)[0]


def test_wire_copy_keeps_its_compounds():
    lines = textwrap.wrap(f"{SENTENCE} {SENTENCE}", 72)
    lines[0] = f"{lines[0].rsplit(' ', 1)[0]} sea-"
    assert f"sea-{lines[1]}" in grouped(lines)[0]


def test_an_open_hyphen_keeps_its_blank():
    lines = textwrap.wrap("Die Fähre zwischen den beiden Inseln fährt ab Samstag wieder in der Vor- und Nachsaison", 72)
    lines[0] = "Die Fähre zwischen den beiden Inseln fährt ab Samstag wieder in der Vor-"
    lines[1] = "und Nachsaison, und die Bewohner haben lange auf diesen Tag gewartet, der"
    lines += ["endlich die Post, das Mehl und den Zahnarzt bringt, wie das Amt nun sagt,", "und zwar pünktlich."]
    assert "Vor- und Nachsaison" in grouped(lines)[0]


@pytest.mark.parametrize("below", ["By Ada Fenn", "3 May 2024, 14:05", "Von Ada Fenn"])
def test_a_byline_or_date_beneath_a_full_headline_stays_apart(below):
    headline = "Ferry between the two islands sails again on Saturday after eleven weeks"
    lines = [headline, below, *textwrap.wrap(f"{SENTENCE} {SENTENCE}", 72)]
    assert grouped(lines, [1, 1, 2, *[1] * (len(lines) - 3)])[:2] == [headline, below]


def test_a_list_of_titles_of_about_one_length_is_no_column():
    titles = [
        "Ferry sails again after eleven weeks in port",
        "Islanders wait for flour, post and a dentist",
        "Harbour office blames a storm for the delay",
        "Bakery orders four times the usual flour",
        "Council meets on the hill to hear the captain",
        "Why the old lighthouse has been dark all week",
    ]
    paragraphs = [SENTENCE * 2] * 4
    assert grouped([*titles, *paragraphs], [1] * 6 + [2] * 4) == [*titles, *paragraphs]


def test_a_headline_in_capitals_above_a_column_is_one_line():
    column = textwrap.wrap(f"{SENTENCE} {SENTENCE}", 36)
    heading = ["ORMSUND, FRIDAY, MAY 3, 1912.", "COURT SPARES OWL", "SEEN IN BELFRY"]
    lines = [*heading, *column]
    gaps = [1, 1, 1, 2, *[1] * (len(column) - 1)]
    assert grouped(lines, gaps) == [heading[0], "COURT SPARES OWL SEEN IN BELFRY", f"{SENTENCE} {SENTENCE}"]


def test_a_text_all_in_capitals_is_joined_as_any_other():
    assert grouped(textwrap.wrap(f"{SENTENCE} {SENTENCE} {SENTENCE}".upper(), 40)) == [
        f"{SENTENCE} {SENTENCE} {SENTENCE}".upper()
    ]


def test_two_full_lines_that_are_indented_alike_are_two_paragraphs():
    first = "The council said on Monday that it would dredge the whole harbour."
    paragraph = textwrap.wrap(f"{SENTENCE} {SENTENCE}", 70, initial_indent="    ")
    lines = [f"    {first}", *paragraph]
    joints = find_joints(
        [line.strip() for line in lines], [1] * len(lines), [len(line) - len(line.lstrip()) for line in lines]
    )
    assert joints[1] is None
    assert None not in joints[2:]


@pytest.mark.parametrize(
    "field",
    [
        "by Ada Fenn on May 3, 2024",
        "von Ada Fenn",
        "por Ada Fenn 4 mayo, 2024",
        "Posted on May 3 2024 8 mins read",
        "vor 11 Minuten",
        "Foto: Ada Fenn",
    ],
)
def test_a_field_below_a_long_headline_is_no_part_of_it(field):
    headline = "Islanders wait eleven weeks for the ferry and the flour and the dentist"
    assert grouped([headline, field, *textwrap.wrap(f"{SENTENCE} {SENTENCE}", 72)])[:2] == [headline, field]


def test_a_headline_that_breaks_behind_a_small_word_goes_on_with_a_year():
    lines = ["Everything that the harbour office of Ormsund is planning to do in", "2024"]
    column = textwrap.wrap(f"{SENTENCE} {SENTENCE}", 68)
    assert grouped([*lines, *column], gaps=[1, 1, 2, *[1] * (len(column) - 1)])[0] == " ".join(lines)


def test_a_line_printed_twice_is_not_joined_with_itself():
    headline = "Ferry sails again from the old landing stage of Ormsund on Saturday"
    column = textwrap.wrap(f"{SENTENCE} {SENTENCE}", 68)
    assert grouped([headline, headline, *column], gaps=[1, 1, 2, *[1] * (len(column) - 1)])[:2] == [headline] * 2


def test_a_first_line_with_an_indent_opens_a_paragraph_though_the_one_above_has_no_stop():
    column = textwrap.wrap(f"{SENTENCE} {SENTENCE}", 68, initial_indent="    ")
    lines = ["    Ferry sails again on Saturday from the old landing stage of Ormsund", *column, *column]
    indents = [len(line) - len(line.lstrip()) for line in lines]
    assert len(grouped([line.strip() for line in lines], indents=indents)) == 3


def test_the_mark_of_an_agency_below_a_full_line_is_no_part_of_it():
    sentence = "The ferry will sail from the old landing stage on Saturday at noon."
    lines = [*textwrap.wrap(f"{SENTENCE} {SENTENCE}", 68), sentence]
    assert grouped([*lines, "REUTER"])[-1] == "REUTER"

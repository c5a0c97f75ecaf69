"""What speaks for and against a date."""

import pytest

from toolkit.normalisation.dates.candidates import find_candidates, find_issue
from toolkit.normalisation.dates.recogniser import find_dates
from toolkit.normalisation.lines.line import Line

BODY = "The harbour council has opened a new footbridge over the old canal, and some two hundred people crossed it."


def laid_out(labelled):
    text, lines = "", []
    for label, content in labelled:
        lines.append(Line(len(text), len(text) + len(content), content, label, 0.9))
        text += content + "\n"
    return text, lines


def signs(*labelled, lead="", past=None):
    text, lines = laid_out(labelled)
    return [set(item.signs) for item in find_candidates(find_dates(text), text, lines, lead, past)]


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("Published 5 March 2024", "role published"),
        ("Updated 5 March 2024", "role updated"),
        ("By Ada Fenn on 5 March 2024 | 18 Comments. This post has links to our shop.", "role published"),
        ("5 March 2024, 10:15", "with time"),
        ("5 March 2024, 10:15 GMT", "with zone"),
        ("Tuesday, 5 March 2024", "with weekday"),
        ("5 March", "without year"),
        ("5 March 2024", "just below the headline"),
        ("5 March 2024", "rest to 12"),
        ("5 March 2024 Aggiornato alle 16:01", "before the word updated"),
        ("The bridge is open since 5 March 2024.", "in a sentence"),
    ],
)
def test_a_sign_is_seen(line, sign):
    (seen,) = signs(("headline", "A footbridge"), ("date", line), ("body", BODY))
    assert sign in seen


def test_a_date_inside_a_paragraph_is_no_candidate():
    assert signs(("body", BODY + " It opened on 5 March 2024. " + BODY)) == []


def test_a_month_without_day_is_no_candidate():
    assert signs(("date", "March 2024")) == []


def test_three_dates_in_a_row_are_a_list():
    seen = signs(("body", BODY), *[("related", f"{day} March 2024") for day in (1, 2, 3)])
    assert all("in a list" in item for item in seen)


def test_a_date_below_the_headline_speaks_against_the_others():
    seen = signs(
        ("headline", "A footbridge"),
        ("date", "5 March 2024"),
        ("body", BODY),
        *[("share", "x")] * 9,
        ("share", "9 March 2024"),
    )
    assert ["another is below the headline" in item for item in seen] == [False, True]


def test_the_weekday_of_the_lead_confirms_the_same_day_and_the_day_after():
    days = [("date", f"{day} March 2024") for day in (4, 5, 6)]
    seen = signs(*days, ("body", BODY), lead="It opened on Monday.")
    assert ["weekday of the lead agrees" in item for item in seen] == [True, True, False]


def test_no_lines_have_no_candidates():
    assert find_candidates(find_dates("5 March 2024"), "5 March 2024", ()) == []


def test_a_date_in_a_line_of_wrapped_copy_is_no_candidate():
    wrapped = (
        "the gauge was moved to the roof of the old mill",
        "on Aug. 16, 1968, and has not been moved since then by",
    )
    assert signs(*(("body", line) for line in wrapped)) == []


@pytest.mark.parametrize(
    ("labelled", "result"),
    [
        ((("date", "Issue 38 | May 2021"), ("headline", "A footbridge"), ("body", BODY)), (2021, 5)),
        ((("date", "May 2021"), ("date", "June 2021"), ("headline", "A footbridge"), ("body", BODY)), None),
        ((("headline", "A footbridge"), ("date", "May 2021"), ("body", BODY)), None),
        ((("related", "May 2021"), ("headline", "A footbridge"), ("body", BODY)), None),
    ],
)
def test_the_month_of_an_issue_stands_alone_above_the_headline(labelled, result):
    text, lines = laid_out(labelled)
    issue = find_issue(find_dates(text), lines)
    assert (issue and (issue.year, issue.month)) == result


def test_a_paragraph_that_opens_with_a_day_and_a_dash_says_when_it_was_published():
    (seen,) = signs(("headline", "A footbridge"), ("body", f"05.03.24 - {BODY}"), ("body", BODY))
    assert "role published" in seen


def test_a_list_of_days_with_a_dash_says_nothing_of_its_story():
    seen = signs(("body", BODY), *[("related", f"0{day}.03.2024 - A walk") for day in (1, 2, 3)])
    assert not any("role published" in item for item in seen)


def test_a_field_of_a_long_line_says_when_its_story_was_published():
    (seen,) = signs(
        ("headline", "A footbridge"), ("share", f"Date: March 5, 2024 Source: Norvik. {BODY} {BODY} {BODY}")
    )
    assert "role published" in seen
    assert "in a sentence" not in seen


ENTRIES = ("5 March 2024, 14:32", "5 March 2024, 13:10", "4 March 2024, 22:05")


def blog(entries, *above):
    lines = [("headline", "Storm over the harbour"), *above]
    for entry in entries:
        lines += [("date", entry), ("body", BODY)]
    text, lines = laid_out([*lines, ("body", BODY)])
    return [
        text[item.mention.start : item.mention.end].strip() for item in find_candidates(find_dates(text), text, lines)
    ]


def test_the_times_of_the_entries_of_a_live_blog_are_no_candidates():
    assert blog(ENTRIES) == []


def test_the_date_above_the_entries_of_a_live_blog_is_one():
    assert blog(ENTRIES, ("date", "Published on 4 March 2024 at 20:00"), ("body", BODY)) == ["4 March 2024 at 20:00"]


def test_times_that_run_forward_may_hold_that_of_the_first():
    assert blog(ENTRIES[::-1])[0] == ENTRIES[2]


@pytest.mark.parametrize("opening", ["5 March 2024 - ", "05.03.2024, Ormsund 08:34:40 "])
def test_a_day_that_opens_the_first_paragraph_is_that_of_publication(opening):
    (seen,) = signs(("headline", "A footbridge"), ("body", opening + BODY))
    assert "role published" in seen

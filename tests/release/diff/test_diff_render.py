"""A difference is shown as text, Markdown and JSON."""

import json

import pytest

from toolkit.release.diff.diff_render import as_markdown, as_text, as_values


@pytest.fixture
def difference(compared, articles):
    new = {"train": [*articles(2, word_count=27), *articles(8, 9, added_in="1.1.0")], "test": articles(3)}
    return compared({"train": articles(1, 2, 3)}, new)


def test_the_first_line_says_what_kind_of_change_it_is(difference):
    first = as_text(difference).splitlines()[0]
    assert first.endswith("MAJOR change, 1 row removed; 1 row changed; 1 row moved to another split; 2 rows added")


def test_without_a_difference_there_is_one_line(compared, articles):
    assert as_text(compared(articles(1), articles(1))).count("\n") == 1


def test_each_row_is_listed_with_its_mark(difference):
    marks = [line[0] for line in as_text(difference).splitlines() if line[:1] in "+-~>" and line]
    assert sorted(marks) == sorted("+-~>+")


def test_rows_that_are_not_listed_are_counted(difference):
    assert "and 3 more rows" in as_text(difference, limit=2)
    assert "And 3 more rows." in as_markdown(difference, limit=2)
    assert as_values(difference, limit=2)["rows_not_listed"] == 3


def test_only_numbers_that_differ_are_shown(difference):
    text = as_text(difference)
    assert ("rows in test" in text, "null share of id" in text) == (True, False)


def test_the_values_are_json_that_keeps_every_number(difference):
    values = json.loads(json.dumps(as_values(difference)))
    assert values["counts"] == {"added": 2, "removed": 1, "changed": 1, "moved": 1, "restamped": 0, "unchanged": 0}
    assert (values["bump"]["level"], values["fields"], len(values["changes"])) == ("MAJOR", {"word_count": 1}, 5)


def test_hostile_text_stays_on_its_line_and_in_its_cell(compared, articles):
    new = articles(1)
    new[0]["headline"] = "<b>|Story\n\x1b[31m\u202e red"
    difference = compared(articles(1), new)
    for text in (as_text(difference), as_markdown(difference)):
        assert not {"\x1b", "\u202e"} & set(text)
    (line,) = [line for line in as_markdown(difference).splitlines() if "Story" in line]
    assert ("<b>" in line, "\\<b\\>\\|" in line) == (False, True)


def test_columns_are_listed(compared):
    import polars

    kinds = {"id": polars.String(), "n": polars.Int64()}
    difference = compared([{"id": "a", "n": 1}], [{"id": "a"}], (kinds, {"id": polars.String()}))
    assert "column   n removed: Int64 → -" in as_text(difference)
    assert "| n | removed | Int64 |  |" in as_markdown(difference)

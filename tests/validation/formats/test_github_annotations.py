"""Annotations and the summary of a job."""

import re

from toolkit.validation.formats.github_annotations import annotations, step_summary

COMMAND = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),title=([^,:]+)::(\S.*)")


def test_each_fault_is_one_command(validation):
    lines = annotations(validation).splitlines()
    assert len(lines) == 5
    assert [line for line in lines if not COMMAND.fullmatch(line)] == []


def test_errors_come_before_warnings_and_point_at_raw_lines(validation):
    result = [COMMAND.fullmatch(line).groups()[:4] for line in annotations(validation).splitlines()]
    assert result[0] == ("error", "raw/a ferry.txt", "7", "cuts_text")
    assert [severity for severity, *_ in result] == ["error"] * 4 + ["warning"]


def test_nothing_found_is_no_command(good):
    assert annotations(good) == ""


def test_the_summary_has_a_row_for_each_rule(validation):
    rows = [line for line in step_summary(validation).splitlines() if re.match(r"\| (❌|⚠️)", line)]
    assert [re.search(r"`(\w+)`", row)[1] for row in rows] == ["cuts_text", "json", "type", "one_spelling"]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6}


def test_the_summary_says_that_all_is_well(good):
    assert step_summary(good).startswith("## ✅")
    assert "1 row checked" in step_summary(good)

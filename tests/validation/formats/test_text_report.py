"""The report for people."""

import re

from toolkit.validation.formats.text_report import render


def test_errors_come_first_and_then_the_most_frequent(validation):
    titles = re.findall(r"^(error|warning) (\w+) \((\d+)\)$", render(validation), re.MULTILINE)
    assert titles == [
        ("error", "cuts_text", "2"), ("error", "json", "1"), ("error", "type", "1"), ("warning", "one_spelling", "1"),
    ]  # fmt: skip


def test_a_fault_stands_with_its_raw_file_and_line(validation):
    assert "  raw/a ferry.txt:7 quotes[1].text = We rang it thrice, (data/articles/" in render(validation)


def test_nothing_in_a_value_reaches_the_terminal(validation):
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", render(validation)) == []


def test_all_is_well_on_one_line(good):
    assert render(good) == "halden-1.0.0: 1 row checked, all keep the contract\n"

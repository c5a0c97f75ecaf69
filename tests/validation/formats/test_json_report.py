"""The report for programs."""

import json

from toolkit.validation.formats.json_report import render


def test_every_fault_is_there_with_all_it_says(validation):
    result = json.loads(render(validation))
    assert (result["passed"], result["errors"], result["warnings"], len(result["faults"])) == (False, 4, 1, 5)
    assert result["faults"][0] == {
        "file": "data/articles/train-0.parquet", "row": 3, "id": "f" * 24, "rule": "cuts_text",
        "path": "quotes[1].text", "value": "We rang it thrice,", "message": "body[start:end] is text.",
        "raw_path": "raw/a ferry.txt", "raw_line": 7, "severity": "error", "line": None, "raw_start": None,
            "raw_missing": False, "source": None, "first_day": None, "examples": [],
    }  # fmt: skip

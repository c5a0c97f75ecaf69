"""A validation with errors, warnings and hostile values."""

import pytest

from toolkit.validation.result import Validation, Violation

IDENTIFIER = "f" * 24


@pytest.fixture(scope="session")
def validation():
    """Give a validation of two files with five faults of three rules."""
    faults = (
        Violation("data/articles/train-0.parquet", 3, IDENTIFIER, "cuts_text", "quotes[1].text", "We rang it thrice,",
              "body[start:end] is text.", "raw/a ferry.txt", 7),
        Violation("data/articles/train-0.parquet", 4, IDENTIFIER, "cuts_text", "quotes[0].text", "a|b\n\x1b[31m\u202e",
              "body[start:end] is text.", "raw/tram.jsonl", None),
        Violation("data/articles/train-0.parquet", 4, IDENTIFIER, "one_spelling", "source", "Halden: 50 %, Post",
              "other articles spell it Halden Post", "raw/tram.jsonl", 2, "warning"),
        Violation("data/quotes/train-0.parquet", None, None, "type", "end", None, "has the type string, wanted int32"),
        Violation("rows.jsonl", 5, None, "json", "", "{", "is not valid JSON", line=9),
    )  # fmt: skip
    return Validation("halden-1.0.0", {"data/articles/train-0.parquet": 10, "empty.parquet": 1}, faults)


@pytest.fixture(scope="session")
def good():
    """Give a validation that found nothing."""
    return Validation("halden-1.0.0", {"data/articles/train-0.parquet": 1}, ())

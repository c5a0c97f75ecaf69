"""The report for programs: every fault as JSON."""

import json
from dataclasses import asdict

from toolkit.validation.result import Validation


def render(validation: Validation) -> str:
    """Return the whole validation as JSON."""
    values = {
        "passed": validation.passed,
        "errors": len(validation.errors),
        "warnings": len(validation.warnings),
        **asdict(validation),
    }
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"

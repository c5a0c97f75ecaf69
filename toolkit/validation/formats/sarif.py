"""The report for code scanning: SARIF 2.1.0, whose locations are the raw input files."""

import hashlib
import json
from urllib.parse import quote

from toolkit._version import VERSION
from toolkit.validation.formats.fault_location import location_of, row_of
from toolkit.validation.result import Validation, Violation

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(validation: Validation) -> str:
    """Return the report as a SARIF log with one run."""
    rules = sorted({fault.rule for fault in validation.faults})
    messages = {fault.rule: fault.message for fault in reversed(validation.faults)}
    severities = {fault.rule: fault.severity for fault in validation.faults}
    driver = {
        "name": "toolkit validate",
        "semanticVersion": VERSION,
        "rules": [
            {
                "id": rule,
                "shortDescription": {"text": messages[rule]},
                "defaultConfiguration": {"level": severities[rule]},
            }
            for rule in rules
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(fault, rules.index(fault.rule)) for fault in validation.faults],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _result(fault: Violation, index: int) -> dict[str, object]:
    line = location_of(fault)
    value = "" if fault.value is None else f" (found {fault.value})"
    location = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(line.path)},
            "region": {"startLine": line.line},
        },
        "logicalLocations": [{"fullyQualifiedName": row_of(fault)}],
    }
    return {
        "ruleId": fault.rule,
        "ruleIndex": index,
        "level": fault.severity,
        "message": {"text": f"{fault.path or fault.file}: {fault.message}{value}"},
        "locations": [location],
        "partialFingerprints": {"faultHash/v1": _fingerprint(fault)},
    }


def _fingerprint(fault: Violation) -> str:
    """Return what stays the same from run to run, so that a fault that was seen before is known again."""
    content = f"{fault.rule}\0{fault.id or fault.file}\0{fault.path}"
    return hashlib.sha256(content.encode()).hexdigest()[:32]

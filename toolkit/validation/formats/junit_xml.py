"""The report for test runners: JUnit XML with one test case for each rule of each file."""

import re
from xml.etree import ElementTree

from toolkit.validation.formats.fault_location import location_of, row_of
from toolkit.validation.result import Validation, Violation

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""


def render(validation: Validation) -> str:
    """Return the report: a suite per file, a case per rule broken there, or one case where all is well.

    Errors are failures; warnings are cases that pass and say what was found in `system-out`.
    """
    root = ElementTree.Element("testsuites", name="toolkit validate")
    names = dict.fromkeys([*validation.rows, *(fault.file for fault in validation.faults)])
    for name in names:
        root.append(_suite(name, [fault for fault in validation.faults if fault.file == name]))
    suites = list(root)
    for total in ("tests", "failures"):
        root.set(total, str(sum(int(suite.get(total, "0")) for suite in suites)))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False, short_empty_elements=True) + "\n"


def _suite(name: str, faults: list[Violation]) -> ElementTree.Element:
    rules: dict[str, list[Violation]] = {}
    for fault in faults:
        rules.setdefault(f"{fault.severity} {fault.rule}", []).append(fault)
    failures = sum(group[0].severity == "error" for group in rules.values())
    values = {"name": _clean(name), "tests": str(max(len(rules), 1)), "failures": str(failures), "errors": "0"}
    suite = ElementTree.Element("testsuite", {**values, "skipped": "0", "time": "0"})
    for group in rules.values():
        suite.append(_case(name, group))
    if not rules:
        ElementTree.SubElement(suite, "testcase", name="contract", classname=_clean(name), time="0")
    return suite


def _case(name: str, faults: list[Violation]) -> ElementTree.Element:
    first = faults[0]
    case = ElementTree.Element("testcase", name=first.rule, classname=_clean(name), time="0")
    text = _clean("\n".join(_line(fault) for fault in faults))
    if first.severity == "error":
        failure = ElementTree.SubElement(case, "failure", message=_clean(first.message), type=first.rule)
        failure.text = text
    else:
        ElementTree.SubElement(case, "system-out").text = text
    return case


def _line(fault: Violation) -> str:
    location = location_of(fault)
    value = "" if fault.value is None else f" = {fault.value}"
    return f"{location.path}:{location.line}: {row_of(fault)}{value}: {fault.message}"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)

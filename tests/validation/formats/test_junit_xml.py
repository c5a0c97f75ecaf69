"""JUnit XML, checked against the schema that Jenkins reads reports by."""

from pathlib import Path

import pytest
from lxml import etree

from toolkit.validation.formats.junit_xml import render

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit-10.xsd"))


@pytest.mark.parametrize("name", ["validation", "good"])
def test_the_report_keeps_the_schema(name, request):
    report = etree.fromstring(render(request.getfixturevalue(name)).encode())
    SCHEMA.assertValid(report)


def test_numbers_add_up(validation):
    report = etree.fromstring(render(validation).encode())
    assert report.attrib["tests"] == str(len(report.findall(".//testcase"))) == "5"
    assert report.attrib["failures"] == str(len(report.findall(".//failure"))) == "3"


def test_a_failure_lists_every_place(validation):
    failure = etree.fromstring(render(validation).encode()).find(".//failure")
    assert [line.partition(": ")[0] for line in failure.text.splitlines() if line.startswith("raw/")] == [
        "raw/a ferry.txt:7",
        "raw/tram.jsonl:1",
    ]


def test_a_warning_is_no_failure(validation):
    case = etree.fromstring(render(validation).encode()).find(".//testcase[@name='one_spelling']")
    assert (case.find("failure"), "Halden: 50 %, Post" in case.find("system-out").text) == (None, True)


def test_characters_that_xml_forbids_are_replaced(validation):
    assert "\x1b" not in render(validation)

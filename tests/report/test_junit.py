"""JUnit XML, checked against the schema that test runners share."""

import pytest
from lxml import etree

from toolkit.report.junit import render

SCHEMA = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:attributeGroup name="counts">
    <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
    <xs:attribute name="time" type="xs:decimal"/>
  </xs:attributeGroup>
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string"/><xs:attributeGroup ref="counts"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/><xs:attributeGroup ref="counts"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:sequence>
      <xs:element name="failure" minOccurs="0"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
        <xs:attribute name="message" type="xs:string"/><xs:attribute name="type" type="xs:string"/>
      </xs:extension></xs:simpleContent></xs:complexType></xs:element>
      <xs:element name="system-out" type="xs:string" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="classname" type="xs:string" use="required"/>
    <xs:attribute name="time" type="xs:decimal"/>
  </xs:complexType></xs:element>
</xs:schema>
"""


@pytest.mark.parametrize("name", ["validation", "good"])
def test_the_report_keeps_the_schema(name, request):
    report = etree.fromstring(render(request.getfixturevalue(name)).encode())
    etree.XMLSchema(etree.fromstring(SCHEMA)).assertValid(report)


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

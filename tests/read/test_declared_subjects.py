"""Section and subjects as the formats of agencies and archives state them."""

import json

from toolkit.read.field_values import plain

BODY = "<p>The ferry to Ormsund runs again.</p>"


def stated(document):
    return [(subject.scheme, subject.code, subject.label) for subject in document.given["subjects"]]


def test_nitf_has_a_section_and_subjects(read_bytes):
    raw = (
        '<nitf><head><tobject><tobject.subject tobject.subject.refnum="04011000" tobject.subject.matter="Transport"/>'
        '</tobject><docdata><key-list><keyword key="ferry"/></key-list></docdata><pubdata position.section="City"/>'
        "</head>"
        f"<body><body.content>{BODY}</body.content></body></nitf>"
    )
    (document,) = read_bytes("a.nitf", raw.encode())
    assert document.given["section"] == "City"
    assert stated(document) == [(None, "04011000", "Transport"), (None, None, "ferry")]


def test_the_archive_of_the_new_york_times_names_the_section_in_a_meta_element(read_bytes):
    raw = (
        '<nitf><head><meta content="Metropolitan Desk" name="dsk"/><docdata><identified-content><classifier '
        f'type="descriptor">Ferries</classifier></identified-content></docdata></head><body><body.content>{BODY}'
        "</body.content></body></nitf>"
    )
    (document,) = read_bytes("a.xml", raw.encode())
    assert document.given["section"] == "Metropolitan Desk"
    assert stated(document) == [("descriptor", None, "Ferries")]


def test_newsml_g2_has_codes_with_their_scheme(read_bytes):
    raw = (
        '<newsItem><contentMeta><headline>Ferry</headline><subject qcode="medtop:20000337"><name>transport</name>'
        "</subject>"
        f"</contentMeta><contentSet><inlineXML><html><body>{BODY}</body></html></inlineXML></contentSet></newsItem>"
    )
    (document,) = read_bytes("a.xml", raw.encode())
    assert stated(document) == [("medtop", "20000337", "transport")]


def test_ninjs_has_codes_and_names(read_bytes):
    item = {
        "uri": "urn:1",
        "headline": "Ferry",
        "body_text": "It runs.",
        "subject": [{"code": "04", "name": "transport"}],
    }
    (document,) = read_bytes("a.json", json.dumps(item).encode())
    assert stated(document) == [(None, "04", "transport")]


def test_rcv1_has_codes_of_several_classes(read_bytes):
    raw = (
        f'<newsitem date="1996-08-20"><headline>Ferry</headline><text>{BODY}</text><metadata><codes '
        'class="bip:topics:1.0"><code code="GTRA"/></codes></metadata></newsitem>'
    )
    (document,) = read_bytes("a.xml", raw.encode())
    assert stated(document) == [("bip:topics:1.0", "GTRA", None)]


def test_reuters_21578_has_topics(read_bytes):
    raw = (
        '<REUTERS NEWID="1">\n<TOPICS><D>ship</D><D>grain</D></TOPICS>\n<TEXT><TITLE>FERRY</TITLE>\n'
        "<BODY>The ferry runs again.\n</BODY></TEXT>\n</REUTERS>\n"
    )
    (document,) = read_bytes("a.sgm", raw.encode())
    assert stated(document) == [(None, None, "ship"), (None, None, "grain")]


def test_a_subject_without_code_and_name_is_none():
    assert plain("subjects", [{"scheme": "medtop", "code": None, "name": None}]) is None

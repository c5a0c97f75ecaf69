"""XML of tools: TEI, trafilatura, Scrapy."""

HEAD = """<teiHeader><fileDesc><titleStmt><title type="main">Bell rings again</title><author>Ada Quill; Ben Orr</author>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><bibl>x</bibl><biblFull><titleStmt>
<title type="main">Bell rings again</title><author>Ada Quill; Ben Orr</author></titleStmt><publicationStmt>
<publisher>Tarnholt Courier (courier.example)</publisher><ptr type="URL" target="https://courier.example/bell"/><date>2024-03-01</date>
</publicationStmt></biblFull></sourceDesc></fileDesc><profileDesc><abstract><p>A bell.</p></abstract>
<creation><date type="download">2025-01-01</date></creation></profileDesc></teiHeader>"""
BODY = """<text><body><div type="entry"><head rend="h2">Why</head><p>The bell was cast
anew.</p><p>It rings.</p></div><div type="comments"><p>No!</p></div></body></text>"""
FIELDS = {
    "headline": "Bell rings again",
    "authors": ["Ada Quill", "Ben Orr"],
    "date": "2024-03-01",
    "source": "Tarnholt Courier",
    "url": "https://courier.example/bell",
    "standfirst": "A bell.",
    "body": "Why\n\nThe bell was cast anew.\n\nIt rings.",
}


def test_a_tei_document_gives_the_fields_of_its_source(read_bytes):
    (document,) = read_bytes("a.xml", f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD}{BODY}</TEI>'.encode())
    assert document.given == FIELDS


def test_a_corpus_of_tei_documents_is_read_one_by_one(read_bytes):
    tei = f"<TEI>{HEAD}{BODY}</TEI>"
    first, second = read_bytes("a.xml", f"<teiCorpus><teiHeader/>{tei}{tei}</teiCorpus>".encode())
    assert (first.given, first.record, second.record) == (FIELDS, 0, 1)


def test_the_own_xml_of_trafilatura_has_its_fields_in_attributes(read_bytes):
    raw = """<doc sitename="Tarnholt Courier" title="Bell rings again" author="Ada Quill; Ben Orr" date="2024-03-01"
    source="https://courier.example/bell" hostname="courier.example" excerpt="A bell."><main><head>Why</head>
    <p>The bell was cast anew.</p><p>It rings.</p></main><comments><p>No!</p></comments></doc>"""
    (document,) = read_bytes("a.xml", raw.encode())
    assert document.given == {**FIELDS, "source_domain": "courier.example"}


def test_the_items_of_scrapy_are_records(read_bytes):
    raw = b"""<?xml version="1.0"?><items><item><title>Bell</title><text>It rings.</text><authors>
    <value>Ada Quill</value><value>Ben Orr</value></authors></item><item><title>Dam</title></item></items>"""
    first, second = read_bytes("a.xml", raw)
    assert first.given == {"headline": "Bell", "body": "It rings.", "authors": ["Ada Quill", "Ben Orr"]}
    assert (second.reason, second.record) == ("missing_text", 1)


def test_a_list_that_breaks_off_keeps_what_comes_before(read_bytes):
    first, refusal = read_bytes("a.xml", b"<items><item><text>It rings.</text></item><item><text>It")
    assert (first.text, refusal.reason, refusal.record) == ("It rings.", "invalid_record", 1)

"""XML of every form that is nested deeply, wide, endless or full of entities is refused in one sentence."""

import io
import zipfile

import pytest

from toolkit.read import ReadOptions

SMALL = ReadOptions(max_nesting=40, max_attributes=40, max_bytes=100_000)
STORY = "<p>The ferry to Oldmere sails again after four days in the yard, its owner said on Monday.</p>"
NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def inside(path, markup):
    """Return markup inside elements, the outermost first, with @ where a text goes."""
    for start in reversed(path.split(" > ")):
        markup = f"<{start}>{markup}</{start.split()[0]}>"
    return markup


TITLE = "<title>Ferry</title>"
ITEM = "<contentMeta><headline>Ferry</headline></contentMeta>" + inside("contentSet > inlineXML", "@")
TEI = "TEI > text > body"
FORMS = {
    "rss.xml": inside("rss version='2.0' > channel > item", f"{TITLE}<description>@</description>"),
    "atom.xml": inside("feed xmlns='http://www.w3.org/2005/Atom' > entry", f"{TITLE}<content type='xhtml'>@</content>"),
    "agency.xml": inside("feed > entry > nitf > body > body.content", "@"),
    "item.xml": inside(f"newsItem {NAR}", ITEM),
    "message.xml": inside(f"newsMessage {NAR} > itemSet > newsItem", ITEM),
    "nitf.xml": inside("nitf > body > body.content", "@"),
    "newsml.xml": inside("NewsML > NewsItem > NewsComponent > ContentItem > DataContent", "@"),
    "rcv.xml": inside("newsitem itemid='1'", "<headline>Ferry</headline><text>@</text>"),
    "alto.xml": inside("alto > Layout > Page > PrintSpace > TextBlock > TextLine", "<String CONTENT='Ferry'/>@"),
    "page.xml": inside("PcGts > Page > TextRegion > TextLine", inside("TextEquiv > Unicode", "Ferry") + "@"),
    "mets.xml": inside("mets > structMap TYPE='LOGICAL' > div TYPE='ARTICLE'", "@"),
    "tei.xml": inside(TEI, "@"),
    "corpus.xml": inside(f"teiCorpus > {TEI}", "@"),
    "docs.xml": inside("docs > doc title='Ferry' > main", "@"),
    "any.xml": inside("corpus > article", f"{TITLE}<body>@</body>"),
    "proquest.xml": inside("RECORD", "<GOID>1</GOID><RecordTitle>Ferry</RecordTitle><FullText>@</FullText>"),
    "text.fodt": inside(f"office:document xmlns:office='{ODF}office:1.0' xmlns:text='{ODF}text:1.0' > text:p", "@"),
}
WIDE = "<b {}>x</b>".format(" ".join(f'a{number}="1"' for number in range(60)))
DEEP = "<b>" * 60 + "x" + "</b>" * 60


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("attack", [WIDE, DEEP], ids=["wide", "deep"])
def test_markup_beyond_a_limit_is_refused(read_bytes, name, attack):
    refusals = read_bytes(name, FORMS[name].replace("@", STORY + attack).encode(), SMALL)
    assert [(refusal.reason, "read.max_" in refusal.detail) for refusal in refusals] == [("too_large", True)]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ferry ferry"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/passwd">',
        '<!ENTITY % b SYSTEM "file:///etc/passwd"> %b;',
    ],
    ids=["nested", "of a file", "of parameters"],
)
def test_an_entity_is_never_resolved(read_bytes, name, declared):
    raw = f"<!DOCTYPE r [{declared}]>{FORMS[name].replace('@', STORY + '<p>&b;</p>')}"
    held = [getattr(item, "text", "") for item in read_bytes(name, raw.encode())]
    assert not any("root:" in text or text.count("ferry ferry") for text in held)


@pytest.mark.parametrize(
    "name", ["agency.xml", "message.xml", "newsml.xml", "rcv.xml", "corpus.xml", "docs.xml", "any.xml"]
)
def test_a_record_without_end_is_not_held(read_bytes, name):
    endless = FORMS[name].replace("@", STORY + "<p>" + "ferry " * 100_000)
    refusals = read_bytes(name, endless.encode(), SMALL)
    assert [refusal.reason for refusal in refusals] == ["too_large"]


@pytest.mark.parametrize("name", ["agency.xml", "message.xml", "docs.xml"])
def test_many_small_records_are_read_whatever_their_file_has(read_bytes, name):
    record, end = {
        "agency.xml": ("<entry>", "</feed>"),
        "message.xml": ("<newsItem>", "</itemSet>"),
        "docs.xml": ("<doc ", "</docs>"),
    }[name]
    whole = FORMS[name].replace("@", STORY)
    inner = whole[whole.index(record) : whole.index(end)]
    documents = read_bytes(name, whole.replace(inner, inner * 1200).encode(), SMALL)
    assert len(documents) == 1200
    assert all("Oldmere" in document.text for document in documents)


def test_a_paragraph_of_a_word_file_that_unpacks_to_too_much_is_refused(read_bytes):
    packed = io.BytesIO()
    markup = "<document><p><t>" + "ferry " * 500_000 + "</t></p></document>"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", markup)
    (refusal,) = read_bytes("a.docx", packed.getvalue(), SMALL)
    assert "read.max_bytes" in refusal.detail

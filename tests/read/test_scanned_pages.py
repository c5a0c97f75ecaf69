"""Pages of digitised newspapers."""

import pytest

from toolkit.read.scanned_pages import joined_lines

LINES = ["The bell of Tarnholt was cast", "anew on Monday, and the foun-", "ders are glad."]
WHOLE = "The bell of Tarnholt was cast anew on Monday, and the founders are glad."


def line(text):
    return "<TextLine>" + "<SP/>".join(f'<String CONTENT="{word}"/>' for word in text.split()) + "</TextLine>"


def block(lines, **attributes):
    stated = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<TextBlock{stated}>{''.join(map(line, lines))}</TextBlock>"


def alto(content, styles=""):
    head = f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Styles>{styles}</Styles><Layout><Page><PrintSpace>'
    return f"{head}{content}</PrintSpace></Page></Layout></alto>".encode()


def page(regions, order=""):
    head = '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>'
    return f"{head}{order}{regions}</Page></PcGts>".encode()


def region(name, lines, kind="paragraph", custom=""):
    text = "".join(f"<TextLine><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>" for text in lines)
    return f'<TextRegion id="{name}" type="{kind}" custom="{custom}">{text}</TextRegion>'


def test_the_blocks_of_a_page_are_its_paragraphs(read_bytes):
    (document,) = read_bytes("1.xml", alto(block(LINES) + block(["It rings."])))
    assert (document.text, document.media_type) == (f"{WHOLE}\n\nIt rings.", "text/plain")


def test_a_hyphen_that_the_page_marks_joins_its_word(read_bytes):
    divided = '<TextLine><String CONTENT="foun"/><HYP CONTENT="-"/></TextLine>'
    (document,) = read_bytes("1.xml", alto(f"<TextBlock>{divided}{line('ders are glad.')}</TextBlock>"))
    assert document.text == "founders are glad."


def test_marked_articles_are_documents_with_their_headings(read_bytes):
    styles = '<TextStyle ID="S" FONTSIZE="9"/><TextStyle ID="L" FONTSIZE="20"/>'
    articles = "".join(
        f'<ComposedBlock ID="A{number}" TYPE="article">{block([f"Bell {number} rings"], STYLEREFS="L")}'
        f"{block(LINES, STYLEREFS='S')}</ComposedBlock>"
        for number in (1, 2)
    )
    first, second = read_bytes("1.xml", alto(articles, styles))
    assert (first.given["headline"], first.text, first.record) == ("Bell 1 rings", WHOLE, 0)
    assert (second.given["headline"], second.record) == ("Bell 2 rings", 1)


def test_a_page_of_several_unmarked_articles_is_refused(read_bytes):
    styles = '<TextStyle ID="S" FONTSIZE="9"/><TextStyle ID="L" FONTSIZE="20"/>'
    content = "".join(block([f"Bell {n} rings"], STYLEREFS="L") + block(LINES, STYLEREFS="S") for n in range(3))
    (refusal,) = read_bytes("1.xml", alto(content, styles))
    assert refusal.reason == "several_articles"


def test_regions_are_read_in_their_order_without_running_heads(read_bytes):
    regions = region("b", ["It rings."]) + region("a", LINES) + region("h", ["Courier"], "header")
    order = '<ReadingOrder><OrderedGroup><RegionRefIndexed index="0" regionRef="a"/>'
    order += '<RegionRefIndexed index="1" regionRef="b"/></OrderedGroup></ReadingOrder>'
    (document,) = read_bytes("1.xml", page(regions, order))
    assert document.text == f"{WHOLE}\n\nIt rings."


def test_articles_that_a_page_file_marks_are_documents(read_bytes):
    regions = "".join(
        region(f"h{n}", [f"Bell {n}"], "heading", f"structure {{id:a{n}; type:article;}}")
        + region(f"p{n}", LINES, "paragraph", f"structure {{id:a{n}; type:article;}}")
        for n in (1, 2)
    )
    result = read_bytes("1.xml", page(regions))
    assert [(item.given["headline"], item.text) for item in result] == [("Bell 1", WHOLE), ("Bell 2", WHOLE)]


@pytest.mark.parametrize("raw", [alto(""), page("")])
def test_a_page_without_recognised_text_is_refused(read_bytes, raw):
    (refusal,) = read_bytes("1.xml", raw)
    assert refusal.reason == "no_text"


def test_a_page_that_is_no_xml_is_refused(read_bytes):
    (refusal,) = read_bytes("1.xml", b"<alto><TextBlock></alto>")
    assert refusal.reason == "invalid_record"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Velmark-", "Ost is glad"], "Velmark- Ost is glad"),
        (["1990-", "and so on"], "1990- and so on"),
        (["", "  one ", "two"], "one two"),
        ([], ""),
    ],
)
def test_only_words_that_go_on_in_small_letters_are_joined(lines, text):
    assert joined_lines(lines) == text

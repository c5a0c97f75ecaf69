"""NewsML 1.2, RCV1, the XML of the Associated Press and that of Factiva."""

from toolkit.contract.records import Rejection

PARAGRAPHS = "<p>A swarm of bees was taken in by the drivers on Sunday.</p><p>The depot ordered two hives.</p>"
BODY = "A swarm of bees was taken in by the drivers on Sunday.\n\nThe depot ordered two hives."
COMPONENT = (
    "<NewsComponent xml:lang='fr'><NewsLines><HeadLine>{title}</HeadLine>{byline}<DateLine>Ravensholm (AFP)</DateLine>"
    "</NewsLines><ContentItem><MediaType FormalName='Text'/><DataContent>{text}</DataContent></ContentItem>"
    "</NewsComponent>"
)
ITEM = (
    "<NewsItem><Identification><NewsIdentifier><DateId>20190603</DateId></NewsIdentifier></Identification>"
    "<NewsManagement><FirstCreated>20190603T041500Z</FirstCreated><Status FormalName='{status}'/></NewsManagement>"
    "<NewsComponent><AdministrativeMetadata><Provider><Party FormalName='AFP'/></Provider></AdministrativeMetadata>"
    "{components}</NewsComponent></NewsItem>"
)


def newsml(*items):
    return f"<?xml version='1.0'?><NewsML Version='1.2'>{''.join(items)}</NewsML>".encode()


def item(title, byline="", text=PARAGRAPHS, status="Usable"):
    return ITEM.format(components=COMPONENT.format(title=title, byline=byline, text=text), status=status)


def test_every_item_is_an_article(read_bytes):
    first, second = read_bytes("a.xml", newsml(item("Bees", "<ByLine>Par Tilda Moss</ByLine>"), item("Umbrellas")))
    assert (first.given["headline"], first.given["authors"]) == ("Bees", ["Tilda Moss"])
    assert (second.given["headline"], "authors" in second.given, second.record) == ("Umbrellas", False, 1)
    assert (first.given["agency"], first.given["language"]) == ("AFP", "fr")
    assert first.given["date"].startswith("2019-06-03")


def test_every_headed_component_of_an_item_is_an_article(read_bytes):
    parts = [COMPONENT.format(title=title, byline="", text=PARAGRAPHS) for title in ("Bees", "Umbrellas")]
    documents = read_bytes("a.xml", newsml(ITEM.format(components="".join(parts), status="Usable")))
    assert [document.given["headline"] for document in documents] == ["Bees", "Umbrellas"]


def test_a_cancelled_item_says_so(read_bytes):
    (document,) = read_bytes("a.xml", newsml(item("Bees", status="Canceled")))
    assert document.given["rights"] == {"status": "cancelled"}


def test_a_picture_with_its_caption_is_no_article(read_bytes):
    picture = item("Bees").replace("FormalName='Text'", "FormalName='Photo'")
    (rejection,) = read_bytes("a.xml", newsml(picture))
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "missing_text"


def test_an_item_of_rcv1_is_an_article(read_bytes):
    raw = (
        "<newsitem itemid='1' date='1996-08-21' xml:lang='en'><title>RAVENSHOLM: Bees.</title><headline>Bees</headline>"
        f"<dateline>RAVENSHOLM 1996-08-21</dateline><text>{PARAGRAPHS}</text><metadata>"
        "<dc element='dc.date.published' value='1996-08-20'/><dc element='dc.source' value='Reuters'/></metadata>"
        "</newsitem>"
    )
    (document,) = read_bytes("a.xml", raw.encode())
    assert (document.given["headline"], document.given["date"]) == ("Bees", "1996-08-20")
    assert (document.given["source"], document.given["language"]) == ("Reuters", "en")
    assert document.given["body"] == f"RAVENSHOLM (Reuters) — {BODY}"


def test_a_publication_of_the_associated_press_is_an_article(read_bytes):
    raw = (
        "<Publication xmlns='urn:ap' xml:lang='en'><PublicationManagement><FirstCreated Year='2009' Month='6' Day='3'/>"
        "</PublicationManagement><NewsLines><HeadLine>Bees</HeadLine><ByLine>By TILDA MOSS</ByLine><DateLine>RAVENSHOLM"
        f"</DateLine></NewsLines><PublicationComponent><TextContentItem><block>{PARAGRAPHS}</block></TextContentItem>"
        "</PublicationComponent></Publication>"
    )
    (document,) = read_bytes("a.xml", raw.encode())
    assert (document.given["headline"], document.given["authors"]) == ("Bees", ["Tilda Moss"])
    assert (document.given["date"], document.given["agency"]) == ("2009-06-03", "AP")


def test_the_articles_of_factiva_are_read_by_their_field_codes(read_bytes):
    article = (
        "<article><headline fid='HD'><paragraph>{title}</paragraph></headline>{byline}<publicationDate fid='PD'><date>"
        "2019-06-03</date></publicationDate><sourceName fid='SN'>The Ravensholm Courier</sourceName>"
        "<baseLanguage fid='LA' value='en'/><leadParagraph fid='LP'><paragraph>A swarm of bees.</paragraph>"
        "</leadParagraph>"
        "<tailParagraphs fid='TD'><paragraph>It hums.</paragraph></tailParagraphs></article>"
    )
    pair = article.format(title="Bees", byline="<byline fid='BY'>By Tilda Moss</byline>")
    raw = f"<ppsarticle>{pair}{article.format(title='Umbrellas', byline='')}</ppsarticle>"
    first, second = read_bytes("a.xml", raw.encode())
    assert (first.given["headline"], first.given["authors"]) == ("Bees", ["Tilda Moss"])
    assert (first.given["source"], first.given["date"]) == ("The Ravensholm Courier", "2019-06-03")
    assert (second.given["body"], second.given["headline"]) == ("A swarm of bees.\n\nIt hums.", "Umbrellas")


def test_what_was_read_before_the_xml_breaks_off_is_kept(read_bytes):
    document, rejection = read_bytes("a.xml", newsml(item("Bees"), item("Umbrellas"))[:-200])
    assert document.given["headline"] == "Bees"
    assert rejection.reason == "invalid_record"


def test_initials_and_desk_below_a_text_are_no_part_of_it(read_bytes):
    (document,) = read_bytes("a.xml", newsml(item("Bees", text=PARAGRAPHS + "<p>tm/ib/dsa</p>")))
    assert document.text.endswith("ordered two hives.")


def test_the_number_of_words_is_no_text_of_ap(read_bytes):
    raw = (
        "<Publication><NewsLines><HeadLine>Bees</HeadLine></NewsLines><TextContentItem><DataContent><nitf><body>"
        f"<body.content><block>{PARAGRAPHS}</block></body.content></body></nitf></DataContent>"
        "<Characteristics><Words>20</Words></Characteristics></TextContentItem></Publication>"
    )
    (document,) = read_bytes("a.xml", raw.encode())
    assert document.text == BODY


def test_the_first_bullet_is_the_headline_of_an_item_of_rcv1_without_one(read_bytes):
    raw = f"<newsitem date='1996-08-21'><headline/><text><p>* Trams adopt bees.</p>{PARAGRAPHS}</text></newsitem>"
    (document,) = read_bytes("a.xml", raw.encode())
    assert (document.given["headline"], document.text) == ("Trams adopt bees.", BODY)

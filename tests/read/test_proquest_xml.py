"""The XML of ProQuest."""

import html

MARKUP = "<html><body><p>A swarm was taken in.</p><p>It hums.</p></body></html>"


def test_a_record_of_historical_newspapers_is_an_article(read_bytes):
    raw = (
        "<Record><RecordID>4711</RecordID><RecordTitle>Bees move in</RecordTitle><Publication><Title>Ravensholm "
        "Courier "
        "(1923-Current file)</Title></Publication><NumericPubDate>19540305</NumericPubDate><Contributor><ContribRole>"
        "Author"
        "</ContribRole><OriginalForm>Moss, Tilda</OriginalForm></Contributor><LanguageCode>ENG</LanguageCode>"
        "<FullText>A swarm was taken in.</FullText></Record>"
    )
    (document,) = read_bytes("4711.xml", raw.encode())
    assert document.text == "A swarm was taken in."
    assert [document.given[name] for name in ("headline", "source", "date", "authors", "language")] == [
        *("Bees move in", "Ravensholm Courier", "1954-03-05", ["Tilda Moss"]),
        "en",
    ]


def test_a_record_for_text_mining_holds_its_text_as_mark_up(read_bytes):
    raw = (
        "<RECORD><GOID>4711</GOID><Obj><TitleAtt><Title>Bees move in</Title></TitleAtt><NumericDate>"
        "2019-06-03</NumericDate>"
        f'</Obj><TextInfo><Text HTMLContent="true">{html.escape(MARKUP)}</Text></TextInfo><DFS><PubFrosting>'
        "<Title>Ravensholm Courier</Title></PubFrosting></DFS></RECORD>"
    )
    (document,) = read_bytes("4711.xml", raw.encode())
    assert (document.media_type, document.given["source"]) == ("text/html", "Ravensholm Courier")

"""Files that hold several articles."""

from toolkit.read import ReadOptions

NEXIS_PAGE = """<HTML><HEAD><STYLE>p {color: red}</STYLE></HEAD><BODY>
<DIV CLASS="c0"><P><SPAN>1 of 2 DOCUMENTS</SPAN></P></DIV><DIV><P>The Ravensholm Courier</P></DIV>
<DIV><P>June 3, 2019 Monday<BR>Final Edition</P></DIV><DIV><P><SPAN>Tram drivers adopt bees</SPAN></P></DIV>
<DIV><P><SPAN>BYLINE: </SPAN><SPAN>By Tilda&nbsp;Moss</SPAN></P></DIV><DIV><P><SPAN>LENGTH: </SPAN>9 words</P></DIV>
<DIV><P>A swarm of bees was taken in by the drivers on
Sunday.</P><P>The depot ordered hives.</P></DIV><DIV><P>LOAD-DATE: June 4, 2019</P></DIV>
<DIV CLASS="c0"><P><SPAN>2 of 2 DOCUMENTS</SPAN></P></DIV><DIV><P>The Pellworth Post</P></DIV>
<DIV><P>June 5, 2019 Wednesday</P></DIV><DIV><P>Early Edition</P></DIV><DIV><P>Library lends umbrellas</P></DIV>
<DIV><P>LENGTH: 9 words</P></DIV><DIV><P>The library lends umbrellas since Tuesday.</P></DIV></BODY></HTML>"""


def story(number):
    return (
        f"Notice {number}\n\n"
        + "The harbour of Pellworth is open again after the storm, its master said. " * 4
        + "\n\n"
    )


def test_an_export_in_html_is_read_like_its_text(read_bytes):
    first, second = read_bytes("a.HTML", NEXIS_PAGE.encode())
    assert (first.given["headline"], first.given["authors"]) == ("Tram drivers adopt bees", ["Tilda Moss"])
    assert first.given["body"] == "A swarm of bees was taken in by the drivers on Sunday.\n\nThe depot ordered hives."
    assert (second.given["headline"], second.given["date"]) == ("Library lends umbrellas", "2019-06-05")
    assert (first.line, second.record) == (None, 1)


def test_an_export_in_an_old_encoding_is_read_by_what_it_declares(read_bytes):
    page = NEXIS_PAGE.replace("Tilda", "Tildé").replace("<HEAD>", '<HEAD><META charset="windows-1252">')
    assert read_bytes("a.html", page.encode("cp1252"))[0].given["authors"] == ["Tildé Moss"]


def test_a_separator_divides_what_no_reader_knows(read_bytes):
    text = "".join(f"@@ {number}\n{story(number)}" for number in range(3))
    documents = read_bytes("a.txt", text.encode(), ReadOptions(separator=r"@@ \d+"))
    assert [document.text.split("\n")[0] for document in documents] == ["Notice 0", "Notice 1", "Notice 2"]


def test_a_mailbox_of_pipermail_is_read_message_by_message(read_bytes):
    head = "From desk at post.example  Tue Mar  5 08:15:00 2019\nFrom: desk at post.example\nSubject: {}\n\n"
    text = "".join(head.format(f"Notice {number}") + story(number) for number in range(2))
    documents = read_bytes("2019-March.txt.gz", text.encode())
    assert [document.record for document in documents] == [0, 1]

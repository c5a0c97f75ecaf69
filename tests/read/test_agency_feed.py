"""Atom feeds whose entries hold NITF."""

ENTRY = (
    "<entry><title>BC-NL--Bees</title><published>2019-06-0{day}T08:15:00Z</published><author><name>AP</name></author>"
    "<content><nitf><body><body.head><hedline><hl1>{title}</hl1></hedline><byline>By TILDA MOSS</byline></body.head>"
    "<body.content><block><p>A swarm was taken in.</p></block></body.content></body></nitf></content></entry>"
)


def feed(*entries):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Top stories</title>{"".join(entries)}</feed>'.encode()


def test_every_entry_is_an_article_with_the_fields_of_its_nitf(read_bytes):
    first, second = read_bytes("a.xml", feed(*(ENTRY.format(day=day, title=f"Bees {day}") for day in (3, 4))))
    assert (first.given["headline"], first.given["authors"], first.given["date"][:10]) == (
        *("Bees 3", ["Tilda Moss"]),
        "2019-06-03",
    )
    assert (second.given["headline"], second.text, second.record) == ("Bees 4", "A swarm was taken in.", 1)


def test_an_entry_without_text_is_refused_alone(read_bytes):
    empty = "<entry><title>Picture</title><content><nitf><body/></nitf></content></entry>"
    refused, kept = read_bytes("a.xml", feed(empty, ENTRY.format(day=3, title="Bees")))
    assert (refused.reason, kept.record) == ("missing_text", 1)


def test_a_feed_that_breaks_off_keeps_the_entries_before(read_bytes):
    kept, refused = read_bytes("a.xml", feed(ENTRY.format(day=3, title="Bees"))[:-5])
    assert (kept.record, refused.reason) == (0, "invalid_record")

"""HTML files."""


def test_a_file_named_as_a_page_is_a_page_whatever_it_starts_with(read_bytes):
    (document,) = read_bytes("a.html", b"<p>The ferry to Ormsund runs again.</p>")
    assert document.media_type == "text/html"


def test_a_page_is_decoded_as_it_declares(read_bytes):
    (document,) = read_bytes("a.htm", '<meta charset="koi8-r"><p>Паром снова ходит</p>'.encode("koi8-r"))
    assert document.text.endswith("<p>Паром снова ходит</p>")


def test_an_empty_page_is_refused_as_empty(read_bytes):
    (refusal,) = read_bytes("a.html", b"  ")
    assert (refusal.reason, refusal.media_type) == ("empty", "text/html")

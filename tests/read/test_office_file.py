"""Office documents."""

import io
import zipfile

import pytest

from toolkit.contract.records import Rejection

MARKUP = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
STORY = ("Library lends umbrellas", "By Orla Finch", "The library of Pellworth lends umbrellas & more since Tuesday.")
EXPORT = (
    *("Tram drivers adopt bees", "The Ravensholm Courier", "June 3, 2019 Monday", "Section: CITY", "Length: 9 words"),
    *("Byline: Tilda Moss", "Body", "A swarm of bees was taken in by the drivers on Sunday.", "End of Document"),
    *("Library lends umbrellas", "The Pellworth Post", "June 5, 2019 Wednesday", "Length: 9 words", "Body"),
    *("The library lends umbrellas since Tuesday.", "Load-Date: June 5, 2019", "End of Document"),
)


def docx(paragraphs, name="word/document.xml"):
    texts = (text.replace("&", "&amp;") for text in paragraphs)
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, MARKUP.replace("{}", body))
    return stream.getvalue()


def rtf(paragraphs):
    return ("{\\rtf1\\ansi\\ansicpg1252 " + "\\par ".join(paragraphs) + "\\par}").encode("ascii")


@pytest.mark.parametrize(("name", "write"), [("a.docx", docx), ("a.rtf", rtf)])
def test_an_office_document_is_one_article(read_bytes, name, write):
    (document,) = read_bytes(name, write(STORY))
    assert [line for line in document.text.split("\n") if line] == list(STORY)
    assert document.record is None


@pytest.mark.parametrize(("name", "write"), [("a.docx", docx), ("a.rtf", rtf)])
def test_an_export_is_cut_into_its_articles(read_bytes, name, write):
    first, second = read_bytes(name, write(EXPORT))
    assert (first.given["headline"], first.given["authors"]) == ("Tram drivers adopt bees", ["Tilda Moss"])
    assert (second.given["source"], second.given["date"]) == ("The Pellworth Post", "2019-06-05")
    assert second.given["body"] == "The library lends umbrellas since Tuesday."


def test_letters_that_rtf_writes_as_codes_are_read(read_bytes):
    (document,) = read_bytes("a.rtf", rtf(["Caf\\'e9 \\u8222?Nord\\u8220?"]))
    assert document.text.strip() == "Café „Nord“"


def test_rtf_under_another_name_is_read(read_bytes):
    (document,) = read_bytes("a.doc", rtf(STORY))
    assert "umbrellas" in document.text


def test_a_protected_document_is_refused_with_what_to_do(read_bytes):
    (rejection,) = read_bytes("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, "password" in rejection.detail) == ("unsupported", True)


@pytest.mark.parametrize("raw", [b"PK\x03\x04 broken", docx(STORY)[:200], docx(STORY, "other.xml"), b"plain"])
def test_a_broken_document_is_refused(read_bytes, raw):
    (rejection,) = read_bytes("a.docx", raw)
    assert isinstance(rejection, Rejection)


def test_deleted_text_is_not_read(read_bytes):
    raw = docx(["kept"])
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        markup = archive.read("word/document.xml").decode()
    markup = markup.replace("<w:r>", "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r>")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", markup)
    (document,) = read_bytes("a.docx", stream.getvalue())
    assert document.text.strip() == "kept"


def test_a_document_without_text_is_refused(read_bytes):
    (rejection,) = read_bytes("a.docx", docx([]))
    assert rejection.reason == "no_text"


def test_the_address_of_a_link_in_rtf_is_no_text(read_bytes):
    link = '{\\field{\\*\\fldinst{ HYPERLINK "https://post.example/{1"}}{\\fldrslt{\\b Library lends umbrellas}}}'
    (document,) = read_bytes("a.rtf", rtf([link.replace("/{", "/\\{"), "It lends them since Tuesday."]))
    assert [line for line in document.text.split("\n") if line] == [
        "Library lends umbrellas",
        "It lends them since Tuesday.",
    ]


def test_a_text_export_that_word_saved_again_is_read_by_its_lines(read_bytes):
    def story(number):
        head = f"{number} of 2 DOCUMENTS\n\nRavensholm Courier\n\nJune {number}, 2019\n\nTram drivers adopt bees and"
        byline = "order two hives\n\nBYLINE: By Tilda Moss and Ivo Brandt of the\ncity desk\n\nLENGTH: 20 words\n"
        body = "A swarm of bees was taken in by the drivers\nof the tram on Sunday.\n\nIt hums.\n"
        return f"{head}\n{byline}\n{body}\nLOAD-DATE: June {number}, 2019\n\n"

    first, second = read_bytes("n.docx", docx("".join(map(story, (1, 2))).split("\n")))
    assert first.given["headline"] == "Tram drivers adopt bees and order two hives"
    assert second.given["body"].split("\n\n")[0] == "A swarm of bees was taken in by the drivers of the tram on Sunday."

"""PDF files with a text layer."""

import io

import pypdf
import pytest

LEFT = ["The bell of Tarnholt was cast anew on", "Monday, and the foun-", "ders say it rings well."]
WHOLE = "The bell of Tarnholt was cast anew on Monday, and the founders say it rings well."


def pdf(*pages):
    """Write a PDF whose pages are lists of x, y, size and text."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [font]
    parent = 2 * len(pages) + 2
    for page in pages:
        drawn = b"".join(b"BT /F %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (s, x, y, t.encode()) for x, y, s, t in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 1 0 R >> >> "
            b"/Contents %d 0 R >>" % (parent, len(objects))
        )
    kids = b" ".join(b"%d 0 R" % (2 * number + 3) for number in range(len(pages)))
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % parent)
    raw, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % p for p in places
    )
    end = b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(objects), len(raw))
    return raw + table + end


def column(x, y, lines, size=10):
    return [(x, y - 12 * number, size, line) for number, line in enumerate(lines)]


def test_lines_become_paragraphs_and_divided_words_are_joined(read_bytes):
    page = [(72, 720, 18, "Bell rings again"), *column(72, 690, LEFT), *column(72, 630, ["It rings."])]
    (document,) = read_bytes("a.pdf", pdf(page))
    assert (document.text, document.media_type) == (f"Bell rings again\n\n{WHOLE}\n\nIt rings.", "text/plain")


def test_columns_are_read_one_after_the_other(read_bytes):
    left = [f"left line {number} of the story" for number in range(6)]
    right = [f"right line {number} of the story" for number in range(6)]
    rows = [line for pair in zip(column(72, 690, left), column(330, 690, right), strict=True) for line in pair]
    (document,) = read_bytes("a.pdf", pdf([(72, 740, 18, "Two columns"), *rows]))
    assert document.text == "Two columns\n\n" + " ".join(left + right)


def test_running_heads_and_page_numbers_are_left_out(read_bytes):
    pages = [
        [(72, 770, 8, f"Tarnholt Courier {number}"), *column(72, 700, [f"It rang {word}."]), (300, 30, 8, str(number))]
        for number, word in ((3, "once"), (4, "twice"))
    ]
    (document,) = read_bytes("a.pdf", pdf(*pages))
    assert document.text == "It rang once.\n\nIt rang twice."


def test_a_paragraph_goes_on_on_the_next_page(read_bytes):
    pages = [column(72, 700, ["The bell of Tarnholt was cast anew on"]), column(72, 700, ["a Monday in March."])]
    (document,) = read_bytes("a.pdf", pdf(*pages))
    assert document.text == "The bell of Tarnholt was cast anew on a Monday in March."


def test_a_scan_without_text_is_refused(read_bytes):
    (refusal,) = read_bytes("a.pdf", pdf([]))
    assert (refusal.reason, "scan" in refusal.detail) == ("no_text", True)


@pytest.mark.parametrize(("password", "reason"), [("secret", "unsupported"), ("", None)])
def test_a_password_is_needed_only_where_one_was_set(read_bytes, password, reason):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(column(72, 700, LEFT))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    sink = io.BytesIO()
    writer.write(sink)
    (result,) = read_bytes("a.pdf", sink.getvalue())
    assert getattr(result, "reason", None) == reason


@pytest.mark.parametrize("raw", [b"no PDF at all", b"%PDF-1.4\nbroken", pdf(column(72, 700, LEFT))[:200]])
def test_what_is_no_whole_pdf_is_refused(read_bytes, raw):
    (refusal,) = read_bytes("a.pdf", raw)
    assert refusal.reason in ("broken_archive", "no_text")


def test_an_export_printed_as_pdf_is_cut_into_its_articles(read_bytes):
    head = ["Tram drivers adopt bees", "The Ravensholm Courier", "June 3, 2019 Monday", "Section: CITY", "Body"]
    page = [
        *column(72, 740, head),
        *column(72, 660, ["A swarm of bees was taken in by the drivers on", "Sunday morning."]),
        *column(72, 620, ["End of Document"]),
        *column(72, 580, ["Library lends umbrellas", "The Pellworth Post", "June 5, 2019 Wednesday", "Body"]),
        *column(72, 510, ["The library lends umbrellas since Tuesday."]),
        *column(72, 480, ["End of Document"]),
    ]
    first, second = read_bytes("a.pdf", pdf(page))
    assert (first.given["headline"], first.given["date"]) == ("Tram drivers adopt bees", "2019-06-03")
    assert first.given["body"] == "A swarm of bees was taken in by the drivers on Sunday morning."
    assert second.given["source"] == "The Pellworth Post"


def headed(x, title, day):
    text = [f"It was line {number} of the story about {title}," for number in range(8)]
    return [(x, 740, 18, title), *column(x, 710, [f"{day} June 2019"]), *column(x, 690, text)]


def test_the_line_with_the_largest_letters_is_the_headline(read_bytes):
    head = [(72, 770, 8, "Tarnholt Courier, Monday, June 3, 2019, Page 4")]
    (document,) = read_bytes("a.pdf", pdf([*head, *headed(72, "The bell rings again", 3)]))
    assert document.given == {"headline": "The bell rings again"}


def test_a_page_with_several_dated_headlines_is_refused(read_bytes):
    page = [*headed(40, "The bell rings again", 3), *headed(330, "The river is frozen", 4)]
    (refused,) = read_bytes("a.pdf", pdf(page))
    assert (refused.reason, "2 headlines" in refused.detail) == ("several_articles", True)

"""Files that hold more than one export, are cut off, or were saved in another character set."""

import pytest

from toolkit.contract.records import Document, Rejection

UNI = """User Name: = Orla Finch
Job Number: = 4711

Documents (2)

1. Drivers adopt bees
2. Library lends umbrellas

Drivers adopt bees
The Ravensholm Courier
June 3, 2019 Monday

Section: CITY
Body

A swarm of bees from the café was taken in by the drivers of Ravensholm on Sunday.

Load-Date: June 3, 2019

End of Document

Library lends umbrellas
The Pellworth Post
June 5, 2019 Wednesday

Body

The library of Pellworth lends umbrellas since Tuesday, because its roof is a sieve.

Load-Date: June 5, 2019

End of Document
"""
CLASSIC = """                              1 of 1 DOCUMENTS

                              The Ostermark Mail

                              June 7, 2019 Friday

Goat rides the ferry

LENGTH: 12 words

A goat rode the ferry to Ostermark on Thursday without a ticket.

LOAD-DATE: June 7, 2019

LANGUAGE: ENGLISH
"""
FACTIVA = """Choir sings below ground
By Tilda Moss
30 words
6 June 2019
The Quillby Gazette
QUIGAZ
English
© 2019 Quillby Gazette

A choir of miners will sing in the shaft of Quillby this summer.

Document QUIGAZ0020190606ef660001c
"""


def headlines(items):
    return [item.given["headline"] if isinstance(item, Document) else item.reason for item in items]


def test_a_second_export_of_the_same_database_is_read_behind_the_first(read_bytes):
    assert headlines(read_bytes("a.txt", (CLASSIC + UNI).encode())) == [
        *("Goat rides the ferry", "Drivers adopt bees", "Library lends umbrellas"),
    ]


def test_an_export_of_another_database_in_the_same_file_is_read(read_bytes):
    assert headlines(read_bytes("a.txt", (UNI + "\n" + FACTIVA).encode())) == [
        *("Drivers adopt bees", "Library lends umbrellas", "Choir sings below ground"),
    ]


def test_half_an_export_gives_what_is_whole(read_bytes):
    raw = UNI[: UNI.index("because its roof")].encode()
    assert headlines(read_bytes("a.txt", raw)) == ["Drivers adopt bees", "truncated"]


def test_an_export_that_breaks_off_in_its_first_document_is_no_article(read_bytes):
    items = read_bytes("a.txt", UNI[: UNI.index("was taken in")].encode())
    assert items
    assert all(isinstance(item, Rejection) and item.reason == "truncated" for item in items)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "utf-8-sig"])
def test_the_character_set_of_a_file_is_that_of_its_articles(read_bytes, encoding):
    text = UNI.replace("bees from the café", "bees of the café was fêted, décorée, and")
    first, second = read_bytes("a.txt", text.encode(encoding))
    assert "café was fêted, décorée" in first.given["body"]
    assert second.given["date"] == "2019-06-05"


def test_text_that_was_encoded_twice_is_repaired(read_bytes):
    first, _ = read_bytes("a.txt", UNI.encode().decode("cp1252").encode())
    assert "café" in first.given["body"]


def test_the_running_head_of_a_page_is_no_headline_and_no_body(read_bytes):
    head = "Page {} of 2\nDrivers adopt bees\n"
    text = UNI[UNI.index("Drivers adopt bees\nThe") :]
    text = head.format(1) + text.replace("on Sunday.", "on Sunday.\n\n" + head.format(2) + "They like it.")
    first, _ = read_bytes("a.txt", text.encode())
    assert first.given["headline"] == "Drivers adopt bees"
    assert first.given["body"].endswith("on Sunday.\n\nThey like it.")


def test_blanks_that_do_not_break_are_blanks_before_a_mark(read_bytes):
    story = "\xa0{number} of 2 DOCUMENTS\n\nPost\n\nJune {number}, 2019\n\nBees m\xf6ve\n\nLENGTH: 9 words\n\nHum.\n\n"
    text = "".join(f"{story.format(number=number)}LOAD-DATE: June {number}, 2019\n" for number in (1, 2))
    first, second = read_bytes("n.txt", text.encode("cp1252"))
    assert (first.given["headline"], second.given["date"]) == ("Bees m\xf6ve", "2019-06-02")


def test_lines_that_carriage_returns_end_are_lines(read_bytes):
    story = "{number} of 2 DOCUMENTS\r\rPost\r\rJune {number}, 2019\r\rBees move\r\rLENGTH: 9 words\r\rThey hum.\r\r"
    text = "".join(f"{story.format(number=number)}LOAD-DATE: June {number}, 2019\r" for number in (1, 2))
    assert len(read_bytes("n.txt", text.encode())) == 2


def test_an_article_without_the_labels_that_close_those_above_it_is_refused(read_bytes):
    story = "TY  - NEWS\nTI  - Bees {number}\nJF  - Post\nN1  - Full text - They hum.\n"
    kept, refused = read_bytes("a.ris", f"{story.format(number=1)}ER  - \n\n{story.format(number=2)}".encode())
    assert (kept.given["headline"], refused.reason) == ("Bees 1", "truncated")

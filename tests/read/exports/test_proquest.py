"""Text exports of ProQuest."""

import pytest

from toolkit.contract.records import Rejection

RULE = "_" * 60
FIRST = """Document 1 of {total}

Tram drivers of Ravensholm adopt bees: a swarm moves in

Author: Moss, Tilda; Brandt, Ivo

Publication info: The Ravensholm Courier (1923-Current file) ; Ravensholm [Ravensholm]03 June 2019: A4.

ProQuest document link

Abstract: None available.

Full text: A swarm of bees that had settled in a bell was taken in by its drivers on Sunday.

Location: that was the question nobody could answer, said Edda Kroll.

The depot has ordered two hives.

Subject: Bees; Trams

Title: Tram drivers of Ravensholm adopt bees: a swarm moves in

Publication title: The Ravensholm Courier (1923-Current file); Ravensholm

First page: A4

Publication date: Jun 3, 2019

Language of publication: English

ProQuest document ID: 4711

Document URL: https://search.library.example/docview/4711

"""
SECOND = """Document 2 of {total}

Library lends umbrellas

Publication info: The Pellworth Post; Pellworth [Pellworth]05 June 2019.

Full text: The library of Pellworth lends umbrellas since Tuesday, because its roof leaks.

Source type: Newspapers

ProQuest document ID: 4712

"""
THIRD = """Document 3 of 3

A notice that was only described

Author: Anonymous

Abstract: It tells of a goat.

Publication title: The Pellworth Post

Publication date: Jun 6, 2019

"""


def export(*documents):
    pieces = [text.replace("{total}", str(len(documents))) for text in documents]
    footer = f"{RULE}\n\nContact us at: an office\n\nCopyright 2019 ProQuest LLC. All rights reserved.\n"
    return ("".join(f"{RULE}\n\n{piece}" for piece in pieces) + footer).encode()


def test_every_document_between_two_rules_is_an_article(read_bytes):
    first, second = read_bytes("a.txt", export(FIRST, SECOND))
    assert first.given["headline"] == "Tram drivers of Ravensholm adopt bees: a swarm moves in"
    assert (first.given["date"], first.given["source"]) == ("2019-06-03", "The Ravensholm Courier")
    assert (second.given["headline"], second.given["source"]) == ("Library lends umbrellas", "The Pellworth Post")


def test_a_family_name_before_the_given_name_is_turned_round(read_bytes):
    first, second = read_bytes("a.txt", export(FIRST, SECOND))
    assert first.given["authors"] == ["Tilda Moss", "Ivo Brandt"]
    assert "authors" not in second.given


def test_a_date_that_only_the_publication_info_states_is_read(read_bytes):
    assert read_bytes("a.txt", export(FIRST, SECOND))[1].given["date"] == "2019-06-05"


def test_the_full_text_ends_at_the_labels_below_it(read_bytes):
    first, second = read_bytes("a.txt", export(FIRST, SECOND))
    assert first.given["body"].startswith("A swarm of bees")
    assert first.given["body"].endswith("two hives.")
    assert second.given["body"].endswith("because its roof leaks.")


def test_a_record_without_full_text_is_refused(read_bytes):
    *articles, rejection = read_bytes("a.txt", export(FIRST, SECOND, THIRD))
    assert len(articles) == 2
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "missing_text"


def test_a_table_of_contents_and_a_footer_are_no_articles(read_bytes):
    cover = (
        f"{RULE}\n\nReport Information from ProQuest\n\n07 June 2019 09:41\n\n{RULE}\n\nTable of contents\n\n1. Bees\n"
    )
    assert len(read_bytes("a.txt", cover.encode() + export(FIRST, SECOND))) == 2


def test_edition_and_town_are_no_part_of_the_outlet(read_bytes):
    text = RULE + "\n\n" + FIRST.format(total=1).replace("(1923-Current file); R", ", Late Edition (East Coast); R")
    assert read_bytes("a.txt", text.encode())[0].given["source"] == "The Ravensholm Courier"


def test_an_edition_behind_the_headline_is_no_part_of_it(read_bytes):
    text = RULE + "\n\n" + SECOND.format(total=2).replace("umbrellas\n", "umbrellas: [Final Edition]\n", 1)
    assert read_bytes("a.txt", text.encode())[0].given["headline"] == "Library lends umbrellas"


def test_the_address_of_the_database_is_not_that_of_the_article(read_bytes):
    text = RULE + "\n\n" + FIRST.format(total=1).replace("search.library.example", "search.proquest.com")
    assert "url" not in read_bytes("a.txt", text.encode())[0].given


def test_the_footer_of_an_export_leaves_the_labels_of_the_last_document(read_bytes):
    text = RULE + "\n\n" + SECOND.format(total=1) + "Database copyright © 2024 ProQuest LLC. All rights reserved.\n"
    assert read_bytes("a.txt", text.encode())[0].given["body"].endswith("because its roof leaks.")


def test_subjects_are_stated(read_bytes):
    given = read_bytes("a.txt", (RULE + "\n\n" + FIRST.format(total=1)).encode())[0].given
    assert [subject.label for subject in given["subjects"]] == ["Bees", "Trams"]


@pytest.mark.parametrize(
    ("credit", "authors"),
    [("Orla Finch", ["Orla Finch"]), ("By Orla Finch and Ivo Brandt", ["Orla Finch", "Ivo Brandt"])],
)
def test_a_credit_that_is_a_byline_names_the_authors(read_bytes, credit, authors):
    text = RULE + "\n\n" + SECOND.format(total=1).replace("Source type:", f"CREDIT: {credit}\n\nSource type:")
    assert read_bytes("a.txt", text.encode())[0].given["authors"] == authors


@pytest.mark.parametrize("credit", ["Orla Finch Ivo Brandt", "The Pellworth Post"])
def test_any_other_credit_names_none(read_bytes, credit):
    text = RULE + "\n\n" + SECOND.format(total=1).replace("Source type:", f"CREDIT: {credit}\n\nSource type:")
    assert "authors" not in read_bytes("a.txt", text.encode())[0].given


def page(*documents):
    return f"<html><body>{''.join(documents)}</body></html>".encode()


def html_document(number, cited):
    labels = {"Publication title": "Ravensholm Courier; Town", "Publication date": f"Jun {number}, 2019"}
    labels |= {"ProQuest document ID": str(number), "Database": "Dailies"}
    tail = "".join(f"<p><strong>{name}: </strong>{value}</p>" for name, value in labels.items())
    text = f"<p>Swarm {number} was taken in on Sunday.</p><p>--</p><p>moss@courier.example</p>"
    return f"<div><p>Bees move in again</p>{cited}<p><strong>Full text: </strong>{text}</p>{tail}</div>"


def test_documents_of_a_page_are_divided_without_rules(read_bytes):
    first, second = read_bytes("p.html", page(html_document(3, ""), html_document(4, "")))
    assert (first.given["date"], second.given["body"]) == ("2019-06-03", "Swarm 4 was taken in on Sunday.")


def test_the_line_that_cites_a_document_is_no_headline(read_bytes):
    cited = "<p>Moss, Tilda; Brandt, Ivo. <b>Ravensholm Courier</b>, Late Edition; Town [Town]. 10 Mar 2019.</p>"
    (article,) = read_bytes("p.html", page(html_document(3, cited)))
    assert (article.given["headline"], article.given["authors"]) == ("Bees move in again", ["Tilda Moss", "Ivo Brandt"])


def test_documents_that_came_by_mail_are_articles(read_bytes):
    head = (
        b"From: a@b.example\nSubject: Your research\nDate: Mon, 3 Jun 2019 10:00:00 +0000\nContent-Type: text/html\n\n"
    )
    first, second = read_bytes("p.eml", head + page(html_document(3, ""), html_document(4, "")))
    assert (first.given["headline"], second.given["date"]) == ("Bees move in again", "2019-06-04")

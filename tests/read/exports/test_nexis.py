"""Exports of Nexis and Nexis Uni."""

import pytest

from toolkit.contract.records import Rejection
from toolkit.normalisation import normalise_document

COVER = """
Time of Request: Friday, June 07, 2019 09:41:12 EST

Terms: (beehive or tram)

Source: Small Town Papers


"""
FIRST = """                               1 of {total} DOCUMENTS


                              The Ravensholm Courier

                              June 3, 2019 Monday
                              Final Edition

Tram drivers of Ravensholm adopt a swarm of bees that had
settled in the bell

BYLINE: By TILDA MOSS and Ivo Brandt, Courier Staff

SECTION: CITY; Pg. 4

LENGTH: 61 words

DATELINE: RAVENSHOLM

HIGHLIGHT: The swarm now lives behind the depot.

 A swarm of bees that had settled in the bell of tram number seven was taken in by
its drivers on Sunday.

"It hummed louder than the motor," said Edda Kroll, who found it at five in the
morning.

The depot has ordered two hives.

GRAPHIC: PHOTO: Edda Kroll with a hive. Jan Holt

LOAD-DATE: June 4, 2019

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                    Copyright 2019 Ravensholm Courier Ltd.
                              All Rights Reserved



"""
SECOND = """                               2 of {total} DOCUMENTS


                       The Pellworth Post (Pellworth) - First Edition

                             June 5, 2019 Wednesday

Library lends umbrellas

SECTION: TOWN

LENGTH: 30 words

The library of Pellworth lends umbrellas since Tuesday, because its roof cannot be
mended before autumn.

"Readers bring them back dry," said its head, Orla Finch.

LOAD-DATE: June 5, 2019

LANGUAGE: ENGLISH
"""
PAIR = COVER + FIRST.format(total=2) + SECOND.format(total=2)

UNI = """User Name: Somebody
Date and Time: Friday, June 7, 2019 9:41:00 AM EST
Job Number: 90210

Documents (2)

1. Tram drivers adopt bees
Client/Matter: -None-
Search Terms: bees

Tram drivers adopt bees
The Ravensholm Courier
June 3, 2019 Monday

Copyright 2019 Ravensholm Courier Ltd. All Rights Reserved

Section: CITY; Pg. 4
Length: 30 words
Byline: Tilda Moss

Body

A swarm of bees that had settled in a bell was taken in by the drivers on Sunday.

Language: theirs is a hum, said Edda Kroll, who knows bees.

Classification

Language: ENGLISH

Publication-Type: Newspaper

Load-Date: June 4, 2019

End of Document

Library lends umbrellas
The Pellworth Post
June 5, 2019 Wednesday

Section: TOWN
Length: 30 words

Body

The library of Pellworth lends umbrellas since Tuesday, because its roof leaks badly.

Load-Date: June 5, 2019

End of Document
"""

INTERFACES = {
    "en": "{} of 2 DOCUMENTS|BYLINE|SECTION|LENGTH: 9 words|LOAD-DATE: June 4, 2019|LANGUAGE: ENGLISH",
    "de": "{} von 2 DOKUMENTEN|AUTOR|RUBRIK|LÄNGE: 9 Wörter|UPDATE: 4. Juni 2019|SPRACHE: GERMAN; DEUTSCH",
    "fr": "{} de 2 DOCUMENTS|AUTEUR|RUBRIQUE|LONGUEUR: 9 mots|DATE-CHARGEMENT: 4 juin 2019|LANGUE: FRENCH",
    "nl": "{} van 2 DOCUMENTEN|BYLINE|SECTIE|LENGTE: 9 woorden|LAAD-DATUM: 4 juni 2019|TAAL: DUTCH",
    "es": "{} de 2 DOCUMENTOS|AUTOR|SECCIÓN|LONGITUD: 9 palabras|FECHA-CARGA: 4 junio 2019|IDIOMA: SPANISH",
    "it": "{} di 2 DOCUMENTI|AUTORE|SEZIONE|LUNGHEZZA: 9 parole|DATA-CARICAMENTO: 4 giugno 2019|LINGUA: ITALIAN",
}
DAYS = {
    "en": "June 3, 2019 Monday",
    "de": "3. Juni 2019 Montag",
    "fr": "lundi 3 juin 2019",
    "nl": "3 juni 2019 maandag",
    "es": "3 junio 2019 lunes",
    "it": "3 giugno 2019 lunedì",
}


def interface_file(language):
    numbered, byline, section, length, loaded, spoken = INTERFACES[language].split("|")
    blocks = (
        *("          Kurier Ravensholm", f"          {DAYS[language]}", "Tramo apium", f"{byline}: Tilda Moss"),
        *(f"{section}: A; Pg. 4", length, "Apes in tramo numero septem inventae sunt, ut dixit Edda Kroll heri."),
        *(loaded, spoken),
    )
    return "\n\n".join("\n\n".join((f"          {numbered.format(number)}", *blocks)) for number in (1, 2))


def test_every_numbered_document_is_an_article_with_its_fields(read_bytes):
    first, second = read_bytes("a.TXT", PAIR.encode())
    assert first.given["headline"] == "Tram drivers of Ravensholm adopt a swarm of bees that had settled in the bell"
    assert first.given["authors"] == ["Tilda Moss", "Ivo Brandt"]
    assert (first.given["date"], first.given["source"]) == ("2019-06-03", "The Ravensholm Courier")
    assert first.given["standfirst"] == "The swarm now lives behind the depot."
    assert first.given["language"] == "en"
    assert (second.given["headline"], second.given["date"]) == ("Library lends umbrellas", "2019-06-05")
    assert (first.record, second.record) == (0, 1)


def test_a_document_without_a_byline_has_no_authors(read_bytes):
    assert "authors" not in read_bytes("a.txt", PAIR.encode())[1].given


def test_an_edition_behind_the_outlet_is_no_part_of_its_name(read_bytes):
    assert read_bytes("a.txt", PAIR.encode())[1].given["source"] == "The Pellworth Post"


def test_no_label_and_no_copyright_line_is_body(read_bytes):
    first, _ = read_bytes("a.txt", PAIR.encode())
    assert first.given["body"].startswith("A swarm of bees that had settled in the bell of tram number seven was taken")
    assert first.given["body"].endswith("in the morning.\n\nThe depot has ordered two hives.")


def test_spans_are_where_the_fields_are_printed(read_bytes):
    for document in read_bytes("a.txt", PAIR.replace("\n", "\r\n").encode()):
        for name, spans in document.spans.items():
            printed = [" ".join(document.text[start:end].split()) for start, end in spans]
            if name in ("headline", "standfirst", "body"):
                assert "\n\n".join(printed) == document.given[name]
            assert all(printed)


def test_evidence_of_a_stated_field_points_into_the_document(read_bytes):
    first, _ = read_bytes("a.txt", PAIR.encode())
    article = normalise_document(first)
    places = {item.field: first.text[item.start : item.end] for item in article.evidence if item.start is not None}
    assert places["date"] == "June 3, 2019 Monday"
    assert places["source"] == "The Ravensholm Courier"
    assert places["authors"] == "By TILDA MOSS and Ivo Brandt, Courier Staff"


def test_nexis_uni_prints_the_headline_above_the_outlet(read_bytes):
    first, second = read_bytes("uni.txt", UNI.encode())
    assert (first.given["headline"], first.given["source"]) == ("Tram drivers adopt bees", "The Ravensholm Courier")
    assert (second.given["headline"], second.given["date"]) == ("Library lends umbrellas", "2019-06-05")
    assert first.given["authors"] == ["Tilda Moss"]


def test_a_line_of_the_body_that_looks_like_a_label_does_not_hide_what_follows_it(read_bytes):
    first, _ = read_bytes("uni.txt", UNI.encode())
    assert first.given["body"].endswith("said Edda Kroll, who knows bees.")
    assert "Classification" not in first.given["body"]


def test_lines_that_each_end_a_sentence_are_paragraphs(read_bytes):
    lead = "A swarm of bees that had settled in a bell was taken in by the drivers on Sunday."
    text = UNI.replace(f"Body\n\n{lead}\n\n", f"Highlight: It hums.\nBody\n{lead}\nTwo hives are ordered now.\n")
    first, _ = read_bytes("uni.txt", text.encode())
    assert first.given["body"].startswith(f"{lead}\n\nTwo hives are ordered now.\n\n")
    assert first.given["standfirst"] == "It hums."


@pytest.mark.parametrize("language", INTERFACES)
def test_labels_are_known_in_every_interface_language(read_bytes, language):
    documents = read_bytes("a.txt", interface_file(language).encode())
    assert len(documents) == 2
    for document in documents:
        given = document.given
        assert (given["headline"], given["authors"], given["date"]) == ("Tramo apium", ["Tilda Moss"], "2019-06-03")
        assert given["body"] == "Apes in tramo numero septem inventae sunt, ut dixit Edda Kroll heri."
        assert given["language"] == language


def test_a_cut_off_export_is_noticed(read_bytes):
    *articles, rejection = read_bytes("a.txt", (FIRST + SECOND).replace("{total}", "161").encode())
    assert len(articles) == 2
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.record) == ("truncated", 2)
    assert "holds 161 documents, but 2 are in it" in rejection.detail


def test_an_export_saved_in_another_encoding_is_read(read_bytes):
    text = PAIR.replace("Edda Kroll", "Edda Krüll")
    for encoding in ("utf-16", "cp1252", "utf-8-sig"):
        first, second = read_bytes("a.txt", text.encode(encoding))
        assert "Edda Krüll" in first.given["body"]
        assert second.given["headline"] == "Library lends umbrellas"


def test_a_cover_without_articles_is_refused(read_bytes):
    (rejection,) = read_bytes("a.txt", (COVER + "                    0 of 0 DOCUMENTS\n").encode())
    assert isinstance(rejection, Rejection)


def test_two_exports_in_one_file_are_all_read(read_bytes):
    assert len(read_bytes("a.txt", (PAIR + "\n" + PAIR).encode())) == 4


def test_section_and_subjects_are_stated_without_pages_and_shares(read_bytes):
    text = PAIR.replace("LOAD-DATE:", "SUBJECT: BEES (90%); TRAMS & BUSES (78%); WEATHER\n(50%)\n\nLOAD-DATE:", 1)
    given = read_bytes("a.txt", text.encode())[0].given
    assert [subject.label for subject in given["subjects"]] == ["BEES", "TRAMS & BUSES", "WEATHER"]
    assert "Pg" not in given["section"]


def test_documents_may_be_numbered_in_german(read_bytes):
    text = PAIR.replace("1 of 2 DOCUMENTS", "Dokument 1 von 2").replace("2 of 2 DOCUMENTS", "Dokument 2 von 2")
    assert [document.given["headline"] for document in read_bytes("a.txt", text.encode())][1:] == [
        "Library lends umbrellas"
    ]


def test_a_rule_inside_of_the_text_is_no_paragraph(read_bytes):
    text = PAIR.replace("\n\nThe depot has ordered", "\n\n---\n\nThe depot has ordered")
    assert "---" not in read_bytes("a.txt", text.encode())[0].given["body"]


def test_documents_may_be_numbered_in_french(read_bytes):
    text = PAIR.replace("1 of 2 DOCUMENTS", "Document 1 de 2").replace("2 of 2 DOCUMENTS", "Document 2 de 2")
    text = text.replace("LENGTH:", "LONGUEUR:").replace("LOAD-DATE:", "DATE-CHARGEMENT:")
    assert [document.given["headline"] for document in read_bytes("a.txt", text.encode())][1:] == [
        "Library lends umbrellas"
    ]


def test_a_collection_above_the_outlet_is_no_part_of_the_headline(read_bytes):
    text = (
        "Bees in a tram\n\nNewstex Blogs\n\nTram Notes\n\nJune 3, 2019 Monday\n\nCopyright 2019 Newstex\n\n"
        "Length: 30 words\n\nBody\n\nJun 03, 2019( Tram Notes: http://trams.example Delivered by Newstex) "
        + "A swarm of bees was taken in by the drivers. " * 4
        + "\n\nLoad-Date: June 4, 2019\n\nEnd of Document\n"
    )
    (document,) = read_bytes("a.txt", text.encode())
    assert (document.given["headline"], document.given["source"]) == ("Bees in a tram", "Tram Notes")
    assert document.given["body"].startswith("A swarm of bees")


def test_pictures_are_no_body_but_a_sentence_that_begins_so_is(read_bytes):
    text = PAIR.replace("\n\nThe depot has ordered", "\n\nMap: that is what they lacked.\n\nThe depot has ordered")
    text = text.replace("\n\nLOAD-DATE:", "\n\nPHOTOS: The hive (A4)\n\nLOAD-DATE:", 1)
    body = read_bytes("a.txt", text.encode())[0].given["body"]
    assert "Map: that is what they lacked." in body
    assert body.endswith("two hives.")


def test_an_address_below_the_text_is_that_of_the_article(read_bytes):
    text = (
        "Trams adopt bees\nThe Ravensholm Courier\nJune 3, 2019\n\nLength: 20 words\n\nBody\n\n"
        "A swarm was taken in.\n\n"
        "https://courier.example/2019/bees.html\n\nLoad-Date: June 3, 2019\n\nEnd of Document\n"
    )
    (article,) = read_bytes("u.txt", text.encode())
    assert (article.given["body"], article.url) == ("A swarm was taken in.", "https://courier.example/2019/bees.html")


def test_a_list_of_results_is_no_article(read_bytes):
    text = "Job Number: 4711\n\nDocuments (2)\n\n1. Trams adopt bees\n\n2. Library lends umbrellas\n"
    (refused,) = read_bytes("u.txt", text.encode())
    assert (refused.reason, "export these" in refused.detail) == ("listing", True)


def test_a_sentence_that_begins_as_a_label_does_stays_body(read_bytes):
    sentence = "Subject: that was all the mail said, and nobody knew why."
    text = (
        f"Trams adopt bees\nThe Ravensholm Courier\nJune 3, 2019\n\nLength: 20 words\n\nBody\n\nA mail came.\n\n"
        f"{sentence}\n\n"
        "It hums.\n\nLoad-Date: June 3, 2019\n\nEnd of Document\n"
    )
    (article,) = read_bytes("u.txt", text.encode())
    assert sentence in article.given["body"]


def test_what_stands_for_a_missing_headline_is_none(read_bytes):
    text = (
        "No Headline In Original\nThe Ravensholm Courier\nJune 3, 2019\n\nLength: 20 words\n\nBody\n\nA swarm was "
        "taken in.\n\n"
        "Load-Date: June 3, 2019\n\nEnd of Document\n"
    )
    (article,) = read_bytes("u.txt", text.encode())
    assert "headline" not in article.given

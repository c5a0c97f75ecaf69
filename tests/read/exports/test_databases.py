"""Exports of EBSCO, Europresse, NewsBank, PressReader and WiSo."""

import pytest

from toolkit.contract.records import Rejection

EBSCO = """Record: 1
      Title: Tram drivers adopt bees.
    Authors: Moss, Tilda
             Brandt, Ivo
     Source: Ravensholm Courier, The (Norway). 06/03/2019, p4. 1p.
Document Type: Article
Accession Number: 4711
   Database: Newspaper Source

Tram drivers adopt bees.

A swarm of bees was taken in by the drivers on Sunday.

Title: that is what the queen lacks, said Edda Kroll.

Copyright of Ravensholm Courier is the property of its owner and its content may not be copied.

Record: 2
      Title: Library lends umbrellas.
     Source: Pellworth Post. Jun 5, 2019, p1.
Accession Number: 4712
   Database: Newspaper Source

The library of Pellworth lends umbrellas since Tuesday.
"""
NEWSBANK = """Tram drivers adopt bees
Ravensholm Courier, The (Norway) - June 3, 2019
Author/Byline: Tilda Moss and Ivo Brandt, Staff
Section: City
Page: A4
Readability: 8-12 grade level

A swarm of bees was taken in by the drivers on Sunday.

They ordered two hives, said Edda Kroll.

Caption: The hive.
Record Number: 4711
Copyright (c) 2019 Ravensholm Courier. All Rights Reserved.

Library lends umbrellas
June 5, 2019 | Pellworth Post (UK)
Section: Town

The library of Pellworth lends umbrellas since Tuesday.

Record Number: 4712
Copyright (c) 2019 Pellworth Post. All Rights Reserved.
"""
EUROPRESSE = """The Ravensholm Courier (site web)
Société, lundi 3 juin 2019 120 mots, p. 4

Tram drivers adopt bees

Tilda Moss; Ivo Brandt

A swarm of bees was taken in by the drivers on Sunday.

They ordered two hives, said Edda Kroll.

© 2019 The Ravensholm Courier. Tous droits réservés. Le présent document est protégé.

Certificat émis le 7 juin 2019 à Quelqu'un
news·20190603·RAV·2019-06-03-4711

The Pellworth Post, no. 1204
Culture, mercredi 5 juin 2019

Library lends umbrellas

The library of Pellworth lends umbrellas since Tuesday.

© 2019 The Pellworth Post. Tous droits réservés.
news·20190605·PEL·4712
"""
PRESSREADER = """Article Name: Tram drivers adopt bees
Publication: The Ravensholm Courier
Date: 3 Jun 2019
Section: City
Author: By TILDA MOSS and Ivo Brandt

A swarm of bees was taken in by the drivers on Sunday.

They ordered two hives, said Edda Kroll.

Start Page: A4
End Page: A4

Article Name: Library lends umbrellas
Publication: The Pellworth Post
Date: 5 Jun 2019

The library of Pellworth lends umbrellas since Tuesday.
"""
WISO = """Tram drivers adopt bees

Von Tilda Moss

A swarm of bees was taken in by the drivers on Sunday.

They ordered two hives, said Edda Kroll.

Quelle: The Ravensholm Courier vom 03.06.2019, Nr. 55, S. 4
Ressort: Stadt
Dokumentnummer: RC4711
Alle Rechte vorbehalten: (c) Ravensholm Courier
© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH

Library lends umbrellas

The library of Pellworth lends umbrellas since Tuesday.

Quelle: The Pellworth Post vom 05.06.2019, S. 1
Dokumentnummer: PP4712
© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH
"""
EXPORTS = {
    "ebsco": EBSCO,
    "newsbank": NEWSBANK,
    "europresse": EUROPRESSE,
    "pressreader": PRESSREADER,
    "wiso": WISO,
}


@pytest.fixture(params=EXPORTS)
def pair(request, read_bytes):
    """Return the two articles of each database's export."""
    return read_bytes("a.txt", EXPORTS[request.param].encode())


def test_headline_date_and_outlet_are_read(pair):
    first, second = pair
    assert first.given["headline"] == "Tram drivers adopt bees"
    assert second.given["headline"] == "Library lends umbrellas"
    assert (first.given["date"], second.given["date"]) == ("2019-06-03", "2019-06-05")
    assert first.given["source"] == "The Ravensholm Courier"
    assert second.given["source"].removeprefix("The ") == "Pellworth Post"


def test_a_missing_byline_stays_missing(pair):
    first, second = pair
    assert first.given["authors"][0] == "Tilda Moss"
    assert "authors" not in second.given


def test_the_body_is_the_text_without_labels_and_notices(pair):
    first, second = pair
    assert first.given["body"].startswith("A swarm of bees was taken in by the drivers on Sunday.\n\n")
    assert first.given["body"].endswith("said Edda Kroll.")
    assert second.given["body"] == "The library of Pellworth lends umbrellas since Tuesday."


def test_several_authors_are_several(read_bytes):
    for name in ("newsbank", "europresse", "pressreader"):
        assert read_bytes("a.txt", EXPORTS[name].encode())[0].given["authors"] == ["Tilda Moss", "Ivo Brandt"]


def test_a_record_without_text_is_refused(read_bytes):
    bare = EBSCO.partition("The library of")[0]
    *articles, rejection = read_bytes("a.txt", bare.encode())
    assert len(articles) == 1
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "missing_text"


def test_the_section_is_stated(read_bytes):
    sections = {name: read_bytes("a.txt", text.encode())[0].given.get("section") for name, text in EXPORTS.items()}
    assert sections == {
        "ebsco": None,
        "newsbank": "City",
        "europresse": "Société",
        "pressreader": "City",
        "wiso": "Stadt",
    }


def test_a_month_and_its_year_may_be_one_word(read_bytes):
    text = EBSCO.replace("06/03/2019", "Jun2019")
    assert read_bytes("a.txt", text.encode())[0].given["date"] == "2019-06"


def test_a_byline_below_the_text_of_ebsco_is_no_body(read_bytes):
    text = EBSCO.replace("    Authors: Moss, Tilda\n             Brandt, Ivo\n", "")
    text = text.replace("Copyright of", "~~~~~~~~\n\nBy Tilda Moss\n\nCopyright of", 1)
    given = read_bytes("a.txt", text.encode())[0].given
    assert given["authors"] == ["Tilda Moss"]
    assert given["body"].endswith("said Edda Kroll.")


def test_a_section_right_above_the_text_takes_no_paragraph_with_it(read_bytes):
    text = EBSCO.replace("\nTram drivers adopt bees.\n\nA swarm", "\nSection: City\nA swarm")
    given = read_bytes("a.txt", text.encode())[0].given
    assert given["section"] == "City"
    assert given["body"].startswith("A swarm of bees")


def test_a_citation_below_the_text_of_newsbank_is_no_body(read_bytes):
    text = NEWSBANK.replace("Caption: The hive.", "CITATION (AGLC STYLE)\nTilda Moss, 'Tram drivers', 3 Jun 2019")
    assert read_bytes("a.txt", text.encode())[0].given["body"].endswith("said Edda Kroll.")


def test_the_name_of_the_database_is_no_headline(read_bytes):
    assert read_bytes("a.txt", ("NewsBank\n\n" + NEWSBANK).encode())[0].given["headline"] == "Tram drivers adopt bees"


def test_a_line_below_the_headline_of_europresse_that_is_no_sentence_is_the_standfirst(read_bytes):
    text = EUROPRESSE.replace("Tilda Moss; Ivo Brandt", "Two hives for the depot")
    given = read_bytes("a.txt", text.encode())[0].given
    assert given["standfirst"] == "Two hives for the depot"
    assert given["body"].startswith("A swarm of bees")


def test_a_short_second_line_of_a_headline_of_wiso_is_the_standfirst(read_bytes):
    given = read_bytes("a.txt", WISO.replace("bees\n", "bees\nTwo hives for the depot\n", 1).encode())[0].given
    assert (given["headline"], given["standfirst"]) == ("Tram drivers adopt bees", "Two hives for the depot")


def test_labels_of_wiso_may_stand_between_headline_and_text(read_bytes):
    first, second, *_ = WISO.split("© GBI")
    text = first.replace(
        "Von Tilda Moss\n", "Quelle: The Ravensholm Courier, 03.06.2019, Seite 4\nAutor: Moss, Tilda\n"
    )
    text = text.partition("Quelle: The Ravensholm Courier vom")[0] + "Dokumentnummer: RC4711\n© GBI" + second
    given = read_bytes("a.txt", text.encode())[0].given
    assert (given["headline"], given["authors"]) == ("Tram drivers adopt bees", ["Tilda Moss"])
    assert given["body"].startswith("A swarm of bees")


def test_a_list_of_terms_is_read_as_labels(read_bytes):
    terms = (
        "<dt>Record:</dt><dd>{0}</dd><dt>Title:</dt><dd>Drivers adopt bees.</dd><dt>Authors:</dt><dd>Moss, Tilda</dd>"
    )
    terms += "<dt>Source:</dt><dd>Pellworth Post. Jun 5, 2019, p1.</dd><dt>Database:</dt><dd>Newspaper Source</dd>"
    page = "".join(f"<dl>{terms.format(n)}</dl><p>A swarm of bees was taken in.</p>" for n in (1, 2))
    documents = read_bytes("a.html", f"<html><title>EBSCOhost</title><body>{page}</body></html>".encode())
    assert [document.given["authors"] for document in documents] == [["Tilda Moss"]] * 2
    assert documents[0].given["body"] == "A swarm of bees was taken in."


def test_outlet_and_date_above_the_labels_are_no_headline_of_newsbank(read_bytes):
    text = (
        "Ravensholm Courier, The (NO)\n\nJune 3, 2019\nSection: City\nPage: A4\n\nTram drivers adopt bees\n\n"
        "TILDA MOSS, Staff Writer\n\nA swarm of bees was taken in by the drivers.\n\nRecord Number: 4711\n"
    )
    (article,) = read_bytes("n.txt", text.encode())
    names = ("headline", "source", "date", "authors", "body")
    assert [article.given[name] for name in names] == [
        *("Tram drivers adopt bees", "The Ravensholm Courier", "2019-06-03", ["Tilda Moss"]),
        "A swarm of bees was taken in by the drivers.",
    ]


def test_authors_may_stand_below_the_subtitle_of_europresse(read_bytes):
    text = (
        "The Ravensholm Courier\nSociété, lundi 3 juin 2019\n\nTram drivers adopt bees\n\nTwo hives for the depot\n\n"
        "Tilda Moss\n\nA swarm of bees was taken in by the drivers.\n\nnews·20190603·RAV·4711\n"
    )
    (article,) = read_bytes("e.txt", text.encode())
    assert (article.given["standfirst"], article.given["authors"]) == ("Two hives for the depot", ["Tilda Moss"])


def test_series_and_other_prints_beside_outlet_and_date_of_europresse_are_no_fields(read_bytes):
    text = (
        "The Ravensholm Courier, no. 12\nL'événement\nSociété, lundi 3 juin 2019\nAussi paru dans Pellworth Post\n\n"
        "Tram drivers adopt bees\n\nA swarm was taken in by the drivers.\n\nnews·20190603·RAV·4711\n"
    )
    (article,) = read_bytes("e.txt", text.encode())
    names = [article.given[name] for name in ("source", "body")]
    assert names == ["The Ravensholm Courier", "A swarm was taken in by the drivers."]


def test_a_page_that_pressreader_prints_is_an_article_with_its_head(read_bytes):
    lines = "<li>The Ravensholm Courier</li><li>3 Jun 2019</li><li>BY TILDA MOSS</li>"
    article = f"<article><h1>Tram drivers adopt bees</h1><ul>{lines}</ul><p>A swarm was taken in.</p></article>"
    page = f"<html><head><title>PressReader</title></head><body>{article}</body></html>"
    (article,) = read_bytes("p.html", page.encode())
    names = ("headline", "source", "date", "authors", "body")
    assert [article.given[name] for name in names] == [
        *("Tram drivers adopt bees", "The Ravensholm Courier", "2019-06-03", ["Tilda Moss"]),
        "A swarm was taken in.",
    ]

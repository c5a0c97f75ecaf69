"""Text exports of Factiva, plain and with field codes."""

import pytest

from toolkit.contract.records import Rejection

PLAIN = """Page 1 of 2 © 2019 Factiva, Inc. All rights reserved.

City
Tram drivers of Ravensholm adopt a swarm of bees
By Tilda Moss and Ivo Brandt
61 words
3 June 2019
04:15 GMT
The Ravensholm Courier
RAVCOU
Final
4
English
Copyright 2019. Ravensholm Courier Ltd. All rights reserved.

A swarm of bees that had settled in the bell of tram number seven was taken in by its drivers on Sunday.

"It hummed louder than the motor," said Edda Kroll, who found it at five in the morning.

Document RAVCOU0020190603ef630000b

Library lends umbrellas
30 words
5 June 2019
The Pellworth Post
PELPOS
English
© 2019 Pellworth Post

The library of Pellworth lends umbrellas since Tuesday, because its roof cannot be mended before autumn.

Page 2 of 2 © 2019 Factiva, Inc. All rights reserved.

Document PELPOS0020190605ef650001c

Search Summary

Text	bees or umbrellas
Date	All Dates
Results Found	2
"""
CODED = """SE  City
HD  Tram drivers of Ravensholm adopt a swarm of bees
BY  By TILDA MOSS
CR  Northern Wire
WC  61 words
PD  3 June 2019
ET  04:15
SN  The Ravensholm Courier
SC  RAVCOU
PG  4
LA  English
CY  Copyright 2019 Ravensholm Courier Ltd.

LP
A swarm of bees that had settled in the bell of tram number seven was taken in by its drivers on Sunday.

TD
IN THE MORNING the depot ordered two hives, said Edda Kroll, who found the swarm.

CO  ravtra : Ravensholm Tramways
NS  gbees : Bees | gtram : Trams
RE  rav : Ravensholm
IPD Bees
PUB Ravensholm Courier Ltd.
AN  Document RAVCOU0020190603ef630000b

HD
Library lends umbrellas

WC
30 words

PD
5 June 2019

SN
The Pellworth Post

LA
English

LP
The library of Pellworth lends umbrellas since Tuesday, because its roof cannot be mended before autumn.

AN
Document PELPOS0020190605ef650001c
"""


@pytest.mark.parametrize("text", [PLAIN, CODED])
def test_headline_byline_date_and_outlet_are_read(read_bytes, text):
    first, second = read_bytes("factiva.txt", text.encode())
    assert first.given["headline"] == "Tram drivers of Ravensholm adopt a swarm of bees"
    assert first.given["authors"][0] == "Tilda Moss"
    assert (first.given["date"], first.given["source"]) == ("2019-06-03", "The Ravensholm Courier")
    assert first.given["language"] == "en"
    assert (second.given["headline"], second.given["date"]) == ("Library lends umbrellas", "2019-06-05")
    assert second.given["source"] == "The Pellworth Post"


@pytest.mark.parametrize("text", [PLAIN, CODED])
def test_an_article_without_a_byline_has_no_authors(read_bytes, text):
    assert "authors" not in read_bytes("factiva.txt", text.encode())[1].given


@pytest.mark.parametrize("text", [PLAIN, CODED])
def test_codes_covers_and_the_search_summary_are_no_body(read_bytes, text):
    first, second = read_bytes("factiva.txt", text.encode())
    assert first.given["body"].startswith("A swarm of bees")
    assert second.given["body"].endswith("before autumn.")
    for word in ("Factiva", "RAVCOU", "Copyright", "Document", "Results", "gbees"):
        assert word not in first.given["body"] + second.given["body"]


def test_a_sentence_that_begins_with_the_letters_of_a_code_is_body(read_bytes):
    assert "IN THE MORNING the depot" in read_bytes("factiva.txt", CODED.encode())[0].given["body"]


def test_an_article_that_breaks_off_is_refused(read_bytes):
    *articles, rejection = read_bytes("factiva.txt", PLAIN.partition("\n\nPage 2")[0].encode())
    assert len(articles) == 1
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "truncated"


def test_other_interface_languages_count_words_too(read_bytes):
    text = PLAIN.replace("61 words", "61 Wörter").replace("3 June", "3. Juni").replace("Document ", "Dokument ")
    first, second = read_bytes("factiva.txt", text.encode())
    assert (first.given["date"], second.given["date"]) == ("2019-06-03", "2019-06-05")


def test_a_role_below_the_names_is_no_author(read_bytes):
    text = PLAIN.replace("By Tilda Moss and Ivo Brandt", "Tilda Moss, Ivo Brandt\nStaff Reporters")
    first, _ = read_bytes("factiva.txt", text.encode())
    assert first.given["authors"] == ["Tilda Moss", "Ivo Brandt"]
    assert first.given["headline"] == "Tram drivers of Ravensholm adopt a swarm of bees"


def test_what_dow_jones_prints_below_its_copy_is_no_body(read_bytes):
    closing = "\n\nWrite to Tilda Moss at tilda@courier.example\n\n(END) Dow Jones Newswires\n\nJune 03, 2019 15:42 ET"
    text = PLAIN.replace("in the morning.\n", f"in the morning.{closing}\n")
    assert read_bytes("factiva.txt", text.encode())[0].given["body"].endswith("at five in the morning.")


def test_section_and_subjects_are_stated(read_bytes):
    plain, coded = (read_bytes("factiva.txt", text.encode())[0].given for text in (PLAIN, CODED))
    assert plain["section"] == coded["section"] == "City"
    assert [(subject.code, subject.label) for subject in coded["subjects"]] == [("gbees", "Bees"), ("gtram", "Trams")]


def test_a_note_for_editors_is_no_body(read_bytes):
    text = PLAIN.replace("A swarm of bees that had", "(Adds quote, background)\n\nA swarm of bees that had")
    assert read_bytes("factiva.txt", text.encode())[0].given["body"].startswith("A swarm of bees")


def test_a_page_whose_styles_are_longer_than_its_first_chunk_is_an_export(read_bytes):
    page = (
        f"<html><head><title>Factiva</title><style>{'body{margin:0}' * 20_000}</style></head><body><pre>{PLAIN}</pre>"
    )
    assert len(read_bytes("a.html", page.replace("\n", "<br>").encode())) == 2


def test_an_unknown_agency_above_the_words_is_neither_headline_nor_author(read_bytes):
    text = (
        "Bees move into the tram\nAgence Valoise de Presse\n120 words\n3 June 2019\nRavensholm Courier\nRAVCOU\n"
        "English\n\n"
        "A swarm was taken in.\n\nClick here to view the image.\n\nDocument RAVCOU0020190603ef6300001\n"
    )
    (article,) = read_bytes("f.txt", text.encode())
    assert (article.given["headline"], "authors" in article.given) == ("Bees move into the tram", False)
    assert article.given["body"] == "A swarm was taken in."


def test_a_byline_below_a_note_to_editors_is_read(read_bytes):
    text = (
        "UPDATE 1-Bees move in\n120 words\n3 June 2019\nReuters News\nLBA\nEnglish\n(c) 2019 Reuters Limited\n\n"
        "(Adds quote)\n\n"
        "By Tilda Moss\n\nRAVENSHOLM, June 3 (Reuters) - A swarm was taken in.\n\nDocument LBA0000020190603ef6300001\n"
    )
    (article,) = read_bytes("f.txt", text.encode())
    assert (article.given["authors"], article.given["body"][:10]) == (["Tilda Moss"], "RAVENSHOLM")

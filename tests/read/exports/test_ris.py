"""Records of RIS."""

from toolkit.contract.records import Rejection

FIRST = """TY  - NEWS
AU  - Moss, Tilda
AU  - Brandt, Ivo
TI  - Tram drivers of Ravensholm adopt bees
JF  - The Ravensholm Courier, Late Edition (East Coast)
DA  - 2019/06/03/
PY  - 2019
KW  - Bees
KW  - Trams
SE  - City
LA  - English
UR  - https://search.proquest.com/docview/4711
AB  - A swarm moves in.
N1  - Full text - A swarm of bees that had settled in a bell was taken in by its drivers on Sunday.

The depot has ordered two hives.
N1  - Last updated - 2019-06-04
ER  -

"""
SECOND = """TY  - NEWS
T1  - Library lends umbrellas
T2  - The Pellworth Post
Y1  - 2019/06/05/
N2  - A library lends.
ER  -
"""


def test_every_record_is_an_article_with_its_fields(read_bytes):
    document, _ = read_bytes("a.ris", ("\ufeff" + FIRST + SECOND).replace("\n", "\r\n").encode())
    given = dict(document.given)
    assert given["headline"] == "Tram drivers of Ravensholm adopt bees"
    assert (given["authors"], given["date"]) == (["Tilda Moss", "Ivo Brandt"], "2019-06-03")
    assert (given["source"], given["section"], given["language"]) == ("The Ravensholm Courier", "City", "en")
    assert [subject.label for subject in given["subjects"]] == ["Bees", "Trams"]
    assert given["body"].split("\n\n")[1] == "The depot has ordered two hives."
    assert "url" not in given


def test_a_record_without_full_text_is_refused(read_bytes):
    *_, rejection = read_bytes("a.txt", (FIRST + SECOND).encode())
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "missing_text"


def test_an_abstract_as_long_as_an_article_is_the_text(read_bytes):
    text = "The library of Pellworth lends umbrellas since Tuesday, because its roof leaks. " * 4
    (document,) = read_bytes("a.ris", SECOND.replace("A library lends.", text).encode())
    assert document.given["body"] == text.strip()
    assert document.given["source"] == "The Pellworth Post"


def test_spans_are_where_the_body_is_printed(read_bytes):
    document, _ = read_bytes("a.ris", (FIRST + SECOND).encode())
    spans = document.spans["body"]
    assert "\n\n".join(document.text[start:end] for start, end in spans) == document.given["body"]

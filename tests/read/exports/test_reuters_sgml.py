"""Reuters-21578."""

import pytest

ELEMENT = """<REUTERS TOPICS="NO" LEWISSPLIT="TEST" NEWID="{number}">
<DATE>{day}-JUN-1986 11:02:03.04</DATE>
<TOPICS></TOPICS>
<TEXT>&#2;
<TITLE>{title}</TITLE>
{author}<DATELINE>    RAVENSHOLM, June {day} - </DATELINE><BODY>The tram works of Ravensholm &lt;RVTW> adopted a swarm
of bees, they said.
    "It hums louder than the motor," Edda Kroll said. A second hive is
ordered.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"""
FILE = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n' + "".join(
    ELEMENT.format(number=number, day=number + 3, title=title, author=author)
    for number, (title, author) in enumerate(
        [("BEES &amp; TRAMS JOIN", "<AUTHOR>    By Tilda Moss, Reuters</AUTHOR>"), ("A SECOND SWARM ARRIVES", "")]
    )
)


def test_every_element_is_an_article(read_bytes):
    first, second = read_bytes("reut2-000.sgm", FILE.encode())
    assert (first.given["headline"], first.given["authors"]) == ("BEES & TRAMS JOIN", ["Tilda Moss"])
    assert (second.given["date"], "authors" in second.given) == ("1986-06-04", False)
    assert (first.given["source"], second.line) == ("Reuters", 14)


def test_an_indent_starts_a_paragraph_and_the_sign_off_is_no_body(read_bytes):
    first, _ = read_bytes("a.sgm", FILE.encode())
    lead, quote = first.given["body"].split("\n\n")
    assert lead.endswith("The tram works of Ravensholm <RVTW> adopted a swarm of bees, they said.")
    assert quote == '"It hums louder than the motor," Edda Kroll said. A second hive is ordered.'


def test_an_element_that_holds_a_headline_only_is_refused(read_bytes):
    brief = '<REUTERS NEWID="9">\n<TEXT TYPE="BRIEF">\n<TITLE>BEES COMING</TITLE>\n</TEXT>\n</REUTERS>\n'
    *articles, rejection = read_bytes("a.sgm", (FILE + brief).encode())
    assert (len(articles), rejection.reason) == (2, "missing_text")


def unmarked(first):
    text = f"    {first}\n    The works adopted a swarm of bees.\n    A second hive is ordered.\n Reuter\n&#3;"
    return f'<REUTERS NEWID="1"><DATE>3-JUN-1986 11:02:03.04</DATE><TEXT TYPE="UNPROC">&#2;\n{text}</TEXT></REUTERS>'


@pytest.mark.parametrize("first", ["TRAM WORKS ADOPT BEES", "* Tram works adopt bees", "** TRAM WORKS ADOPT BEES"])
def test_capitals_or_a_bullet_above_a_text_without_a_title_are_its_headline(read_bytes, first):
    (article,) = read_bytes("reut2-000.sgm", unmarked(first).encode())
    assert (article.given["headline"], article.given["body"][:9]) == (first.lstrip("* "), "The works")


def test_a_text_without_any_headline_keeps_its_first_paragraph(read_bytes):
    (article,) = read_bytes("reut2-000.sgm", unmarked("Bees came to the works.").encode())
    assert ("headline" in article.given, article.given["body"][:4]) == (False, "Bees")

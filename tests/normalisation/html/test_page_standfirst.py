"""The standfirst of a page."""

from toolkit.contract.records import Document
from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.landmarks import find_marks
from toolkit.normalisation.html.page_body import Passage
from toolkit.normalisation.html.page_metadata import read_metadata
from toolkit.normalisation.html.page_standfirst import find_standfirst

LEAD = "The ferry to Ormsund has been running again since Monday, said Ada Quill, who keeps the lighthouse there."
STANDFIRST = "Boats are back after a winter that was longer than anybody remembers."


def standfirst(head="", below=""):
    source = f"<html><head>{head}</head><body><h1>The ferry runs again</h1>{below}<p>{LEAD}</p></body></html>"
    markup = parse(source)
    headline = Passage("The ferry runs again", *markup.find("The ferry runs again"))
    document = Document("a.html", source, "0" * 64, "text/html")
    result = find_standfirst(
        document, markup, read_metadata(markup), find_marks(markup), headline=headline, texts=(LEAD,)
    )
    return result and result.text


def test_a_marked_paragraph_below_the_headline_is_the_standfirst():
    assert standfirst(below=f"<p class=standfirst>{STANDFIRST}</p>") == STANDFIRST


def test_a_description_that_the_body_does_not_repeat_is_the_standfirst():
    assert standfirst(head=f'<meta name="description" content="{STANDFIRST}">') == STANDFIRST


def test_a_description_that_breaks_off_is_none():
    assert standfirst(head='<meta name="description" content="Boats are back after a winter that was…">') is None

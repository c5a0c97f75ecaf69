"""What stands near headline, lead and end of the body of a page."""

from toolkit.contract.records import Document
from toolkit.normalisation.html.page import normalise_page
from toolkit.normalisation.options import NormaliseOptions

LEAD = "The ferry to Ormsund has been running again since Monday, said Ada Quill, who keeps the lighthouse."
NEXT = "Forty people went across on the first day, although it rained from morning until night without a break."


def authors(behind, below=""):
    text = f"<article><h1>The ferry runs again</h1>{below}<p>{LEAD}</p><p>{NEXT}</p></article>{behind}"
    source = f"<html lang=en><head><title>The ferry runs again</title></head><body>{text}</body></html>"
    return normalise_page(Document("a.html", source, "0" * 64, "text/html"), NormaliseOptions()).authors


def test_one_name_behind_the_body_signs_it():
    assert authors('<p><a rel="author">Cleo Marsh</a></p>') == ("Cleo Marsh",)


def test_two_names_on_two_lines_behind_the_body_sign_it():
    assert authors('<p><a rel="author">Cleo Marsh</a></p><p><a rel="author">Finn Rook</a></p>') == (
        "Cleo Marsh",
        "Finn Rook",
    )


def test_names_in_the_items_of_a_list_behind_the_body_sign_other_stories():
    items = "".join(f'<li>Hour ago <a rel="author">{name}</a></li>' for name in ("Cleo Marsh", "Finn Rook"))
    assert authors(f"<ul>{items}</ul>", below="<p class=by>Ada Quill</p>") == ("Ada Quill",)


def test_names_in_a_sidebar_behind_the_body_sign_other_stories():
    names = '<a rel="author">Cleo Marsh</a> <a rel="author">Finn Rook</a>'
    assert authors(f"<aside>{names}</aside>") == ()

"""Who wrote a page."""

import pytest

from toolkit.normalise.marks import find_marks
from toolkit.normalise.markup import parse
from toolkit.normalise.metadata import read_metadata
from toolkit.normalise.outlet import load_outlets
from toolkit.normalise.page_authors import page_authors


def read(source, given=None):
    markup = parse(source)
    marks = [mark for mark in find_marks(markup) if mark.kind == "author"]
    return page_authors(markup, read_metadata(markup), marks, tuple, outlets=load_outlets(), given=given or {})


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("Ada Quill", ("Ada Quill",)),
        ("By Ada Quill", ("Ada Quill",)),
        ("ADA QUILL", ("Ada Quill",)),
        ("Ada Quill, Cleo Marsh", ("Ada Quill", "Cleo Marsh")),
        ("https://www.facebook.com/post", ()),
        ("@post", ()),
        ("Editorial Staff", ()),
        ("Ormsund Post", ()),
    ],
)
def test_names_in_meta_elements_are_cleaned(content, names):
    page = f'<meta name="author" content="{content}"><meta property="og:site_name" content="Ormsund Post">'
    assert read(page).names == names


def test_a_printed_name_is_evidence_before_a_declared_one():
    source = '<meta name="author" content="Ada Quill"><p class="byline">By Ada Quill</p>'
    (item,) = read(source).evidence
    assert (item.method, source[item.start : item.end], item.start > 50) == ("stated", "Ada Quill", True)


def test_an_agency_among_the_authors_is_no_person():
    found = read('<meta name="author" content="Reuters">')
    assert (found.names, found.agency) == ((), "Reuters")


def test_a_marked_byline_is_read_where_nothing_is_declared():
    assert read('<div class="author-name">Ada Quill</div>').names == ("Ada Quill",)


def test_authors_that_the_container_states_win():
    assert read('<meta name="author" content="Ada Quill">', {"authors": ["Cleo Marsh"]}).names == ("Cleo Marsh",)

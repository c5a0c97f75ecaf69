"""Who wrote a page."""

import json

import pytest

from toolkit.normalisation.authors.page_authors import page_authors
from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.landmarks import find_marks
from toolkit.normalisation.html.page_metadata import read_metadata
from toolkit.normalisation.outlets.outlet_profiles import load_outlets


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
    result = read('<meta name="author" content="Reuters">')
    assert (result.names, result.agency) == ((), "Reuters")


def test_a_marked_byline_is_read_where_nothing_is_declared():
    assert read('<div class="author-name">Ada Quill</div>').names == ("Ada Quill",)


def test_authors_that_the_container_states_win():
    assert read('<meta name="author" content="Ada Quill">', {"authors": ["Cleo Marsh"]}).names == ("Cleo Marsh",)


@pytest.mark.parametrize(
    "marked",
    [
        '<p>By <a rel="author">Ada Quill</a> and <a rel="author">Cleo Marsh</a></p>',
        "<p><span itemprop='author'>Ada Quill</span>, <span itemprop='author'>Cleo Marsh</span></p>",
        "<p class=vcard><a class='fn'>Ada Quill</a></p><p class=vcard><a class='fn'>Cleo Marsh</a></p>",
        "".join(
            f"<p itemprop=author><meta itemprop=name content='{name}'></p>" for name in ("Ada Quill", "Cleo Marsh")
        ),
        "<div class=byline>BY ADA QUILL AND CLEO MARSH</div>",
        "<div class=autor>Von Ada Quill und Cleo Marsh</div>",
        "<span class=signature>Propos recueillis par Ada Quill et Cleo Marsh</span>",
        "<div class=firma>Por Ada Quill y Cleo Marsh</div>",
        "<div class=yazar>Haber: Ada Quill, Cleo Marsh</div>",
        "<div class=byline><span>Ada Quill, Staff Writer</span><br>Cleo Marsh</div>",
    ],
)
def test_both_authors_of_a_marked_byline_are_found(marked):
    assert read(marked).names == ("Ada Quill", "Cleo Marsh")


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Ada Quill", ("Ada Quill",)),
        ("ada quill", ("Ada Quill",)),
        ("By Ada Quill", ("Ada Quill",)),
        ("ADA MCQUILL", ("Ada McQuill",)),
        ("Ada Quill; Cleo Marsh", ("Ada Quill", "Cleo Marsh")),
        ("Ada Quill and Cleo Marsh", ("Ada Quill", "Cleo Marsh")),
        ("Ada Quill, Senior Political Correspondent", ("Ada Quill",)),
        ("Ada Quill | Ormsund Post", ("Ada Quill",)),
        ("Ada Quill ada.quill@post.example", ("Ada Quill",)),
        ("Ada Quill in Ormsund", ("Ada Quill",)),
        ("Ada Quill, PhD", ("Ada Quill",)),
        ("Ada Quill with files from Cleo Marsh", ("Ada Quill",)),
        ("Ada Quill, The Associated Press", ("Ada Quill",)),
        ("Von Quill", ("Von Quill",)),
        ("山田 花子", ("山田 花子",)),
        ("김하나 기자", ("김하나",)),
        ("김하나, 박두리", ("김하나", "박두리")),
        ("Анна Петрова", ("Анна Петрова",)),
        ("https://post.example/ada-quill", ()),
        ("@adaquill", ()),
        ("admin", ()),
        ("Web Desk", ()),
        ("Watermark feed", ()),
        ("Email The Author", ()),
        ("Post Staff", ()),
        ("The Editorial Board", ()),
        ("Ormsund Post", ()),
        ("Associated Press", ()),
    ],
)
def test_persons_of_a_description_are_people_and_nothing_else(name, names):
    described = json.dumps({"@type": "NewsArticle", "headline": "Ferry", "author": {"@type": "Person", "name": name}})
    page = f'<script type="application/ld+json">{described}</script>'
    assert read(f'{page}<meta property="og:site_name" content="Ormsund Post">').names == names


@pytest.mark.parametrize(
    "name",
    ["Ormsund Verlag GmbH", "Norvik-Stiftung", "Tarn.example.com", "Ruderverband Tarn e.V.", "Radio Ormsund Inc."],
)
def test_an_organisation_in_the_place_of_the_author_is_no_person(name):
    assert read(f'<meta name="author" content="{name}">').names == ()


def test_the_host_of_the_page_is_no_person():
    assert (
        read('<link rel=canonical href="https://www.ada-quill.org/a"><meta name=author content="Ada Quill">').names
        == ()
    )


def test_one_word_is_an_author_where_the_markup_says_that_it_is_a_person():
    assert read('<p><a rel="author" href="/quillfan">quillfan</a></p>').names == ("Quillfan",)


@pytest.mark.parametrize("word", ["siteadmin", "Webmaster", "Redaktion", "dpa"])
def test_one_word_that_is_a_role_is_no_author(word):
    assert read(f'<p><a rel="author" href="/a">{word}</a></p>').names == ()


def test_the_names_of_a_list_of_references_are_no_authors():
    cited = "".join(
        f'<span itemprop="author"><meta itemprop="name" content="{first} Quill"></span>'
        for first in (
            "Ada",
            "Cleo",
            "Mara",
            "Nils",
            "Olga",
            "Peter",
            "Rosa",
            "Sven",
            "Tom",
            "Uta",
            "Vera",
            "Wim",
            "Yara",
        )
    )
    assert read(cited).names == ()


def test_of_untyped_names_those_count_that_the_byline_prints_if_it_prints_any():
    stated = '<meta name="author" content="Ada Quill"><meta name="author" content="Cleo Marsh">'
    assert read(f'{stated}<p class="byline">By Ada Quill</p>').names == ("Ada Quill",)
    assert read(f'{stated}<p class="byline">Photo: Ben Rook</p>').names == ("Ada Quill", "Cleo Marsh")

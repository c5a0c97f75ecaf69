"""Elements that say by their names what they hold."""

import pytest

from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.landmarks import find_marks, leads_home


def marks(page):
    markup = parse(page)
    return [(mark.kind, markup.text[mark.start : mark.end].strip()) for mark in find_marks(markup)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1>Ferry</h1>", ("headline", "Ferry")),
        ('<div class="article-byline">By <a>Ada Quill</a></div>', ("author", "By Ada Quill")),
        ("<a rel='author' href=/ada>Ada Quill</a>", ("author", "Ada Quill")),
        ("<span itemprop=author>Ada Quill</span>", ("author", "Ada Quill")),
        ('<span class="articleAuthorName">Ada Quill</span>', ("author", "Ada Quill")),
        ('<p class="story__dek">Boats are back.</p>', ("standfirst", "Boats are back.")),
        ('<p class="sub-headline">Boats are back.</p>', ("standfirst", "Boats are back.")),
        ("<time>1 March 2024</time>", ("date", "1 March 2024")),
        ('<span class="entry-date published">1 March 2024</span>', ("date", "1 March 2024")),
        ('<span class="PublishDate">1 March 2024</span>', ("date", "1 March 2024")),
    ],
)
def test_names_tell_what_an_element_holds(page, expected):
    assert marks(f"<p>Bell</p>{page}<p>Quay</p>") == [expected]


@pytest.mark.parametrize(
    "page",
    [
        '<div class="comment-author">Troll</div>',
        '<img class="author" alt="x">',
        '<span class="authority">x</span>',
        '<div class="related-date">1 March</div>',
        '<span class="candidate">x</span>',
        '<div class="byline">' + "word " * 300 + "</div>",
    ],
)
def test_other_elements_are_not_marked(page):
    assert marks(page) == []


def test_an_empty_time_element_is_kept_for_its_attribute():
    assert marks('<time datetime="2024-03-01"></time>') == [("date", "")]


def test_nested_elements_of_one_name_end_where_they_should():
    assert marks("<div class=byline><div>Ada</div><div>Quill</div></div><div>Bell</div>") == [("author", "Ada\nQuill")]


def test_a_page_of_marks_alone_takes_linear_time():
    assert len(find_marks(parse("<h1>Bell" * 20_000))) <= 1000


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ('<h1><a href="/">The Norvik Post</a></h1>', True),
        ('<h1><!-- logo --><a class="logo" href="https://norvik.example/?lang=en">Norvik</a></h1>', True),
        ('<h1><a href="https://norvik.example/ferry">The ferry runs again</a></h1>', False),
        ('<h1><a href="">The ferry runs again</a></h1>', False),
        ('<h1><a href="/">Home</a> &gt; The ferry runs again</h1>', False),
        ("<h1>The ferry runs again</h1>", False),
    ],
)
def test_a_heading_that_is_a_link_to_the_front_page_is_the_masthead(heading, expected):
    markup = parse(heading)
    assert [leads_home(markup, mark) for mark in find_marks(markup)] == [expected]

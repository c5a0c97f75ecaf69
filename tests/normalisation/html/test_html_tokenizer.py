"""HTML taken apart with the place of everything."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.html.html_tokenizer import parse


def test_text_is_what_a_reader_sees_one_line_for_each_block():
    page = "<title>Post</title><h1>The\n  ferry&nbsp;runs</h1><p>It <b>rai</b>ned &amp; rained.<br>Then not.</p>"
    assert parse(page).text == "The ferry runs\nIt rained & rained.\nThen not."


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<p>leak</p>';</script>",
        "<style>p::after{content:'leak'}</style>",
        "<!-- leak <p> -->",
        "<noscript><p>leak</p></noscript>",
        "<template>leak</template>",
        "<SCRIPT type=x>leak</SCRIPT >",
        "<?php leak ?>",
        "<!DOCTYPE leak>",
        "<svg><text>leak</text></svg>",
    ],
)
def test_what_is_not_shown_does_not_leak(hidden):
    assert parse(f"<p>One</p>{hidden}<p>two</p>").text == "One\ntwo"


def test_an_unclosed_script_hides_the_rest():
    assert parse("<p>One</p><script>var a = 1;").text == "One"


@pytest.mark.parametrize("passage", ["ferry", "rained & rained", "“Glad”", "The ferry runs"])
def test_every_passage_is_found_in_the_source(passage):
    page = "<h1>The\n  <i>ferry</i>&nbsp;runs</h1><p>It rained &amp; rained. &ldquo;Glad&#8221;</p>"
    markup = parse(page)
    start, end = markup.raw_span(*markup.find(passage))
    assert parse(page[start:end]).text == passage


def test_a_passage_is_found_although_its_punctuation_was_changed():
    markup = parse("<p>Before.</p><p>It’s raining — again!</p>")
    start, end = markup.raw_span(*markup.find("It's raining - again"))
    assert markup.source[start:end] == "It’s raining — again"


def test_a_passage_is_looked_for_behind_an_offset():
    markup = parse("<p>Bell</p><p>Bell, bell</p>")
    assert markup.find("Bell", 2) == (5, 9)
    assert markup.find("Bell!", 2) == (5, 9)
    assert markup.find("Ferry") is None


def test_attributes_are_decoded_and_located():
    page = "<meta name='a' content=\"x &amp; y\" CONTENT=z><a href='/?a=1&copy=2'>"
    markup = parse(page)
    meta, link = markup.tags
    start, end = markup.attribute_span(meta, "content")
    assert markup.attributes(meta) == {"name": "a", "content": "x & y"}
    assert page[start:end] == "x &amp; y"
    assert markup.attributes(link)["href"] == "/?a=1&copy=2"


def test_a_greater_sign_in_quotes_does_not_end_a_tag():
    assert parse("<p title=\"a > b\" data-x='>'>Bell</p>").text == "Bell"


def test_the_part_of_the_page_is_known():
    markup = parse("<nav>Home</nav><p>Bell</p><figure><figcaption>Boat</figcaption></figure>")
    reasons = dict(markup.reasons)
    assert {"navigation", "page", "caption"} <= set(reasons.values())


def test_scripts_styles_and_drawings_are_ranges_without_text():
    hidden = "<SVG><title>b</title></svg ><noscript>c</noscript><style>d</style><script>e"
    page = f"<meta name=a><p>One</p><script>a</script>{hidden}"
    assert [page[start:end] for start, end in parse(page).textless] == [
        *("<meta name=a>", "<script>a</script>", "<SVG><title>b</title></svg >", "<style>d</style>")
    ]


@given(st.text(st.sampled_from("<>/!-b=\"' &;#x41apnbsp\n\0"), max_size=60))
def test_an_offset_of_the_source_leads_back_to_the_text_it_prints(page):
    markup = parse(page)
    for location, character in enumerate(markup.text):
        start, end = markup.raw_span(location, location + 1)
        if character != "\n":
            assert markup.shown_offset(start) <= location < markup.shown_offset(end)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000,
        '<a href="' * 50_000,
        "<a b='" * 50_000,
        "<a " + "=" * 100_000,
        "<" * 200_000,
        "<!--" * 50_000,
        "<svg>" * 50_000,
        "</aside>" * 50_000,
        "&" * 200_000,
        " " * 500_000,
    ],
)
def test_hostile_markup_takes_linear_time(page):
    start = time.process_time()
    parse(page)
    assert time.process_time() - start < 3


@given(st.text(st.sampled_from("<>/!-=\"' &;#x41apnbsp\n\0"), max_size=60))
def test_any_markup_is_taken_apart_with_spans_inside_the_source(page):
    markup = parse(page)
    for location in range(len(markup.text)):
        start, end = markup.raw_span(location, location + 1)
        assert 0 <= start <= end <= len(page)

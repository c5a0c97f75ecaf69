"""When a page was published."""

from datetime import UTC, date, datetime

import pytest

from toolkit.contract.records import Document
from toolkit.normalisation.dates.page_date import page_date
from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.landmarks import find_marks
from toolkit.normalisation.html.page import normalise_page
from toolkit.normalisation.html.page_metadata import read_metadata
from toolkit.normalisation.lines.line import Line
from toolkit.normalisation.options import NormaliseOptions


def read(source, given=None, country=None, everything=()):
    markup = parse(source)
    marks = [mark for mark in find_marks(markup) if mark.kind == "date"]
    return page_date(
        markup,
        read_metadata(markup),
        marks,
        tuple,
        everything=lambda: everything,
        dateline=None,
        dateline_offset=0,
        url=None,
        country=country,
        given=given or {},
    )


def meta(value, name="article:published_time"):
    return f'<meta property="{name}" content="{value}">'


@pytest.mark.parametrize(
    ("value", "day", "moment"),
    [
        ("2024-03-01", date(2024, 3, 1), None),
        ("2024-03-01T08:00:00Z", date(2024, 3, 1), datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("2024-03-01T23:30:00-05:00", date(2024, 3, 1), datetime(2024, 3, 2, 4, 30, tzinfo=UTC)),
        ("2024-03-01T08:00:00.000+0100", date(2024, 3, 1), datetime(2024, 3, 1, 7, tzinfo=UTC)),
        ("2024-03-01 08:00:00", date(2024, 3, 1), None),
        ("Fri, 01 Mar 2024 08:00:00 GMT", date(2024, 3, 1), datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("March 1, 2024", date(2024, 3, 1), None),
        ("20240301", date(2024, 3, 1), None),
        ("1709280000", date(2024, 3, 1), datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("1709280000000", date(2024, 3, 1), datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("/Date(1709280000000+0100)/", date(2024, 3, 1), datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("20240301080000", date(2024, 3, 1), None),
        ("202403010800", date(2024, 3, 1), None),
        ("20240301T080000Z", date(2024, 3, 1), datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("2024-03-01T09:00:00 +01:00", date(2024, 3, 1), datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("Fri Mar 01 08:00:00 GMT 2024", date(2024, 3, 1), datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("Fri Mar 01 2024 09:00:00 GMT+0100 (CET)", date(2024, 3, 1), datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("2024年3月1日 9時00分", date(2024, 3, 1), None),
        ("vendredi 1 mars 2024", date(2024, 3, 1), None),
    ],
)
def test_dates_of_the_markup_are_read_in_every_usual_form(value, day, moment):
    result = read(meta(value))
    assert (result.date, result.published_at) == (day, moment)


@pytest.mark.parametrize(
    "value", ["", "soon", "2024", "0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "99999999999999", "{{date}}"]
)
def test_what_is_no_date_is_passed_over(value):
    assert read(meta(value)).date is None


def test_an_unreadable_date_leaves_room_for_the_next():
    assert read(meta("{{date}}") + meta("2024-03-01", "date")).date == date(2024, 3, 1)


def test_the_day_of_publication_comes_before_that_of_a_change():
    page = (
        "<p class=updated>Updated <time datetime=2024-03-05>5 March</time></p><p><time datetime=2024-03-01>x</time></p>"
    )
    assert read(page).date == date(2024, 3, 1)


def test_a_change_alone_is_no_publication():
    description = '{"@type": "NewsArticle", "headline": "Ferry", "dateModified": "2024-03-01T10:00:00Z"}'
    result = read(f'<script type="application/ld+json">{description}</script>')
    assert (result.date, result.published_at, result.modified) == (None, None, date(2024, 3, 1))


def test_a_printed_day_before_the_word_of_a_change_is_the_publication():
    shown = "27/11/2017 01:57 | Actualizado a 28/11/2017 19:20"
    result = read(f'<time itemprop="dateModified" datetime="2017-11-28T19:20:00+01:00">{shown}</time>')
    assert (result.date, result.published_at, result.modified) == (date(2017, 11, 27), None, date(2017, 11, 28))


@pytest.mark.parametrize("printed", ["Feb 29, 2024 | 9:25pm", "Published 29 February 2024, updated March 1, 2024"])
def test_the_local_day_that_a_page_prints_goes_before_the_day_in_utc(printed):
    result = normalise(f"{meta('2024-03-01T02:25:00Z')}", f"<p>{printed}</p>")
    assert (result.date, result.published_at) == (date(2024, 2, 29), datetime(2024, 3, 1, 2, 25, tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "printed"),
    [
        ("2024-03-01T02:25:00+01:00", "Feb 29, 2024"),
        ("2024-03-01T02:25:00Z", "Updated March 2, 2024"),
        ("2024-03-01T02:25:00Z", "Feb 27, 2024"),
        ("2024-03-01T02:25:00Z", "March 1, 2024"),
    ],
)
def test_no_other_printed_day_moves_a_stated_moment(moment, printed):
    assert normalise(meta(moment), f"<p>{printed}</p>").date == date(2024, 3, 1)


def test_the_day_of_the_address_is_the_local_day_where_none_is_printed():
    result = normalise(meta("2024-03-01T02:25:00Z"), "", url="https://post.example/2024/02/29/ferry")
    assert (result.date, result.date_edtf) == (date(2024, 2, 29), "2024-02-29")


def test_evidence_is_the_value_in_the_source():
    source = f"<p>Bell</p>{meta('2024-03-01T08:00:00Z')}"
    assert {source[item.start : item.end] for item in read(source).evidence} == {"2024-03-01T08:00:00Z"}


def test_a_date_that_the_container_states_wins():
    assert read(meta("2024-03-01"), {"date": "2020-05-06"}).date == date(2020, 5, 6)


@pytest.mark.parametrize(
    "marked",
    [
        "<abbr class=published title='2024-03-01T09:00:00Z'>9am</abbr>",
        "<span property='schema:datePublished' content='2024-03-01T09:00:00+00:00'>on Friday</span>",
        "<relative-time datetime='2024-03-01T09:00:00Z'>3 hours ago</relative-time>",
        "<span class=date data-timestamp='1709283600'>3 hours ago</span>",
        "<time itemprop=datePublished datetime='2024-03-01'>on Friday</time>",
    ],
)
def test_a_marked_element_may_say_the_day_in_an_attribute(marked):
    assert read(marked).date == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("country", "day"), [("US", date(2023, 3, 4)), ("GB", date(2023, 4, 3)), ("CA", None), (None, None)]
)
def test_a_numeric_date_of_the_markup_is_decided_by_the_country(country, day):
    english = "<p>The keeper of the lighthouse rang the bell, and the ferry left for the island in the rain.</p>"
    result = read(meta("03/04/2023 9:00 AM") + english, country=country)
    assert result.date == day
    assert day is None or result.evidence[0].method == "inferred"


def normalise(head, below, **document):
    """Normalise a page with something in its head and something between its headline and its body."""
    lead = "The ferry to Ormsund has been running again since Monday, said Ada Quill, who keeps the lighthouse."
    rest = "Forty people went across on the first day, although it rained from morning until night without a break."
    text = f"<h1>The ferry runs again</h1>{below}<p>{lead}</p><p>{rest}</p>"
    source = f"<html lang=en><head>{head}</head><body><article>{text}</article></body></html>"
    return normalise_page(Document("a.html", source, "0" * 64, "text/html", **document), NormaliseOptions())


@pytest.mark.parametrize(
    "above",
    ["<p>01.02.2024 | Indoor meeting</p>", "<p>© Ada Quill</p><p>01.02.2024 | Indoor meeting</p>"],
)
def test_a_day_right_above_the_headline_is_the_date_whoever_owns_the_picture(above):
    assert normalise(f"</head><body>{above}", "").date == date(2024, 2, 1)


def test_a_day_in_the_masthead_does_not_beat_an_unmarked_one_below_the_headline():
    top = '</head><body><div class="date">Saturday, 14 January 2012</div>'
    assert normalise(top, "<h6>Tuesday 3 January 2012</h6>").date == date(2012, 1, 3)


def test_a_day_stays_apart_from_a_sentence_that_opens_in_lower_case():
    lead = (
        "<p>10.06.2018 22:00</p><p>this afternoon forty of us sailed round the island in a warm wind from the south</p>"
    )
    assert normalise("", lead).date == date(2018, 6, 10)


def test_the_number_of_an_article_in_its_address_is_no_day():
    assert normalise("", "", url="https://post.example/2050917-ferry-runs-again").date_edtf is None


def test_the_note_of_a_blog_says_when_an_entry_was_published():
    note = "<p>Dieser Beitrag wurde am Samstag, 3. Dezember 2011 um 12:00 Uhr veröffentlicht.</p>"
    assert normalise("", note).date == date(2011, 12, 3)


def test_a_day_in_numbers_is_the_one_that_the_page_prints_in_another_form():
    page = "<meta name=date content='11/01/2023 12:43:42'><p>Erstellt am: 01.11.2023</p>"
    assert read(page).date == date(2023, 11, 1)


def test_the_attribute_of_a_time_of_publication_counts_though_its_text_says_updated():
    page = '<h1>A bridge</h1><div itemprop="datePublished" content="2022-11-08">Updated on September 6, 2025</div>'
    assert read(page).date == date(2022, 11, 8)


def test_a_day_that_opens_the_line_above_the_headline_is_the_date():
    top = (
        '</head><body><div><span class="news-date">12.12.2022</span> - Institute of Norvik for Bridges and Boats</div>'
    )
    assert normalise(top, "").date == date(2022, 12, 12)


def test_an_element_that_is_named_as_the_time_of_publication_goes_before_other_dates():
    ticker = '<time datetime="2024-03-09">9 March</time>'
    named = '<time itemprop="datePublished" datetime="2024-03-01">1 March</time>'
    assert read(ticker + named).date == date(2024, 3, 1)
    assert read(meta("2024-03-09", name="date") + named).date == date(2024, 3, 1)
    assert read(meta("2024-03-09", name="date") + ticker.replace("09", "08")).date == date(2024, 3, 9)


def test_a_meta_element_may_state_its_date_as_value():
    assert read(meta("2024-03-01").replace("content=", "value=")).date == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("printed", "day"), [("Published: 1 March 2024, 9:30", date(2024, 3, 1)), ("1 March 2024", None)]
)
def test_far_from_the_story_only_a_date_that_is_said_to_be_its_own_counts(printed, day):
    texts = {"The ferry runs again": "headline", "The bell rang. " * 9: "body", "Share": "share", "Norvik Post": "note"}
    text = "\n".join([*texts, printed])
    lines = [
        Line(start := text.index(line), start + len(line), line, label, 0.9)
        for line, label in {**texts, printed: "date"}.items()
    ]
    assert read("".join(f"<p>{line}</p>" for line in text.split("\n")), everything=lines).date == day


def test_a_printed_day_after_the_mail_that_brought_the_page_is_none():
    source = "<html><body><p>Printed 5 March 2024</p></body></html>"
    shown = parse(source).text
    start = shown.index("Printed")
    line = Line(start, start + 20, shown[start : start + 20], "date", 0.9)
    assert read(source, everything=[line]).date == date(2024, 3, 5)
    assert read(source, {"date_not_after": "2024-02-01"}, everything=[line]).date is None


TIMES = (("2024-03-05T14:32", "14:32"), ("2024-03-05T13:10", "13:10"), ("2024-03-04T22:05", "22:05"))


@pytest.mark.parametrize(("times", "day"), [(TIMES, None), (TIMES[::-1], date(2024, 3, 4))])
def test_the_times_of_the_entries_of_a_live_blog_are_no_day_of_publication(times, day):
    text = "The ferry company says that no boats will leave the harbour before the evening, as the wind is too strong."
    entries = "".join(
        f'<time class="at" datetime="{at}">{shown}</time><p>{text[9 * i :]}</p>' for i, (at, shown) in enumerate(times)
    )
    assert normalise("", entries).date == day


def test_a_printed_day_of_publication_goes_before_a_stated_day_of_nobody_knows_what():
    assert normalise(meta("2024-03-09", "dc.date"), "<p>Published on:</p><p>1 March 2024</p>").date == date(2024, 3, 1)
    assert normalise(meta("2024-03-09", "dc.date"), "<p>Valid until</p><p>1 May 2024</p>").date == date(2024, 3, 9)


def test_a_line_of_many_words_right_above_the_headline_may_open_with_the_day():
    above = "<p>2 February 2024, 10:16 - First division of the ferry league - press notice of the clubs, red</p>"
    assert normalise(f"</head><body>{above}", "").date == date(2024, 2, 2)

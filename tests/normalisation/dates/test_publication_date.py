"""Which date is taken for that of the publication."""

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.normalisation.dates.dateline import find_dateline
from toolkit.normalisation.dates.publication_date import publication_date
from toolkit.normalisation.lines.line import LABELS, Line

BODY = "The harbour council has opened a new footbridge over the old canal, and some two hundred people crossed it."


def page(*labelled):
    """Return a text and its lines, made of (label, text) pairs."""
    text, lines = "", []
    for label, content in labelled:
        lines.append(Line(len(text), len(text) + len(content), content, label, 0.9))
        text += content + "\n\n"
    return text, tuple(lines)


def dated(*labelled, **options):
    text, lines = page(*labelled)
    return publication_date(text, lines, dateline=None, **options)


def masthead(line, label="date", body=BODY):
    return [("headline", "A footbridge for the harbour"), (label, line), ("body", body), ("body", BODY)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("March 5, 2024", "2024-03-05"),
        ("Published March 5, 2024", "2024-03-05"),
        ("Published: 5 March 2024 | Updated: 7 March 2024", "2024-03-05"),
        ("Updated: 7 March 2024 | Published: 5 March 2024", "2024-03-05"),
        ("Veröffentlicht am 5. März 2024, 10:15 Uhr", "2024-03-05"),
        ("Publié le 5 mars 2024, mis à jour le 7 mars 2024", "2024-03-05"),
        ("5 Mart 2024 - Güncelleme: 7 Mart 2024", "2024-03-05"),
        ("公開日：2024年3月5日 更新：2024年3月7日", "2024-03-05"),
        ("By Ann Roe March 5, 2024", "2024-03-05"),
        ("September 24", "XXXX-09-24"),
    ],
)
def test_the_printed_date_of_publication_is_taken(line, expected):
    assert dated(*masthead(line)).edtf == expected


def test_the_day_of_a_change_is_no_day_of_publication():
    result = dated(*masthead("Last updated on March 5, 2024"))
    assert (result.edtf, result.modified) == (None, datetime.date(2024, 3, 5))


def test_the_day_of_a_change_stands_by_that_of_publication():
    result = dated(*masthead("Published: 5 March 2024 | Updated: 7 March 2024"))
    assert (result.date, result.modified) == (datetime.date(2024, 3, 5), datetime.date(2024, 3, 7))
    assert [item.method for item in result.evidence if item.field == "date_modified"] == ["stated"]


def test_a_stated_change_before_the_publication_is_none():
    result = publication_date("", (), dateline=None, given={"date": "2024-03-05", "date_modified": "2024-03-01"})
    assert (result.date, result.modified) == (datetime.date(2024, 3, 5), None)


@pytest.mark.parametrize("label", ["date", "byline", "share", "source"])
def test_the_label_alone_is_not_trusted(label):
    assert dated(*masthead("Published 3 March 2024", label)).edtf == "2024-03-03"


def test_a_cue_on_the_line_above_counts():
    lines = [("headline", "A footbridge"), ("share", "Published on"), ("date", "3 March 2024"), ("body", BODY)]
    assert dated(*lines).edtf == "2024-03-03"


@pytest.mark.parametrize("rest", ["", BODY])
def test_the_first_date_of_the_body_is_not_taken(rest):
    result = dated(
        ("headline", "A footbridge"),
        ("body", ("On March 3, 2021, the old bridge fell. " + rest).strip()),
        ("body", BODY),
    )
    assert (result.date, result.precision) == (None, "unknown")


@pytest.mark.parametrize("line", ["2 hours ago", "2024", "© 2024 Harbour Gazette. All rights reserved.", "3 min read"])
def test_what_names_no_day_gives_no_date(line):
    assert dated(*masthead(line)).date is None


def test_a_date_below_the_body_counts_with_a_cue():
    result = dated(("headline", "A footbridge"), ("body", BODY), ("body", BODY), ("date", "Published 3 March 2024"))
    assert result.edtf == "2024-03-03"


def test_a_list_of_other_stories_gives_no_date():
    related = [("related", f"Story number {day}\n{day} March 2024") for day in range(10, 20)]
    assert dated(("headline", "A footbridge"), ("body", BODY), ("body", BODY), *related).date is None


def test_time_and_zone_give_the_moment_in_utc():
    result = dated(*masthead("March 5, 2024, 8:15 p.m. ET"))
    assert result.published_at == datetime.datetime(2024, 3, 6, 1, 15, tzinfo=datetime.UTC)
    assert (result.date, result.precision) == (datetime.date(2024, 3, 5), "time")


def test_a_time_without_zone_gives_only_the_day():
    result = dated(*masthead("March 5, 2024, 8:15 p.m."))
    assert (result.published_at, result.precision) == (None, "day")


def test_a_full_date_bounds_itself():
    result = dated(*masthead("March 5, 2024"))
    assert result.not_before == result.not_after == result.date


def test_evidence_points_at_the_printed_date():
    text, lines = page(*masthead("Published March 5, 2024"))
    (evidence,) = publication_date(text, lines, dateline=None).evidence
    assert (evidence.field, evidence.method, text[evidence.start : evidence.end]) == ("date", "stated", "March 5, 2024")


@pytest.mark.parametrize(("country", "expected"), [("US", "2023-03-04"), ("GB", "2023-04-03"), ("PH", "2023-03-04")])
def test_an_ambiguous_date_is_decided_by_the_country(country, expected):
    result = dated(*masthead("03/04/2023"), country=country)
    assert (result.edtf, result.evidence[0].method) == (expected, "inferred")


def test_an_ambiguous_date_stays_unknown_with_both_readings():
    body = "The council said that the bridge is open to the public and that the old one is closed. " + BODY
    result = dated(*masthead("03/04/2023", body=body))
    assert (result.date, result.evidence[0].note) == (None, "either 2023-04-03 or 2023-03-04")


def test_a_dateline_without_a_year_gives_the_day_of_the_year():
    paragraph = "MOSCOW, September 24. /TASS/. " + BODY
    past = "Fighting broke out on September 27, 2020. On November 9, 2020, both sides signed a ceasefire."
    text, lines = page(("headline", "A footbridge"), ("body", paragraph), ("body", past))
    result = publication_date(text, lines, dateline=find_dateline(paragraph), dateline_offset=lines[1].start)
    assert (result.date, result.edtf, result.precision) == (None, "XXXX-09-24", "month_day")
    assert result.not_before == datetime.date(2021, 9, 24)
    assert [text[item.start : item.end] for item in result.evidence] == ["September 24", "November 9, 2020"]


def test_a_masthead_that_agrees_with_the_dateline_gives_the_year():
    paragraph = "MOSCOW, December 27. /TASS/. " + BODY
    text, lines = page(("headline", "A footbridge"), ("date", "Dec 27 2020"), ("body", paragraph))
    result = publication_date(text, lines, dateline=find_dateline(paragraph), dateline_offset=lines[2].start)
    assert result.edtf == "2020-12-27"
    assert [text[item.start : item.end] for item in result.evidence] == ["Dec 27 2020", "December 27"]


def test_the_address_gives_the_year_of_a_dateline():
    paragraph = "MOSCOW, December 27. /TASS/. " + BODY
    text, lines = page(("headline", "A footbridge"), ("body", paragraph))
    result = publication_date(text, lines, dateline=find_dateline(paragraph), url="https://news.example/2020/12/bridge")
    assert (result.edtf, result.evidence[0].method) == ("2020-12-27", "inferred")


@pytest.mark.parametrize(
    ("url", "edtf", "precision"),
    [
        ("https://news.example/2024/03/05/bridge", "2024-03-05", "day"),
        ("https://news.example/story-20240305.html", "2024-03-05", "day"),
        ("https://news.example/2024/03/bridge", "2024-03", "month"),
        ("https://news.example/story/48151623", None, "unknown"),
        ("https://news.example/2024/33/bridge", None, "unknown"),
    ],
)
def test_the_address_alone_tells_what_it_can(url, edtf, precision):
    result = dated(("headline", "A footbridge"), ("body", BODY), url=url)
    assert (result.edtf, result.precision) == (edtf, precision)


def test_a_weekday_that_does_not_fit_is_noted():
    assert dated(*masthead("Monday, March 5, 2024")).evidence[0].note == "the printed weekday is another"


def test_the_year_of_the_address_must_have_the_day():
    assert dated(*masthead("Published: February 29"), url="https://news.example/2023/02/bridge").edtf == "XXXX-02-29"


def test_a_weak_date_yields_to_the_address():
    lines = [("headline", "A footbridge"), ("body", BODY), ("body", BODY), ("share", "Harbour fair 7 March 2024")]
    assert dated(*lines, url="https://news.example/2024/02/01/bridge").edtf == "2024-02-01"


def test_the_printed_date_goes_before_the_address():
    result = dated(*masthead("Published March 5, 2024"), url="https://news.example/2024/02/01/bridge")
    assert result.edtf == "2024-03-05"


def test_a_date_of_change_is_inferred_where_the_lead_agrees():
    result = dated(
        *masthead("Updated March 5, 2024", body="The bridge opened on Tuesday, the council of the town said.")
    )
    assert (result.edtf, [(item.method, item.note is None) for item in result.evidence if item.field == "date"]) == (
        "2024-03-05",
        [("inferred", False)],
    )


def test_the_address_goes_before_a_date_of_change():
    result = dated(*masthead("Updated March 5, 2024"), url="https://news.example/2024/02/01/bridge")
    assert result.edtf == "2024-02-01"


@pytest.mark.parametrize("value", ["2024-03-05T10:00:00Z", datetime.datetime(2024, 3, 5, 10, tzinfo=datetime.UTC)])
def test_what_the_container_states_wins(value):
    result = dated(*masthead("April 1, 2023"), given={"date": value})
    assert (result.edtf, result.precision, result.evidence[0].method) == ("2024-03-05", "time", "metadata")


@pytest.mark.parametrize("value", ["", "soon", None, 7, "03/04/2023", ["2024"]])
def test_a_useless_statement_of_the_container_is_passed_over(value):
    assert dated(*masthead("April 1, 2023"), given={"date": value}).edtf == "2023-04-01"


SENT = {"date_not_after": "2024-03-10"}


def test_a_mail_that_was_sent_bounds_an_undated_story():
    result = dated(*masthead("Harbour"), given=SENT)
    assert (result.date, result.not_before, result.not_after) == (None, None, datetime.date(2024, 3, 11))
    assert [(item.field, item.method) for item in result.evidence] == [("date_not_after", "metadata")]


def test_a_date_after_the_mail_was_sent_is_not_that_of_the_publication():
    assert dated(*masthead("Published March 15, 2024"), given=SENT).date is None
    assert dated(*masthead("Published March 10, 2024"), given=SENT).date == datetime.date(2024, 3, 10)
    assert dated(*masthead("Published 09/03/2024"), given=SENT).date == datetime.date(2024, 3, 9)


def test_a_year_is_inferred_where_the_bounds_leave_only_one():
    body = f"{BODY} The old bridge was torn down on June 3, 2023 after the flood."
    text, lines = page(("headline", "A footbridge"), ("body", f"OLDMERE, March 4 (Reuters) - {body}"), ("body", BODY))
    dateline = find_dateline(lines[1].text)
    options = {"dateline": dateline, "dateline_offset": lines[1].start}
    result = publication_date(text, lines, given=SENT, **options)
    assert (result.date, result.evidence[0].method) == (datetime.date(2024, 3, 4), "inferred")
    assert publication_date(text, lines, **options).edtf == "XXXX-03-04"
    bounded = publication_date(text, lines, given={"date_not_after": "2025-03-10"}, **options)
    assert (bounded.edtf, bounded.not_before, bounded.not_after) == (
        *("XXXX-03-04", datetime.date(2024, 3, 4)),
        datetime.date(2025, 3, 4),
    )


@pytest.mark.parametrize("value", ["soon", "", None, 7])
def test_a_useless_bound_of_the_container_is_passed_over(value):
    assert dated(*masthead("March 5, 2024"), given={"date_not_after": value}).date == datetime.date(2024, 3, 5)


def test_without_a_date_the_body_still_bounds_it():
    result = dated(("headline", "A footbridge"), ("body", "In September 2023, the old bridge collapsed. " + BODY))
    assert (result.edtf, result.not_before) == (None, datetime.date(2023, 9, 1))
    assert result.evidence[0].field == "date_not_before"


def test_an_empty_text_gives_nothing():
    assert publication_date("", (), dateline=None).precision == "unknown"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.text("0123456789 /.:-MarchUpdated©", min_size=1, max_size=40)), max_size=8
    )
)
def test_any_page_gives_a_consistent_result(labelled):
    text, lines = page(*labelled)
    result = publication_date(text, lines, dateline=None)
    assert (result.date is not None) == (result.precision in {"day", "time"})
    assert result.date is None or result.edtf == result.date.isoformat()
    assert all(item.start is None or 0 <= item.start < item.end <= len(text) for item in result.evidence)


def test_a_page_of_dates_takes_time_in_step_with_its_length():
    text, lines = page(*[("related", f"{1 + number % 28} March 2024") for number in range(20_000)])
    begin = time.process_time()
    publication_date(text, lines, dateline=None)
    assert time.process_time() - begin < 5


def test_an_entry_of_a_feed_that_states_its_change_only_is_dated_by_it():
    given = {"date_modified": "2024-03-05T10:00:00+01:00", "dated_by": "updated"}
    result = publication_date("", (), dateline=None, given=given)
    assert (result.date, result.published_at, result.modified) == (datetime.date(2024, 3, 5), None, result.date)
    assert "latest change" in (result.evidence[0].note or "")

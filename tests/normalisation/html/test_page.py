"""From an HTML page to an article."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract.records import Article, Document, Rejection
from toolkit.normalisation.html.page import normalise_page
from toolkit.normalisation.options import NormaliseOptions

PAGES = Path(__file__).parent / "pages"
LEAD = "The ferry to Ormsund has been running again since Monday, said Ada Quill, who keeps the lighthouse & the bell."
NEXT = "Forty people went across on the first day, although it rained from morning until night without a break."
DESCRIPTION = {
    "@type": "NewsArticle",
    "headline": "The ferry runs again",
    "datePublished": "2024-03-01T23:30:00-05:00",
    "author": {"@type": "Person", "name": "Ada Quill"},
}


def page(head="", top="<h1>The ferry runs again</h1>", lead=LEAD, bottom=""):
    lead = lead.replace("&", "&amp;")
    return (
        f"<!doctype html><html lang=en><head><title>The ferry runs again - Ormsund Post</title>{head}</head><body>"
        f"<nav><a href=/>Home</a> <a href=/x>World</a></nav><article>{top}<p>{lead}</p><p>{NEXT}</p></article>{bottom}"
        "<footer>© 2021 Ormsund Post</footer></body></html>"
    )


def script(**fields):
    return f'<script type="application/ld+json">{json.dumps({**DESCRIPTION, **fields})}</script>'


def normalise(source, **document):
    return normalise_page(
        Document(path="a.html", text=source, sha256="0" * 64, media_type="text/html", **document), NormaliseOptions()
    )


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_a_page_as_a_publishing_system_prints_it_is_read_whole(path):
    result = normalise(path.read_text(encoding="utf-8"))
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    shown = {name: getattr(result, name) for name in expected} | {"authors": list(result.authors)}
    assert {**shown, "date": result.date and result.date.isoformat()} == expected


def test_an_author_above_the_headline_does_not_join_the_one_below():
    above = '<p><a rel="author">Cleo Marsh</a></p>'
    byline = '<p><a rel="author">Ada Quill</a></p>'
    assert normalise(page(top=f"{above}<h1>The ferry runs again</h1>{byline}")).authors == ("Ada Quill",)
    assert normalise(page(top=f"{byline}<h1>The ferry runs again</h1>")).authors == ("Ada Quill",)


@pytest.mark.parametrize(
    ("between", "authors"),
    [('<img class="responsive">', ("Ada Quill",)), ('<div id="comments">', ()), ('<section class="Comments">', ())],
)
def test_a_name_right_behind_the_body_signs_it_unless_it_comments(between, authors):
    assert normalise(page(bottom=f'{between}<p><span class="fn">Ada Quill</span></p>')).authors == authors


def test_the_names_of_a_list_of_other_stories_behind_the_body_are_no_authors():
    items = "".join(f'<li>Hour ago <a rel="author">{name}</a></li>' for name in ("Cleo Marsh", "Finn Rook"))
    aside = f"<aside><ul>{items}</ul></aside>"
    assert normalise(page(bottom=aside)).authors == ()
    assert normalise(page(top="<h1>The ferry runs again</h1><p class=by>Ada Quill</p>", bottom=aside)).authors == (
        "Ada Quill",
    )


def test_the_date_of_a_card_above_does_not_beat_the_one_below_the_headline():
    card = "<div><b>The bell was cast anew</b><p>Apr 27, 2023</p></div>"
    source = page(top=f"{card}<h1>The ferry runs again</h1><p>May 8, 2023</p>")
    assert normalise(source).date == date(2023, 5, 8)


def test_a_described_page_becomes_a_whole_article():
    head = '<link rel="canonical" href="https://post.example/1"><meta property="og:site_name" content="Ormsund Post">'
    article = normalise(page(head + script()))
    assert (article.headline, article.source, article.authors) == (
        "The ferry runs again",
        "Ormsund Post",
        ("Ada Quill",),
    )
    assert (article.date, article.published_at) == (date(2024, 3, 1), datetime(2024, 3, 2, 4, 30, tzinfo=UTC))
    assert (article.url, article.language, article.body) == ("https://post.example/1", "en", f"{LEAD}\n\n{NEXT}")


def test_every_evidence_points_at_the_characters_of_its_field():
    source = page(script(), top="<h1>The  ferry\nruns <i>again</i></h1><p class=byline>By Ada Quill</p>")
    article = normalise(source)
    printed = {item.field: source[item.start : item.end] for item in article.evidence if item.start is not None}
    assert printed["headline"] == "The  ferry\nruns <i>again"
    assert printed["authors"] == "Ada Quill"
    assert printed["date"] == "2024-03-01T23:30:00-05:00"
    bodies = [source[item.start : item.end] for item in article.evidence if item.field == "body"]
    assert bodies == [LEAD.replace("&", "&amp;"), NEXT]


def test_what_is_shown_and_not_kept_is_removed_with_its_reason():
    source = page(bottom="<aside>Most read: the bell was cast anew</aside>")
    removed = [(source[item.start : item.end], item.reason) for item in normalise(source).removed]
    assert removed[0] == ("Home</a> <a href=/x>World", "navigation")
    assert ("Most read: the bell was cast anew", "related") in removed


def test_evidence_and_removed_ranges_never_overlap():
    article = normalise(page(script(), top="<h1>The ferry runs again</h1><time>1 March 2024</time><h2>Bell</h2>"))
    kept = [(item.start, item.end) for item in article.evidence if item.start is not None]
    assert not [item for item in article.removed for start, end in kept if item.start < end and start < item.end]


def test_a_dateline_is_cut_from_the_body_and_names_place_and_agency():
    source = page(lead=f"ORMSUND, Norland (Reuters) - {LEAD}")
    article = normalise(source)
    assert (article.dateline_place, article.agency, article.body[:9]) == ("ORMSUND, Norland", "Reuters", "The ferry")
    spans = {item.field: source[item.start : item.end] for item in article.evidence if item.start is not None}
    assert spans["dateline_place"].strip() == "ORMSUND, Norland (Reuters) -"


def test_a_marked_standfirst_is_no_part_of_the_body():
    standfirst = "Boats are back after a winter that was longer than anybody remembers."
    article = normalise(page(top=f"<h1>The ferry runs again</h1><p class=standfirst>{standfirst}</p>"))
    assert (article.standfirst, article.body) == (standfirst, f"{LEAD}\n\n{NEXT}")


def test_a_first_paragraph_that_is_marked_as_lead_stays_in_the_body():
    third = "A third paragraph tells what the band played on the quay, and who danced to it in the rain."
    body = f'<p class="lead">{NEXT}</p><p>{third}</p>'
    source = page(top="<h1>The ferry runs again</h1>").replace(f"<p>{NEXT}</p>", f"<p>{third}</p>")
    source = source.replace("<p>The ferry to", '<p class="lead">The ferry to', 1).replace(
        "</article>", f"{body}</article>"
    )
    article = normalise(source)
    assert (article.standfirst, article.body.startswith(LEAD)) == (None, True)


def test_a_description_that_repeats_the_lead_is_no_standfirst():
    assert normalise(page(f'<meta name="description" content="{LEAD}">')).standfirst is None


def test_the_repeated_headline_is_no_part_of_the_body():
    article = normalise(page(top="<h1>The ferry runs again</h1><h2>The ferry runs again</h2>"))
    assert "The ferry runs again" not in article.body


@pytest.mark.parametrize(
    "head",
    ["", '<meta name="generator" content="Press 2021">', '<meta property="article:published_time" content="soon">'],
)
def test_an_undated_page_stays_undated(head):
    article = normalise(page(head))
    assert (article.date, article.date_edtf, article.published_at) == (None, None, None)


@pytest.mark.parametrize(
    "top",
    [
        '<time datetime="2024-03-01T09:00">yesterday</time>',
        '<span class="entry-date">March 1, 2024</span>',
        "<p>Published 1 March 2024</p>",
        '<p><span class="updated">Updated March 5, 2024</span> <time datetime="2024-03-01"></time></p>',
    ],
)
def test_a_visible_date_beside_the_headline_is_the_date(top):
    assert normalise(page(top=f"<h1>The ferry runs again</h1>{top}")).date == date(2024, 3, 1)


@pytest.mark.parametrize(
    "other",
    [
        '<ul><li><a href=/b>The bell was cast anew</a> <time datetime="2020-01-01">Jan 1, 2020</time></li></ul>',
        '<div class="comments"><p>Troll, May 5, 2023</p><p>Nice story.</p></div>',
        "<p>© 2019-2023 Ormsund Post. Last build: 2023-05-05</p>",
    ],
)
def test_dates_of_other_stories_comments_and_footers_are_not_the_date(other):
    assert normalise(page(bottom=other)).date is None


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ({"@type": "Person", "name": "By ADA QUILL"}, ("Ada Quill",)),
        (
            [{"@type": "Person", "name": "Ada Quill"}, {"@type": "Person", "name": "Cleo Marsh"}],
            ("Ada Quill", "Cleo Marsh"),
        ),
        ("Ada Quill and Cleo Marsh", ("Ada Quill", "Cleo Marsh")),
        ({"@type": "Organization", "name": "Ormsund Post"}, ()),
        ({"@type": "Person", "name": "Ormsund Post"}, ()),
        ({"@type": "Person", "name": "https://post.example/ada"}, ()),
        ({"@type": "Person", "name": "@adaquill"}, ()),
        ({"@type": "Person", "name": "admin"}, ()),
        ("Staff Reporter", ()),
    ],
)
def test_only_people_are_authors(author, authors):
    head = '<meta property="og:site_name" content="Ormsund Post">' + script(author=author)
    assert normalise(page(head)).authors == authors


def test_a_printed_byline_is_read_where_the_markup_is_silent():
    article = normalise(page(top="<h1>The ferry runs again</h1><div class=byline>By <a>Ada Quill</a></div>"))
    assert article.authors == ("Ada Quill",)


def test_what_the_container_states_wins():
    given = {"headline": "Ferry", "date": "2020-05-06", "authors": ["Cleo Marsh"], "source": "Harbour Gazette"}
    article = normalise(page(script()), given=given, url="https://gazette.example/9")
    assert (article.headline, article.date, article.authors) == ("Ferry", date(2020, 5, 6), ("Cleo Marsh",))
    assert (article.source, article.url) == ("Harbour Gazette", "https://gazette.example/9")


def test_a_declared_body_stands_in_for_one_that_scripts_would_load():
    source = (
        f"<html><head>{script(articleBody=LEAD + chr(10) + NEXT + ' ' + NEXT)}</head><body><h1>Ferry</h1></body></html>"
    )
    assert normalise(source).body == f"{LEAD}\n\n{NEXT} {NEXT}"


def test_rights_are_taken_from_the_description():
    rights = normalise(page(script(license="https://licence.example/", copyrightHolder="Ormsund Post Ltd"))).rights
    assert (rights.licence, rights.holder) == ("https://licence.example/", "Ormsund Post Ltd")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<html></html>",
        "<script>document.write('ferry')</script>",
        "<nav>" + "<a href=/>Home</a>" * 5 + "</nav>",
        "<div>" * 20_000 + "ferry",
        "<p>\0</p>",
    ],
)
def test_a_page_without_text_is_refused_as_bodyless(source):
    assert normalise(source).reason == "no_body"


PIECES = (
    *("<p>", "</p>", "<div class=byline>", "<h1>", "</h1>", "<time datetime=2024>", "<script>", "</script>", "&amp;"),
    *("<!--", "-->", "<", ">", '"', "<meta property=og:title content=", LEAD, NEXT, "By Ada Quill", "\0", "\ud7ff"),
    *('<script type="application/ld+json">{"@type":"Article","author":', "<br>", "<nav>", "</nav>", "1 March 2024"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_any_markup_becomes_an_article_or_a_rejection(pieces):
    source = "".join(pieces)
    result = normalise(source)
    assert isinstance(result, Article | Rejection)
    if isinstance(result, Article):
        spans = [item for item in (*result.evidence, *result.removed) if item.start is not None]
        assert all(0 <= item.start < item.end <= len(source) for item in spans)

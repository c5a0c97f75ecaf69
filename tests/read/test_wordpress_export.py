"""Exports of WordPress: who wrote a post, when by the clock of its site, and what was never published."""

import json

import pytest

from toolkit.contract.records import Rejection
from toolkit.read.gmt_times import in_zone, with_zones

TEXT = "<p>The ferry to Ormsund runs again after three weeks of ice in the narrows.</p>"
AUTHOR = (
    "<wp:author><wp:author_login>{}</wp:author_login>"
    "<wp:author_display_name><![CDATA[{}]]></wp:author_display_name></wp:author>"
)


def post(kind="post", status="publish", login="quill"):
    return (
        f"<item><title>Ferry runs</title><link>https://post.example/ferry</link><dc:creator><![CDATA[{login}]]></dc:creator>"
        f"<pubDate>Mon, 03 Apr 2023 22:30:00 +0000</pubDate><content:encoded><![CDATA[{TEXT}]]></content:encoded>"
        f"<wp:post_date>2023-04-04 00:30:00</wp:post_date><wp:post_date_gmt>2023-04-03 22:30:00</wp:post_date_gmt>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>"
    )


def export(*posts):
    authors = AUTHOR.format("orr", "Ben Orr") + AUTHOR.format("quill", "Ada Quill")
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel><title>Ormsund Post</title>{authors}{''.join(posts)}</channel></rss>"
    ).encode()


def test_an_author_has_the_displayed_name(read_bytes):
    (document,) = read_bytes("a.xml", export(post()))
    assert document.given["authors"] == ["Ada Quill"]


def test_an_author_that_the_export_does_not_describe_keeps_the_login(read_bytes):
    (document,) = read_bytes("a.xml", export(post(login="guest")))
    assert document.given["authors"] == ["guest"]


def test_the_day_is_that_of_the_site(read_bytes):
    (document,) = read_bytes("a.xml", export(post()))
    assert document.given["date"] == "2023-04-04T00:30:00+02:00"


@pytest.mark.parametrize("kind", ["page", "attachment", "nav_menu_item"])
def test_what_is_no_post_is_refused(read_bytes, kind):
    _, refused = read_bytes("a.xml", export(post(), post(kind=kind)))
    assert isinstance(refused, Rejection)
    assert (refused.reason, refused.record) == ("not_an_article", 1)


@pytest.mark.parametrize(("status", "stated"), [("draft", "withheld"), ("private", "withheld"), ("trash", "cancelled")])
def test_a_post_that_was_not_published_says_so(read_bytes, status, stated):
    (document,) = read_bytes("a.xml", export(post(status=status)))
    assert document.given["rights"] == {"status": stated}


def test_a_record_of_the_interface_has_its_author_its_status_and_its_zone(read_bytes):
    record = {
        "date": "2023-04-04T00:30:00",
        "date_gmt": "2023-04-03T22:30:00",
        "status": "draft",
        "title": {"rendered": "Ferry runs"},
        "content": {"rendered": TEXT},
        "author": 7,
        "_embedded": {"author": [{"id": 7, "name": "Ada Quill"}]},
    }
    (document,) = read_bytes("a.json", json.dumps(record).encode())
    assert document.given["authors"] == ["Ada Quill"]
    assert document.given["rights"] == {"status": "withheld"}
    assert str(document.given["date"]) == "2023-04-04T00:30:00+02:00"


def test_the_posts_of_an_export_are_looked_for_in_a_list_of_one(read_bytes):
    data = {"posts": [{"title": "Ferry runs", "html": TEXT, "published_at": "2023-04-03T22:30:00Z"}]}
    (document,) = read_bytes("a.json", json.dumps({"db": [{"meta": {"version": "5.0"}, "data": data}]}).encode())
    assert document.given["headline"] == "Ferry runs"


@pytest.mark.parametrize(
    ("local", "zoned"),
    [
        ("2023-04-03T18:00:00", "2023-04-03T18:00:00-04:30"),
        ("2023-04-03T22:31:00", "2023-04-03T22:30:00+00:00"),
        ("2023-05-03T22:30:00", "2023-04-03T22:30:00+00:00"),
        (None, "2023-04-03T22:30:00+00:00"),
    ],
)
def test_a_local_time_counts_where_a_zone_explains_it(local, zoned):
    assert in_zone(local, "2023-04-03T22:30:00") == zoned


@pytest.mark.parametrize("gmt", ["0000-00-00T00:00:00", "soon", "2023-04-03", 7, None])
def test_what_is_no_time_leaves_a_record_as_it_is(gmt):
    record = {"date": "2023-04-03T22:30:00", "date_gmt": gmt}
    assert with_zones(record) == record

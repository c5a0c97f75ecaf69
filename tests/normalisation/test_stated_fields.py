"""What containers, pages and exports state beside the text reaches the release."""

import json
from datetime import date

import pytest

from toolkit import api
from toolkit.contract.records import Image, Subject
from toolkit.normalisation.genre_names import kind_of
from toolkit.normalisation.stated_images import images_of
from toolkit.release.release_folder import open_release

PARAGRAPHS = (
    "The ferry to Ormsund runs again after a winter in the yard, the Harbour Authority said on Tuesday.",
    "“We waited long,” said Jon Myhre, who lives on the island. He thanked the crew and the town for their patience.",
)
BODY = "\n\n".join(PARAGRAPHS)
MARKED_UP = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PICTURE = "https://wire.example/ferry.jpg"
TRANSPORT = Subject("medtop", "20000337", "transport")

NINJS = {
    "uri": "tag:wire.example,2024:ferry",
    "versioncreated": "2024-03-05T09:30:00Z",
    "contentmodified": "2024-03-06T10:00:00Z",
    "headlines": [{"value": "Ferry runs again"}],
    "bodies": [{"value": BODY}],
    "creditline": "Norvik Wire",
    "subjects": [{"name": "transport", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000337"}],
    "genres": [{"name": "Opinion", "uri": "http://cv.iptc.org/newscodes/genre/Opinion"}],
    "associations": [
        {
            "type": "picture",
            "descriptions": [{"value": "The ferry at the quay", "role": "caption"}],
            "creditline": "Per Aas",
            "renditions": [
                {"href": "https://wire.example/small.jpg", "name": "small"},
                {"href": PICTURE, "name": "original"},
            ],
        },
        {"type": "text", "uri": "tag:wire.example,2024:other"},
    ],
}
OLDER_NINJS = {
    "uri": "tag:wire.example,2024:ferry",
    "versioncreated": "2024-03-05T09:30:00Z",
    "contentmodified": "2024-03-06T10:00:00Z",
    "headline": "Ferry runs again",
    "body_text": BODY,
    "creditline": "Norvik Wire",
    "subject": [{"name": "transport", "scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "20000337"}],
    "genre": [{"name": "Opinion"}],
    "associations": {
        "featured": {
            "type": "picture",
            "description_text": "The ferry at the quay",
            "byline": "Per Aas",
            "renditions": {"original": {"href": PICTURE}},
        }
    },
}
NEWSML = f"""<?xml version="1.0"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:ferry" version="1">
<itemMeta><versionCreated>2024-03-05T09:30:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2024-03-05T09:00:00Z</contentCreated><contentModified>2024-03-06T10:00:00Z</contentModified>
<creditline>Norvik Wire</creditline><headline>Ferry runs again</headline>
<genre qcode="genre:Opinion"><name>Opinion</name></genre>
<subject qcode="medtop:20000337"><name>transport</name></subject></contentMeta>
<contentSet><inlineXML><nitf><body><body.content>{MARKED_UP}
<media media-type="image"><media-reference source="{PICTURE}"/><media-caption>The ferry at the quay</media-caption>
<media-producer>Per Aas</media-producer></media></body.content></body></nitf></inlineXML></contentSet></newsItem>"""
JSON_LD = {
    "@context": "https://schema.org",
    "@type": "OpinionNewsArticle",
    "headline": "Ferry runs again",
    "datePublished": "2024-03-05T09:30:00Z",
    "dateModified": "2024-03-06T10:00:00Z",
    "articleSection": "Harbour",
    "keywords": ["ferries", "islands"],
    "creditText": "Norvik Wire",
    "image": {"@type": "ImageObject", "url": PICTURE, "caption": "The ferry at the quay", "creditText": "Per Aas"},
}
PAGE = (
    "<html><head><title>Ferry runs again</title>"
    f'<script type="application/ld+json">{json.dumps(JSON_LD)}</script></head>'
    f"<body><article><h1>Ferry runs again</h1>{MARKED_UP}</article></body></html>"
)
FORMS = {
    "ninjs.json": json.dumps(NINJS),
    "older.json": json.dumps(OLDER_NINJS),
    "item.xml": NEWSML,
    "record.json": json.dumps({**JSON_LD, "articleBody": BODY}),
    "page.html": PAGE,
}


@pytest.fixture(scope="module", params=FORMS)
def row(request, tmp_path_factory):
    """Build a release of one document and return its only article."""
    folder = tmp_path_factory.mktemp("stated")
    (folder / "raw").mkdir()
    (folder / "raw" / request.param).write_text(FORMS[request.param], encoding="utf-8")
    built = api.build([folder / "raw"], out=folder / "dist", engine="here", cache="off")
    (article,) = open_release(built.folder).read("articles").to_pylist()
    return request.param, article


def test_the_genre_the_credit_and_the_day_of_the_change_reach_the_release(row):
    _, article = row
    assert (article["kind"], article["credit"], article["date_modified"]) == (
        "opinion",
        "Norvik Wire",
        date(2024, 3, 6),
    )
    assert article["date"] == date(2024, 3, 5)


def test_pictures_reach_the_release_without_their_bytes(row):
    _, article = row
    assert article["images"] == [{"url": PICTURE, "caption": "The ferry at the quay", "credit": "Per Aas"}]


def test_subjects_and_section_reach_the_release(row):
    form, article = row
    if form in ("record.json", "page.html"):
        assert article["section"] == "Harbour"
        assert [subject["label"] for subject in article["subjects"]] == ["ferries", "islands"]
    else:
        assert article["subjects"] == [{"scheme": "medtop", "code": "20000337", "label": "transport"}]


def test_each_has_its_evidence(row):
    _, article = row
    known = {item["field"] for item in article["evidence"] if item["method"] == "metadata"}
    assert {"kind", "credit", "images", "subjects", "date_modified"} <= known


META = {
    "article:section": "Harbour",
    "article:tag": "ferries",
    "news_keywords": "islands, yards",
    "article:published_time": "2024-03-05T09:30:00Z",
    "article:modified_time": "2024-03-06T10:00:00Z",
    "og:image": PICTURE,
    "og:image:alt": "The ferry at the quay",
}


def test_meta_elements_of_a_page_state_them_too():
    head = "".join(f'<meta property="{name}" content="{value}">' for name, value in META.items())
    page = f"<html><head>{head}</head><body><article><h1>Ferry runs again</h1>{MARKED_UP}</article></body></html>"
    article = api.normalise(page, media_type="text/html")
    assert (article.section, article.date_modified) == ("Harbour", date(2024, 3, 6))
    assert [subject.label for subject in article.subjects] == ["ferries", "islands", "yards"]
    assert article.images == (Image(PICTURE, "The ferry at the quay", None),)
    assert article.kind is None


def test_what_nobody_states_is_null():
    article = api.normalise(f"Ferry runs again\n\n{BODY}")
    assert (article.kind, article.images, article.subjects, article.section, article.credit) == (None,) * 5


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Op-Ed", "opinion"), ("http://cv.iptc.org/newscodes/genre/Interview", "interview"), ("News", "news"),
        ("LiveBlogPosting", "live_blog"), ("Leitartikel", "editorial"), ("Letter To The Editor", "letter"),
        ("Rectificatif", "correction"), ("PressRelease", "press_release"), ("Obituary; Obit", "obituary"),
        ("ReportageNewsArticle", "news"), ("NewsArticle", None), ("Sports", None), ("", None), ("genre:", None),
    ],
)  # fmt: skip
def test_a_genre_is_known_by_its_name_or_is_null(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    "value", [None, "", "ferry.jpg", 7, {}, {"url": "ferry"}, [[]], "javascript:alert(1)", {"url": [1]}]
)
def test_what_is_no_address_of_a_picture_is_none(value):
    assert images_of(value) is None


def test_a_picture_is_named_once():
    assert images_of([PICTURE, {"url": PICTURE}]) == (Image(PICTURE),)


def test_the_type_of_document_of_an_export_is_its_kind(tmp_path):
    record = (
        "____________________________________________________________\n\nFerry runs again\n\n"
        f"Full text: {BODY}\n\nTitle: Ferry runs again\nPublication title: Halden Post\nPublication date: Mar 5, 2024\n"
        "Section: Harbour\nDocument type: Editorial\nProQuest document ID: 123456789\n"
        "____________________________________________________________\n\nLido opens\n\n"
        f"Full text: {BODY.replace('ferry', 'lido')}\n\nTitle: Lido opens\nPublication title: Halden Post\n"
        "Publication date: Mar 6, 2024\nDocument type: Feature\nProQuest document ID: 123456790\n"
    )
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "export.txt").write_text(record, encoding="utf-8")
    built = api.build([tmp_path / "raw"], out=tmp_path / "dist", engine="here", cache="off")
    rows = open_release(built.folder).read("articles").to_pylist()
    assert {row["headline"]: row["kind"] for row in rows} == {"Ferry runs again": "editorial", "Lido opens": "feature"}

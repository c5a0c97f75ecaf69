"""A story that was edited, corrected or written through: its versions know one another, and one is published."""

import json

import pytest

from toolkit import api
from toolkit.release.diff import diff_render
from toolkit.release.diff.diff import diff
from toolkit.release.release_folder import open_release

PARAGRAPHS = (
    "The ferry between Oldmere and the mainland sails again after four days in the yard, its owner said.",
    "A crack in the second propeller shaft had kept the Sunniva at the quay since Monday, and buses took the road.",
    "Some three hundred people cross the strait every morning, most of them for work at the cannery of Port Halden.",
    "The harbour office will look at the shaft once more in the autumn, when the summer timetable has ended.",
)
LATER = "Ines Okafor, who leads the harbour office, called the repair a stopgap and asked for a second ship."


def _record(address, headline, *, added=(), date="2024-05-06T08:00:00Z", **fields):
    text = "\n\n".join((*PARAGRAPHS, *added))
    return {"url": address, "headline": headline, "body": text, "date": date, "source": "Nordwire", **fields}


@pytest.fixture
def rows(tmp_path):
    """Build a release of records and return its articles by headline, and the details of its quarantine."""

    def run(records, versions):
        options = {"group": {"versions": versions}, "annotate": {"entities": False}}
        built = api.build(list(records), out=tmp_path / versions, config=options, engine="here", cache="off")
        release = open_release(built.folder)
        articles = {row["headline"]: row for row in release.read("articles").to_pylist()}
        return articles, release.read("quarantine").to_pylist()

    return run


FIRST = _record("https://nordwire.example/a1", "Ferry to Oldmere sails again")
SECOND = _record("https://nordwire.example/a2", "UPDATE 1-Ferry to Oldmere sails again", added=[LATER])
THIRD = _record(
    "https://nordwire.example/a3",
    "UPDATE 2-Ferry to Oldmere sails again",
    added=[LATER, "The owner said nothing."],
)


def test_of_marked_versions_the_latest_is_published(rows):
    articles, refused = rows([THIRD, FIRST, SECOND], "latest")
    (row,) = articles.values()
    assert (row["version"], row["superseded_by"], row["url"]) == (3, None, THIRD["url"])
    assert sorted(rejection["detail"] for rejection in refused) == [
        f"It is version {number} of a story of which {row['id']} is published." for number in (1, 2)
    ]
    assert row["version_of"] in {rejection["id"] for rejection in refused}


def test_of_marked_versions_the_first_is_published(rows):
    articles, refused = rows([THIRD, FIRST, SECOND], "first")
    (row,) = articles.values()
    assert (row["version"], row["version_of"], row["url"]) == (1, None, FIRST["url"])
    assert row["superseded_by"] in {rejection["id"] for rejection in refused}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-05-07", ["Ferry", "UPDATE 1", "CORRECTED"]),
        ("2024-05-06T21:00:00Z", ["Ferry", "UPDATE 1", "CORRECTED"]),
        ("2024-05-06T08:30:00Z", ["Ferry", "CORRECTED", "UPDATE 1"]),
        ("2024-05-06", ["Ferry", "CORRECTED", "UPDATE 1"]),
        (None, ["Ferry", "CORRECTED", "UPDATE 1"]),
    ],
)
def test_a_correction_without_a_number_comes_behind_what_was_published_before_it(rows, date, expected):
    corrected = _record(
        "https://nordwire.example/a9", "CORRECTED-Ferry to Oldmere sails again", added=["It was the third."], date=date
    )
    articles, _ = rows([corrected, FIRST, {**SECOND, "date": "2024-05-06T09:00:00Z"}], "all")
    ordered = sorted(articles.values(), key=lambda row: row["version"])
    assert [row["headline"].partition("-")[0].partition(" to ")[0] for row in ordered] == expected
    assert [row["superseded_by"] for row in ordered] == [*(row["id"] for row in ordered[1:]), None]


def test_all_versions_name_one_another_and_stand_in_one_split(rows):
    articles, refused = rows([THIRD, FIRST, SECOND], "all")
    first, second, third = sorted(articles.values(), key=lambda row: row["version"])
    assert refused == []
    assert [row["version_of"] for row in (first, second, third)] == [None, first["id"], first["id"]]
    assert [row["superseded_by"] for row in (first, second, third)] == [second["id"], third["id"], None]
    assert len({row["group"] for row in articles.values()}) == 1


CHANGED = _record(FIRST["url"], "Ferry to Oldmere sails again", date="2024-05-06T11:00:00Z", added=[LATER])


def test_the_later_text_of_one_address_is_published(rows):
    shorter = {**CHANGED, "body": "\n\n".join(PARAGRAPHS[:3])}
    articles, refused = rows([shorter, FIRST], "latest")
    (row,) = articles.values()
    assert (row["version"], row["version_of"], row["body"].count("\n\n")) == (2, None, 2)
    assert len(refused) == 1


def test_all_texts_of_one_address_are_published_under_their_own_ids(rows, tmp_path):
    out = tmp_path / "all"
    options = {"group": {"versions": "all"}, "annotate": {"entities": False}}
    built = api.build([CHANGED, FIRST], out=out, config=options, engine="here", cache="off")
    one, two = sorted(open_release(built.folder).read("articles").to_pylist(), key=lambda row: row["version"])
    alone = api.build([FIRST], out=tmp_path / "alone", config=options, engine="here", cache="off")
    (earlier,) = open_release(alone.folder).read("articles").to_pylist()
    assert (one["id"], one["superseded_by"], two["version_of"]) == (earlier["id"], two["id"], one["id"])
    assert api.validate(built.folder).passed
    assert api.verify(built.folder) == []


def test_the_same_text_of_one_address_is_no_version(rows):
    articles, refused = rows([FIRST, FIRST], "all")
    (row,) = articles.values()
    assert (row["version"], [rejection["reason"] for rejection in refused]) == (None, ["duplicate"])


def test_the_same_headline_without_a_mark_makes_no_version(rows):
    other = _record("https://nordwire.example/a9", "Ferry to Oldmere sails again", added=[LATER])
    articles, refused = rows([FIRST, other], "latest")
    assert (len(refused), {row["version"] for row in articles.values()}) == (0, {None})


@pytest.mark.parametrize("change", [{"source": "Halden Courier"}, {"date": "2024-06-20T08:00:00Z"}])
def test_another_outlet_or_month_makes_no_version(rows, change):
    articles, refused = rows([FIRST, {**SECOND, **change}], "latest")
    assert (len(refused), {row["version"] for row in articles.values()}) == (0, {None})


def test_the_row_that_was_superseded_since_is_no_changed_row(tmp_path):
    options = {"group": {"versions": "all"}, "annotate": {"entities": False}}
    first = api.build([FIRST], out=tmp_path, config=options, version="1.0.0", engine="here", cache="off")
    second = api.build([FIRST, SECOND], out=tmp_path, config=options, previous=first.folder, engine="here", cache="off")
    assert json.loads((second.folder / "manifest.json").read_bytes())["version"] == "1.1.0"


OTHER = {
    **_record(FIRST["url"], "Bakers of Port Halden win a prize"),
    "body": "Bakers of Port Halden have won a prize for a bread that keeps a week. The guild has baked since 1612, "
    "and nobody can remember that it ever sent a loaf to a fair before this spring.",
}


@pytest.mark.parametrize("versions", ["latest", "all"])
def test_two_articles_that_state_one_address_are_both_published(rows, versions):
    articles, refused = rows([FIRST, OTHER], versions)
    assert (set(articles), refused) == ({FIRST["headline"], OTHER["headline"]}, [])
    assert len({row["id"] for row in articles.values()}) == 2
    assert all(row["version"] is None for row in articles.values())
    notes = [[item["note"] for item in row["evidence"] if item["field"] == "id"] for row in articles.values()]
    assert [len(result) for result in notes] == [1, 1]


def _notice(headline, body, **fields):
    other = {"url": "https://nordwire.example/k1", "date": "2024-05-06T12:00:00Z", "source": "Nordwire"}
    return {"headline": headline, "body": body, **other, **fields}


NOTICES = [
    _notice(
        "MANDATORY KILL: Ferry to Oldmere sails again", "EDITORS: Please kill the story from Oldmere. It is wrong."
    ),
    _notice("WITHDRAWN-Ferry to Oldmere sails again", "Nordwire has withdrawn its report on the ferry to Oldmere."),
    _notice(
        "ADVISORY-Story on Oldmere ferry withdrawn",
        "The story headlined “Ferry to Oldmere sails again” is withdrawn, since the owner was misquoted. "
        "There will be no substitute story.",
    ),
    _notice(
        "ATTENTION EDITORS: Oldmere", "A kill is mandatory. Remove the story headlined “Ferry to Oldmere sails again”."
    ),
]


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice["headline"][:12])
@pytest.mark.parametrize("versions", ["latest", "first", "all"])
def test_a_notice_of_an_agency_takes_its_story_down(rows, notice, versions):
    other = _record("https://nordwire.example/b1", "Bakery of Oldmere opens", added=["It sells rye bread."])
    articles, refused = rows([FIRST, SECOND, notice, {**other, "body": OTHER["body"]}], versions)
    assert set(articles) == {"Bakery of Oldmere opens"}
    assert {rejection["reason"] for rejection in refused} == {"withheld"}
    assert sum("withdrew the story" in rejection["detail"] for rejection in refused) == 2


@pytest.mark.parametrize(
    "change", [{"source": "Halden Courier"}, {"date": "2024-08-20T08:00:00Z"}, {"date": "2024-05-01T08:00:00Z"}]
)
def test_a_notice_of_another_outlet_or_time_takes_nothing_down(rows, change):
    articles, refused = rows([FIRST, {**NOTICES[0], **change}], "latest")
    assert set(articles) == {FIRST["headline"]}
    assert [rejection["reason"] for rejection in refused] == ["withheld"], "the notice itself is no article"


def test_the_same_words_in_another_outlet_are_taken_down_with_the_story(rows):
    reprint = {**FIRST, "url": "https://courier.example/7", "source": "Halden Courier", "headline": "Sunniva is back"}
    articles, refused = rows([FIRST, reprint, NOTICES[0], OTHER], "latest")
    assert set(articles) == {OTHER["headline"]}
    assert {rejection["reason"] for rejection in refused} == {"withheld"}


def test_what_another_outlet_made_of_a_withdrawn_story_stays_and_says_so(rows):
    rewritten = {
        **SECOND,
        "url": "https://courier.example/7",
        "source": "Halden Courier",
        "headline": "Sunniva is back",
    }
    articles, _ = rows([FIRST, rewritten, NOTICES[0], OTHER], "latest")
    noted = {
        headline: [item["note"] for item in row["evidence"] if item["field"] == "rights"]
        for headline, row in articles.items()
    }
    assert noted == {
        "Sunniva is back": ["a near-duplicate in the same group was withdrawn by its publisher"],
        OTHER["headline"]: [],
    }


def test_a_notice_that_gives_a_slug_only_takes_nothing_down(rows):
    notice = _notice(
        "MANDATORY KILL: BC-Oldmere-Ferry", "EDITORS: Kill the story slugged “BC-Oldmere-Ferry”. It is wrong."
    )
    articles, refused = rows([FIRST, notice], "latest")
    assert set(articles) == {FIRST["headline"]}
    assert [rejection["reason"] for rejection in refused] == ["withheld"], "the notice itself is no article"


def test_a_notice_in_plain_text_takes_its_story_down(tmp_path):
    (tmp_path / "raw").mkdir()
    story = "\n\n".join(
        (
            "Ferry to Oldmere sails again",
            "By Ida Brandt",
            "OLDMERE, May 6, 2024 (AP) — " + PARAGRAPHS[0],
            *PARAGRAPHS[1:],
        )
    )
    notice = (
        "MANDATORY KILL: Ferry to Oldmere sails again\n\nOLDMERE, May 6, 2024 (AP) — EDITORS: Please kill the story "
        "headlined “Ferry to Oldmere sails again”. A kill is mandatory.\n"
    )
    (tmp_path / "raw" / "story.txt").write_text(story, encoding="utf-8")
    (tmp_path / "raw" / "notice.txt").write_text(notice, encoding="utf-8")
    options = {"gates": {"min_articles": 0}}
    built = api.build(tmp_path / "raw", out=tmp_path / "out", config=options, engine="here", cache="off")
    refused = open_release(built.folder).read("quarantine").to_pylist()
    assert (built.manifest["balance"]["published"], [row["reason"] for row in refused]) == (0, ["withheld", "withheld"])


@pytest.mark.parametrize("versions", ["latest", "all"])
def test_a_difference_shows_what_changed_in_the_later_version_of_a_story(tmp_path, versions):
    options = {"group": {"versions": versions}, "annotate": {"entities": False}}
    first = api.build([FIRST], out=tmp_path, config=options, version="1.0.0", engine="here", cache="off")
    second = api.build(
        [FIRST, SECOND],
        out=tmp_path,
        config=options,
        version="2.0.0",
        previous=first.folder,
        engine="here",
        cache="off",
    )
    shown = diff_render.as_text(diff(first.folder, second.folder))
    (old,) = open_release(first.folder).read("articles")["id"].to_pylist()
    assert (
        f"is a version of {old}, in which changed:\n    headline: {{+UPDATE 1-+}}Ferry to Oldmere sails again" in shown
    )
    assert f"{{+\n\n{LATER}+}}".replace("\n\n", " ") in shown

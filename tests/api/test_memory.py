"""Articles that a program holds in memory."""

import datetime
from pathlib import Path

import datasets
import pandas
import polars
import pyarrow
import pytest

import toolkit

BODY = (
    "The lido of Halden opened on Sunday, the town said.\n\n“The water is cold,” said Mayor Jon Myhre. He thanked the "
    "{} builders, who had worked through two winters.\n\nThe lido stays open until September, he added, and children "
    "swim free."
)
ROWS = [
    {
        "title": f"Lido number {number} opens in Halden",
        "text": BODY.format(number + 2),
        "published": f"2024-03-0{number + 1}",
        "author": "Ida Brandt",
        "url": f"https://post.example/lido/{number}",
    }
    for number in range(3)
]
FRAMES = {
    "polars": polars.DataFrame(ROWS),
    "lazy polars": polars.LazyFrame(ROWS),
    "pandas": pandas.DataFrame(ROWS),
    "arrow": pyarrow.Table.from_pylist(ROWS),
    "record batch": pyarrow.RecordBatch.from_pylist(ROWS),
    "datasets": datasets.Dataset.from_list(ROWS),
}


@pytest.fixture(scope="module")
def articles():
    return list(toolkit.normalise_all(ROWS))


@pytest.mark.parametrize("form", FRAMES)
def test_the_rows_of_a_frame_become_the_articles_of_the_records(form, articles):
    result = list(toolkit.normalise_all(FRAMES[form]))
    assert [(article.id, article.headline, article.body, article.quotes) for article in result] == [
        (article.id, article.headline, article.body, article.quotes) for article in articles
    ]
    assert [(article.provenance.path, article.provenance.record) for article in result] == [
        ("memory/0", 0),
        ("memory/0", 1),
        ("memory/0", 2),
    ]


def test_many_documents_become_what_each_becomes_alone(articles):
    texts = [row["title"] + "\n\n" + row["text"] for row in ROWS] + ["", b"\x00\x01"]
    result = list(toolkit.normalise_all(iter(texts)))
    assert [getattr(item, "body", None) for item in result] == [
        getattr(toolkit.normalise(text), "body", None) for text in texts
    ]
    assert [item.quotes for item in result[:3]] == [toolkit.normalise(text).quotes for text in texts[:3]]


def test_documents_are_read_as_the_articles_are_asked_for():
    def endless():
        while True:
            yield ROWS[0]

    assert next(toolkit.normalise_all(endless())).headline == ROWS[0]["title"]


def test_an_article_can_be_normalised_again(articles):
    again = toolkit.normalise(articles[0])
    assert (again.headline, again.body, again.date, again.authors) == (
        articles[0].headline,
        articles[0].body,
        datetime.date(2024, 3, 1),
        ("Ida Brandt",),
    )


def test_a_file_is_normalised_as_its_path_and_a_text_as_a_text(tmp_path):
    path = tmp_path / "lido.txt"
    path.write_text(ROWS[0]["title"] + "\n\n" + ROWS[0]["text"], encoding="utf-8")
    result = toolkit.normalise(path)
    assert (result.provenance.path, result.body) == ("lido.txt", toolkit.normalise(path.read_text("utf-8")).body)


def test_a_file_of_several_documents_is_no_single_one(tmp_path):
    path = tmp_path / "rows.jsonl"
    polars.DataFrame(ROWS).write_ndjson(path)
    with pytest.raises(toolkit.SourceError, match="several documents; use normalise_all"):
        toolkit.normalise(path)
    assert len(list(toolkit.normalise_all(path))) == 3


def test_a_page_of_several_articles_is_no_single_document():
    page = "".join(
        f"<article><h2>{location} paints its boathouse</h2>"
        f"<p>{'The rowers of the town chose a green that the river has in May. ' * 3}</p>"
        f"<p>{'Nobody could say who had bought the paint, or when it would dry. ' * 3}</p></article>"
        for location in ("Vessholm", "Tarnby")
    )
    with pytest.raises(toolkit.SourceError, match="several documents; use normalise_all"):
        toolkit.normalise(f"<html><body>{page}</body></html>".encode())
    assert [article.headline for article in toolkit.normalise_all([f"<html><body>{page}</body></html>"])] == [
        "Vessholm paints its boathouse",
        "Tarnby paints its boathouse",
    ]


def test_normalising_without_annotating_finds_no_quotes():
    article = toolkit.normalise(ROWS[0], annotate=False)
    assert (article.quotes, article.entities) == ((), None)
    assert [item.entities for item in toolkit.normalise_all(ROWS[:1], annotate=False)] == [None]


def test_normalising_follows_the_configuration():
    config = {"annotate": {"quotes": False}, "read": {"mapping": {"headline": "author"}}}
    article = toolkit.normalise(ROWS[0], config=config)
    assert (article.quotes, article.headline) == ((), "Ida Brandt")


def test_annotating_takes_articles_records_and_frames(articles):
    alone = toolkit.annotate(articles[0])
    assert (alone.quotes, alone.entities) == (articles[0].quotes, articles[0].entities)
    assert toolkit.annotate([articles[0], {**ROWS[0], "language": "en"}]) == [alone, alone]
    assert toolkit.annotate(FRAMES["pandas"], language="en")[0] == alone


@pytest.mark.parametrize("form", [*FRAMES, "records", "articles", "iterator"])
def test_a_release_is_built_of_what_is_in_memory(form, articles, tmp_path):
    forms = {**FRAMES, "records": ROWS, "articles": articles, "iterator": iter(ROWS)}
    built = toolkit.build(forms[form], out=tmp_path, engine="here")
    result = toolkit.load(built.folder, form="polars")
    assert sorted(result["id"]) == sorted(article.id for article in articles)
    assert {Path(path).parent.name for path in result["provenance"].struct.field("path")} == {"memory"}


def test_a_release_of_memory_is_reproducible_and_holds_no_path_of_the_machine(tmp_path):
    folders = [
        toolkit.build([ROWS[0], FRAMES["arrow"].slice(1)], out=tmp_path / name, engine="here", cache="off").folder
        for name in ("one", "two")
    ]
    first, second = (
        {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()} for folder in folders
    )
    assert first == second
    assert [name for name, content in first.items() if b"/tmp/" in content] == []


def test_finished_rows_are_validated_in_memory(tmp_path):
    built = toolkit.build(ROWS, out=tmp_path, engine="here")
    frame = toolkit.load(built.folder, form="polars")
    assert toolkit.validate(frame).passed
    assert toolkit.validate(frame.to_dicts()).passed
    bad = toolkit.validate([{**frame.to_dicts()[0], "word_count": 0}])
    assert (bad.target, bad.passed, bad.faults[0].path) == ("memory", False, "word_count")


@pytest.mark.parametrize("function", [toolkit.build, toolkit.normalise, toolkit.annotate, toolkit.validate])
@pytest.mark.parametrize("value", [7, [7], None, datasets.DatasetDict(train=FRAMES["datasets"])])
def test_anything_else_is_refused_in_one_sentence(function, value):
    with pytest.raises(TypeError, match=rf"toolkit\.{function.__name__} takes .*, not .*\.") as raised:
        function(value)
    assert "\n" not in str(raised.value)

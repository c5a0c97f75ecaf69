"""What a file holds, from a sample."""

import csv
import json
import tomllib

import pytest

from toolkit.read import ReadOptions, discover
from toolkit.read.preview import preview, stanza

BODY = "The lido of Halden opened on Sunday, the town said. The water is cold, and children swim free of charge. " * 3


@pytest.fixture
def table(tmp_path):
    """Write a table with the given heading, and return its preview."""

    def write(heading, rows=3, options=None):
        path = tmp_path / "news.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(heading)
            writer.writerows(["Lido opens", "2024-03-01", f"{BODY}{number}", number] for number in range(rows))
        (source,) = discover([path], ReadOptions())
        return preview(source, options or ReadOptions(), most=50)

    return write


def test_the_columns_of_a_table_are_shown_with_their_fields(table):
    result = table(["Title", "PubDate", "Full text", "Shelf"])
    assert (result.form, result.articles, result.refused, result.is_whole) == ("table (CSV or TSV)", 3, 0, True)
    assert result.fields == {"headline": "Title", "date": "PubDate", "body": "Full text"}
    assert set(result.unused) == {"Shelf"}


def test_a_table_whose_text_is_under_an_unknown_name_gets_a_mapping(table):
    result = table(["Title", "PubDate", "Column C", "Shelf"])
    assert (result.articles, result.refused, result.suggested) == (3, 3, {"body": "Column C"})
    read = table(["Title", "PubDate", "Column C", "Shelf"], options=ReadOptions(mapping=result.suggested))
    assert (read.refused, read.fields["body"]) == (0, "Column C")


def test_of_a_long_file_the_first_part_is_read(table):
    result = table(["Title", "PubDate", "Full text", "Shelf"], rows=60)
    assert (result.articles, result.is_whole) == (50, False)


def test_the_records_of_an_envelope_are_counted(tmp_path):
    records = [
        {"title": "Lido opens", "body": BODY, "url": f"https://post.example/{number}/lido"} for number in range(4)
    ]
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"status": "ok", "response": {"results": records}}), encoding="utf-8")
    (source,) = discover([path], ReadOptions())
    result = preview(source, ReadOptions())
    assert (result.articles, result.fields) == (4, {"headline": "title", "body": "body", "url": "url"})


def test_the_stanza_is_a_configuration_that_reads_the_inputs():
    options = ReadOptions(mapping={"date": 'Day "printed"'}, records="response.results")
    content = tomllib.loads(stanza(["raw", "a\tb.csv"], options, {"body": "Full text"}))
    assert content == {
        "build": {"inputs": ["raw", "a\tb.csv"]},
        "read": {"records": "response.results", "mapping": {"body": "Full text", "date": 'Day "printed"'}},
    }


def test_the_separator_of_a_text_of_several_articles_is_proposed(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text("".join(f"Article {number} of 2\n\n{BODY}\n\n" for number in (1, 2)), encoding="utf-8")
    (source,) = discover([path], ReadOptions())
    assert preview(source, ReadOptions()).separator == r"Article \d+ of \d+$"


def test_fields_are_shown_in_the_order_of_an_article(table):
    assert list(table(["Full text", "PubDate", "Title", "Shelf"]).fields) == ["headline", "date", "body"]


def test_the_column_of_a_byline_is_that_which_holds_its_names(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"title": "Lido opens", "byline": "By Ada Quill and Ben Orr", "text": BODY}))
    (source,) = discover([path], ReadOptions())
    assert preview(source, ReadOptions()).fields["authors"] == "byline"


def test_a_page_that_is_an_export_says_so(tmp_path):
    text = f"<p>Lido opens</p><p>120 words</p><p>3 June 2019</p><p>Halden Post</p><p>{BODY}</p>"
    path = tmp_path / "news.html"
    path.write_text(f"<html><body>{text}<p>Document HALPOS0020190603ef6300001</p></body></html>", encoding="utf-8")
    (source,) = discover([path], ReadOptions())
    assert preview(source, ReadOptions()).form == "export of Factiva"


def test_a_text_that_an_object_holds_is_read(tmp_path):
    path = tmp_path / "post.json"
    path.write_text(json.dumps({"title": {"rendered": "Lido opens"}, "content": {"rendered": f"<p>{BODY}</p>"}}))
    (source,) = discover([path], ReadOptions())
    result = preview(source, ReadOptions())
    assert (result.fields, result.unused) == ({"headline": "title.rendered", "body": "content.rendered"}, {})


def test_the_labels_of_an_export_are_shown_with_their_fields(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text(
        f"Lido opens\nHalden Post\nMarch 5, 2024\n\nByline: Ada Quill\nLength: 60 words\n\nBody\n\n{BODY}\n\n"
        "Load-Date: March 6, 2024\n\nEnd of Document\n",
        encoding="utf-8",
    )
    (source,) = discover([path], ReadOptions())
    fields = preview(source, ReadOptions()).fields
    names = [fields[name] for name in ("authors", "source", "date_not_after")]
    assert names == ["Byline:", "line 2 of an article", "Load-Date:"]

"""schema.org in JSON-LD."""

import json

import pytest

from toolkit.read.schema_org import find_articles, is_article

AUTHOR = {"@id": "#ada", "@type": "Person", "name": "Ada Quill"}
FERRY = {
    "@type": "NewsArticle",
    "headline": "Ferry runs again",
    "articleBody": "The ferry to Ormsund runs again.",
    "author": {"@id": "#ada"},
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://post.example/ferry"},
    "license": "https://creativecommons.org/publicdomain/zero/1.0/",
}
BELL = {
    "@type": ["Article", "ReportageNewsArticle"],
    "name": "Bell cast anew",
    "articleBody": "The bell was cast anew.",
}


def test_a_graph_gives_its_articles_in_order_with_references_resolved(read_bytes):
    graph = {"@context": "https://schema.org", "@graph": [AUTHOR, FERRY, {"@type": "WebSite"}, BELL]}
    first, second = read_bytes("a.json", json.dumps(graph).encode())
    assert (first.record, first.given["headline"], first.given["authors"]) == (0, "Ferry runs again", ["Ada Quill"])
    assert (first.url, first.given["rights"]) == (
        "https://post.example/ferry",
        {"licence": "https://creativecommons.org/publicdomain/zero/1.0/"},
    )
    assert (second.record, second.given["headline"], second.text) == (1, "Bell cast anew", BELL["articleBody"])
    assert first.sha256 != second.sha256


def test_numbers_go_on_after_a_graph(read_bytes):
    graph = json.dumps({"@graph": [FERRY, BELL]}).encode()
    result = read_bytes("a.jsonl", graph + b"\n" + json.dumps(FERRY).encode())
    assert [(entry.record, entry.line) for entry in result] == [(0, 1), (1, 1), (2, 2)]


def test_articles_that_an_article_cites_are_not_its_own():
    nested = {"@type": "ItemList", "itemListElement": [{"item": {**FERRY, "citation": BELL}}]}
    assert [entry["headline"] for entry in find_articles(nested)] == ["Ferry runs again"]


def test_prefixes_of_schema_org_are_taken_off():
    (result,) = find_articles(
        {"@type": "schema:NewsArticle", "schema:headline": "Ferry", "schema:articleBody": "It runs."}
    )
    assert (result["headline"], result["articleBody"]) == ("Ferry", "It runs.")


def test_other_json_has_no_articles():
    assert find_articles({"type": "NewsArticle", "text": "The ferry"}) == []


@pytest.mark.parametrize("types", [None, 7, "Person", [], [7], {"a": 1}])
def test_nodes_of_other_types_are_no_articles(types):
    assert not is_article({"@type": types})


def test_deep_nesting_is_no_obstacle():
    value = {"@graph": []}
    for _ in range(100_000):
        value = {"@graph": [value]}
    assert find_articles(value) == []


def test_a_graph_without_articles_is_refused(read_bytes):
    (refusal,) = read_bytes("a.jsonld", json.dumps({"@graph": [AUTHOR]}).encode())
    assert refusal.reason == "missing_text"

"""Reading JSON-LD."""

import pytest

from toolkit.normalisation.html.json_ld import is_article, load_nodes, organisations_of, people_of, resolve, text_of


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ferry"}',
        '[{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "Ferry"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": ["Article", "NewsArticle"], "headline": "Ferry"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "http://schema.org/ReportageNewsArticle", "headline": "Ferry"}}',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Ferry", "keywords": ["a", "b",],};',
        '{"@type": "NewsArticle", "description": "two\nlines", "headline": "Ferry"}',
        '{"@type": "NewsArticle", "headline": "Ferry"} {"@type": "WebSite"}',
        '{"@type": "NewsArticle", "headline": "Ferry", "broken": "no "quotes" escaped"}',
        "\ufeff{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry&quot;}",
    ],
)
def test_the_article_is_found_in_every_form(script):
    articles = [node for node in load_nodes(script) if is_article(node)]
    assert [node["headline"] for node in articles] == ["Ferry"]


@pytest.mark.parametrize("script", ["", "null", "7", "not json", "{", "[" * 100_000, '{"a":' * 100_000, '"headline"'])
def test_what_is_no_description_has_no_nodes(script):
    assert [node for node in load_nodes(script) if is_article(node)] == []


def test_a_broken_script_still_says_what_its_lines_say():
    script = '{"headline": "Ferry \\u0026 bell", "datePublished": "2024-03-01", "author": [{"name": "Ada Quill"'
    (node,) = load_nodes(script)
    assert (node["headline"], node["datePublished"]) == ("Ferry & bell", "2024-03-01")
    assert people_of(node["author"], []) == [("Ada Quill", False)]


@pytest.mark.parametrize(
    ("author", "people"),
    [
        (
            '[{"@type": "Person", "name": "Ada Quill"}, {"@type": "Person", "name": "Ben Orr"}]',
            ["Ada Quill", "Ben Orr"],
        ),
        ('["Ada Quill", "Ben Orr"]', ["Ada Quill", "Ben Orr"]),
        ('{"@type": "Person", "url": "/ada", "name": "Ada Quill"}', ["Ada Quill"]),
        ('"Ada Quill"', ["Ada Quill"]),
        ('{"@type": "Organization", "name": "Ormsund Post"}', []),
    ],
)
def test_a_broken_script_still_names_every_author(author, people):
    (node,) = load_nodes(f'{{"headline": "The "ferry" runs", "author": {author}, "datePublished": "2024-03-01"}}')
    assert [name for name, _ in people_of(node.get("author", []), [])] == people


def test_values_that_stand_one_behind_the_other_are_all_read():
    script = '{"@type": "WebSite", "name": "Post"}\n{"@type": "NewsArticle", "headline": "Ferry"};'
    assert [node.get("headline") for node in load_nodes(script)] == [None, "Ferry"]


@pytest.mark.parametrize(
    "name", ["Ada O&#039;Quill", "Ada O&apos;Quill", "<a href='/ada'>Ada O'Quill</a>", " Ada  O'Quill\n"]
)
def test_names_are_freed_of_what_html_would_print(name):
    assert people_of({"@type": "Person", "name": name}, []) == [("Ada O'Quill", True)]


def test_a_name_in_parts_is_put_together():
    assert people_of({"@type": "Person", "givenName": "Ada", "familyName": "Quill"}, []) == [("Ada Quill", True)]


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("Ada Quill", [("Ada Quill", False)]),
        ({"@type": "Person", "name": "Ada Quill"}, [("Ada Quill", True)]),
        ({"name": ["Ada Quill", "Ben Orr"]}, [("Ada Quill", False), ("Ben Orr", False)]),
        ([{"@id": "#ada"}, {"@type": "Organization", "name": "Ormsund Post"}], [("Ada Quill", True)]),
        ({"@type": "NewsMediaOrganization", "name": "Ormsund Post"}, []),
        ([None, 7, {"@id": "#nobody"}], []),
        (None, []),
    ],
)
def test_persons_are_told_from_organisations(author, people):
    assert people_of(author, [{"@id": "#ada", "@type": "Person", "name": "Ada Quill"}]) == people


def test_organisations_are_named():
    assert organisations_of([{"@type": "Organization", "name": "Ormsund Press"}, "Ada Quill"], []) == ["Ormsund Press"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(" a\n b ", "a b"), ({"@value": "a"}, "a"), ([{"name": "a"}], "a"), ([], None), (7, None), ({"name": {}}, None)],
)
def test_values_become_text(value, text):
    assert text_of(value) == text


def test_a_reference_to_nothing_stays_as_it_is():
    assert resolve({"@id": "#x"}, []) == {"@id": "#x"}

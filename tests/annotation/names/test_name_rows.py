"""The table of names: which names of different articles are one."""

from datetime import date

import pytest


def called(rows: list[dict]) -> list[tuple[str, int]]:
    """Return name and number of articles of each row."""
    return [(row["name"], row["articles"]) for row in rows]


def test_a_full_name_is_one_person_in_all_articles(named, names_of):
    rows = names_of(named(1, ("PER", "Ines Okafor")), named(2, ("PER", "Ines Okafor")))
    assert called(rows) == [("Ines Okafor", 2)]


def test_a_row_tells_articles_days_and_languages(named, names_of):
    first = named(1, ("PER", "Ines Okafor"), day=date(2024, 3, 5), language="sv")
    second = named(2, ("PER", "Ines Okafor"), day=date(2023, 1, 2))
    (row,) = names_of(first, second)
    assert row["article_ids"] == [first.id, second.id]
    assert (row["first_date"], row["last_date"]) == (date(2023, 1, 2), date(2024, 3, 5))
    assert row["languages"] == ["en", "sv"]


def test_spellings_of_a_person_are_one_and_the_rarer_one_is_an_alias(named, names_of):
    articles = [
        named(1, ("PER", "Élodie Brandt")),
        named(2, ("PER", "Elodie Brandt")),
        named(3, ("PER", "Elodie Brandt")),
    ]
    (row,) = names_of(*articles)
    assert (row["name"], row["aliases"]) == ("Elodie Brandt", ["Élodie Brandt"])


def test_a_person_is_one_in_latin_and_cyrillic_letters(named, names_of):
    rows = names_of(named(1, ("PER", "Vera Morozova")), named(2, ("PER", "Вера Морозова"), language="ru"))
    assert len(rows) == 1


def test_father_and_son_are_two(named, names_of):
    assert len(names_of(named(1, ("PER", "Tobias Renck")), named(2, ("PER", "Tobias Renck Jr.")))) == 2


def test_a_last_name_alone_is_another_person_in_each_article(named, names_of):
    rows = names_of(named(1, ("PER", "Brandt")), named(2, ("PER", "Brandt")))
    assert called(rows) == [("Brandt", 1), ("Brandt", 1)]


def test_a_last_name_means_one_person_where_a_rare_name_keeps_it_company(named, names_of):
    company = ("ORG", "Port Halden Ferry Company")
    rows = names_of(
        named(1, ("PER", "Brandt"), company), named(2, ("PER", "Brandt"), company), named(3, ("PER", "Brandt"))
    )
    assert sorted(row["articles"] for row in rows if row["name"] == "Brandt") == [1, 2]


def test_a_last_name_belongs_to_the_full_name_that_the_company_knows(named, names_of):
    company = ("ORG", "Port Halden Ferry Company")
    full = ("PER", "Ilse Brandt", None, "Brandt")
    rows = names_of(named(1, full, company), named(2, full), named(3, ("PER", "Brandt"), company))
    assert [(row["name"], row["aliases"], row["articles"]) for row in rows if row["type"] == "PER"] == [
        ("Ilse Brandt", ["Brandt"], 3)
    ]


def test_a_last_name_of_two_people_of_the_company_stays_apart(named, names_of):
    company = ("ORG", "Port Halden Ferry Company")
    one, other = ("PER", "Ilse Brandt", None, "Brandt"), ("PER", "Egon Brandt", None, "Brandt")
    articles = [named(1, one, company), named(2, one), named(3, other, company), named(4, other)]
    rows = names_of(*articles, named(5, ("PER", "Brandt"), company))
    assert ("Brandt", 1) in called(rows)


def test_a_name_that_everybody_gives_is_no_company(named, names_of):
    common = [named(number, ("ORG", "Halden Morning Herald")) for number in range(10, 45)]
    pair = [named(number, ("PER", "Brandt"), ("ORG", "Halden Morning Herald")) for number in (1, 2)]
    assert called(names_of(*pair, *common)).count(("Brandt", 1)) == 2


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("ORG", "Supreme Court"),
        ("ORG", "KBH"),
        ("LOC", "Springfield"),
        ("LOC", "Northern Province"),
        ("NORP", "Liberals"),
    ],
)
def test_a_name_of_many_things_is_another_in_each_article(named, names_of, kind, name):
    assert called(names_of(named(1, (kind, name)), named(2, (kind, name)))) == [(name, 1), (name, 1)]


def test_one_identifier_joins_what_is_spelt_in_no_similar_way(named, names_of):
    rows = names_of(
        named(1, ("LOC", "Germany", "DE")),
        named(2, ("LOC", "Germany", "DE")),
        named(3, ("LOC", "Saksa", "DE"), language="fi"),
    )
    assert [(row["name"], row["aliases"], row["entity_id"]) for row in rows] == [("Germany", ["Saksa"], "DE")]


def test_two_identifiers_keep_one_spelling_apart(named, names_of):
    rows = names_of(named(1, ("LOC", "Halden", "geonames:1")), named(2, ("LOC", "Halden", "geonames:2")))
    assert sorted(row["entity_id"] for row in rows) == ["geonames:1", "geonames:2"]


def test_a_single_word_of_another_language_is_another_organisation(named, names_of):
    rows = names_of(named(1, ("ORG", "Maristad")), named(2, ("ORG", "Maristad"), language="sv"))
    assert len(rows) == 2


def test_types_are_kept_apart(named, names_of):
    rows = names_of(named(1, ("PER", "Ines Okafor")), named(2, ("ORG", "Ines Okafor")))
    assert [row["type"] for row in rows] == ["PER", "ORG"]


def test_ids_are_different_and_rows_stand_by_type_and_name(named, names_of):
    mentions = [("LOC", "Skarnvik"), ("PER", "Zoe Quill"), ("PER", "Ada Quill"), ("ORG", "Quill Lines")]
    rows = names_of(named(1, *mentions), named(2, ("PER", "Brandt")), named(3, ("PER", "Brandt")))
    assert len({row["id"] for row in rows}) == len(rows)
    assert [row["name"] for row in rows] == ["Ada Quill", "Brandt", "Brandt", "Zoe Quill", "Quill Lines", "Skarnvik"]


def test_rows_do_not_depend_on_how_articles_are_cut_into_files(named, names_of):
    articles = [
        named(number, ("PER", f"Ada Quill{number % 3}"), ("PER", "Brandt"), ("ORG", f"Halden Lines {number % 4}"))
        for number in range(12)
    ]
    assert names_of(*articles, file_rows=5) == names_of(*articles)


def test_no_article_has_no_names(names_of):
    assert names_of() == []

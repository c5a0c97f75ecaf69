"""The dataset card."""

import re
from dataclasses import replace

import pytest
import yaml

from toolkit.contract.features import features
from toolkit.package.card import render
from toolkit.package.facts import TABLES, gather
from toolkit.package.options import DatasetOptions
from toolkit.package.verify import dataset_options
from toolkit.release import open_release


@pytest.fixture(scope="module")
def facts(sample):
    return gather(sample.folder)


@pytest.fixture(scope="module")
def card(sample):
    return (sample.folder / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def front(card):
    return yaml.safe_load(card.split("---\n")[1])


def test_the_card_is_rendered_from_facts_and_manifest_alone(sample, facts, card, contract):
    assert render(facts, sample.manifest, dataset_options(sample.manifest), contract) == card


def test_the_hub_reads_the_front_matter(card):
    from huggingface_hub import DatasetCard

    data = DatasetCard(card).data
    assert (data.license, data.pretty_name) == ("cc0-1.0", "Sample news articles")


def test_there_is_a_configuration_for_each_table_and_the_first_is_the_default(front):
    assert [(each["config_name"], each.get("default", False)) for each in front["configs"]] == [
        ("articles", True),
        ("quotes", False),
        ("entities", False),
    ]


def test_every_place_of_a_configuration_matches_files_and_every_file_is_matched(sample, front):
    places = [place["path"] for each in front["configs"] for place in each["data_files"]]
    matched = [sorted(sample.folder.glob(place)) for place in places]
    assert all(matched)
    assert {path for paths in matched for path in paths} == set(sample.folder.glob("data/*/*.parquet"))


def test_dataset_info_counts_rows_and_bytes_of_the_files(front, facts):
    for info in front["dataset_info"]:
        table = info["config_name"]
        assert {split["name"]: split["num_examples"] for split in info["splits"]} == {
            split: facts.rows(table, split) for split in facts.splits(table)
        }
        assert info["download_size"] == sum(file.bytes for file in facts.of(table))


def test_dataset_info_has_the_features_of_the_contract(front, contract):
    import datasets

    wanted = [features(contract, contract.record(name)) for name in ("article", "quote", "entity")]
    assert [datasets.Features._from_yaml_list(info["features"]) for info in front["dataset_info"]] == wanted


def test_languages_are_those_of_the_articles_without_their_regions(front, facts):
    assert front["language"] == sorted({tag.split("-")[0] for tag in facts.languages if tag != "unknown"})


def test_numbers_in_the_text_are_those_of_the_facts(card, facts):
    counts = re.search(
        r"\*\*([\d,]+) articles\*\* of ([\d,]+) words, with \*\*([\d,]+) quotes\*\*.*\*\*([\d,]+) named", card
    )
    assert [int(number.replace(",", "")) for number in counts.groups()] == [
        facts.rows("articles"),
        facts.words,
        facts.rows("quotes"),
        facts.rows("entities"),
    ]


def test_the_balance_is_printed(card, sample):
    balance = sample.manifest["balance"]
    assert f"{balance['read']:,} documents read = {balance['published']:,} published" in card


def test_every_field_of_the_tables_is_explained(card, contract):
    for name in ("article", "quote", "entity"):
        for field in contract.columns(contract.record(name)):
            assert f"| `{field.name}` |" in card


def test_no_placeholder_is_left(card):
    assert re.findall(r"\$[a-z_]+", card) == []


@pytest.mark.parametrize(
    "text",
    [
        "a $title and ${name}",
        "colon: hash # and 'quotes\"",
        "{braces} | bars",
        "Fähre 🚲",
        "- dash",
        "yes",
        "---",
        "1.0",
        "@at",
        "two\nlines",
    ],
)
def test_title_and_description_may_hold_any_character(sample, facts, contract, text):
    options = replace(dataset_options(sample.manifest), title=text, description=text, homepage="https://a.example/|")
    card = render(facts, sample.manifest, options, contract)
    assert yaml.safe_load(card.split("---\n")[1])["pretty_name"] == text
    assert text in card


def test_a_name_with_markup_stays_in_its_cell(sample, facts, contract):
    strange = replace(facts, sources={"The | <b>Courier</b>\n`x`": 3}, speakers={"*Ida* [B](x)": 2})
    card = render(strange, sample.manifest, dataset_options(sample.manifest), contract)
    assert "| The \\| \\<b\\>Courier\\</b\\> \\`x\\` | 3 |" in card
    assert "| \\*Ida\\* \\[B\\](x) | 2 |" in card


def test_tables_without_rows_are_left_out(sample, facts, contract):
    few = replace(facts, files=tuple(file for file in facts.files if file.table == "articles"))
    front = yaml.safe_load(render(few, sample.manifest, dataset_options(sample.manifest), contract).split("---\n")[1])
    assert [each["config_name"] for each in front["configs"]] == ["articles"]
    assert [each["config_name"] for each in front["dataset_info"]] == ["articles"]


@pytest.mark.parametrize(
    ("rows", "category"),
    [(0, "n<1K"), (999, "n<1K"), (1000, "1K<n<10K"), (10**5, "100K<n<1M"), (10**7, "10M<n<100M"), (10**9, "1B<n<10B")],
)
def test_the_size_is_named_as_the_hub_names_it(sample, facts, contract, rows, category):
    (file,) = [replace(each, rows=rows) for each in facts.files if each.table == "articles"][:1]
    card = render(replace(facts, files=(file,)), sample.manifest, dataset_options(sample.manifest), contract)
    assert yaml.safe_load(card.split("---\n")[1])["size_categories"] == [category]


def test_a_dataset_without_authors_is_cited_by_its_name(sample, facts, contract):
    card = render(facts, sample.manifest, DatasetOptions(name="halden-news"), contract)
    assert "author = {halden-news}" in card
    assert "@misc{halden_news," in card


def test_the_tables_of_the_card_are_those_of_the_release(sample):
    release = open_release(sample.folder)
    assert [table for table in TABLES if release.files(table)] == list(TABLES)

"""The dataset card."""

import json
import re
from dataclasses import replace

import pyarrow.parquet
import pytest
import yaml

from toolkit.contract.hf_features import features
from toolkit.release.card.benchmark_figures import figure_table, measured
from toolkit.release.card.dataset_card import render
from toolkit.release.options import NOTES, DatasetOptions, dataset_options
from toolkit.release.release_folder import open_release
from toolkit.release.statistics import TABLES, compute_statistics
from toolkit.release.verify import check_card, differing_line


@pytest.fixture(scope="module")
def facts(sample):
    return compute_statistics(sample.folder)


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


@pytest.mark.parametrize(("table", "key"), [("quotes", "article_id"), ("entities", "article_id"), ("names", "id")])
def test_each_configuration_shows_one_of_its_rows(sample, card, table, key):
    section = card.split(f"\n### {table}\n")[1].split("\n### ")[0]
    shown = json.loads(section.split("```json\n")[1].split("\n```")[0])
    rows = pyarrow.parquet.read_table(sample.folder / "data" / table).to_pylist()
    assert any(row[key] == shown[key] and shown.keys() <= row.keys() for row in rows)


def test_there_is_a_configuration_for_each_table_and_the_first_is_the_default(front):
    assert [(item["config_name"], item.get("default", False)) for item in front["configs"]] == [
        ("articles", True),
        ("quotes", False),
        ("entities", False),
        ("names", False),
    ]


def test_every_place_of_a_configuration_matches_files_and_every_file_is_matched(sample, front):
    places = [location["path"] for item in front["configs"] for location in item["data_files"]]
    matched = [sorted(sample.folder.glob(location)) for location in places]
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

    wanted = [features(contract, contract.record(name)) for name in ("article", "quote", "entity", "name")]
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


def test_the_accuracy_of_the_toolkit_is_told_as_the_manifest_keeps_it(sample, facts, card, contract):
    known = [figure._asdict() for figure in measured()]
    older = {**sample.manifest, "accuracy": [{**known[0], "value": 12.3}]}
    assert (sample.manifest["accuracy"], figure_table(measured()) in card) == (known, True)
    assert "12.3" in render(facts, older, dataset_options(sample.manifest), contract)


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
    assert "| The \\| \\<b\\>Courier\\</b\\> \\`x\\` | 3 |  |" in card
    assert "| \\*Ida\\* \\[B\\](x) | 2 |" in card


def test_tables_without_rows_are_left_out(sample, facts, contract):
    few = replace(facts, files=tuple(file for file in facts.files if file.table == "articles"))
    front = yaml.safe_load(render(few, sample.manifest, dataset_options(sample.manifest), contract).split("---\n")[1])
    assert [item["config_name"] for item in front["configs"]] == ["articles"]
    assert [item["config_name"] for item in front["dataset_info"]] == ["articles"]


def test_a_dataset_without_authors_is_cited_by_its_name(sample, facts, contract):
    card = render(facts, sample.manifest, DatasetOptions(name="halden-news"), contract)
    assert "author = {{The halden-news authors}}" in card
    assert "@misc{halden_news_0_1_0," in card


def test_the_tables_of_the_card_are_those_of_the_release(sample):
    release = open_release(sample.folder)
    assert [table for table in TABLES if release.files(table)] == ["articles", "quotes", "entities", "names"]


HEADINGS = [
    "Dataset Details",
    "Uses",
    "Dataset Structure",
    "Dataset Creation",
    "Bias, Risks, and Limitations",
    "Citation",
    "Glossary",
    "More Information",
    "Dataset Card Authors",
    "Dataset Card Contact",
]


def test_the_sections_stand_in_the_order_of_the_hubs_template(card):
    result = re.findall(r"^## (.*)$", card, re.MULTILINE)
    assert [item for item in result if item in HEADINGS] == HEADINGS


def test_every_picture_is_shown_with_words_for_those_who_do_not_see_it(sample, card):
    shown = dict(re.findall(r"^!\[(.+)\]\((images/[a-z-]+\.svg)\)$", card, re.MULTILINE))
    assert set(shown.values()) == {
        path.relative_to(sample.folder).as_posix() for path in sample.folder.glob("images/*")
    }
    assert all(len(words) > 30 for words in shown)


def _examples(card):
    block = re.search(r"```json\n(.*?)\n```", card, re.DOTALL)
    return [json.loads(line) for line in block[1].splitlines()]


def test_three_real_rows_are_shown(sample, card):
    rows = {row["id"]: row for row in open_release(sample.folder).read("articles").to_pylist()}
    examples = _examples(card)
    assert len(examples) == 3
    for example in examples:
        row = rows[example["id"]]
        assert (example["source"], example["headline"]) == (row["source"], row["headline"])
        assert row["body"].startswith(example["body"].removesuffix("…"))
        assert len(example["body"]) <= 160
        assert [quote["speaker"] for quote in example["quotes"]] == [quote["speaker"] for quote in row["quotes"][:2]]


@pytest.mark.parametrize("table", ["quotes", "entities"])
def test_every_configuration_shows_a_real_row(sample, card, table):
    shown = json.loads(re.search(rf"### {table}\n.*?```json\n(.*?)\n```", card, re.DOTALL)[1])
    rows = open_release(sample.folder).read(table).to_pylist()
    assert any(
        (row["article_id"], row["start"], row["end"]) == (shown["article_id"], shown["start"], shown["end"])
        for row in rows
    )


def test_articles_without_their_text_have_a_section_where_there_are_some(sample, facts, contract):
    def render_with(**changes):
        return render(replace(facts, **changes), sample.manifest, dataset_options(sample.manifest), contract)

    assert "### standoff" not in render_with()
    files = (*facts.files, replace(facts.files[0], table="standoff"))
    card = render_with(files=files, standoff_example={"id": "0" * 24, "body_length": 900})
    assert "### standoff" in card
    assert '"body_length": 900' in card


def test_hostile_text_in_an_example_stays_inside_its_block(sample, facts, contract):
    hostile = "```\n# <script>\u202e\u2028 end"
    examples = tuple({**example, "headline": hostile} for example in facts.examples)
    card = render(replace(facts, examples=examples), sample.manifest, dataset_options(sample.manifest), contract)
    assert {example["headline"] for example in _examples(card)} == {hostile}
    assert not set("\u202e\u2028") & set(card)


def test_every_option_of_every_stage_is_told(sample, card):
    for stage, options in sample.manifest["options"].items():
        (line,) = re.findall(rf"^\| {stage} \| .* = .*$", card, re.MULTILINE)
        assert all(f"{name} =".replace("_", "\\_") in line for name in options)


def test_notes_stand_in_their_marked_places(sample, facts, contract):
    notes = {name: f"Mine about {name}: $x ${{y}} <!-- end -->" for name in NOTES}
    options = replace(dataset_options(sample.manifest), notes=notes)
    card = render(facts, sample.manifest, options, contract)
    for name, text in notes.items():
        assert f"<!-- yours: {name} -->\n{text}\n<!-- end -->" in card


def test_without_notes_the_marks_show_where_they_would_stand(card):
    assert re.findall(r"<!-- yours: ([a-z]+) -->", card) == list(NOTES)


def test_many_outlets_are_put_together(sample, facts, contract):
    many = replace(facts, sources={f"Outlet {number:03}": 2 for number in range(100)})
    card = render(many, sample.manifest, dataset_options(sample.manifest), contract)
    assert "| Outlet 039 | 2 |" in card
    assert "| Outlet 040 | 2 |" not in card
    assert "| 60 others | 120 | |" in card


def _with_one_more(card, number):
    return card[: number.start()] + str(int(number[0]) + 1) + card[number.end() :]


def test_each_number_of_the_card_is_compared(sample, facts, card, contract):
    wanted = render(facts, sample.manifest, dataset_options(sample.manifest), contract)
    numbers = list(re.finditer(r"\d+", card))
    assert len(numbers) > 300
    for number in numbers:
        line = card.count("\n", 0, number.start()) + 1
        assert differing_line(wanted, _with_one_more(card, number)) == line


def test_a_changed_number_makes_the_check_fail_wherever_it_stands(sample_copy, card):
    release = open_release(sample_copy)
    assert check_card(release) == []
    numbers = list(re.finditer(r"\d+", card))
    for number in numbers[:: len(numbers) // 20]:
        (sample_copy / "README.md").write_text(_with_one_more(card, number), encoding="utf-8")
        assert [result.file for result in check_card(release)] == ["README.md"]


def test_the_check_of_the_card_does_not_need_the_checksums(sample_copy):
    path = sample_copy / "README.md"
    path.write_text(path.read_text(encoding="utf-8").replace(" articles**", "9 articles**"), encoding="utf-8")
    assert [result.file for result in check_card(open_release(sample_copy))] == ["README.md"]


def test_rows_that_are_no_longer_those_of_the_card_are_found(sample_copy):
    path = next((sample_copy / "data" / "quotes").glob("train-*"))
    rows = pyarrow.parquet.ParquetFile(path).read()
    pyarrow.parquet.write_table(rows.slice(0, rows.num_rows - 1), path)
    result = {item.file for item in check_card(open_release(sample_copy))}
    assert {"README.md", "manifest.json", "croissant.json", "datapackage.json"} <= result


def test_the_command_says_whether_the_card_agrees(command, sample_copy):
    assert command("card", "check", sample_copy).code == 0
    path = sample_copy / "README.md"
    path.write_text(path.read_text(encoding="utf-8") + "Buy now.\n", encoding="utf-8")
    outcome = command("card", "check", sample_copy)
    assert (outcome.code, "README.md: line" in outcome.out) == (1, True)

"""Releases and files with one defect each: every one is reported once, with its rule and file."""

import json
import shutil
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from toolkit.api.releases import build
from toolkit.contract import load
from toolkit.errors import ReleaseError
from toolkit.release.checksums import read_checksums, write_checksums
from toolkit.release.describe import describe
from toolkit.release.manifest import holdings
from toolkit.release.options import dataset_options
from toolkit.release.provenance import statement
from toolkit.release.release_folder import STATEMENT, open_release, split_of
from toolkit.release.report.html_report import PAGE, draw_page
from toolkit.release.report.report_sample import exhibit
from toolkit.release.statistics import compute_statistics
from toolkit.validation.validate_target import validate

SEEDS = Path(__file__).parents[3] / "seeds"
NAMES = ("press-release-bakery-yeast", "weather-station-hard-wrapped", "us-style-marching-band", "long-quotations")


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    """Build a small release in which there is nothing to find."""
    location = tmp_path_factory.mktemp("good")
    for path in sorted(SEEDS.rglob("*.txt")):
        if path.name.startswith((*NAMES, "empty", "headlines-only")):
            (location / "raw").mkdir(exist_ok=True)
            shutil.copy(path, location / "raw")
    splits = {"train": 0.5, "test": 0.5}
    return build([location / "raw"], out=location / "out", config={"group": {"splits": splits}}, engine="here").folder


@pytest.fixture
def release(good, tmp_path):
    """Give a copy of the good release that a test may damage."""
    return Path(shutil.copytree(good, tmp_path / good.name))


def result(folder):
    return [(fault.file, fault.rule, fault.path) for fault in validate(folder, rules=()).faults]


def file_of(folder, table, split=None):
    """Return the path of a table's first file, inside the release."""
    return open_release(folder).files(table, split)[0].relative_to(folder).as_posix()


def rewrite(folder, name, change):
    """Change the rows of a Parquet file."""
    table = pyarrow.parquet.ParquetFile(folder / name).read()
    rows = table.to_pylist()
    change(rows)
    lenient = pyarrow.schema([field.with_nullable(True) for field in table.schema])
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=lenient), folder / name)


def edit_manifest(folder, change):
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def reseal(folder):
    """Make card, manifest and checksums agree with the files again, as somebody who covers a change would."""

    def change(manifest):
        digests = {table: item["digest"] for table, item in manifest["tables"].items()}
        manifest.update(holdings(compute_statistics(folder), digests))

    edit_manifest(folder, change)
    manifest = open_release(folder).manifest
    for name, text in describe(compute_statistics(folder), manifest, dataset_options(manifest), load()).items():
        (folder / name).write_text(text, encoding="utf-8")
    facts, sample = compute_statistics(folder), exhibit(folder)
    page = draw_page(facts, manifest, dataset_options(manifest), load(), sample)
    (folder / PAGE).write_text(page, encoding="utf-8")
    write_checksums(folder)
    (folder / STATEMENT).write_text(statement(read_checksums(folder), manifest), encoding="utf-8")
    write_checksums(folder)


def test_the_good_release_gives_no_fault(good):
    assert result(good) == []


def test_the_good_release_has_two_splits_and_a_quarantine(good):
    assert {split_of(path) for path in open_release(good).files("articles")} == {"train", "test"}
    assert open_release(good).read("quarantine").num_rows == 2


def test_a_group_that_leaks_into_another_split(release):
    group = open_release(release).read("articles", "train")["group"][0].as_py()
    name = file_of(release, "articles", "test")
    rewrite(release, name, lambda rows: rows[0].update(group=group))
    assert result(release) == [(name, "one_split", "group")]


def test_an_article_that_stands_in_two_splits(release):
    row = open_release(release).read("articles", "train").to_pylist()[0]
    name = file_of(release, "articles", "test")
    rewrite(release, name, lambda rows: rows.append(row))
    assert result(release) == [(name, "field_uniqueness", "id")]


def test_a_span_that_is_wrong_by_one_in_articles_and_quotes_alike(release):
    name = file_of(release, "quotes", "train")
    bad = pyarrow.parquet.ParquetFile(release / name).read().to_pylist()[1]
    articles = file_of(release, "articles", "train")

    def in_article(rows):
        article = next(row for row in rows if row["id"] == bad["article_id"])
        article["quotes"][bad["position"]]["kind"] = "shouted"

    rewrite(release, articles, in_article)
    rewrite(release, name, lambda rows: rows[1].update(kind="shouted"))
    assert result(release) == [(articles, "values", f"quotes[{bad['position']}].kind")]


def test_a_quote_that_is_wrong_in_the_table_of_quotes_alone(release):
    name = file_of(release, "quotes", "train")
    rewrite(release, name, lambda rows: rows[1].update(kind="shouted"))
    assert result(release) == [(name, "values", "kind")]


def test_a_quarantine_with_an_unknown_reason(release):
    name = file_of(release, "quarantine")
    rewrite(release, name, lambda rows: rows[0].update(reason="boring"))
    assert result(release) == [(name, "values", "reason")]


def test_a_card_that_was_edited(release):
    with (release / "README.md").open("a", encoding="utf-8") as card:
        card.write("More.\n")
    assert result(release) == [("README.md", "checksums_hold", "")]


def test_a_stale_number_in_the_card(release):
    card = (release / "README.md").read_text(encoding="utf-8")
    assert "**4 articles**" in card
    (release / "README.md").write_text(card.replace("**4 articles**", "**5 articles**"), encoding="utf-8")
    write_checksums(release)
    assert result(release) == [("README.md", "card_agrees", "")]


def test_a_stale_number_in_the_manifest(release):
    edit_manifest(release, lambda manifest: manifest["tables"]["quotes"].update(rows=1))
    write_checksums(release)
    assert result(release) == [("manifest.json", "manifest_agrees", "")]


def test_a_balance_that_does_not_add_up(release):
    edit_manifest(release, lambda manifest: manifest["balance"].update(read=100))
    write_checksums(release)
    assert result(release) == [("manifest.json", "manifest_agrees", "")]


def test_a_contract_that_is_not_the_one_named(release):
    with (release / "contract" / "article.toml").open("a", encoding="utf-8") as file:
        file.write("# Changed after the release.\n")
    write_checksums(release)
    assert sorted(result(release)) == [("contract", "contract_agrees", ""), ("contract", "contract_known", "")]


def test_a_file_too_many(release):
    (release / "notes.txt").write_text("Do not forget.", encoding="utf-8")
    assert result(release) == [("notes.txt", "checksums_hold", "")]


def test_a_file_that_is_gone(release):
    name = file_of(release, "entities", "test")
    (release / name).unlink()
    assert result(release) == [(name, "checksums_hold", "")]


def test_a_file_that_is_gone_and_is_no_longer_listed(release):
    (release / file_of(release, "entities", "test")).unlink()
    write_checksums(release)
    assert result(release) == [("manifest.json", "manifest_agrees", "")]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("quotes", lambda rows: rows[0].update(confidence=0.5)),
        ("quotes", lambda rows: rows[0]["parts"][0].update(start=0)),
        ("entities", lambda rows: rows.pop()),
        ("entities", lambda rows: rows[0].update(source="Another")),
    ],
)
def test_a_flattened_table_that_differs_from_the_articles_although_everything_else_agrees(release, table, change):
    rewrite(release, file_of(release, table, "train"), change)
    reseal(release)
    assert result(release) == [(f"data/{table}", "tables_agree", "")]


def test_a_column_that_is_missing(release):
    name = file_of(release, "articles", "train")
    table = pyarrow.parquet.ParquetFile(release / name).read()
    pyarrow.parquet.write_table(table.drop_columns("removed"), release / name)
    assert result(release) == [(name, "column_in_dataframe", "removed")]


def test_a_column_too_many(release):
    name = file_of(release, "articles", "train")
    table = pyarrow.parquet.ParquetFile(release / name).read()
    more = table.append_column("colour", pyarrow.array(["red"] * table.num_rows))
    pyarrow.parquet.write_table(more, release / name)
    assert result(release) == [(name, "column_in_schema", "colour")]


def test_numbers_that_are_written_as_text(release):
    name = file_of(release, "articles", "train")
    table = pyarrow.parquet.ParquetFile(release / name).read()
    location = table.column_names.index("word_count")
    text = table.set_column(location, "word_count", table["word_count"].cast(pyarrow.string()))
    pyarrow.parquet.write_table(text, release / name)
    assert result(release) == [(name, "type", "word_count")]


DAMAGES = {
    "truncated": lambda content: content[: len(content) // 2],
    "emptied": lambda _: b"",
    "overwritten": lambda content: content[:8] + b"\xff" * 400 + content[408:],
    "encrypted": lambda content: b"PARE" + content[4:-4] + b"PARE",
}


def test_a_byte_that_was_overwritten_where_no_value_stands(release):
    name = file_of(release, "articles", "train")
    content = bytearray((release / name).read_bytes())
    content[len(content) // 3] ^= 1
    (release / name).write_bytes(content)
    try:
        assert result(release) == [(name, "checksums_hold", "")]
    except ReleaseError as refusal:
        assert Path(name).name in str(refusal)  # noqa: PT017 - either is an answer


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_refused_in_one_sentence(release, name):
    path = release / file_of(release, "articles", "train")
    path.write_bytes(DAMAGES[name](path.read_bytes()))
    with pytest.raises(ReleaseError, match=path.name) as refusal:
        validate(release, rules=())
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith(".")

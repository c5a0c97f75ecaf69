"""Reading a schema folder, and refusing what is not understood."""

import runpy
import shutil
import tomllib
from pathlib import Path

import pytest

from toolkit.contract import digest_of, load, schema_folder
from toolkit.contract.markdown_table import schema_page
from toolkit.contract.toml_parser import CURRENT
from toolkit.errors import ContractError
from toolkit.validation.field_rules import expressions

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "schema"
RECORDS = sorted(path.stem for path in schema_folder().glob("*.toml") if path.stem != "contract")


def test_every_file_of_the_folder_is_a_record(contract):
    assert sorted(contract.records) == RECORDS


def test_the_head_comes_from_contract_toml(contract):
    head = tomllib.loads((schema_folder() / "contract.toml").read_text(encoding="utf-8"))
    assert {name: getattr(contract, name) for name in ("name", "version", "title", "description")} == {
        name: value for name, value in head.items() if name != "rule"
    }


def test_every_field_says_what_it_means(contract):
    fields = [(record.name, field) for record in contract.records.values() for field in record.fields]
    assert [(name, field.name) for name, field in fields if not field.description.endswith(".")] == []


def test_offsets_and_amounts_name_their_unit(contract):
    numbers = {"start", "end", "speaker_start", "speaker_end", "word_count", "size", "confidence"}
    fields = [field for record in contract.records.values() for field in record.fields if field.name in numbers]
    assert [field.name for field in fields if field.unit is None] == []


@pytest.mark.parametrize("record", RECORDS)
def test_every_rule_of_the_schema_has_a_body(contract, record):
    wanted = {(rule.field, rule.name) for rule in contract.record(record).rules}
    assert {
        (field, name) for field, rules in expressions(contract.record(record)).items() for name, _ in rules
    } == wanted


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("quote.toml", 'name = "quote"', "name = ", "is not valid TOML"),
        ("quote.toml", 'type = "list<part>"', 'type = "list<bundle>"', "unknown type list<bundle>"),
        ("quote.toml", 'type = "list<part>"', 'type = "text"', "unknown type text"),
        ("quote.toml", 'type = "list<part>"', 'type = "list<list<part>>"', "unknown type list<list<part>>"),
        ("quote.toml", 'type = "list<part>"', "type = 3", "type"),
        ("quote.toml", "rules = { min_length = 1 }", "rules = { least_length = 1 }", "unknown rule least_length"),
        ("quote.toml", 'title = "Quote"', 'title = "Quote"\nheading = "Quote"', "heading"),
        ("quote.toml", 'title = "Quote"', "", "title"),
        ("quote.toml", 'unit = "code points into body"', 'measure = "code points"', "measure"),
        ("quote.toml", 'parent = "article"', 'parent = "letter"', "letter"),
        ("quote.toml", 'path = "quotes"', 'path = "sayings"', "sayings"),
        ("quote.toml", 'article_id = "id"', 'article_id = "number"', "number"),
        ("quote.toml", 'path = "quotes"', 'way = "quotes"', "way"),
        ("quote.toml", 'field = "speaker_start"', 'field = "speaker_begin"', "unknown field speaker_begin"),
        ("quote.toml", 'name = "cue"', 'name = "speaker"', "speaker"),
        ("quote.toml", 'name = "ordered"', 'name = "ordered"\nseverity = "loud"', "loud"),
        ("quote.toml", 'name = "ordered"', 'name = "ordered"\nscope = "town"', "town"),
        ("contract.toml", 'version = "1.1.0"', "", "version"),
        ("contract.toml", 'version = "1.1.0"', 'version = "1.1.0"\nowner = "us"', "contract.toml"),
    ],
)
def test_what_is_not_understood_is_refused_by_the_name_of_its_file(edited_schema, file, old, new, complaint):
    folder = edited_schema(file, old, new)
    with pytest.raises(ContractError) as refusal:
        load(folder)
    assert str(folder / file) in str(refusal.value)
    assert complaint in str(refusal.value)


def test_a_file_that_is_not_utf_8_is_refused_by_its_name(edited_schema):
    path = edited_schema("quote.toml") / "quote.toml"
    path.write_bytes(b'name = "\xff"')
    with pytest.raises(ContractError, match=r"quote\.toml"):
        load(path.parent)


@pytest.mark.parametrize("missing", ["contract.toml", "part.toml"])
def test_a_folder_without_one_of_its_files_is_refused(edited_schema, missing):
    folder = edited_schema("quote.toml")
    (folder / missing).unlink()
    with pytest.raises(ContractError, match=r"part|contract"):
        load(folder)


def test_a_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(ContractError, match="v9"):
        load(tmp_path / "v9")


def test_an_unknown_version_is_refused():
    with pytest.raises(ContractError, match="v999"):
        schema_folder("v999")


def test_a_rule_without_a_body_is_refused(edited_schema):
    folder = edited_schema(
        "part.toml", new='\n[[rule]]\nname = "even"\nfield = "start"\ndescription = "start is even."\n'
    )
    with pytest.raises(ContractError, match=r"part\.even"):
        expressions(load(folder).record("part"))


def test_two_versions_can_be_loaded_side_by_side(edited_schema, contract):
    folder = edited_schema("contract.toml", 'version = "1.1.0"', 'version = "2.0.0"')
    edited_schema("article.toml", 'name = "dateline_place"', 'name = "town"')
    other = load(folder)
    names = [[field.name for field in item.record("article").fields] for item in (contract, other, load())]
    assert (contract.version, other.version) == ("1.1.0", "2.0.0")
    assert ["dateline_place" in item for item in names] == [True, False, True]
    assert contract.digest != other.digest


def test_a_folder_that_was_changed_is_read_again(edited_schema):
    before = load(edited_schema("quote.toml"))
    after = load(edited_schema("quote.toml", 'title = "Quote"', 'title = "Saying"'))
    assert (before.record("quote").title, after.record("quote").title) == ("Quote", "Saying")


@pytest.mark.parametrize("change", ["content", "name", "added", "removed"])
def test_the_digest_changes_with_every_file(edited_schema, change):
    folder = edited_schema("quote.toml")
    before = digest_of(folder)
    if change == "content":
        (folder / "quote.toml").write_text("# another", encoding="utf-8")
    elif change == "name":
        (folder / "quote.toml").rename(folder / "saying.toml")
    elif change == "added":
        (folder / "caption.toml").touch()
    else:
        (folder / "quote.toml").unlink()
    assert digest_of(folder) != before


def test_the_digest_is_that_of_the_toml_files_alone(edited_schema):
    folder = edited_schema("quote.toml")
    (folder / "README.md").write_text("A page.", encoding="utf-8")
    assert digest_of(folder) == digest_of(schema_folder())


DIGESTS = SCHEMA / "digests.toml"
FROZEN = tomllib.loads(DIGESTS.read_text(encoding="utf-8")) if DIGESTS.exists() else {}


@pytest.mark.parametrize("version", FROZEN)
def test_a_released_schema_folder_is_frozen(version):
    assert digest_of(SCHEMA / version) == FROZEN[version], "a released contract changed: make a new version beside it"


def test_every_schema_folder_but_the_one_in_the_making_is_frozen():
    folders = {path.name for path in SCHEMA.iterdir() if path.is_dir()}
    assert FROZEN
    assert set(FROZEN) <= folders <= {*FROZEN, CURRENT}


def test_the_contract_in_the_making_is_frozen_by_one_command(tmp_path):
    script = runpy.run_path(str(SCHEMA.parent / ".ci" / "freeze_contract.py"))
    schema = shutil.copytree(SCHEMA, tmp_path / "schema")
    (schema / "digests.toml").write_text('v1 = "0"\n', encoding="utf-8")
    assert "is frozen now" in script["freeze"](schema / CURRENT)
    frozen = tomllib.loads((schema / "digests.toml").read_text(encoding="utf-8"))
    assert frozen == {"v1": "0", CURRENT: digest_of(schema / CURRENT)}
    page = (schema / "README.md").read_text(encoding="utf-8")
    assert page == schema_page(load(schema / CURRENT))
    assert "draft" not in page
    assert "is frozen already" in script["freeze"](schema / CURRENT)


def test_the_page_of_the_schema_is_the_one_that_is_made_from_it(contract):
    assert (SCHEMA / "README.md").read_text(encoding="utf-8") == schema_page(contract)

"""A release cannot choose its own rules: a contract that the toolkit does not know is named, and its own ones hold."""

import logging
import shutil

import pytest

from toolkit import api
from toolkit.contract import load, schema_folder
from toolkit.contract.row_conversion import flatten, to_table
from toolkit.release.options import DatasetOptions, PackageOptions
from toolkit.release.release_folder import open_release
from toolkit.release.verify import verify
from toolkit.release.writer import Content, write_release
from toolkit.storage.hashing import digest_text, logical_digest
from toolkit.validation.options import ValidateOptions
from toolkit.validation.validate_target import validate

STRICT = 'rules = { pattern = "^https?://\\\\S+$" }'


@pytest.fixture
def weakened(tmp_path, article):
    """Write a release that breaks the contract and carries a weaker one, which calls itself by the same version."""
    schema = tmp_path / "schema"
    shutil.copytree(schema_folder(), schema)
    text = (schema / "article.toml").read_text(encoding="utf-8")
    assert STRICT in text
    (schema / "article.toml").write_text(text.replace(STRICT, "", 1), encoding="utf-8")
    contract = load(schema)
    rows = to_table([article(url="javascript:alert(1)")], contract, contract.record("article"))
    flat = {name: flatten(rows, contract, contract.record(name)) for name in ("quote", "entity")}
    tables = {"articles": rows, "quotes": flat["quote"], "entities": flat["entity"]}
    content = Content(
        articles=[("train", rows)],
        rejections=[],
        digests={table: digest_text(logical_digest(part)) for table, part in tables.items()},
        inputs={"documents": 1, "digest": "0" * 64},
        balance={"read": 1, "published": 1, "quarantined": 0, "duplicates": 0, "withheld": 0},
        options={},
        created="2024-03-05",
    )
    folder = tmp_path / "release"
    write_release(content, folder, DatasetOptions(), PackageOptions(), lambda _: None, schema=schema)
    return folder


def test_the_rules_of_the_toolkit_are_applied_beside_those_of_the_release(weakened):
    errors = validate(weakened).errors
    assert ("url", "pattern") in {(fault.path, fault.rule) for fault in errors}


def test_the_unknown_contract_is_a_warning(weakened):
    (warning,) = [fault for fault in validate(weakened).warnings if fault.rule == "contract_known"]
    assert (warning.file, "1.1.0" in warning.message) == ("contract", True)


def test_the_unknown_contract_is_an_error_where_only_known_ones_are_accepted(weakened):
    errors = validate(weakened, ValidateOptions(contract="known")).errors
    assert ("contract", "contract_known") in {(fault.file, fault.rule) for fault in errors}


def test_verify_names_the_unknown_contract(weakened):
    assert ("contract", "contract_known") in {(item.file, item.rule) for item in verify(open_release(weakened))}


def test_whoever_opens_the_release_is_told(weakened, caplog):
    with caplog.at_level(logging.WARNING):
        open_release(weakened)
    assert "is not a contract that this toolkit knows" in caplog.text


def test_a_release_of_a_shipped_contract_is_opened_in_silence(sample, caplog):
    with caplog.at_level(logging.WARNING):
        api.verify(sample.folder)
    assert caplog.text == ""

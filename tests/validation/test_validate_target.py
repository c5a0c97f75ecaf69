"""Finished rows held against the contract: releases, Parquet files, JSON Lines files."""

import base64
import json
import shutil
from collections import Counter
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow.parquet import encryption

from toolkit.contract.arrow_schema import schema
from toolkit.contract.row_conversion import flatten, to_table
from toolkit.errors import ConfigError, ReleaseError, SourceError, ToolkitError
from toolkit.validation.options import AddedRule, ValidateOptions
from toolkit.validation.validate_target import validate


def _lines(path, rows):
    text = "".join(json.dumps(row, default=lambda value: value.isoformat()) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return path


def _places(validation):
    return [(fault.row, fault.rule, fault.path) for fault in validation.faults]


@pytest.fixture
def parquet(contract, tmp_path):
    """Write rows as Parquet, with nullability and types left open."""

    def run(rows, name="articles.parquet", record="article"):
        lenient = schema(contract, contract.record(record), lenient=True)
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=lenient), tmp_path / name)
        return tmp_path / name

    return run


@pytest.fixture(params=["parquet", "jsonl"])
def file_of(request, parquet, tmp_path):
    """Write rows as either kind of file."""
    return parquet if request.param == "parquet" else lambda rows: _lines(tmp_path / "articles.jsonl", rows)


def test_good_rows_pass(file_of, row):
    result = validate(file_of([row(), row(id="f" * 24)]))
    assert (result.passed, result.faults, list(result.rows.values())) == (True, (), [2])


def test_articles_are_counted_apart_from_refused_documents(sample):
    validation, balance = validate(sample.folder), sample.manifest["balance"]
    assert validation.tables["articles"] == balance["published"]
    assert validation.checked.startswith(f"{balance['published']} articles, ")
    assert validation.checked.endswith(f", {validation.tables['quarantine']} refused documents")


def test_the_manifest_counts_the_warnings_that_validate_finds(sample):
    counts = Counter(fault.rule for fault in validate(sample.folder).warnings)
    assert {rule: warnings["articles"] for rule, warnings in sample.manifest["warnings"].items()} == counts
    assert counts["one_spelling"] == 2


def test_no_rows_pass(file_of):
    result = validate(file_of([]))
    assert (result.passed, list(result.rows.values())) == (True, [0])


def test_a_bad_row_is_named_by_number_id_rule_and_place(file_of, row):
    bad = row(id="f" * 24, word_count=0)
    (fault,) = validate(file_of([row(), bad])).faults
    assert (fault.row, fault.id, fault.rule, fault.path, fault.value) == (1, "f" * 24, "minimum", "word_count", "0")


def test_a_bad_row_names_the_raw_document_it_was_made_from(file_of, row):
    (fault,) = validate(file_of([row(word_count=0)])).faults
    assert (fault.raw_path, fault.raw_line) == ("raw/ferry.txt", 1)


def test_rows_are_numbered_through_many_batches(file_of, row):
    rows = [
        row(id=f"{number:024x}", quotes=[], entities=None, word_count=0 if number in (17, 5003) else 3)
        for number in range(5010)
    ]
    assert _places(validate(file_of(rows))) == [(17, "minimum", "word_count"), (5003, "minimum", "word_count")]


def test_an_id_that_occurs_in_two_batches_is_found(file_of, row):
    rows = [row(id=f"{number % 5005:024x}", quotes=[], entities=None) for number in range(5006)]
    assert _places(validate(file_of(rows))) == [(5005, "field_uniqueness", "id")]


def test_a_group_in_two_splits_is_found(tmp_path, row, sample_copy):
    articles = {split: next(sample_copy.glob(f"data/articles/{split}-*")) for split in ("train", "test")}
    train = pyarrow.parquet.ParquetFile(articles["train"]).read()
    test = pyarrow.parquet.ParquetFile(articles["test"]).read()
    column = test.column_names.index("group")
    moved = test.set_column(
        column, test.schema.field("group"), pyarrow.array([train["group"][0].as_py()] * test.num_rows)
    )
    pyarrow.parquet.write_table(moved, articles["test"])
    assert {fault.rule for fault in validate(sample_copy).errors} == {"one_split"}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (b"{", "json"),
        (b"[]", "json"),
        (b"7", "json"),
        (b"\xff\xfe", "json"),
        (b'{"a": 1}', "column_in_schema"),
        (b"\x00", "json"),
    ],
)
def test_a_line_that_is_no_row_is_found_at_its_number(tmp_path, row, line, rule):
    path = _lines(tmp_path / "articles.jsonl", [row()])
    path.write_bytes(path.read_bytes() + line + b"\n")
    result = _places(validate(path))
    assert (result[0][0], result[0][1]) == (1, rule)
    assert {location[0] for location in result} == {1}


def test_a_value_of_another_type_is_found_at_its_place(tmp_path, row):
    bad = row()
    bad["quotes"][1]["end"] = "late"
    assert _places(validate(_lines(tmp_path / "articles.jsonl", [bad]))) == [(0, "type", "quotes[1].end")]


def test_a_field_that_is_missing_from_a_line_is_found(tmp_path, row):
    short = row()
    del short["rights"]
    assert _places(validate(_lines(tmp_path / "articles.jsonl", [short]))) == [(0, "not_nullable", "rights")]


def test_blank_lines_are_no_rows(tmp_path, row):
    path = _lines(tmp_path / "articles.jsonl", [row()])
    path.write_bytes(b"\n\n" + path.read_bytes() + b"  \n\n")
    assert dict(validate(path).rows) == {"articles.jsonl": 1}


def test_a_column_of_another_type_is_found_once(tmp_path, row, contract):
    table = to_table([], contract, contract.record("article"))
    names = [name for name in table.column_names if name != "word_count"]
    table = table.select(names).append_column("word_count", pyarrow.array([], pyarrow.list_(pyarrow.string())))
    pyarrow.parquet.write_table(table, tmp_path / "articles.parquet")
    rows = pyarrow.Table.from_pylist([{**row(), "word_count": ["many"]}], schema=table.schema)
    pyarrow.parquet.write_table(rows, tmp_path / "articles.parquet")
    assert [
        location for location in _places(validate(tmp_path / "articles.parquet")) if "word_count" in location[2]
    ] == [(None, "type", "word_count")]


def test_a_narrower_type_that_loses_nothing_is_good(tmp_path, row, contract):
    table = pyarrow.Table.from_pylist([row()], schema=schema(contract, contract.record("article"), lenient=True))
    column = table.column_names.index("word_count")
    pyarrow.parquet.write_table(
        table.set_column(column, "word_count", table["word_count"].cast(pyarrow.int64())), tmp_path / "articles.parquet"
    )
    assert validate(tmp_path / "articles.parquet").passed


def test_columns_missing_and_too_many_are_found(tmp_path, row, contract):
    table = pyarrow.Table.from_pylist([row()], schema=schema(contract, contract.record("article"), lenient=True))
    pyarrow.parquet.write_table(
        table.drop_columns("removed").append_column("colour", pyarrow.array(["red"])), tmp_path / "articles.parquet"
    )
    assert set(_places(validate(tmp_path / "articles.parquet"))) == {
        (None, "column_in_dataframe", "removed"),
        (None, "column_in_schema", "colour"),
    }


@pytest.mark.parametrize("record", ["quote", "entity"])
def test_a_flattened_table_is_recognised_by_its_columns(parquet, article, contract, record):
    rows = flatten(
        to_table([article()], contract, contract.record("article")), contract, contract.record(record)
    ).to_pylist()
    path = parquet([{**rows[0], "text": ""}, *rows[1:]], f"{record}.parquet", record)
    assert _places(validate(path)) == [(0, "min_length", "text")]


def test_the_sample_release_passes(sample):
    result = validate(sample.folder)
    assert (result.passed, sum(result.rows.values()) > 100) == (True, True)


def test_every_table_of_a_release_is_checked(sample_copy):
    rows = validate(sample_copy).rows
    assert {name.split("/")[-2] for name in rows} == {"articles", "quotes", "entities", "names", "quarantine"}


def test_a_bad_row_of_a_release_is_found_in_its_file(sample_copy):
    path = next(sample_copy.glob("data/articles/train-*"))
    table = pyarrow.parquet.ParquetFile(path).read()
    column = table.column_names.index("word_count")
    counts = [0, *table["word_count"].to_pylist()[1:]]
    pyarrow.parquet.write_table(
        table.set_column(column, table.schema.field("word_count"), pyarrow.array(counts, pyarrow.int32())), path
    )
    (fault,) = validate(sample_copy).errors
    assert (fault.file, fault.row, fault.rule) == (path.relative_to(sample_copy).as_posix(), 0, "minimum")


def test_a_release_that_lost_rows_is_found(sample_copy):
    path = next(sample_copy.glob("data/articles/train-*"))
    pyarrow.parquet.write_table(pyarrow.parquet.ParquetFile(path).read().slice(1), path)
    assert {fault.rule for fault in validate(sample_copy).errors} == {"checksums_hold"}


@pytest.mark.parametrize("name", ["nowhere.parquet", "nowhere", "articles.csv"])
def test_what_is_no_release_and_no_file_of_rows_is_an_error(tmp_path, name):
    if name.endswith(".csv"):
        (tmp_path / name).touch()
    with pytest.raises(SourceError, match=name):
        validate(tmp_path / name)


def test_a_folder_that_is_no_release_is_an_error(tmp_path):
    with pytest.raises(ReleaseError, match="manifest"):
        validate(tmp_path)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\xff" * 50 + b"PAR1"])
def test_a_file_that_is_no_parquet_is_an_error_of_one_line(tmp_path, content):
    (tmp_path / "articles.parquet").write_bytes(content)
    with pytest.raises(ToolkitError, match=r"articles\.parquet") as refusal:
        validate(tmp_path / "articles.parquet")
    assert "\n" not in str(refusal.value)


def test_a_table_of_something_else_is_an_error_that_names_its_columns(tmp_path):
    pyarrow.parquet.write_table(pyarrow.table({"colour": ["red"], "shade": ["dark"]}), tmp_path / "paint.parquet")
    with pytest.raises(SourceError, match="colour, shade"):
        validate(tmp_path / "paint.parquet")


def test_a_release_with_a_broken_contract_is_an_error(sample_copy):
    (sample_copy / "contract" / "article.toml").write_text("[", encoding="utf-8")
    with pytest.raises(ToolkitError, match=r"article\.toml"):
        validate(sample_copy)


def _warned(row):
    return row(headline="Bikes", body=row()["body"] + "\n\nBikes")


EXITS = [
    # errors, warnings, --fail-on, --strict, exit code
    (0, 0, "error", False, 0),
    (0, 0, "warning", True, 0),
    (0, 1, "error", False, 0),
    (0, 1, "error", True, 3),
    (0, 1, "warning", False, 1),
    (0, 1, "warning", True, 1),
    (1, 0, "error", False, 1),
    (1, 1, "error", True, 1),
    (1, 1, "never", False, 0),
    (1, 0, "never", True, 0),
]


@pytest.mark.parametrize("case", EXITS, ids=str)
def test_the_exit_code_says_how_bad_it_is(parquet, row, case):
    errors, warnings, fail_on, strict, code = case
    rows = [row(), *([row(id="a" * 24, word_count=0)] * errors), *([{**_warned(row), "id": "b" * 24}] * warnings)]
    result = validate(parquet(rows), rules=())
    assert (len(result.errors), len(result.warnings)) == (errors, warnings)
    assert result.exit_code(fail_on, strict=strict) == code


def test_an_unknown_fail_on_is_an_error(parquet, row):
    with pytest.raises(ConfigError, match="sometimes"):
        validate(parquet([row()])).exit_code("sometimes")


def test_a_rule_is_switched_off_or_made_severe_by_its_name(parquet, row):
    path = parquet([_warned(row)])
    severities = [
        [fault.severity for fault in validate(path, options, rules=()).faults]
        for options in (
            ValidateOptions(off=("headline_outside",)),
            ValidateOptions(off=("headline.headline_outside",)),
            ValidateOptions(severity={"headline_outside": "error"}),
            ValidateOptions(severity={"headline.headline_outside": "error"}),
        )
    ]
    assert severities == [[], [], ["error"], ["error"]]


def test_a_rule_of_one_field_is_switched_off_without_touching_others(parquet, row):
    rows = [row(source="", agency="")]
    result = validate(parquet(rows), ValidateOptions(off=("agency.min_length",)), rules=())
    assert _places(result) == [(0, "min_length", "source")]


def test_a_rule_that_does_not_exist_is_an_error_that_names_the_nearest(parquet, row):
    with pytest.raises(ConfigError, match="did you mean headline_outside"):
        validate(parquet([row()]), ValidateOptions(off=("headline_outsid",)))


def test_rules_of_the_configuration_are_applied(parquet, row):
    added = AddedRule(name="long_enough", field="body", holds="length(body) > 1000", description="Bodies are long.")
    (fault,) = validate(parquet([row()]), ValidateOptions(rules=(added,)), rules=()).faults
    assert (fault.rule, fault.path, fault.message) == ("long_enough", "body", "Bodies are long.")


def test_raw_paths_can_be_counted_from_another_folder(parquet, row):
    result = validate(parquet([row(word_count=0)]))
    paths = [result.rooted(folder).faults[0].raw_path for folder in ("", ".", "data", "data/", "./data")]
    assert paths == [
        "raw/ferry.txt",
        "raw/ferry.txt",
        "data/raw/ferry.txt",
        "data/raw/ferry.txt",
        "./data/raw/ferry.txt",
    ]


def test_one_file_cannot_be_compared_with_an_earlier_release(parquet, row, sample):
    with pytest.raises(SourceError, match="is no release"):
        validate(parquet([row()]), against=sample.folder)


def test_a_release_that_did_not_change_passes_the_comparison(sample):
    assert validate(sample.folder, against=sample.folder).faults == validate(sample.folder).faults


def test_a_release_whose_dates_are_lost_is_named(sample, sample_copy):
    for path in sample_copy.glob("data/articles/*.parquet"):
        table = pyarrow.parquet.ParquetFile(path).read()
        lost = pyarrow.nulls(table.num_rows, pyarrow.date32())
        location = table.column_names.index("date")
        pyarrow.parquet.write_table(table.set_column(location, table.schema.field("date"), lost), path)
    result = validate(sample_copy, ValidateOptions(thresholds={"null_dates": 0.2}), against=sample.folder).faults
    (fault,) = [fault for fault in result if fault.rule == "null_dates"]
    assert (fault.file, fault.path, len(fault.examples), fault.first_day) == ("data", "date", 3, None)
    assert fault.message.endswith(f"such as {', '.join(fault.examples)}")
    assert (fault.raw_path, fault.source is not None) == (fault.examples[0], True)


@pytest.mark.parametrize("writer", ["polars", "pandas", "duckdb", "large", "dictionary", "wide"])
def test_files_of_other_writers_are_accepted(sample, tmp_path, writer):
    import duckdb
    import polars

    source = next(iter(sample.folder.glob("data/articles/train-*")))
    path = tmp_path / "articles.parquet"
    table = pyarrow.parquet.ParquetFile(source).read()
    location = table.column_names.index("language")
    if writer == "polars":
        polars.read_parquet(source).write_parquet(path)
    elif writer == "pandas":
        table.to_pandas().to_parquet(path)
    elif writer == "duckdb":
        duckdb.sql(f"COPY (SELECT * FROM '{source}') TO '{path}' (FORMAT parquet)")
    elif writer == "wide":
        items = polars.element().struct.with_fields(polars.field("start").cast(polars.UInt64))
        polars.read_parquet(source).with_columns(polars.col("entities").list.eval(items)).write_parquet(path)
    else:
        kinds = {"large": pyarrow.large_string(), "dictionary": pyarrow.dictionary(pyarrow.int8(), pyarrow.string())}
        pyarrow.parquet.write_table(table.set_column(location, "language", table["language"].cast(kinds[writer])), path)
    assert validate(path).errors == ()


FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("name", ["spark", "spark-legacy"])
def test_files_of_spark_are_accepted(tmp_path, name):
    (tmp_path / "articles.parquet").mkdir()
    shutil.copy(FILES / f"{name}.parquet", tmp_path / "articles.parquet" / "part-00000-f42a95b7-c000.snappy.parquet")
    (tmp_path / "articles.parquet" / "_SUCCESS").touch()
    result = validate(tmp_path / "articles.parquet", rules=())
    assert list(result.rows.values()) == [2]
    # A column that the contract gained after the file was written may be missing from it.
    assert {fault.rule for fault in result.faults} <= {"column_in_dataframe"}


def test_an_id_in_two_files_of_a_folder_is_found(parquet, row, tmp_path):
    (tmp_path / "parts").mkdir()
    for number in range(2):
        shutil.move(parquet([row()]), tmp_path / "parts" / f"part-{number}.parquet")
    result = validate(tmp_path / "parts", rules=())
    assert [(fault.file, fault.row, fault.rule) for fault in result.faults] == [
        ("part-1.parquet", 0, "field_uniqueness")
    ]


class OwnKeys(encryption.KmsClient):
    """Keeps the keys in memory; a key is wrapped by putting the master key before it."""

    def __init__(self, connection):
        super().__init__()
        self.keys = connection.custom_kms_conf

    def wrap_key(self, key_bytes, master_key_identifier):
        return base64.b64encode(self.keys[master_key_identifier].encode() + key_bytes)

    def unwrap_key(self, wrapped_key, master_key_identifier):
        return base64.b64decode(wrapped_key)[len(self.keys[master_key_identifier]) :]


@pytest.mark.parametrize("plaintext_footer", [False, True])
def test_an_encrypted_file_is_refused_in_one_sentence(parquet, row, tmp_path, plaintext_footer):
    table = pyarrow.parquet.ParquetFile(parquet([row()])).read()
    connection = encryption.KmsConnectionConfig(
        custom_kms_conf={"footer": "0123456789012345", "text": "1234567890123450"}
    )
    how = encryption.EncryptionConfiguration(
        footer_key="footer", column_keys={"text": ["body"]}, plaintext_footer=plaintext_footer
    )
    properties = encryption.CryptoFactory(OwnKeys).file_encryption_properties(connection, how)
    path = tmp_path / "secret.parquet"
    with pyarrow.parquet.ParquetWriter(path, table.schema, encryption_properties=properties) as writer:
        writer.write_table(table)
    with pytest.raises(ReleaseError) as refusal:
        validate(path)
    assert str(refusal.value) == f"{path} is encrypted; write it again without encryption."


def test_a_parquet_file_whose_column_names_are_not_utf_8_is_refused_in_one_sentence(parquet, row):
    path = parquet([row()])
    content = path.read_bytes()
    footer = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    path.write_bytes(content[:footer] + content[footer:].replace(b"headline", b"\x80eadline"))
    with pytest.raises(ReleaseError) as refusal:
        validate(path)
    assert str(path) in str(refusal.value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_happens_to_the_bytes_of_a_parquet_file_it_is_named_or_refused_in_one_sentence(parquet, row, data):
    content = parquet([row(), row(id="f" * 24)]).read_bytes()
    location = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        damaged = content[:location]
    else:
        new = data.draw(st.binary(min_size=1, max_size=8))
        damaged = content[:location] + new + content[location + len(new) :]
    path = parquet([row()]).with_name("damaged.parquet")
    path.write_bytes(damaged)
    try:
        result = validate(path, rules=())
    except (ReleaseError, SourceError) as error:
        refusal = str(error)
    else:
        refusal = ""
        assert result.exit_code() == (1 if result.errors else 0)
    assert not refusal or ("damaged.parquet" in refusal and "\n" not in refusal)


@pytest.mark.parametrize(
    ("change", "rule", "path"),
    [
        (lambda item: item.struct.with_fields(start=item.struct.field("start").cast(str)), "type", "entities[].start"),
        (
            lambda item: item.struct.with_fields(colour=item.struct.field("text")),
            "column_in_schema",
            "entities[].colour",
        ),
    ],
)
def test_a_wrong_type_or_field_inside_a_list_is_named_once(sample, tmp_path, change, rule, path):
    import polars

    source = next(iter(sample.folder.glob("data/articles/train-*")))
    frame = polars.read_parquet(source).with_columns(polars.col("entities").list.eval(change(polars.element())))
    frame.write_parquet(tmp_path / "articles.parquet")
    assert [(fault.row, fault.rule, fault.path) for fault in validate(tmp_path / "articles.parquet").errors] == [
        (None, rule, path)
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_happens_to_the_bytes_of_a_line_it_is_named_or_good(tmp_path, row, data):
    content = bytearray(json.dumps(row(), default=lambda value: value.isoformat()).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        location = data.draw(st.integers(0, len(content) - 1))
        content[location : location + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    (tmp_path / "articles.jsonl").write_bytes(bytes(content))
    result = validate(tmp_path / "articles.jsonl", rules=())
    assert result.exit_code() in (0, 1)
    assert result.exit_code() == (1 if result.errors else 0)

"""What passes from one step of a build to the next."""

import pyarrow
import pytest

from toolkit.contract.arrow_schema import schema as canonical_schema
from toolkit.contract.row_conversion import to_row
from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member
from toolkit.group.members import as_columns
from toolkit.pipeline.shard_schemas import (
    KEY,
    RAW,
    SIZE,
    SKETCH,
    annotated_schema,
    member_schema,
    members,
    normalised_schema,
    prepared,
    released_schema,
)


@pytest.fixture
def halves(article, contract):
    """Give the normalised and the annotated half of a shard of two articles, of which the second was refused."""
    rows = [{**to_row(article(id=letter * 24, group=None)), RAW: b"raw", SIZE: 3, KEY: b"k"} for letter in "ab"]
    notes = [
        {"quotes": rows[0]["quotes"], "entities": rows[0]["entities"], "id": rows[0]["id"], KEY: b"k"},
        {KEY: b"k"},
    ]
    bare = [{**row, "quotes": [], "entities": None} for row in rows]
    return (
        pyarrow.Table.from_pylist(bare, schema=normalised_schema(contract)),
        pyarrow.Table.from_pylist(notes, schema=annotated_schema(contract)),
    )


def test_the_halves_of_a_shard_are_put_together_without_what_was_refused(halves, article):
    (row,) = prepared(*halves).to_pylist()
    assert (row["quotes"], row["entities"]) == (to_row(article())["quotes"], to_row(article())["entities"])
    assert (row["id"], row[RAW], KEY in row) == ("a" * 24, b"raw", False)


def test_only_articles_that_were_annotated_are_members(halves):
    assert members(halves[1])["id"].to_pylist() == ["a" * 24]


def test_the_columns_of_members_are_those_of_a_roster():
    member = Member("a", fingerprint("The ferry runs again."), None)
    assert set(member_schema().names) == {*as_columns(member), SKETCH}


@pytest.mark.parametrize("record", ["article", "rejection"])
def test_the_released_schema_is_the_contract_s(contract, record):
    assert released_schema(contract, record).equals(canonical_schema(contract, contract.record(record)))

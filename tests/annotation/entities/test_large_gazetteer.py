"""A list of millions of names answers as a short one does."""

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.annotation.entities.canonical_names import Name
from toolkit.annotation.entities.large_gazetteer import TYPES, large_gazetteer, skeleton_hashes
from toolkit.annotation.entities.user_gazetteer import Listed, form_key, gazetteer

ROWS = [
    Listed("Ines Okafor", "Inès Okafor-Lund", "PER", "Q100"),
    Listed("Port Halden Ferry Company", "PHFC", "ORG", "Q101"),
    Listed("Springfield", "Springfield", "LOC", "Q102"),
    Listed("Springfield", "Springfield", "LOC", "Q103"),
    Listed("Вера Морозова", "Vera Morozova", "PER", "Q104"),
    Listed("海登港", "海登", "LOC", "Q105"),
    Listed("Tidewatch", "Tidewatch", "ORG", None),
]
FORMS = [
    *((row.name, row.type) for row in ROWS),
    *((row.alias, row.type) for row in ROWS),
    *(("the Tidewatch’s", "ORG"), ("Inés Okaffor", "PER"), ("Ines Okafor", "ORG"), ("Nobody Lund", "PER"), ("", "PER")),
]


@pytest.fixture(scope="module")
def large():
    rows = [(row.name, row.alias, TYPES.index(row.type), row.entity_id or "") for row in ROWS]
    schema = {"name": polars.String, "alias": polars.String, "kind": polars.UInt8, "id": polars.String}
    frame = polars.DataFrame(rows, schema=schema, orient="row")
    return large_gazetteer([frame[:3], frame[3:]])


@pytest.mark.parametrize(("form", "kind"), FORMS)
def test_a_long_list_answers_as_a_short_one(large, form, kind):
    assert large.find_all([(form, kind)]) == gazetteer(ROWS).find_all([(form, kind)])


def test_an_alias_is_called_by_the_name(large):
    assert large.find_all([("PHFC", "ORG")]) == [Name("Port Halden Ferry Company", "Q101")]


def test_a_name_of_two_things_is_null(large):
    assert large.find_all([("Springfield", "LOC")]) == [None]


def test_no_forms_have_no_answers(large):
    assert large.find_all([]) == []


PIECES = ("Has", "s", "an", "y", "i", "Erd", "ğ", "o", "w", "v", "ph", "f", "ck", "k", " ", "al-", "ü", "ue", ".")
VARIANTS = st.lists(st.sampled_from(PIECES)).map("".join)


@given(VARIANTS, VARIANTS)
@settings(max_examples=300, deadline=None)
def test_spellings_with_one_key_have_one_hash(one, other):
    for form in (one.upper(), f"The {one}", f"{one}’s", one.replace("o", "oe"), other):
        if form_key(form, "PER") == form_key(one, "PER"):
            first, second = skeleton_hashes([one, form]).tolist()
            assert first == second

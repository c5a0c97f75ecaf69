"""Records as rows, rows as records, lists as tables."""

import dataclasses
from datetime import UTC, date, datetime

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract import load
from toolkit.contract.arrow_schema import schema
from toolkit.contract.records import (  # fmt: skip
    Article,
    Entity,
    Evidence,
    Failure,
    Image,
    Part,
    Provenance,
    Quote,
    Rejection,
    Removed,
    Rights,
    StandoffArticle,
    StandoffEntity,
    StandoffQuote,
    Subject,
)
from toolkit.contract.row_conversion import flatten, from_row, to_row, to_table

CONTRACT = load()
LETTERS = "a1 é“”\n🚲\u200d中"
texts = st.text(LETTERS, max_size=6)
offsets = st.integers(0, 2**31 - 1)
positions = st.integers(0, 2**63 - 1)
shares = st.floats(0, 1)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
moments = st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001 - the zone follows


def _or_null(strategy):
    return st.none() | strategy


def _many(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


parts = st.builds(Part, offsets, offsets)
quotes = st.builds(
    Quote, texts, offsets, offsets, _many(parts), texts, _or_null(texts), _or_null(texts), _or_null(offsets),
    _or_null(offsets), _or_null(texts), shares,
)  # fmt: skip
entities = st.builds(
    Entity, texts, offsets, offsets, texts, texts, _or_null(texts), shares, _or_null(texts), _or_null(shares),
    _or_null(shares),
)  # fmt: skip
subjects = st.builds(Subject, _or_null(texts), _or_null(texts), _or_null(texts))
images = st.builds(Image, _or_null(texts), _or_null(texts), _or_null(texts))
rights = st.builds(
    Rights, _or_null(texts), _or_null(texts), _or_null(texts), texts, _or_null(moments), _or_null(st.booleans()), texts
)  # fmt: skip
provenances = st.builds(Provenance, texts, _or_null(positions), _or_null(positions), texts, texts, texts)
evidences = st.builds(Evidence, texts, texts, _or_null(positions), _or_null(positions), _or_null(texts))
removals = st.builds(Removed, positions, positions, texts)
articles = st.builds(
    Article, texts, _or_null(texts), _or_null(texts), _or_null(texts), _or_null(texts), _many(texts), _or_null(days),
    _or_null(moments), _or_null(texts), texts, _or_null(days), _or_null(days), _or_null(texts), _or_null(texts),
    _or_null(texts), texts, _or_null(texts), _many(quotes), _or_null(_many(entities)), offsets, texts, rights,
    provenances, _many(evidences), _many(removals), texts, _or_null(days), _or_null(texts), _or_null(_many(subjects)),
    _or_null(texts), _or_null(_many(images)), _or_null(texts), _or_null(texts),
)  # fmt: skip
rejections = st.builds(
    Rejection, texts, texts, texts, texts, texts, _or_null(positions), _or_null(positions), _or_null(texts),
    _or_null(texts), _or_null(positions), _or_null(st.binary(max_size=9)),
    _many(st.builds(Failure, texts, texts, _or_null(texts), texts)),
)  # fmt: skip
PAIRS = [
    (Article, "article"), (Quote, "quote"), (Entity, "entity"), (Rejection, "rejection"), (Part, "part"),
    (Rights, "rights"), (Provenance, "provenance"), (Evidence, "evidence"), (Removed, "removed"), (Failure, "failure"),
    (StandoffArticle, "standoff"), (StandoffQuote, "standoff_quote"), (StandoffEntity, "standoff_entity"),
    (Subject, "subject"), (Image, "image"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "record"), PAIRS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_dataclass_has_the_fields_of_the_contract_in_its_order(kind, record):
    wanted = [field.name for field in CONTRACT.record(record).fields]
    assert [field.name for field in dataclasses.fields(kind)] == wanted


def test_every_record_of_the_contract_has_its_dataclass_but_names_which_are_made_as_columns():
    assert {name for _, name in PAIRS} == set(CONTRACT.records) - {"name"}


@pytest.mark.parametrize(("kind", "name"), PAIRS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_field_of_a_dataclass_may_be_null_where_the_contract_says_so(kind, name):
    record = CONTRACT.record(name)
    hints = {field.name: str(field.type) for field in dataclasses.fields(kind)}
    made_late = {"group", "added_in"} if kind in (Article, StandoffArticle) else set()
    result = {name for name, hint in hints.items() if "None" in hint}
    assert result - made_late == {field.name for field in record.fields if field.nullable}


@given(articles)
@settings(max_examples=60, deadline=None)
def test_an_article_comes_back_from_its_row(article):
    assert from_row(Article, to_row(article)) == article


@given(rejections)
@settings(max_examples=60, deadline=None)
def test_a_rejection_comes_back_from_its_row(rejection):
    assert from_row(Rejection, to_row(rejection)) == rejection


@given(st.lists(articles, max_size=4))
@settings(max_examples=40, deadline=None)
def test_articles_come_back_from_their_table(several):
    table = to_table(several, CONTRACT, CONTRACT.record("article"))
    assert [from_row(Article, row) for row in table.to_pylist()] == several


@given(st.lists(rejections, max_size=4))
@settings(max_examples=20, deadline=None)
def test_rejections_come_back_from_their_table(several):
    table = to_table(several, CONTRACT, CONTRACT.record("rejection"))
    assert [from_row(Rejection, row) for row in table.to_pylist()] == several


def test_a_row_holds_nothing_but_plain_values(article):
    def kinds(value):
        if isinstance(value, dict):
            return {dict, *(kind for entry in value.values() for kind in kinds(entry))}
        if isinstance(value, list):
            return {list, *(kind for entry in value for kind in kinds(entry))}
        return {type(value)}

    assert kinds(to_row(article())) <= {dict, list, str, int, float, date, type(None)}


def test_a_table_has_the_canonical_schema(article):
    record = CONTRACT.record("article")
    assert to_table([article()], CONTRACT, record).schema.equals(schema(CONTRACT, record), check_metadata=True)


def _flattened(several, record):
    """Flatten in the plainest way."""
    carries = CONTRACT.record(record).table.carries
    return [
        {**{name: getattr(article, origin) for name, origin in carries.items()}, "position": position, **to_row(item)}
        for article in several
        for position, item in enumerate(getattr(article, CONTRACT.record(record).table.path) or ())
    ]


@pytest.mark.parametrize("record", ["quote", "entity"])
@given(st.lists(articles, max_size=5), st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_flattening_gives_a_row_for_every_item_in_its_order(record, several, cut):
    article = CONTRACT.record("article")
    whole = to_table(several, CONTRACT, article)
    pieces = pyarrow.concat_tables(
        [to_table(several[:cut], CONTRACT, article), to_table(several[cut:], CONTRACT, article)]
    )
    for table in (whole, pieces):
        assert flatten(table, CONTRACT, CONTRACT.record(record)).to_pylist() == _flattened(several, record)


@pytest.mark.parametrize("record", ["quote", "entity"])
def test_a_flattened_table_has_the_canonical_schema(article, record):
    table = to_table([article()], CONTRACT, CONTRACT.record("article"))
    wanted = schema(CONTRACT, CONTRACT.record(record))
    assert flatten(table, CONTRACT, CONTRACT.record(record)).schema.equals(wanted)


@pytest.mark.parametrize("record", ["quote", "entity"])
def test_a_slice_is_flattened_without_its_neighbours(article, record):
    several = [article(), article(quotes=(), entities=None), article(id="f" * 24)]
    table = to_table(several, CONTRACT, CONTRACT.record("article")).slice(1)
    assert flatten(table, CONTRACT, CONTRACT.record(record)).to_pylist() == _flattened(several[1:], record)

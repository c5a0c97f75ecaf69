"""What a release is not sure enough of is left out when it is loaded."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from toolkit.contract.records import Evidence
from toolkit.contract.row_conversion import flatten, to_table
from toolkit.contract.toml_parser import load as load_contract
from toolkit.contract.toml_parser import schema_folder
from toolkit.errors import ReleaseError, SourceError
from toolkit.release.confident_values import confident_articles, confident_items, read_limits
from toolkit.release.evaluate.reliability import field_confidence
from toolkit.release.load import load

FIELDS = ("headline", "date", "authors", "source", "language")


@pytest.fixture
def table(article, contract):
    """Make the articles of two rows: of one every field is likely, of the other none."""
    rows = [
        article(id=name * 24, evidence=tuple(Evidence(field, "stated", 0, 9, None, chance) for field in FIELDS))
        for name, chance in (("a", 0.95), ("b", 0.4))
    ]
    return to_table(rows, contract, contract.record("article"))


def test_fields_below_the_limit_are_null_and_the_others_stay(table):
    sure, unsure = confident_articles(table, dict.fromkeys(FIELDS, 0.9)).to_pylist()

    assert sure == table.to_pylist()[0]
    assert [unsure[name] for name in FIELDS] == [None, None, [], None, None]
    assert unsure["body"] == sure["body"]


def test_nothing_is_left_of_an_unsure_date(table):
    unsure = confident_articles(table, {"date": 0.9}).to_pylist()[1]

    names = ("date", "published_at", "date_edtf", "date_not_before", "date_not_after")
    assert [unsure[name] for name in names] == [None] * 5
    assert unsure["date_precision"] == "unknown"


def test_the_evidence_of_an_unsure_field_still_tells_how_sure_it_was(table):
    unsure = confident_articles(table, {"headline": 0.9}).to_pylist()[1]

    assert [item["confidence"] for item in unsure["evidence"] if item["field"] == "headline"] == [0.4]


def test_a_day_of_the_year_is_a_date_too(article, contract):
    partial = article(
        date=None,
        date_edtf="XXXX-03-05",
        date_precision="month_day",
        evidence=(Evidence("date_edtf", "stated", 0, 9, None, 0.5),),
    )
    rows = to_table([partial], contract, contract.record("article"))

    assert confident_articles(rows, {"date": 0.9}).to_pylist()[0]["date_edtf"] is None


@pytest.mark.parametrize("limit", [0.0, 1.0])
def test_a_field_that_was_not_measured_stays(article, contract, limit):
    corrected = article(evidence=(Evidence("headline", "correction", None, None),))
    rows = to_table([corrected], contract, contract.record("article"))

    assert confident_articles(rows, {"headline": limit}).equals(rows)


def test_an_unsure_quote_keeps_its_words_without_a_speaker(article, contract):
    quotes = (replace(article().quotes[0], confidence=0.3), article().quotes[1])
    rows = to_table([article(quotes=quotes)], contract, contract.record("article"))

    unsure, sure = confident_articles(rows, {"speaker": 0.9}).to_pylist()[0]["quotes"]

    assert [unsure[name] for name in ("speaker", "speaker_text", "speaker_start", "speaker_end")] == [None] * 4
    assert (unsure["text"], sure["speaker"]) == (quotes[0].text, quotes[1].speaker)


def test_an_unsure_entity_is_left_out_and_missing_ones_stay_missing(article, contract):
    first, second, third = article().entities
    some = article(entities=(first, replace(second, confidence=0.2), third))
    rows = to_table([some, article(entities=None), article(entities=())], contract, contract.record("article"))

    entities = confident_articles(rows, {"entities": 0.5})["entities"].to_pylist()

    assert [item and [entity["text"] for entity in item] for item in entities] == [[first.text, third.text], None, []]


@pytest.mark.parametrize("name", ["quotes", "entities"])
def test_an_unsure_outlet_or_day_is_null_in_the_flattened_tables_too(table, contract, name):
    record = contract.record(name.removesuffix("s").replace("entitie", "entity"))
    rows = confident_items(flatten(table, contract, record), {"source": 0.9, "date": 0.9}, name, table)

    known = {(row["article_id"][0], row["source"], row["date"]) for row in rows.to_pylist()}
    assert known == {("a", "The Lindhafen Courier", date(2024, 3, 5)), ("b", None, None)}


def test_the_tables_of_quotes_and_entities_follow_their_own_limits(article, contract):
    quotes = (replace(article().quotes[0], confidence=0.3), article().quotes[1])
    rows = to_table([article(quotes=quotes)], contract, contract.record("article"))
    limits = {"speaker": 0.5, "entities": 0.85}

    flat = confident_items(flatten(rows, contract, contract.record("quote")), limits, "quotes", None)
    entities = confident_items(flatten(rows, contract, contract.record("entity")), limits, "entities", None)

    assert flat["speaker"].to_pylist() == [None, "Mara Tveit"]
    assert entities.num_rows == 0  # 0.8 each


def test_a_slice_of_a_table_is_read_as_such(table):
    rows = confident_articles(table.slice(1), {"headline": 0.9, "speaker": 0.0, "entities": 0.0})

    assert rows["headline"].to_pylist() == [None]
    assert rows["quotes"].to_pylist() == table.slice(1)["quotes"].to_pylist()
    assert rows["entities"].to_pylist() == table.slice(1)["entities"].to_pylist()


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"title": 0.5}, "no 'title'; choose among headline"),
        (1.5, "of headline is 1.5; give a number from 0 to 1"),
        ({"date": True}, "of date is True"),
        ({"date": float("nan")}, "of date is nan"),
    ],
)
def test_a_wrong_limit_is_named(contract, wanted, message):
    with pytest.raises(SourceError, match=message):
        read_limits(wanted, SimpleNamespace(contract=contract))


def test_a_release_of_the_first_contract_has_no_confidence_of_fields():
    first = SimpleNamespace(name="tides-1.0.0", contract=load_contract(schema_folder().parent / "v1"))

    with pytest.raises(ReleaseError, match=r"contract 1\.0\.0, which has no confidence of headline, date, authors"):
        read_limits(0.5, first)
    assert read_limits({"speaker": 0.5}, first) == {"speaker": 0.5}


def _headlines(loaded, form):
    """Return the headlines of a loaded table, whatever its form."""
    if form == "duckdb":
        return loaded.arrow().read_all()["headline"].to_pylist()
    if form == "datasets":
        return [headline for split in loaded.values() for headline in split["headline"]]
    return loaded["headline"].to_pylist() if form == "arrow" else list(loaded["headline"])


@pytest.mark.parametrize("form", ["arrow", "polars", "pandas", "duckdb", "datasets"])
def test_every_form_leaves_out_what_is_not_sure_enough(sample, form):
    plain = load(sample.folder, form="arrow").to_pylist()
    measured = {row["headline"] for row in plain if field_confidence(row, "headline") is not None}

    kept = _headlines(load(sample.folder, form=form, min_confidence={"headline": 1.0}), form)

    assert len(measured) > 1
    assert len(kept) == len(plain)
    assert measured.isdisjoint(kept)

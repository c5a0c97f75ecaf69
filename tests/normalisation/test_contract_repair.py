"""No field that a document states can break the contract and lose the article."""

import hashlib
from dataclasses import replace

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contract import load
from toolkit.contract.pandera_model import polars_schema
from toolkit.contract.records import Article, Document, Evidence
from toolkit.contract.row_conversion import to_row
from toolkit.normalisation import normalise_document
from toolkit.normalisation.contract_repair import mended_address, repair
from toolkit.validation.row_checks import check

BODY = (
    "The ferry to Gull Point stayed in harbour on Monday because nobody had repaired its bell, the captain said. "
    "Passengers waited on the pier until the evening, when the smith came with a new one."
)
HEADLINE = "Ferry waits for a bell"


def note_of(article, field):
    return [item.note for item in article.evidence if item.field == field]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("headline", "Ferry waits\nfor a bell", "Ferry waits for a bell"),
        ("headline", "x" * 1001, None),
        ("standfirst", "x" * 5001, None),
        ("url", "https://gull.example/a story?b=c d", "https://gull.example/a%20story?b=c%20d"),
        ("url", "gull:story:12", None),
        ("source", "y" * 201, None),
        ("source_domain", "Gull.Example", "gull.example"),
        ("source_domain", "gull example", None),
        ("dateline_place", "z" * 201, None),
        ("language", "not a language", None),
        ("headline", "Half a \ud83d pair", "Half a \ufffd pair"),
    ],
)
def test_a_field_that_breaks_the_contract_is_mended_or_left_out_with_a_note(article, field, value, expected):
    repaired = repair(article(**{field: value}))
    assert getattr(repaired, field) == expected
    assert all(note_of(repaired, field))


def test_a_name_that_is_too_long_is_left_out_of_the_authors(article):
    assert repair(article(authors=("Ada Fenn", "n" * 201))).authors == ("Ada Fenn",)


def test_a_note_that_is_there_is_kept(article):
    broken = article(headline="x" * 1001, evidence=(Evidence("headline", "stated", 0, 3, "cut"),))
    assert note_of(repair(broken), "headline") == ["cut; longer than 1000 characters"]


def test_a_good_article_is_returned_as_it_is(article):
    good = article()
    assert repair(good) is good


@pytest.mark.parametrize("address", ["", "https://", "http:// ", "mailto:ada@gull.example", "//gull.example/a"])
def test_what_is_no_address_of_the_web_is_none(address):
    assert mended_address(address) is None


def test_an_address_is_the_same_article_before_and_after_mending():
    ids = {
        normalise_document(replace(document(), url=url)).id
        for url in ("https://gull.example/a b", "https://gull.example/a%20b")
    }
    assert len(ids) == 1


def document(**fields):
    text = f"{HEADLINE}\n\n{BODY}\n"
    return Document("a.txt", text, hashlib.sha256(text.encode()).hexdigest(), "text/plain", **fields)


SHORT = st.text(max_size=30) | st.sampled_from(["a\nb", "x" * 1200, "y" * 5200, " ", "\ud800", "http://a b", "en_US"])
GIVEN = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("headline", "standfirst", "source", "agency", "url", "language", "body"), SHORT),
        "authors": SHORT | st.lists(SHORT, max_size=3),
        "date": SHORT | st.dates() | st.datetimes(),
        "published_at": SHORT | st.datetimes(),
        "date_not_after": SHORT | st.dates(),
        "rights": st.dictionaries(st.sampled_from(["licence", "holder", "status", "embargo_until"]), SHORT),
    },
)
SHOWN = st.lists(
    st.sampled_from([HEADLINE, BODY, "By Ada Fenn", "3 May 2024", "GULL POINT, May 3 (Reuters) - " + BODY, "Updated"])
    | st.text(max_size=80),
    max_size=8,
).map("\n\n".join)


@settings(max_examples=60)
@given(text=SHOWN, stated=GIVEN, url=st.none() | SHORT, html=st.booleans())
def test_no_output_breaks_the_contract(text, stated, url, html):
    shown = f"<html><body><article><p>{text}</p><p>{BODY}</p></article></body></html>" if html else f"{text}\n\n{BODY}"
    raw = hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
    made = normalise_document(Document("a", shown, raw, "text/html" if html else "text/plain", url=url, given=stated))
    if isinstance(made, Article):
        assert broken_rules(replace(made, group=made.id, added_in="1.0.0")) == []


def broken_rules(article):
    contract = load()
    record = contract.record("article")
    frame = polars.DataFrame([to_row(article)], schema=polars_schema(contract, record), orient="row")
    return [
        (item.failure.rule, item.failure.path) for item in check(frame, contract, record) if item.severity == "error"
    ]

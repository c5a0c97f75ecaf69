"""Grouped articles are placed, validated, and refused where they must be."""

from dataclasses import replace

import pyarrow
import pytest

from toolkit.config import Config, parse
from toolkit.contract.records import Article, Rights
from toolkit.contract.row_conversion import flatten, from_row, to_row, to_table
from toolkit.pipeline.cache import Cache
from toolkit.pipeline.finish import finish
from toolkit.pipeline.shard_schemas import (
    ANNOTATED,
    ARTICLES,
    FINISHED,
    NORMALISED,
    RAW,
    REFUSED,
    SIZE,
    STANDOFF,
    annotated_schema,
    normalised_schema,
)
from toolkit.pipeline.task import FinishTask, Placement
from toolkit.storage.hashing import logical_digest
from toolkit.validation.custom_rules import CustomRule
from toolkit.validation.warning_counts import Warnings

GROUP = "a" * 24
HERE = Placement(GROUP, "train", None)


def _keys(done):
    return [tuple(row.values()) for row in done.rows.drop_columns(["digest"]).to_pylist()]


def _shard(store, name, articles, contract):
    """Bring prepared articles into the store, as the first map would."""
    rows = [{**to_row(replace(item, group=None, added_in=None)), RAW: b"raw bytes", SIZE: 9} for item in articles]
    noted = [{"id": row["id"], "quotes": row["quotes"], "entities": row["entities"]} for row in rows]
    bare = [{**row, "quotes": [], "entities": None} for row in rows]
    for step, values, schema in (
        (NORMALISED, bare, normalised_schema(contract)),
        (ANNOTATED, noted, annotated_schema(contract)),
    ):
        store.save(step, name, {}, {ARTICLES: pyarrow.Table.from_pylist(values, schema=schema)})


@pytest.fixture
def finished(contract, tmp_path):
    """Finish shards of articles; return what came of it, and the rows of both tables."""
    store = Cache(tmp_path)

    def run(*shards, placements=None, config=None, corrections=None):
        keys = [f"{index:064}" for index in range(len(shards))]
        for key, articles in zip(keys, shards, strict=True):
            _shard(store, key, articles, contract)
        places = tuple(placements or [HERE] * sum(map(len, shards)))
        names = tuple((key, key) for key in keys)
        task = FinishTask("name", names, tuple(keys), places, store, "1", config or Config(), corrections or {})
        done = finish(task)
        return done, *(store.table(FINISHED, done.key, name).to_pylist() for name in (ARTICLES, REFUSED))

    return run


def test_a_good_article_gets_group_and_version(finished, article):
    done, published, refused = finished([article()], config=parse({"dataset": {"version": "3.2.1"}}))
    assert [from_row(Article, row) for row in published] == [article(group=GROUP, added_in="3.2.1")]
    assert (_keys(done), done.reasons, refused) == ([("train", "2024-03-05", article().id)], {}, [])


def test_an_undated_article_has_no_day_in_its_key(finished, article):
    done, _, _ = finished([article(date=None, date_edtf="2024", date_precision="year")])
    assert _keys(done) == [("train", "", article().id)]


def test_a_duplicate_is_refused_by_the_name_of_the_one_that_is_kept(finished, article):
    other = article(id="f" * 24)
    done, published, (refused,) = finished(
        [article(), other], placements=[HERE, Placement(GROUP, "train", article().id)]
    )
    assert (len(published), done.reasons) == (1, {"duplicate": 1})
    assert (refused["id"], refused["stage"], refused["raw"]) == (other.id, "group", b"raw bytes")
    assert article().id in refused["detail"]


@pytest.mark.parametrize("status", ["withheld", "cancelled"])
def test_what_may_not_be_used_is_withheld(finished, article, status):
    done, published, (refused,) = finished([article(rights=Rights(status=status))])
    assert (published, done.reasons, _keys(done)) == ([], {"withheld": 1}, [])
    assert status in refused["detail"]


def test_what_breaks_the_contract_is_refused_with_every_failure(finished, article):
    good, bad = article(id="f" * 24), article(headline="two\nlines", word_count=0)
    done, published, (refused,) = finished([good, bad])
    assert ([row["id"] for row in published], done.reasons) == ([good.id], {"invalid": 1})
    assert [(item["rule"], item["path"]) for item in refused["failures"]] == [
        ("one_line", "headline"),
        ("minimum", "word_count"),
    ]
    assert refused["detail"].startswith("headline: ")


def test_a_refused_article_keeps_where_it_came_from(finished, article):
    origin = article().provenance
    _, _, (refused,) = finished([article(word_count=0)])
    assert {name: refused[name] for name in ("path", "record", "line", "sha256", "media_type")} == {
        name: getattr(origin, name) for name in ("path", "record", "line", "sha256", "media_type")
    }


def test_a_span_that_ends_before_it_begins_refuses_its_article_only(finished, article):
    quotes = (article().quotes[0], replace(article().quotes[1], end=5))
    done, published, _ = finished([article(quotes=quotes), article(id="f" * 24)])
    assert (len(published), done.reasons) == (1, {"invalid": 1})


def test_of_two_articles_with_one_id_the_second_is_refused(finished, article):
    done, _, _ = finished([article(), article()])
    assert (len(done.rows), done.reasons) == (1, {"invalid": 1})


def test_a_warning_refuses_nothing(finished, article):
    good = article()
    done, _, _ = finished([article(headline="Again", body=f"{good.body}\n\nAgain")])
    assert (len(done.rows), done.reasons) == (1, {})
    assert done.warnings == {
        "headline_outside": Warnings(1, "The headline is not a paragraph of the body.", (good.id,))
    }


def test_nobody_is_warned_of_a_document_that_is_refused(finished, article):
    done, _, refused = finished([article(headline="Again", body=f"{article().body}\n\nAgain", word_count=0)])
    assert [item["reason"] for item in refused] == ["invalid"]
    assert done.warnings == {}


def test_order_and_number_of_articles_are_kept_over_many_batches(finished, article):
    several = [article(id=f"{number:024x}", word_count=number % 7) for number in range(1100)]
    done, published, refused = finished(several)
    assert [row["id"] for row in published] == [item.id for item in several if item.word_count]
    assert [row["id"] for row in refused] == [item.id for item in several if not item.word_count]
    assert len(done.rows) + len(done.refused) == 1100


def test_several_prepared_shards_become_one_and_placements_follow_their_articles(finished, article):
    several = [article(id=f"{number:024x}") for number in range(7)]
    placements = [Placement(f"{number:024x}", "test" if number % 2 else "train", None) for number in range(7)]
    done, published, _ = finished(several[:3], [], several[3:], placements=placements)
    assert [(row["id"], row["group"]) for row in published] == [(item.id, item.id) for item in several]
    assert [split for split, _, _ in _keys(done)] == [placement.split for placement in placements]


def test_the_digests_are_those_of_the_published_rows(finished, article, contract):
    good, bad = article(group=GROUP, added_in="0.1.0"), article(id="f" * 24, word_count=0)
    done, _, _ = finished([bad, good])
    rows = to_table([good], contract, contract.record("article"))
    flat = {
        name: flatten(rows, contract, contract.record(kind))
        for name, kind in (("quotes", "quote"), ("entities", "entity"))
    }
    wanted = {name: logical_digest(item) for name, item in (("articles", rows), *flat.items())}
    assert done.digests == {**wanted, "standoff": 0}


def test_a_shard_of_nothing_gives_nothing(finished):
    done, published, refused = finished([])
    assert (_keys(done), done.reasons, published, refused) == ([], {}, [], [])
    assert set(done.digests.values()) == {0}


def test_finishing_takes_bodies_of_any_characters(finished, article):
    body = "Fähre 🚲\u2028" * 50 + "x"
    done, _, refused = finished([article(body=body, quotes=(), entities=())])
    assert (len(done.rows), refused) == (1, [])
    assert pyarrow.array([body])[0].as_py() == body


def test_what_was_finished_before_is_found(finished, article, monkeypatch):
    first = finished([article()])
    monkeypatch.setitem(finish.__globals__, "_finish", None)
    assert finished([article()])[1:] == first[1:]


@pytest.mark.parametrize(
    "change",
    [
        {"placements": [Placement(GROUP, "test", None)]},
        {"config": parse({"dataset": {"version": "3.2.1"}})},
        {"config": parse({"validate": {"off": ["speaker_named"]}})},
    ],
    ids=["placement", "version", "rules"],
)
def test_what_depends_on_something_else_is_finished_again(finished, article, change):
    assert finished([article()])[0].key != finished([article()], **change)[0].key


def test_another_version_leaves_old_articles_and_their_copies_as_they_are(finished, article):
    other = article(id="f" * 24)
    placed = [Placement(GROUP, "train", None, added_in="1.0.0"), Placement(GROUP, "train", article().id)]
    keys = {
        finished([article(), other], placements=placed, config=parse({"dataset": {"version": version}}))[0].key
        for version in ("1.1.0", "1.2.0")
    }
    assert len(keys) == 1


def test_what_the_rules_of_other_packages_judged_is_judged_again(finished, article, monkeypatch):
    judged = []

    def judge(row):
        judged.append(row)
        return True

    rule = CustomRule("short", "article", "body", "It is short.", "error", test=judge)
    monkeypatch.setitem(finish.__globals__, "installed_rules", lambda: (rule,))
    for _ in range(2):
        finished([article()])
    assert len(judged) == 2


def test_an_article_that_was_refused_when_it_was_annotated_is_left_out(contract, article, tmp_path):
    good, bad = article(), article(id="f" * 24)
    store = Cache(tmp_path)
    _shard(store, "a" * 64, [good, bad], contract)
    table = store.table(ANNOTATED, "a" * 64, ARTICLES).to_pylist()
    schema = annotated_schema(contract)
    store.save(ANNOTATED, "a" * 64, {}, {ARTICLES: pyarrow.Table.from_pylist([table[0], {}], schema=schema)})
    done = finish(FinishTask("name", (("a" * 64, "a" * 64),), ("",), (HERE,), store, "1", Config()))
    assert [identifier for _, _, identifier in _keys(done)] == [good.id]


def test_an_article_is_published_as_far_as_the_policy_lets_it(finished, article, tmp_path):
    config = parse({"rights": {"outlets": {article().source: "lead"}}})
    _, (row,), _ = finished([article()], config=config)
    assert (row["body"], row["rights"]["extent"]) == (article().body.split("\n\n")[0], "lead")


def test_an_article_without_text_is_written_apart(finished, article, tmp_path):
    done, published, refused = finished([article()], config=parse({"rights": {"default": "stand_off"}}))
    (row,) = Cache(tmp_path).table(FINISHED, done.key, STANDOFF).to_pylist()
    assert (published, refused, _keys(done)) == ([], [], [])
    assert done.standoff.drop_columns(["digest"]).to_pylist() == [
        {"split": "train", "date": "2024-03-05", "id": article().id}
    ]
    assert (row["id"], row["body_length"]) == (article().id, len(article().body))


@pytest.mark.parametrize("extent", ["withhold", "lead", "stand_off"])
def test_no_raw_bytes_are_kept_of_what_is_not_published_in_full(finished, article, extent):
    placements = [HERE, Placement(GROUP, "train", article().id)]
    _, _, refused = finished(
        [article(), article(id="f" * 24)], placements=placements, config=parse({"rights": {"default": extent}})
    )
    assert refused
    assert {row["raw"] for row in refused} == {None}


def test_personal_data_is_masked_before_the_row_is_validated(finished, article):
    mail = article(headline="Write to ida@halden.example", quotes=(), entities=())
    done, (row,), _ = finished([mail], config=parse({"privacy": {"email": "mask"}}))
    assert (row["headline"], done.personal) == ("Write to [e-mail]", {"email": 1})


def test_an_article_with_personal_data_that_is_refused_keeps_its_reason(finished, article):
    mail = article(headline="Write to ida@halden.example")
    done, published, (refused,) = finished([mail], config=parse({"privacy": {"email": "refuse"}}))
    assert (published, done.reasons, refused["reason"], refused["raw"]) == (
        [],
        {"personal_data": 1},
        "personal_data",
        None,
    )


@pytest.mark.parametrize(("entities", "expected"), [(None, ["entities"]), ((), [])])
def test_an_article_whose_entities_were_not_looked_for_says_so(finished, article, entities, expected):
    _, (published,), _ = finished([article(entities=entities, language="ha", evidence=())])
    assert [evidence["field"] for evidence in published["evidence"]] == expected


def test_entities_that_are_switched_off_are_no_evidence(finished, article):
    config = parse({"annotate": {"entities": False}})
    _, (published,), _ = finished([article(entities=None, evidence=())], config=config)
    assert published["evidence"] == []

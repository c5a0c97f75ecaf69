"""What reviewers do is in the next build and in the gold answers, and nobody's work is lost."""

import json
import threading

import pytest

from toolkit import api
from toolkit.api.gold_files import read_folder
from toolkit.curation.review.journal import CORRECTIONS, GOLD, JOURNAL, slug
from toolkit.errors import ConfigError


def first(session):
    return session.queue[0]


def quote_of(session, identifier):
    quote = session.article(identifier)["quotes"][0]
    return [quote["start"], quote["end"]]


def gold(session, identifier):
    path = session.rows[identifier]["provenance"]["path"].partition("/")[2].removesuffix(".txt")
    file = session.journal.folder / GOLD / slug(session.journal.who) / f"{path}.gold.json"
    return json.loads(file.read_bytes())["records"][0] if file.exists() else None


@pytest.mark.parametrize(
    ("field", "value", "column"),
    [
        ("headline", "Benches at last", "headline"),
        ("standfirst", "In short.", "standfirst"),
        ("source", "The Bay Bulletin", "source"),
        ("date", "2024-03", "date_edtf"),
        ("authors", ["Ida Brandt", "Jon Myhre"], "authors"),
        ("headline", None, "headline"),
    ],
)
def test_a_field_that_is_put_right_is_right_in_the_next_build(session_of, rebuilt, field, value, column):
    session = session_of()
    identifier = first(session)
    session.act(identifier, {"op": "set", "field": field, "value": value})
    articles, _ = rebuilt(session.journal.folder)
    assert articles[identifier][column] == value
    if column in ("headline", "source", "date_edtf", "authors"):
        assert gold(session, identifier)[column] == value


def test_a_speaker_that_is_put_right_is_right_in_the_next_build(session_of, rebuilt):
    session = session_of()
    identifier = first(session)
    session.act(
        identifier, {"op": "speaker", "quote": quote_of(session, identifier), "speaker": "Ada Lund", "mention": None}
    )
    articles, _ = rebuilt(session.journal.folder)
    assert articles[identifier]["quotes"][0]["speaker"] == "Ada Lund"
    evidence = [item["note"] for item in articles[identifier]["evidence"] if item["method"] == "correction"]
    assert evidence
    assert all("Ida Brandt: Reviewed on 20" in note for note in evidence)


def test_a_quote_is_taken_away_another_marked_and_a_third_given_other_bounds(session_of, rebuilt):
    session = session_of()
    one, two, three = session.queue
    session.act(one, {"op": "no_quote", "quote": quote_of(session, one)})
    start, end = quote_of(session, two)
    session.act(two, {"op": "bounds", "quote": [start, end], "span": [start + 10, end]})
    body = session.rows[three]["body"]
    span = [body.index("The benches were"), body.index(" by apprentices")]
    session.act(three, {"op": "quote", "span": span, "kind": "indirect"})
    articles, _ = rebuilt(session.journal.folder)
    quotes = {name: [(quote["start"], quote["end"]) for quote in row["quotes"]] for name, row in articles.items()}
    assert len(quotes[one]) == len(session.rows[one]["quotes"]) - 1
    assert (start + 10, end) in quotes[two]
    assert tuple(span) in quotes[three]
    for row in articles.values():
        assert all(row["body"][quote["start"] : quote["end"]] == quote["text"] for quote in row["quotes"])


def test_an_entity_gets_another_type_and_another_is_marked_and_taken_away(session_of, rebuilt):
    session = session_of()
    identifier = first(session)
    body = session.rows[identifier]["body"]
    start = body.index("boatyard")
    span = [start, start + len("boatyard")]
    session.act(identifier, {"op": "entity", "span": span, "type": "ORG", "name": "Boatyard"})
    articles, _ = rebuilt(session.journal.folder)
    named = {(item["text"], item["type"], item["name"]) for item in articles[identifier]["entities"]}
    assert ("boatyard", "ORG", "Boatyard") in named
    session.act(identifier, {"op": "no_entity", "span": span})
    assert not (session.journal.folder / CORRECTIONS).read_bytes()


def test_the_body_begins_and_ends_where_a_person_says(session_of, rebuilt):
    session = session_of()
    identifier = first(session)
    row = session.rows[identifier]
    start = row["body"].index("“Everybody")
    session.act(identifier, {"op": "body", "span": [start, len(row["body"])], "before": "🚲 Before.", "after": ""})
    articles, _ = rebuilt(session.journal.folder)
    changed = articles[identifier]
    assert changed["body"] == "🚲 Before.\n\n" + row["body"][start:]
    assert [quote["text"] for quote in changed["quotes"]] == [quote["text"] for quote in row["quotes"]]
    assert all(changed["body"][item["start"] : item["end"]] == item["text"] for item in changed["entities"] or [])
    assert changed["word_count"] == len(changed["body"].replace("🚲", "").split())


def test_a_rejected_article_is_withheld_in_the_next_build(session_of, rebuilt):
    session = session_of()
    identifier = first(session)
    session.act(identifier, {"op": "reject", "reason": "It is an advertisement."})
    articles, refused = rebuilt(session.journal.folder)
    assert identifier not in articles
    assert refused[identifier] == "withheld"
    assert gold(session, identifier)["rejected"] == "It is an advertisement."


def test_an_accepted_article_answers_for_all_its_fields(session_of, small):
    session = session_of()
    for identifier in session.queue:
        session.act(identifier, {"op": "accept"})
    answer = gold(session, first(session))
    assert answer["reviewed"]["who"] == "Ida Brandt"
    assert {"headline", "date_edtf", "source", "authors", "body", "quotes", "entities"} <= answer.keys()
    measured = api.evaluate(session.journal.folder / GOLD / "ida-brandt", small[0])
    assert measured.articles == 3
    assert {score.f1 for score in measured.scores.values()} <= {1.0, None}


def test_quotes_are_an_answer_once_a_person_has_looked_at_each(session_of):
    session = session_of()
    identifier = first(session)
    quotes = session.article(identifier)["quotes"]
    for index, quote in enumerate(quotes):
        assert (gold(session, identifier) or {}).get("quotes") is None, index
        session.act(identifier, {"op": "right", "quote": [quote["start"], quote["end"]]})
    assert [item["speaker"] for item in gold(session, identifier)["quotes"]] == [quote["speaker"] for quote in quotes]


def test_every_act_can_be_undone_and_leaves_nothing(session_of):
    session = session_of()
    identifier = first(session)
    before = session.article(identifier)
    for act in (
        {"op": "set", "field": "headline", "value": "Another"},
        {"op": "speaker", "quote": quote_of(session, identifier), "speaker": "Ada Lund", "mention": None},
        {"op": "accept"},
    ):
        session.act(identifier, act)
    for _ in range(3):
        assert session.undo()["id"] == identifier
    assert session.undo() is None
    assert session.article(identifier) == before
    assert (session.journal.folder / CORRECTIONS).read_bytes() == b""
    assert gold(session, identifier) is None


def test_a_session_goes_on_where_another_one_ended(session_of):
    session = session_of()
    session.act(first(session), {"op": "accept"})
    assert [item["done"] for item in session_of().listed()["articles"]] == [True, False, False]


def test_what_an_interrupted_write_left_is_passed_over_and_ended(session_of):
    session = session_of()
    session.act(first(session), {"op": "set", "field": "headline", "value": "Kept"})
    journal = session.journal.folder / JOURNAL
    journal.write_bytes(journal.read_bytes() + b'{"id": "half')
    again = session_of()
    assert again.article(first(again))["values"]["headline"] == "Kept"
    again.act(first(again), {"op": "set", "field": "source", "value": "Also kept"})
    values = session_of().article(first(again))["values"]
    assert (values["headline"], values["source"]) == ("Kept", "Also kept")


def test_two_people_review_at_the_same_time_and_nothing_is_lost(session_of, rebuilt):
    people = [session_of("Ida Brandt"), session_of("Jon Myhre")]
    identifiers = people[0].queue

    def work(session, field):
        for number in range(10):
            for identifier in identifiers:
                session.act(identifier, {"op": "set", "field": field, "value": f"{field} {number}"})

    threads = [threading.Thread(target=work, args=pair) for pair in zip(people, ("headline", "source"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(people[0].journal.acts()) == 60
    articles, _ = rebuilt(people[0].journal.folder)
    assert {(row["headline"], row["source"]) for row in articles.values()} == {("headline 9", "source 9")}


def test_two_people_see_their_own_acts_only_and_the_later_one_holds_in_the_build(session_of, rebuilt):
    ida, jon = session_of("Ida Brandt"), session_of("Jon Myhre")
    identifier = first(ida)
    ida.act(identifier, {"op": "set", "field": "headline", "value": "By Ida"})
    jon.act(identifier, {"op": "set", "field": "headline", "value": "By Jon"})
    assert ida.article(identifier)["values"]["headline"] == "By Ida"
    assert rebuilt(ida.journal.folder)[0][identifier]["headline"] == "By Jon"
    assert (gold(ida, identifier)["headline"], gold(jon, identifier)["headline"]) == ("By Ida", "By Jon")


@pytest.mark.parametrize(
    "act",
    [
        None,
        [],
        {},
        {"op": "format"},
        {"op": "set", "field": "id", "value": "x"},
        {"op": "set", "field": "provenance", "value": "x"},
        {"op": "set", "field": "headline", "value": {"a": 1}},
        {"op": "right", "quote": [0, 10**9]},
        {"op": "right", "quote": [True, 5]},
        {"op": "right", "quote": "ab"},
        {"op": "quote", "span": [5, 5], "kind": "direct"},
        {"op": "quote", "span": [0, 5], "kind": "shout"},
        {"op": "entity", "span": [0, 5], "type": "BOAT", "name": None},
        {"op": "set", "field": "date", "value": "2024-02-30"},
        {"op": "set", "field": "headline", "value": "two\nlines"},
        {"op": "set", "field": "headline", "value": "x" * 200_000},
    ],
)
def test_an_act_that_is_malformed_or_breaks_the_contract_is_refused_and_changes_nothing(session_of, act):
    session = session_of()
    with pytest.raises(ConfigError):
        session.act(first(session), act)
    assert not (session.journal.folder / JOURNAL).exists()


def test_the_queue_is_the_least_certain_first_or_a_sample_that_is_the_same_for_all(session_of):
    least = session_of().queue
    values = [entry["confidence"] for entry in session_of().listed()["articles"]]
    assert values == sorted(values)
    sample = session_of("Jon Myhre", "random", 2).queue
    assert sample == session_of("Ida Brandt", "random", 2).queue
    assert len(sample) == 2
    assert set(sample) < set(least)
    with pytest.raises(ConfigError, match="--order age is not known"):
        session_of(order="age")


def test_nothing_is_written_into_the_release(session_of, small):
    with pytest.raises(ConfigError, match="inside the release"):
        session_of(folder=small[0] / "corrections")


def test_training_learns_from_the_names_of_accepted_articles_as_a_person_put_them_right(session_of):
    session = session_of()
    identifiers = session.queue[:2]
    row = session.article(identifiers[0])
    word = row["body"].split()[0]
    session.act(identifiers[0], {"op": "entity", "span": [0, len(word)], "type": "EVENT", "name": word})
    session.act(identifiers[0], {"op": "accept"})
    session.act(identifiers[1], {"op": "set", "field": "headline", "value": "Only the headline was looked at"})
    learnt = read_folder(session.journal.folder / GOLD)
    assert [text.text for text in learnt] == [row["body"]]
    assert (0, len(word), "EVENT") in learnt[0].spans
    kept = {
        (entity["start"], entity["end"], entity["type"]) for entity in row["entities"] if entity["start"] >= len(word)
    }
    assert kept <= set(learnt[0].spans)

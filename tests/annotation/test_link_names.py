"""One name for speakers and entities."""

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.annotation.link_names import unify
from toolkit.contract.records import Part, Quote
from toolkit.release.release_folder import open_release

BODY = 'Harbour Minister Ilse Brandt spoke. "The dam holds," Brandt said. Okafor nodded, said the ministry.'


def quote(speaker, start=0, end=4):
    return Quote(BODY[start:end], start, end, (Part(start, end),), "direct", speaker, None, None, None, None, 0.9)


def mention(text, kind="PER"):
    return Mention(text, BODY.index(text), BODY.index(text) + len(text), kind, 0.9)


def test_a_speaker_gets_the_name_of_the_entity():
    annotations = unify(BODY, [quote("Brandt")], [mention("Ilse Brandt")])

    assert annotations.quotes[0].speaker == "Ilse Brandt"


def test_a_speaker_with_titles_gets_the_name_of_the_entity():
    annotations = unify(BODY, [quote("Harbour Minister Ilse Brandt")], [mention("Ilse Brandt")])

    assert annotations.quotes[0].speaker == "Ilse Brandt"


def test_a_named_speaker_that_was_missed_becomes_an_entity():
    annotations = unify(BODY, [quote("Okafor")], [mention("Ilse Brandt")])

    assert annotations.entities is not None
    assert [(entity.text, entity.type) for entity in annotations.entities] == [
        ("Ilse Brandt", "PER"),
        ("Okafor", "PER"),
    ]


def test_a_speaker_without_a_name_is_no_entity_and_keeps_its_words():
    annotations = unify(BODY, [quote("the ministry")], [])

    assert (annotations.quotes[0].speaker, annotations.entities) == ("the ministry", ())


def test_an_unknown_speaker_stays_unknown():
    assert unify(BODY, [quote(None)], []).quotes[0].speaker is None


def test_a_name_that_an_entity_covers_does_not_overlap_it():
    annotations = unify(BODY, [quote("Minister Ilse")], [mention("Ilse Brandt")])

    assert annotations.entities is not None
    assert all(BODY[entity.start : entity.end] == entity.text for entity in annotations.entities)
    assert len(annotations.entities) == 1
    assert annotations.quotes[0].speaker == annotations.entities[0].name


def test_every_speaker_that_the_sample_names_is_an_entity(sample):
    rows = open_release(sample.folder).read("articles").to_pylist()
    spoken = [row for row in rows if row["entities"] is not None and row["quotes"]]
    named = {
        (row["id"], quote["speaker"])
        for row in spoken
        for quote in row["quotes"]
        if quote["speaker"]
        and quote["speaker"] in row["body"]
        and all(word[0].isupper() for word in quote["speaker"].split())
    }
    entities = {(row["id"], entity["name"]) for row in spoken for entity in row["entities"]}

    assert len(named) > 20
    assert named <= entities


def test_any_number_of_speakers_whom_the_recogniser_missed_become_entities_wherever_they_stand():
    names = [f"Ada B{first}{second}r" for first in "aeiou" for second in "bdfgklmnprst"]
    body = " ".join(f"{name} spoke. Later {name}s left, and {name} came back." for name in names)
    quotes = [Quote("x", 0, 1, (Part(0, 1),), "direct", name, None, None, None, None, 0.9) for name in names]

    entities = unify(body, quotes, []).entities

    assert sorted({entity.text for entity in entities}) == sorted(names)
    assert [len([entity for entity in entities if entity.text == name]) for name in names] == [2] * len(names)
    assert all(body[entity.start : entity.end] == entity.text for entity in entities)

"""spaCy pipelines as recognisers, with a small one that is trained here."""

import random

import pytest
import spacy
from spacy.training import Example

from toolkit.annotation import AnnotateOptions, Text, annotate, annotate_all
from toolkit.annotation.entities.backends import describe
from toolkit.errors import ConfigError

PEOPLE = ("Ines Okafor", "Mara Lindqvist", "Otto Lunde", "Ida Brandt")
PLACES = ("Port Halden", "Oslo", "Geneva", "Nairobi")
SAID = "{person} spoke in {place} on Monday."


def _train():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    recogniser = pipeline.add_pipe("ner")
    examples = []
    for person in PEOPLE:
        for location in PLACES:
            text = SAID.format(person=person, place=location)
            spans = [
                (text.index(person), text.index(person) + len(person), "PERSON"),
                (text.index(location), text.index(location) + len(location), "GPE"),
                (text.index("Monday"), text.index("Monday") + 6, "DATE"),
            ]
            examples.append(Example.from_dict(pipeline.make_doc(text), {"entities": spans}))
    spacy.util.fix_random_seed(0)
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(12):
        random.Random(0).shuffle(examples)
        pipeline.update(examples, sgd=optimizer)
    assert recogniser.labels == ("DATE", "GPE", "PERSON")
    pipeline.meta.update(name="harbour", version="1.2.3", license="CC0-1.0")
    pipeline.meta["performance"] = {"ents_p": 0.7, "ents_per_type": {"PERSON": {"p": 0.875, "r": 0.5, "f": 0.6}}}
    return pipeline


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Train a pipeline and save it."""
    location = tmp_path_factory.mktemp("models") / "harbour"
    _train().to_disk(location)
    return location


@pytest.fixture(scope="module")
def options(folder):
    return AnnotateOptions(recogniser=f"spacy:{folder}")


def _found(body, options):
    return [(item.text, item.type) for item in annotate(body, language="en", options=options).entities]


def test_a_pipeline_takes_the_place_of_the_embedded_recogniser(options):
    assert _found("Otto Lunde spoke in Geneva on Monday.", options) == [("Otto Lunde", "PER"), ("Geneva", "LOC")]


def test_confidence_is_the_precision_that_was_measured(options):
    entities = annotate("Otto Lunde spoke in Geneva on Monday.", language="en", options=options).entities

    assert [item.confidence for item in entities] == [0.875, 0.7]


def test_labels_are_mapped_as_the_user_says(folder):
    options = AnnotateOptions(recogniser=f"spacy:{folder}", entity_labels={"GPE": "ORG", "DATE": "EVENT", "PERSON": ""})

    assert _found("Otto Lunde spoke in Geneva on Monday.", options) == [("Geneva", "ORG"), ("Monday", "EVENT")]


def test_texts_together_give_what_each_gives_alone(options):
    bodies = [SAID.format(person=person, place=location) for person in PEOPLE for location in PLACES]

    together = annotate_all([Text(body, None, "en") for body in bodies], options)

    assert together == [annotate(body, language="en", options=options) for body in bodies]


def test_names_are_joined_as_those_of_the_embedded_recogniser(options):
    body = "Mara Lindqvist spoke in Oslo on Monday.\n\nMara Lindqvist spoke in NAIROBI on Monday."

    names = {item.name for item in annotate(body, language="en", options=options).entities}

    assert "Mara Lindqvist" in names


def test_a_long_text_is_cut_and_the_offsets_hold(options):
    body = "\n\n".join(SAID.format(person=person, place=location) for person in PEOPLE for location in PLACES) * 150

    entities = annotate(body, language="en", options=options).entities

    assert len(entities) > 3000
    assert all(body[item.start : item.end] == item.text for item in entities)


def test_the_manifest_tells_version_and_licence(options, folder):
    result = describe(options)

    assert (result.name, result.version, result.licence) == (f"spacy:./{folder.name}", "1.2.3", "CC0-1.0")


def test_other_languages_are_not_guessed_at(options):
    assert annotate("Otto Lunde talte i Oslo.", language="no", options=options).entities is None


def test_a_pipeline_speaks_the_languages_that_the_user_says(folder):
    options = AnnotateOptions(recogniser=f"spacy:{folder}", entity_languages=("en", "no"))

    assert annotate("Otto Lunde spoke in Oslo on Monday.", language="da", options=options).entities is None
    assert annotate("Otto Lunde spoke in Oslo on Monday.", language="nb", options=options).entities


def test_a_missing_pipeline_is_one_sentence_with_the_command():
    with pytest.raises(ConfigError, match=r"cannot be loaded .* run: python -m spacy download no_such_pipeline"):
        annotate("Otto Lunde spoke.", language="en", options=AnnotateOptions(recogniser="spacy:no_such_pipeline"))


def test_a_pipeline_that_finds_no_entities_is_refused(tmp_path):
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.to_disk(tmp_path / "blank")

    with pytest.raises(ConfigError, match="No label of the spaCy pipeline"):
        annotate("Otto Lunde spoke.", language="en", options=AnnotateOptions(recogniser=f"spacy:{tmp_path / 'blank'}"))

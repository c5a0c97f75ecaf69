"""Quotes and entities of a body."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.annotation import AnnotateOptions, annotate

BODY = """Harbour Minister Ilse Brandt opened the new bridge in Geneva on Monday.

"The bridge will outlast us all," Brandt said. "It was built in two years."

Her Kenyan guest, Tomás Okafor of the Nairobi Ferry Company, agreed.

"We shall copy it at home," Okafor told reporters. "Kenya needs bridges."

The Lowland Rail Union was less happy. "Nobody asked the railways," the Lowland Rail Union said in a statement."""


def test_every_named_speaker_is_an_entity_of_the_same_name():
    annotations = annotate(BODY, language="en")

    speakers = {quote.speaker for quote in annotations.quotes}
    assert {"Ilse Brandt", "Tomás Okafor"} <= speakers
    assert speakers - {None} <= {entity.name for entity in annotations.entities or ()}


def test_an_occupation_that_begins_a_sentence_is_no_part_of_a_name():
    annotations = annotate('Librarian Ilse Brandt said: "We lost nothing." Organist Tom Reed of Lowhill agreed.')

    assert [quote.speaker for quote in annotations.quotes] == ["Ilse Brandt"]
    assert {"Ilse Brandt", "Tom Reed"} <= {entity.text for entity in annotations.entities or ()}


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us", None])
def test_english_has_entities_even_if_nobody_says_that_it_is_english(language):
    assert annotate(BODY, language=language).entities


def test_an_unknown_language_is_not_annotated_as_english():
    assert annotate(BODY, language="und").entities is None
    assert annotate("Zkrv Ilse Brandt qwpt. " * 3).entities is None


@pytest.mark.parametrize("language", ["nl", "el-GR", "ha", "enm"])
def test_other_languages_have_none_rather_than_an_empty_list(language):
    assert annotate("Ilse Brandt est à Genève.", language=language).entities is None


def test_what_is_switched_off_is_not_looked_for():
    annotations = annotate(BODY, options=AnnotateOptions(quotes=False, entities=False))

    assert (annotations.quotes, annotations.entities) == ((), None)


PIECES = st.sampled_from(
    [
        "Ilse Brandt",
        "said",
        "“It rains”",
        '"It rains,"',
        "Okafor",
        "the mayor",
        "told",
        ".",
        "\n\n",
        "Mr",
        "’s",
        "UN",
        "he",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_named_speakers_of_any_body_are_entities(body):
    annotations = annotate(body, language="en")

    names = {entity.name for entity in annotations.entities or ()}
    named = {quote.speaker for quote in annotations.quotes if quote.speaker and quote.speaker.istitle()}
    assert {name for name in named if name in body} <= names


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_annotations_of_any_body_hold_together(body):
    annotations = annotate(body, language="en")

    assert annotations.entities is not None
    assert all(body[entity.start : entity.end] == entity.text for entity in annotations.entities)
    assert all(
        one.end <= other.start for one, other in zip(annotations.entities, annotations.entities[1:], strict=False)
    )


def test_importing_the_package_is_cheap():
    code = "import sys, toolkit.annotation; print(sorted({'numpy', 'babel', 'pycountry'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"

"""What the card says about the recogniser."""

from dataclasses import replace

import pytest

from toolkit.release.card.recogniser_section import language_table, recogniser_statement
from toolkit.release.statistics import compute_statistics


@pytest.fixture(scope="module")
def facts(sample):
    return compute_statistics(sample.folder)


def test_the_embedded_recogniser_is_named_with_version_and_licence():
    said = recogniser_statement({"recogniser": {"name": "embedded", "version": "0.1.0", "licence": "Apache-2.0"}})

    assert "the small trained tagger of the toolkit (0.1.0, licence Apache-2.0)" in said


def test_another_model_is_named_with_version_and_licence():
    said = recogniser_statement({"recogniser": {"name": "spacy:x", "version": "3.8.0", "licence": "MIT"}})

    assert "the model `spacy:x` (3.8.0, licence MIT)" in said


def test_a_licence_that_nobody_states_is_said_to_be_unknown():
    said = recogniser_statement({"recogniser": {"name": "hf:x", "version": "1", "licence": None}})

    assert "its licence is not stated" in said


@pytest.mark.parametrize("manifest", [{}, {"recogniser": None}])
def test_without_a_recogniser_nothing_was_looked_for(manifest):
    assert recogniser_statement(manifest) == "Named mentions were looked for in no article; entities is null."


def test_the_table_says_for_each_language_whether_speakers_and_entities_were_looked_for(facts):
    languages, speakers = {"en": 3, "de": 2, "unknown": 4}, {"unknown": 4}
    changed = replace(facts, languages=languages, without_entities={"de": 2, "unknown": 1}, without_speakers=speakers)

    assert language_table(changed).splitlines()[2:] == [
        "| en | 3 | looked for | looked for |",
        "| de | 2 | looked for | null: not looked for |",
        "| unknown | 4 | null: not looked for | looked for in 3, null in the others |",
    ]


def test_no_article_has_no_language(facts):
    assert language_table(replace(facts, languages={})) == "No articles."


def test_the_card_of_the_sample_tells_its_recogniser_and_languages(sample, facts):
    card = (sample.folder / "README.md").read_text(encoding="utf-8")

    assert recogniser_statement(sample.manifest) in card
    assert language_table(facts) in card
    assert set(facts.without_entities) <= set(facts.languages) - {"en"}

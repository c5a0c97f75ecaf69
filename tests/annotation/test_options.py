"""Options of annotating."""

from dataclasses import fields
from pathlib import PurePosixPath

import pytest

from toolkit.annotation.entities.languages import MODELS
from toolkit.annotation.options import EMBEDDED_LANGUAGES, AnnotateOptions
from toolkit.errors import ConfigError


def test_every_option_says_what_it_means():
    assert all(option.metadata.get("meaning") for option in fields(AnnotateOptions))


def test_quotes_and_entities_are_on_by_default():
    assert (AnnotateOptions().quotes, AnnotateOptions().entities, AnnotateOptions().indirect) == (True, True, False)


@pytest.mark.parametrize("recogniser", ["embedded", "spacy:en_core_web_sm", "gliner:a/b", "hf:dslim/bert-base-NER"])
def test_a_recogniser_is_the_embedded_one_or_a_model_of_a_library(recogniser):
    assert AnnotateOptions(recogniser=recogniser).recogniser == recogniser


@pytest.mark.parametrize("recogniser", ["", "spacy", "spacy:", "spacy: ", "flair:ner", "embedded:x", "en_core_web_sm"])
def test_any_other_recogniser_is_refused(recogniser):
    with pytest.raises(ConfigError, match="write embedded, or spacy:NAME, gliner:NAME, hf:NAME or own:"):
        AnnotateOptions(recogniser=recogniser)


def test_a_label_stands_for_a_type_or_nothing():
    with pytest.raises(ConfigError, match=r"entity_labels.GPE is 'PLACE'; write PER, ORG, LOC, NORP, EVENT, or ''"):
        AnnotateOptions(entity_labels={"GPE": "PLACE", "MISC": ""})


def test_the_embedded_recogniser_is_not_asked_in_a_language_that_it_does_not_speak():
    with pytest.raises(ConfigError, match="names ha, which the embedded recogniser does not speak"):
        AnnotateOptions(entity_languages=("en", "de", "ha"))


def test_the_embedded_recogniser_speaks_the_languages_that_it_has_weights_for():
    assert set(EMBEDDED_LANGUAGES) == {"en", *MODELS}


def test_another_recogniser_speaks_english_unless_its_languages_are_named():
    assert AnnotateOptions(recogniser="spacy:x").speaks("en")
    assert not AnnotateOptions(recogniser="spacy:x").speaks("de")


@pytest.mark.parametrize("language", ["no", "nb", "nn", "nb-NO"])
def test_both_forms_of_norwegian_are_one_language(language):
    assert AnnotateOptions().speaks(language)


@pytest.mark.parametrize("language", [None, "", "und", "ha", "xx"])
def test_nothing_is_looked_for_in_an_unknown_language(language):
    assert not AnnotateOptions().speaks(language)


def test_a_language_is_written_as_its_short_tag():
    with pytest.raises(ConfigError, match="holds 'German'; write en, de, pt"):
        AnnotateOptions(recogniser="spacy:x", entity_languages=("German",))


@pytest.mark.parametrize(("language", "speaks"), [("de", True), ("de-AT", True), (None, False), ("en", False)])
def test_entities_are_looked_for_in_the_languages_named_only(language, speaks):
    assert AnnotateOptions(recogniser="spacy:x", entity_languages=("de",)).speaks(language) is speaks


def test_paths_count_from_the_folder_of_the_configuration():
    options = AnnotateOptions(recogniser="spacy:./models/ours", gazetteer="names.csv")

    rooted = options.rooted(PurePosixPath("press"))
    absolute = options.rooted(PurePosixPath("/srv/press"))

    assert (rooted.recogniser, rooted.gazetteer) == ("spacy:./press/models/ours", "press/names.csv")
    assert (absolute.recogniser, absolute.gazetteer) == ("spacy:/srv/press/models/ours", "/srv/press/names.csv")


@pytest.mark.parametrize("recogniser", ["embedded", "hf:dslim/bert-base-NER"])
def test_names_that_are_no_folders_stay(recogniser):
    options = AnnotateOptions(recogniser=recogniser)

    assert options.rooted(PurePosixPath("/srv")) == options.without_folders() == options


def test_a_manifest_holds_no_folder_of_this_machine():
    options = AnnotateOptions(recogniser="hf:/srv/press/models/ours/", gazetteer="/srv/press/names.csv")

    assert (options.without_folders().recogniser, options.without_folders().gazetteer) == ("hf:./ours", "names.csv")

"""Labels of other people's models."""

import pytest

from toolkit.annotation.entities.backends.label_mapping import types_of
from toolkit.errors import ConfigError


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("PER", "PER"),
        ("person", "PER"),
        ("ORGANISATION", "ORG"),
        ("corporation", "ORG"),
        ("GPE", "LOC"),
        ("FAC", "LOC"),
        ("geo-loc", "LOC"),
        ("NORP", "NORP"),
        ("nationality, religion or political group", "NORP"),
        ("EVENT", "EVENT"),
    ],
)
def test_a_usual_label_stands_for_its_type(label, kind):
    assert types_of([label], {}, "a model") == {label: kind}


def test_labels_of_other_things_are_left_out():
    assert types_of(["PER", "MISC", "DATE", "WORK_OF_ART"], {}, "a model") == {"PER": "PER"}


def test_the_user_adds_moves_and_leaves_out_labels():
    given = {"MISC": "NORP", "GPE": "", "FAC": "ORG"}

    assert types_of(["PER", "MISC", "GPE", "FAC"], given, "a model") == {"PER": "PER", "MISC": "NORP", "FAC": "ORG"}


def test_a_label_that_the_model_lacks_is_named_with_those_it_has():
    with pytest.raises(ConfigError, match="names MSIC, which is no label of a model; its labels are MISC, PER"):
        types_of(["PER", "MISC"], {"MSIC": "NORP"}, "a model")


@pytest.mark.parametrize("labels", [["LABEL_0", "LABEL_1"], []])
def test_a_model_of_which_no_label_is_known_is_refused(labels):
    with pytest.raises(ConfigError, match="No label of a model is known"):
        types_of(labels, {}, "a model")

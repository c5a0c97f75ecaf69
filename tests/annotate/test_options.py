"""Options of annotating."""

from dataclasses import fields

from toolkit.annotate.options import AnnotateOptions


def test_every_option_says_what_it_means():
    assert all(option.metadata.get("meaning") for option in fields(AnnotateOptions))


def test_quotes_and_entities_are_on_by_default():
    assert (AnnotateOptions().quotes, AnnotateOptions().entities, AnnotateOptions().indirect) == (True, True, False)

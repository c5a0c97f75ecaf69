"""Weights of one's own in place of those that come with the package."""

import numpy as np
import pytest

from toolkit.annotation import AnnotateOptions, annotate
from toolkit.annotation.entities.backends import describe, find_mentions
from toolkit.annotation.entities.model_weights import load_weights, write_weights
from toolkit.errors import ConfigError

BODY = "Ilse Brandt met Tomás Okafor in Geneva."


@pytest.fixture(scope="module")
def options(tmp_path_factory):
    file = tmp_path_factory.mktemp("weights") / "ours.npz"
    file.write_bytes(write_weights(load_weights()))
    return AnnotateOptions(recogniser=f"own:{file}")


def test_they_find_entities(options):
    result = annotate(BODY, language="en", options=options).entities or ()

    assert [(entity.text, entity.type) for entity in result] == [
        ("Ilse Brandt", "PER"),
        ("Tomás Okafor", "PER"),
        ("Geneva", "LOC"),
    ]


def test_weights_alike_find_the_same_as_the_embedded_ones(options):
    assert find_mentions([BODY], options) == find_mentions([BODY], AnnotateOptions())


def test_their_version_is_what_they_hold(options):
    description = describe(options)

    assert (description.name, len(description.version), description.licence) == ("own:./ours.npz", 12, None)


@pytest.mark.parametrize("content", [None, b"no weights", "arrays"])
def test_a_file_without_weights_is_refused(content, tmp_path):
    file = tmp_path / "broken.npz"
    if content == "arrays":
        np.savez(file, attributes=np.zeros(1, np.uint8))
    elif content is not None:
        file.write_bytes(content)

    with pytest.raises(ConfigError, match=r"broken\.npz cannot be loaded .*train_entities\.py"):
        find_mentions([BODY], AnnotateOptions(recogniser=f"own:{file}"))

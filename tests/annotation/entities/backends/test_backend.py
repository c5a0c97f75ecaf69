"""What is said when an adapter's library is not there."""

import sys

import pytest

from toolkit.annotation import annotate
from toolkit.annotation.entities.backends.backend import library_missing
from toolkit.annotation.options import AnnotateOptions
from toolkit.errors import ConfigError


def test_a_missing_library_is_one_sentence_with_the_command():
    with pytest.raises(ConfigError, match=r"of spaCy, which is not installed; run: pip install 'news.*\[spacy\]'$"):
        library_missing("spaCy", "spacy")


@pytest.mark.parametrize(
    ("recogniser", "module", "extra"),
    [("spacy:x", "spacy", "spacy"), ("gliner:x", "gliner", "gliner"), ("hf:x", "transformers", "hf")],
)
def test_a_recogniser_whose_library_is_missing_names_its_extra(monkeypatch, recogniser, module, extra):
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(ConfigError, match=rf"pip install 'news-dataset-toolkit\[{extra}\]'"):
        annotate("Ines Okafor spoke.", language="en", options=AnnotateOptions(recogniser=recogniser))

"""Warm-up: loads models and lists before the first document, whose time limit they must not use up."""

from functools import cache

from toolkit.annotation import Text, annotate_all
from toolkit.annotation.options import AnnotateOptions
from toolkit.contract.records import Article, Document
from toolkit.group.fingerprint import fingerprint
from toolkit.group.options import GroupOptions
from toolkit.normalisation import NormaliseOptions, normalise_document

_SAMPLE = (
    "Halden opens its lido\n\nBy Ida Brandt\n\nHALDEN, March 3, 2024 (Courier News) -- The lido of Halden opened on "
    "Sunday.\n\n“The water is cold,” said Mayor Jon Myhre. He promised that the Harbour Authority would heat it.\n"
)
"""Asks for everything that an ordinary article asks for."""


@cache
def warm(recogniser: str) -> None:
    """Process an invented article once, which loads the models and lists that all articles need."""
    document = Document("sample.txt", _SAMPLE, "0" * 64, "text/plain", raw=_SAMPLE.encode())
    article = normalise_document(document, NormaliseOptions())
    assert isinstance(article, Article), article
    annotate_all([Text(article.body, article.headline, article.language)], AnnotateOptions(recogniser=recogniser))
    fingerprint(article.body, GroupOptions(), headline=article.headline)

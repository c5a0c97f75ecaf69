"""Articles without their text, and the text put back."""

from dataclasses import replace

from toolkit.compliance.standoff import text_digest, with_text, without_text
from toolkit.contract.row_conversion import to_row


def _texts(value):
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


def test_none_of_its_sentences_is_left(article):
    left = " ".join(_texts(to_row(without_text(article()))))
    for sentence in [article().headline, *(quote.text for quote in article().quotes), *article().body.split("\n\n")]:
        assert sentence not in left


def test_offsets_names_and_digests_are_left(article):
    left = without_text(article())
    assert (left.body_sha256, left.body_length) == (text_digest(article().body), len(article().body))
    assert [(item.start, item.end, item.speaker) for item in left.quotes] == [
        (item.start, item.end, item.speaker) for item in article().quotes
    ]
    assert left.rights.extent == "stand_off"


def test_the_article_comes_back_with_ones_own_copy(article):
    copy = article(quotes=(), entities=None, group=None, added_in=None, source=None)
    assert with_text(without_text(article()), copy) == article()


def test_another_text_is_not_joined(article):
    copy = replace(article(), body=f"{article().body} And more.")
    assert with_text(without_text(article()), copy) is None


def test_an_article_without_headline_and_entities_comes_back_too(article):
    bare = article(headline=None, entities=None, quotes=())
    assert with_text(without_text(bare), bare) == bare

"""Documents are labelled together."""

import hashlib

from toolkit.contract.records import Document, Rejection
from toolkit.normalisation import normalise_document, normalise_documents
from toolkit.normalisation.lines.label_batches import Labelled, batches, label_documents

STORY = """The tram is back

The night tram of Little Harbour runs again from Friday on, the transport office announced on Tuesday evening.

"Nobody has to walk home in the rain any more," said Ada Fenn, who leads the office and takes the tram herself.

It had been out of service since the flood of the spring, which carried away the rails on the lower quay."""
PAGE = f"<html><head><title>The tram</title></head><body><h1>The tram</h1><p>{STORY}</p></body></html>"


def document(text, media_type="text/plain"):
    return Document("raw/a", text, hashlib.sha256(text.encode()).hexdigest(), media_type)


REFUSED = Rejection("f" * 24, "read", "unreadable", "No.", "raw/x", None, None, None, None, None, None)


def test_a_batch_is_sixteen_items_or_one_that_is_very_long():
    sizes = [len(batch) for batch in batches([*[document("a")] * 33, document("a" * 2_000_000), document("a")])]
    assert sizes == [16, 16, 2, 1]


def test_no_items_make_no_batch():
    assert list(batches([])) == []


def test_items_keep_their_order():
    items = [document(str(number)) for number in range(40)]
    assert [item for batch in batches(items) for item in batch] == items


def test_only_plain_texts_are_labelled():
    labelled = label_documents([REFUSED, document(STORY), document(PAGE, "text/html"), document("")])
    assert [type(entry) for entry in labelled] == [type(None), Labelled, type(None), Labelled]


def test_documents_read_together_give_the_same_articles_as_one_by_one():
    documents = [document(STORY), document(PAGE, "text/html"), document(""), document(STORY.upper())]
    assert list(normalise_documents(documents)) == [normalise_document(entry) for entry in documents]

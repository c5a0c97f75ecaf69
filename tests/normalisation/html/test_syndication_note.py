"""The line with which a feed says where its entry appeared first is no part of the body."""

import pytest

from toolkit.contract.records import Document
from toolkit.normalisation import normalise_document

BODY = (
    "The ferry to Ormsund runs again after three weeks of ice in the narrows, its owners said on Monday.",
    "The first boat left at six in the morning and carried twenty cars and a horse to the other side.",
)


def body_of(last, **given):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (*BODY, last))
    stated = {"headline": "Ferry runs again", "source": "Ormsund Post", **given}
    return normalise_document(Document("a.xml", text, "0" * 64, "text/html", given=stated)).body


@pytest.mark.parametrize(
    "note",
    [
        "The post <a href='/f'>Ferry runs again</a> appeared first on <a href='/'>Ormsund Post</a>.",
        "Der Beitrag <a href='/f'>Ferry runs again</a> erschien zuerst auf <a href='/'>Ormsund Post</a>.",
        "L’article Ferry runs again est apparu en premier sur Ormsund Post.",
        "Запись Ferry runs again впервые появилась Ormsund Post.",
        "Ferry runs againは Ormsund Post に最初に表示されました。",
    ],
)
def test_the_note_is_left_out_in_any_language(note):
    assert body_of(note) == "\n\n".join(BODY)


def test_the_name_of_the_feed_may_have_a_section_behind_it():
    note = "The post Ferry runs again appeared first on Ormsund Post."
    assert body_of(note, source="Ormsund Post – News") == "\n\n".join(BODY)


@pytest.mark.parametrize(
    "last",
    [
        "Ferry runs again, said the sign on the quay that they had waited for, as the Ormsund Post foretold weeks ago.",
        "The post was first to be carried, said the Ormsund Post.",
        "“Ferry runs again” was written on every door of the harbour.",
    ],
)
def test_a_sentence_of_the_story_stays(last):
    assert body_of(last) == "\n\n".join((*BODY, last))

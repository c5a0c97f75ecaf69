"""Notices that withdraw a story are told from stories."""

import pytest

from toolkit.normalisation.withdrawal_notice import withdrawal_notice

STORY = "Ferry to Oldmere sails again"


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (f"KILL: {STORY}", "Editors: kill the ferry story, the shaft is still broken."),
        (f"{STORY}, KILL", "ATTENTION EDITORS: Please disregard the item from Oldmere."),
        (f"{STORY} (WITHDRAWN)", "The report must not be used; its source took back what she had said."),
        (f"STORY WITHDRAWN: {STORY}", "We have withdrawn this story."),
        (f"RETRACTION-{STORY}", "Nordwire retracts the article."),
        (None, f'ADVISORY: The story titled "{STORY}" has been withdrawn.'),
        ("Avis", f"ANNULATION - Prière d'annuler notre dépêche « {STORY} »."),
        (None, f"ACHTUNG REDAKTIONEN: Die Meldung „{STORY}“ wird zurückgezogen."),
        (f"ANULADA: {STORY}", f"La nota «{STORY}» queda anulada."),
    ],
)
def test_a_notice_names_the_headline_that_it_withdraws(headline, text):
    assert STORY in withdrawal_notice(headline, text).headlines


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("KILL: the new thriller of the year", "The film tells a story of a killer who is withdrawn from the world."),
        ("Bank withdraws its report", "The bank has withdrawn the report, its editors said on Monday."),
        ("Editors leave the Halden Post", "Editors of the Post left; the story of their strike was told before."),
        ("ADVISORY: storm over Oldmere", "Stay at home. The ferry may not be used."),
        ("NOTICE: a letter to readers", "The story of our paper. " * 90 + "The story is withdrawn."),
        (STORY, "The ferry sails again. The story of its shaft has been withdrawn from the archive."),
        (None, ""),
    ],
)
def test_a_story_about_a_withdrawal_is_no_notice(headline, text):
    assert withdrawal_notice(headline, text) is None

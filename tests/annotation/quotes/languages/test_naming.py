"""Words between marks that name, and titles between marks that do not."""

import pytest

from toolkit.annotation.quotes.other_languages import find_foreign_quotes


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Brandt bezeichnete den Damm als „löchrig“.", ["löchrig"]),
        ("de", "Brandt sprach von einem „Irrweg“.", ["Irrweg"]),
        ("fr", "Ilse Brandt a qualifié le projet de « naufrage ».", ["naufrage"]),
        ("es", "Inés Brandt calificó el plan de «disparate».", ["disparate"]),
        ("de", "Die Ausstellung trägt den Titel „Wasser und Wind am Hafen“.", []),
        ("de", "„Wasser und Wind am Hafen“, so lautet das Motto der Woche.", []),
        ("fr", "Elle présente son livre « Les vents du vieux port de Velt ».", []),
    ],
)
def test_a_naming_verb_makes_a_quotation_and_a_title_word_unmakes_it(language, text, words):
    assert [quote.text for quote in find_foreign_quotes(text, language)] == words


def test_quotations_joined_by_a_conjunction_share_their_speaker():
    body = "Ilse Brandt nannte den Plan „mutlos“ und „teuer“."
    assert [(quote.text, quote.speaker) for quote in find_foreign_quotes(body, "de")] == [
        ("mutlos", "Ilse Brandt"),
        ("teuer", "Ilse Brandt"),
    ]

"""Quotations in other languages."""

import pytest

from toolkit.annotation.quotes.other_languages import find_foreign_quotes


@pytest.mark.parametrize(
    ("body", "text", "speaker"),
    [
        ("Ana Ruiz: «El puente está abierto hoy.»", "El puente está abierto hoy.", "Ana Ruiz"),
        ("dijo ayer: «El puente está abierto hoy.»", "El puente está abierto hoy.", None),
        ("„Die Brücke bleibt heute offen“, sagte sie.", "Die Brücke bleibt heute offen", None),
    ],
)
def test_only_a_name_at_the_start_of_the_line_is_a_speaker(body, text, speaker):
    assert [(text, speaker)] == [(quote.text, quote.speaker) for quote in find_foreign_quotes(body)]


def test_short_stretches_are_left_out():
    assert find_foreign_quotes("La «vieja dama» está abierta.") == ()


def test_the_mention_cuts_the_label_out_of_the_body():
    body = "Uno.\nAna Ruiz: «El puente está abierto hoy.»"
    (quote,) = find_foreign_quotes(body)
    assert body[quote.speaker_start : quote.speaker_end] == "Ana Ruiz"

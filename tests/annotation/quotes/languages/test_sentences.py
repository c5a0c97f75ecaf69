"""Invented sentences and passages of every language: the quotation is found and its speaker named."""

from pathlib import Path

import pytest

from toolkit.annotation import annotate
from toolkit.annotation.options import AnnotateOptions
from toolkit.annotation.quotes.languages.table import tags

HERE = Path(__file__).parent
CASES, PASSAGES = (
    [tuple(part.strip() for part in line.split("|")) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    for name in ("sentences.txt", "passages.txt")
)
QUOTES_ONLY = AnnotateOptions(entities=False)


@pytest.mark.parametrize(("language", "text", "words", "speaker"), CASES)
def test_a_sentence_of_a_language_names_its_speaker(language, text, words, speaker):
    quotes = annotate(text, language=language, options=QUOTES_ONLY).quotes
    assert [quote.text.startswith(words) for quote in quotes] == [True], [quote.text for quote in quotes]
    (quote,) = quotes
    assert speaker in (quote.speaker_text or "")
    assert bool(speaker) == (quote.speaker_text is not None)


@pytest.mark.parametrize(("language", "text", "words", "speaker"), PASSAGES)
def test_a_passage_of_a_language_names_the_speaker_of_a_quotation(language, text, words, speaker):
    quotes = annotate(text.replace(r"\n", "\n"), language=language, options=QUOTES_ONLY).quotes
    speakers = [(quote.speaker_text, quote.speaker) for quote in quotes if quote.text.startswith(words)]
    assert len(speakers) == 1, [quote.text for quote in quotes]
    assert any(speaker in (name or "") for name in speakers[0]), speakers


@pytest.mark.parametrize("language", tags())
def test_every_table_has_a_sentence(language):
    assert language in {case[0] for case in CASES}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "„Wir öffnen die Brücke im Mai“, sagte Bürgermeisterin Ilse Brandt am Montag.", "Ilse Brandt"),
        ("sv", "I går kom hamnchefen Tom Velander. – Färjan går igen, säger Velander.", "Tom Velander"),
        ("ru", "Вчера приехал Томас Велин. «Вода снова пригодна для питья», заявил он.", "Томас Велин"),
        ("fr", "La maire, Ilse Brandt, est venue. « Nous rouvrons le pont demain », dit-elle.", "Ilse Brandt"),
    ],
)
def test_a_role_a_short_name_and_a_pronoun_get_the_full_name(language, text, name):
    quotes = annotate(text.replace(". –", ".\n–"), language=language, options=QUOTES_ONLY).quotes
    assert [quote.speaker for quote in quotes] == [name]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "«El puente abre en mayo», dijo el alcalde de Velta, Tomás Okal.", "Tomás Okal"),
        (
            "es",
            "Ayer llegó Tomás Okal, portavoz del puerto.\n«El puente abre en mayo», dijo el portavoz.",
            "Tomás Okal",
        ),
        ("pl", "Wczoraj przyjechał minister Jan Welski.\n„Most otworzymy w maju” – powiedział minister.", "Jan Welski"),
        ("ru", "Вчера приехала Ильза Брандт.\nПо словам Ильзы Брандт, «паром больше не ходит».", "Ильза Брандт"),
        ("cs", "Včera přijela Iva Brandová.\nPodle Ivy Brandové „trajekt už v neděli nejezdí“.", "Iva Brandová"),
        ("lt", "Vakar atvyko Tomas Velinas.\nPasak Tomo Velino, „keltas sekmadieniais nebeplaukia“.", "Tomas Velinas"),
        ("de", "„Niemand hat gefragt“, sagte die Sprecherin des Hafens, Ilse Brandt.", "Ilse Brandt"),
        ("pl", "„Most otworzymy w maju” – powiedział prezydent UWB.", "prezydent UWB"),
        ("fr", "« Le pont rouvre en mai », dit le porte-parole.", "porte-parole"),
    ],
)
def test_a_speaker_gets_the_name_that_the_text_gives_a_role_or_a_declined_form(language, text, name):
    quotes = annotate(text, language=language, options=QUOTES_ONLY).quotes
    assert [quote.speaker for quote in quotes] == [name]

"""Texts that are hard to read: several languages, marks that nothing closes, dashes at every line, mixed widths."""

import pytest

from toolkit.annotation.quotes.find_quotes import find_quotes
from toolkit.annotation.quotes.languages.table import tags

GERMAN = "Der Bürgermeister hat mit den Leuten im Hafen gesprochen. „Wir bauen die Brücke im Mai“, sagte Jan Adler."
FRENCH = (
    "Le maire est venu au port et il a parlé avec les gens de la ville. « Le pont ouvre en mai », a déclaré Luc Orval."
)
RUSSIAN = "Мэр приехал в порт и долго говорил с людьми о том, что будет. «Мост откроем в мае», — сказал Иван Велин."
ENGLISH = 'The mayor came to the port and talked to the people of the town. "The bridge opens in May," said Tom Reed.'
POEM = "— The water goes and goes\n— the wind is never late\n— and nobody who knows\n— has opened yet the gate"
PLAY = "— Where have you been all night long?\n— I was on the bridge with Tom.\n— And what did he say to you then?\n"
SIGNS = ["„", "“", '"', "«", "»", "「", "『", "‹", "’", "‘", "״"]


def quotes_of(body, language):
    """Find quotations and check that every offset gives the text that it stands for."""
    quotes = find_quotes(body, language=language)
    end = 0
    for quote in quotes:
        assert end <= quote.start < quote.end <= len(body)
        assert body[quote.start : quote.end] == quote.text
        assert all(quote.start <= part.start < part.end <= quote.end for part in quote.parts)
        if quote.speaker_start is not None:
            assert body[quote.speaker_start : quote.speaker_end] == quote.speaker_text
        end = quote.end
    return quotes


@pytest.mark.parametrize("language", ["de", "fr", "ru", "en"])
def test_each_paragraph_is_read_by_the_rules_of_its_own_language(language):
    quotes = quotes_of(f"{GERMAN}\n\n{FRENCH}\n\n{RUSSIAN}\n\n{ENGLISH}", language)
    assert [quote.speaker for quote in quotes] == ["Jan Adler", "Luc Orval", "Иван Велин", "Tom Reed"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("language", [*tags(), "xx"])
def test_a_mark_that_nothing_closes_takes_no_more_than_its_line(language, sign):
    line = f"A first line of words. {sign}And some are said here, but nobody ends them\n"
    quotes = quotes_of(line * 3 + "A last line without marks of any kind.", language)
    assert all("last line" not in quote.text for quote in quotes)


def test_words_of_the_reporter_end_a_quotation_that_no_mark_closes():
    (quote,) = quotes_of('"Be patient with them. Practice kindness, says Tomas Veld.', "en")
    assert (quote.text, quote.speaker) == ("Be patient with them. Practice kindness,", "Tomas Veld")


@pytest.mark.parametrize("language", ["en", "de", "es", "zh", "ar", "ko", "fi", "sv"])
def test_three_thousand_quotations_are_all_found(language):
    sentence = {
        "en": '"We open bridge {} today," said Ada Byte.',
        "de": "„Wir öffnen Brücke {} heute“, sagte Ada Byte.",
        "es": "«Abrimos el puente {} hoy», dijo Ada Byte.",
        "zh": "市长表示：“大桥{}将在五月开放，资金已经到位。”",
        "ar": "قالت المديرة: «سنفتح الجسر {} في شهر مايو بعد الإصلاح».",
        "ko": '시장은 "다리 {} 열릴 예정이다"라고 말했다.',
        "fi": "”Avaamme sillan {} tänään kaikille”, sanoi Ada Byte.",
        "sv": "– Vi öppnar bro {} i dag, säger Ada Byte.",
    }[language]
    body = "\n".join(sentence.format(number) for number in range(3000))
    assert len(quotes_of(body, language)) == 3000


def test_marks_of_direction_around_a_quotation_stay_outside():
    body = "\u200fقالت المديرة مارا تيلان: \u202b«سنفتح الجسر في شهر مايو بعد الإصلاح»\u202c.\u200f"
    (quote,) = quotes_of(body, "ar")
    assert quote.text == "سنفتح الجسر في شهر مايو بعد الإصلاح"
    assert quote.speaker_text == "المديرة مارا تيلان"


@pytest.mark.parametrize(
    "body",
    [
        "市长白兰德表示:\uff02大桥将在五月开放，资金已经到位。\uff02",
        "市长白兰德表示\uff1a“大桥将在五月开放, 资金已经到位.”",
        '市长白兰德表示：“大桥将在五月开放，资金已经到位。"',
    ],
)
def test_full_and_half_width_forms_may_be_mixed(body):
    (quote,) = quotes_of(body, "zh")
    assert quote.text.startswith("大桥将在五月开放")
    assert "白兰德" in quote.speaker_text


@pytest.mark.parametrize("language", ["es", "fr", "ru", "pl", "sv", "hu", "tr", "en"])
def test_a_poem_with_a_dash_at_every_line_is_not_said_by_anybody(language):
    assert quotes_of(POEM, language) == ()


@pytest.mark.parametrize("language", ["es", "fr", "ru", "pl", "sv", "hu"])
def test_lines_of_a_play_are_said_but_by_nobody_who_is_named(language):
    quotes = quotes_of(PLAY, language)
    assert len(quotes) == 3
    assert {quote.speaker for quote in quotes} == {None}

"""Texts in several languages."""

import time

import pytest

from toolkit.annotation.quotes.find_quotes import find_quotes
from toolkit.annotation.quotes.paragraph_languages import language_runs

ENGLISH = 'The keeper of the lighthouse was glad. "We open the gate on Monday," said Ada Byte.'
GERMAN = "Die Fähre fährt wieder, und das ist für die Stadt gut. „Wir öffnen die Brücke im Mai“, sagte Ilse Brandt."
RUSSIAN = "Паром снова ходит, и это хорошо для города и порта. «Вода снова пригодна для питья», — заявил Томас Велин."
CHINESE = "渡轮星期天不再开行，大家要早作准备。市长白兰德表示：“大桥将在五月开放，资金已经到位。”"


@pytest.mark.parametrize("language", ["en", "de", "ru", "zh", None])
def test_every_paragraph_is_read_in_its_own_language(language):
    body = f"{ENGLISH}\n{GERMAN}\n{RUSSIAN}\n{CHINESE}"
    quotes = find_quotes(body, language=language)
    assert [quote.speaker for quote in quotes] == ["Ada Byte", "Ilse Brandt", "Томас Велин", "市长白兰德"]
    assert all(body[quote.start : quote.end] == quote.text for quote in quotes)
    assert all(body[quote.speaker_start : quote.speaker_end] == quote.speaker_text for quote in quotes)


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (RUSSIAN, "ru"), (CHINESE, "zh")])
def test_a_text_of_one_language_is_one_run(text, language):
    assert [run.language for run in language_runs(f"{text}\n\n{text}\nVelton 3, Brekke 0", language)] == [language]


def test_a_paragraph_of_a_close_language_stays_with_the_text():
    norwegian = "Broen åpner igjen og det er bra for byen, sier havnen i et brev til alle."
    assert [run.language for run in language_runs(norwegian, "da")] == ["da"]


def test_names_and_figures_are_no_other_language():
    assert [
        run.language for run in language_runs("Velton Brekke Lindhafen Orval 3 4 5 Marne Osterby Halden", "en")
    ] == ["en"]


@pytest.mark.parametrize(
    "line",
    [
        '"We go," said Ada Byte.',
        "„Wir gehen heim“, sagte Ilse Brandt.",
        "— Мост откроем в мае, — сказала мэр.",
        "– O river, O river, you run",
        "– Herr Veit. Ich gehe jetzt heim.",
        "“Wir « gehen",
        "\u202b«نذهب الآن»، قال هو\u202c",
        "「橋ＡＢ」｢ﾊｼ｣と述べた。",
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "es", "ru", "ar", "ja"])
def test_three_thousand_lines_are_read_in_seconds_and_offsets_hold(line, language):
    body = "\n".join([line] * 3000)
    began = time.process_time()
    quotes = find_quotes(body, language=language)
    assert time.process_time() - began < 20
    assert all(body[quote.start : quote.end] == quote.text for quote in quotes)

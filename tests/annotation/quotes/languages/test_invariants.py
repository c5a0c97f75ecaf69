"""Whatever the text and the language, offsets hold and the work grows with the length."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.annotation.quotes.languages.table import tags
from toolkit.annotation.quotes.other_languages import find_foreign_quotes, without_conflicts
from toolkit.contract.records import Part, Quote

PIECES = (
    *("„", "“", "”", "«", "»", '"', "「", "」", "‹", "›", "– ", "— ", "\n", ". ", ", ", ": ", "! "),
    *("sagte", "сказал", "dijo", "säger", "表示", "と述べた", "قال", "ने कहा", "Ilse Brandt", "Ильза Брандт", "市長は"),
    *("die Brücke öffnet im Mai", "мост откроют в мае", "대교는 ", "\u200f", "Ａ", "e\u0301"),
)


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40), language=st.sampled_from([*tags(), "xx"]))
def test_offsets_hold_and_quotations_do_not_overlap(pieces, language):
    body = "".join(pieces)
    end = 0
    for quote in find_foreign_quotes(body, language):
        assert quote.start >= end
        assert body[quote.start : quote.end] == quote.text
        assert (quote.parts[0].start, quote.parts[-1].end) == (quote.start, quote.end)
        if quote.speaker_start is not None:
            assert body[quote.speaker_start : quote.speaker_end] == quote.speaker_text
            assert all(part.end <= quote.speaker_start or quote.speaker_end <= part.start for part in quote.parts)
        end = quote.end


def _quote(start, end, speaker=None):
    mention = (None, None, None) if speaker is None else ("x" * (speaker[1] - speaker[0]), *speaker)
    name = None if speaker is None else "Ida Brandt"
    return Quote("x" * (end - start), start, end, (Part(start, end),), "direct", name, *mention, "said", 0.9)


def test_a_quotation_that_begins_within_another_is_left_out():
    assert without_conflicts([_quote(10, 30), _quote(20, 40), _quote(30, 50)]) == (_quote(10, 30), _quote(30, 50))


def test_a_speaker_within_the_quoted_words_is_unknown():
    (quote,) = without_conflicts([_quote(10, 30, speaker=(25, 35))])
    assert (quote.start, quote.speaker, quote.speaker_text, quote.speaker_start) == (10, None, None, None)


def test_a_speaker_beside_the_quoted_words_stays():
    quote = _quote(10, 30, speaker=(30, 40))
    assert without_conflicts([quote]) == (quote,)


def _steps(body, language):
    """Count the lines of Python that run."""
    steps = 0

    def count(_frame, event, _argument):
        nonlocal steps
        steps += event == "line"
        return count

    sys.settrace(count)
    try:
        find_foreign_quotes(body, language)
    finally:
        sys.settrace(None)
    return steps


@pytest.mark.parametrize("language", ["de", "fr", "ru", "es", "zh", "ja", "ko", "tr", "ar"])
@pytest.mark.parametrize(
    "shape",
    [
        "„Wir gehen heute heim“, sagte Ilse Brandt. ",
        "„ ",
        "» « ",
        "– Ja, sagte er.\n",
        "Er geht. – Ja, ",
        "“" * 9 + "a ",
        '"a" "b" ',
        "「と",
        "a, " * 9,
    ],
)
def test_the_work_grows_in_step_with_the_text(language, shape):
    find_foreign_quotes(shape, language)
    short, long = _steps(shape * 100, language), _steps(shape * 300, language)
    assert long <= 4 * short + 2000

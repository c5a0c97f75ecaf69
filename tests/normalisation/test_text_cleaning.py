"""Characters are cleaned, and every offset finds its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.normalisation.text_cleaning import clean

TEXTS = st.text(
    alphabet=st.sampled_from("ab^< é\u0301\r\n\t\x00\xad\xa0\u200b\u200d“”’—Ãâ€™\ufeff\u2028語😀"), max_size=60
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\u00a0b\tc\u3000d", "a b c d"),
        ("co\u00adoperate", "cooperate"),
        ("\ufeffzero\u200bwidth", "zerowidth"),
        ("null\x00 and\x1b bell\x07", "null and bell"),
        ("cafe\u0301", "café"),
        ("form\x0cfeed and\u2028line", "form\nfeed and\nline"),
        ("a\ud800b", "a\ufffdb"),
        (
            "^Ferry runs again<\n^By ADA QUILL=\nORMSUND (NNA) _ It runs.",
            "Ferry runs again\nBy ADA QUILL\nORMSUND (NNA) _ It runs.",
        ),
        ("x = a ^ b <\n^ is a circumflex", "x = a ^ b <\n^ is a circumflex"),
    ],
)
def test_what_no_reader_sees_goes(raw, text):
    assert clean(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("The cafÃ© has a â€œgardenâ€\x9d.", "The café has a “garden”."),
        ("MÃ¼nchen wÃ¤chst", "München wächst"),
        ("itâ€™s", "it’s"),
    ],
)
def test_text_read_in_the_wrong_encoding_is_repaired(raw, text):
    assert clean(raw).text == text


@pytest.mark.parametrize(
    "printed",
    [
        "“Curly”, „low“, «angled», 'straight' — and - dashes…",
        "ﬁnal ﬂight of the ＦＵＬＬ width",
        "ÂNGELA e ÃO: não é erro. Älter, Åse, Ñandú",
        "می‌خواهم",
        "AT&amp;T stays as printed",
        "👩‍🚀 flew",
    ],
)
def test_what_is_printed_stays_as_printed(printed):
    assert clean(printed).text == printed


@given(st.text(alphabet=st.sampled_from("ab é\u0301\r\n\t\x00\xad\xa0\u200b\u200d“”—\ufeff\u2028語😀"), max_size=60))
def test_cleaning_twice_changes_nothing_more(raw):
    once = clean(raw).text
    assert clean(once).text == once


@given(TEXTS)
def test_offsets_ascend_and_stay_inside_the_raw_text(raw):
    cleaned = clean(raw)
    offsets = [cleaned.raw_offset(offset) for offset in range(len(cleaned.text) + 1)]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(raw) for offset in offsets)


@given(st.text(alphabet=st.sampled_from("abc \n\xad\r\u200b“é"), max_size=80))
def test_a_character_that_stays_is_found_where_it_stood(raw):
    cleaned = clean(raw)
    for offset, character in enumerate(cleaned.text):
        if not character.isspace():
            assert raw[cleaned.raw_offset(offset)] == character


def test_a_text_of_null_characters_becomes_empty():
    assert clean("\x00" * 2_000_000).text == ""


def test_what_a_repair_brings_to_light_is_cleaned_too():
    cleaned = clean("La cafetière de la crÃ¨merie\u00a0: « Â\u00adcafÃ© Â» et thÃ©\n")
    assert "\u00ad" not in cleaned.text
    assert "\u00a0" not in cleaned.text


def test_a_soft_hyphen_at_the_end_of_a_line_joins_the_word():
    assert clean("The har\xad\nbour office").text == "The harbour office"

"""Finding the character set."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import ConfigError
from toolkit.read.charset import NotTextError, decode

ENGLISH = "The café in Ormsund reopens, said Ada Quill: “We are glad.” " * 5
RUSSIAN = "Паром в Ормсунд снова ходит, сообщила смотрительница маяка. " * 5
CHINESE = "奥姆松德的渡轮再次运行，灯塔管理员说，欢迎游客前来参观。" * 8


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, CHINESE])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_recognised_by_its_mark(text, mark, encoding):
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, "Ormsund 2023\n\n" + CHINESE])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_unicode_without_a_mark_is_recognised(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "gb18030"),
        ("オルムスンのフェリーが再び運航しています。" * 8, "shift_jis"),
        ("オルムスンのフェリーが再び運航しています。" * 8, "euc-jp"),
        ("オルムスンのフェリーが再び運航しています。" * 8, "iso2022_jp"),
    ],
)
def test_older_character_sets_are_detected(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_declared_character_set_wins_over_detection():
    page = '<meta charset="iso-8859-2"><p>Łódź</p>'
    assert decode(page.encode("iso-8859-2")) == page


def test_latin1_is_read_as_browsers_read_it():
    assert decode(b'<meta charset="iso-8859-1"> \x93Glad\x94').endswith("“Glad”")


@pytest.mark.parametrize("name", ["unicode_escape", "utf-16", "hex", "nonsense", "undefined"])
def test_a_foolish_declaration_is_not_believed(name):
    assert "café" in decode(f'<meta charset="{name}"> {ENGLISH}'.encode("cp1252"))


@pytest.mark.parametrize("declared", ["ISO-8859-2", " 'latin2' "])
def test_headers_that_fit_win_over_the_page(declared):
    page = '<meta charset="utf-8"><p>Łódź</p>'
    assert decode(page.encode("iso-8859-2"), declared=declared) == page


@pytest.mark.parametrize("declared", ["utf-32", "utf-16", "nonsense", "unicode_escape", ""])
def test_headers_that_do_not_fit_are_not_believed(declared):
    assert decode(RUSSIAN.encode(), declared=declared) == RUSSIAN


def test_utf8_that_was_cut_inside_a_character_is_still_utf8():
    assert decode(RUSSIAN.strip(". ").encode()[:-1])[:20] == RUSSIAN[:20]


def test_text_with_a_stray_byte_is_still_utf8():
    raw = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    assert decode(raw) == f"{RUSSIAN}\ufffd{RUSSIAN}"


@pytest.mark.parametrize(
    "raw",
    [
        b"The ferry to Ormsund runs again.\0",
        b"\0" * 100,
        bytes(range(256)) * 8,
        b"\x00\x01\x02\x03\x05\x80\xff" * 50,
        b"PK\x03\x04 and more",
        b"\x01\x02\x03 controls \x04\x05\x06",
    ],
)
def test_binary_files_are_told_from_text(raw):
    with pytest.raises(NotTextError) as caught:
        decode(raw)
    assert caught.value.reason == "binary"


def test_a_prescribed_encoding_is_the_only_one_tried():
    assert decode("Žižka".encode("cp1250"), "cp1250") == "Žižka"
    with pytest.raises(NotTextError) as caught:
        decode(b"caf\xe9", "utf-8")
    assert caught.value.reason == "undecodable"


def test_a_mark_that_lies_makes_a_file_undecodable():
    with pytest.raises(NotTextError) as caught:
        decode(codecs.BOM_UTF8 + RUSSIAN.encode("cp1251"))
    assert caught.value.reason == "undecodable"


def test_an_unknown_encoding_in_the_options_is_a_wrong_set_up():
    with pytest.raises(ConfigError, match="'klingon' is unknown"):
        decode(b"text", "klingon")


@given(st.binary(max_size=400))
def test_any_bytes_become_text_or_a_reason(raw):
    with contextlib.suppress(NotTextError):
        text = decode(raw)
        assert text.encode("utf-8").decode() == text
        assert "\0" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_never_taken_for_anything_else(text):
    raw = text.encode()
    if not raw.startswith(
        (
            b"PK\x03\x04",
            codecs.BOM_UTF8,
            b"%PDF-",
            b"GIF8",
            b"PAR1",
            b"RIFF",
            b"OggS",
            b"ID3",
            b"{\\rtf",
            b"Rar!",
            b"BZh9",
        )
    ):
        assert decode(raw) == text

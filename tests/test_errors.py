"""The tree of exceptions."""

import inspect
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import errors
from toolkit.errors import ReleaseError, ToolkitError, printable

CLASSES = [item for _, item in inspect.getmembers(errors, inspect.isclass) if item is not ToolkitError]


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_every_error_is_a_toolkit_error(error):
    assert issubclass(error, ToolkitError)


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_the_tree_in_the_docstring_has_every_error(error):
    assert f" {error.__name__} " in errors.__doc__


def test_one_clause_catches_them_all():
    assert [error for error in CLASSES if not issubclass(error, Exception)] == []


HOSTILE = "".join(map(chr, (0x1B, 7, 0, 0x7F, 0x9B, 0x202E, 0x2066, 0x200B, 0xFEFF, 0xAD, 0x2028, 0xE0041)))


@given(st.text())
def test_no_control_or_invisible_character_is_left(text):
    kinds = {unicodedata.category(character) for character in printable(text) if character not in "\t\n"}
    shown = {character for character in printable(text) if unicodedata.category(character) == "Cf"}
    assert kinds.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert shown.isdisjoint(HOSTILE)


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"]))
    )
)
def test_a_json_text_keeps_its_values(values):
    assert json.loads(printable(json.dumps(values, ensure_ascii=False))) == values


@pytest.mark.parametrize("text", ["Ærø — “quoted” 中文 \u00a0 \u3000\ttab\nline", "🚲 ferry", ""])
def test_ordinary_text_stays_as_it_is(text):
    assert printable(text) == text


def test_a_message_shows_the_controls_that_it_quotes():
    assert str(ReleaseError(f"{HOSTILE} is gone")).isprintable()

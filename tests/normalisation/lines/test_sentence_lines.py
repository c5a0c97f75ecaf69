"""What a single line can be."""

import pytest

from toolkit.normalisation.lines.sentence_lines import is_sentence, may_be_body, reports, without_credit


@pytest.mark.parametrize("credit", [" (dpa)", " (ib/dpa)", " [red]", " /ib/", " – ib", " ©AFP", " ib"])
def test_a_credit_behind_the_last_sentence_is_left_out(credit):
    assert without_credit(f"The ferry sails again.{credit}") == "The ferry sails again."
    assert is_sentence(f"The ferry sails again.{credit}")


@pytest.mark.parametrize("line", ["See harbour.example", "Source: marsh.example", "The harbour. (Photo: Ada Fenn)"])
def test_an_address_and_the_credit_of_a_picture_are_none(line):
    assert without_credit(line) == line


def test_words_name_a_short_line_and_no_long_sentence():
    assert not may_be_body("Share this photo", 60)
    assert may_be_body("The photo of the harbour hung in the hall of the council for ninety years.", 60)


def test_a_report_is_no_title_and_does_not_speak_to_readers():
    assert reports("The ferry sails again.")
    assert not reports("Five Gardens Worth A Visit.")
    assert not reports("Subscribe to read on.")

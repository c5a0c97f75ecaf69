"""What a container states wins over what the lines seem to be."""

from toolkit.normalisation.declared_fields import label_given, stated_text
from toolkit.normalisation.lines.line import Line


def line(text, label, start=0):
    return Line(start, start + len(text), text, label, 0.6)


def test_a_blank_or_foreign_value_states_nothing():
    assert stated_text({"headline": "  "}, "headline") is None
    assert stated_text({"headline": 7}, "headline") is None
    assert stated_text({}, "headline") is None


def test_a_stated_text_is_cleaned():
    assert stated_text({"headline": " Owl\u00a0seen\r\n"}, "headline") == "Owl seen"


def test_without_stated_fields_labels_stay():
    lines = (line("Owl seen", "headline"),)
    assert label_given(lines, {}) == lines


def test_a_line_that_repeats_the_stated_headline_is_it():
    lines = (line("Nature notes", "headline"), line("Owl seen", "related"))
    assert [result.label for result in label_given(lines, {"headline": "Owl seen"})] == ["related", "headline"]


def test_a_stated_body_decides_which_lines_are_body():
    lines = (line("Read more", "share"), line("An owl was seen.", "related"), line("Buy our book.", "body"))
    labelled = label_given(lines, {"body": "Read more\n\nAn owl was seen."})
    assert [result.label for result in labelled] == ["body", "body", "related"]


def test_a_sentence_is_no_second_headline_but_opens_the_body():
    first = "An owl was seen on the roof of the town hall of Lundby on Friday."
    lines = (line(first, "headline"), line("Nobody knows where it came from.", "body"))
    assert [result.label for result in label_given(lines, {"headline": "Owl seen"})] == ["body", "body"]


def test_another_headline_stays_out_of_the_body():
    lines = (
        line("An owl on the roof of the town hall makes the people of Lundby laugh", "headline"),
        line("It flew.", "body"),
    )
    assert [result.label for result in label_given(lines, {"headline": "Owl seen"})] == ["related", "body"]

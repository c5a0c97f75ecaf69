"""Lines and labels are what other modules rely on."""

import pytest

from toolkit.normalisation.lines.line import LABELS, Line


def test_labels_are_listed_once_each():
    assert len(LABELS) == len(set(LABELS))
    assert {"headline", "standfirst", "byline", "date", "source", "body", "legal", "signature"} <= set(LABELS)


def test_a_line_cannot_be_changed():
    line = Line(0, 3, "Owl", "headline", 0.9)
    with pytest.raises(AttributeError):
        line.label = "body"

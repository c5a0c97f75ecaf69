"""An article cut to its lead."""

from toolkit.compliance.lead_only import cut_to_lead


def test_the_body_ends_with_its_first_paragraph(row):
    lead = cut_to_lead(row())
    assert lead["body"] == row()["body"].split("\n\n")[0]
    assert lead["rights"]["extent"] == "lead"
    assert lead["word_count"] == len(lead["body"].split())


def test_what_is_quoted_or_named_beyond_it_is_left_out(row):
    lead = cut_to_lead(row())
    assert lead["quotes"] == []
    assert [entity["text"] for entity in lead["entities"]] == ["Lindhafen", "Brekkevik"]


def test_entities_that_nobody_looked_for_stay_unknown(row):
    assert cut_to_lead(row(entities=None))["entities"] is None

"""Values of a record reduced to what the contract holds."""

from datetime import UTC, date, datetime

import pytest

from toolkit.contract.records import Subject
from toolkit.read.field_values import byline_names, moment, opens, plain, text_value


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("headline", "  Ferry ", "Ferry"),
        ("headline", " ", None),
        ("headline", 7, None),
        ("source", {"id": None, "name": "Ormsund Post"}, "Ormsund Post"),
        ("source", [{"name": "Ormsund Post"}], "Ormsund Post"),
        ("source", {"id": 3}, None),
        ("authors", "By Ada Quill", ["Ada Quill"]),
        ("authors", "By Ada Quill and Ben Orr", ["Ada Quill", "Ben Orr"]),
        ("authors", " Ada Quill ", "Ada Quill"),
        ("authors", "Di Stefano", "Di Stefano"),
        ("rights", {"holder": "Ormsund Post"}, {"holder": "Ormsund Post"}),
        ("authors", ["Ada Quill", " ", "Ben Orr"], ["Ada Quill", "Ben Orr"]),
        ("authors", [{"@type": "Person", "name": "Ada Quill"}], ["Ada Quill"]),
        ("authors", {"name": "Ada Quill"}, ["Ada Quill"]),
        ("authors", 7, None),
        ("authors", "Ada Quill; Ben Orr", ["Ada Quill", "Ben Orr"]),
        ("authors", "Quill, Ada; Orr, Ben", ["Ada Quill", "Ben Orr"]),
        ("authors", "Quill, Ada", "Ada Quill"),
        ("authors", "Ada Quill in Ormsund", ["Ada Quill"]),
        ("authors", "Ada Quill, Ben Orr and Cy Moss", ["Ada Quill", "Ben Orr", "Cy Moss"]),
        ("authors", "['Ada Quill', 'Ben Orr']", ["Ada Quill", "Ben Orr"]),
        ("authors", ["Ada Quill; Ben Orr", "https://post.example/ada"], ["Ada Quill", "Ben Orr"]),
        ("authors", {"original": "By Ada Quill", "person": []}, ["Ada Quill"]),
        ("authors", [{"firstname": "Ada", "middlename": None, "lastname": "Quill"}], ["Ada Quill"]),
        ("authors", "null", None),
        ("headline", {"rendered": "<b>Ferry</b> runs"}, "Ferry runs"),
        ("url", "https://post.example/1", "https://post.example/1"),
        ("headline", "Ferry &#8211; again", "Ferry – again"),
        ("standfirst", "<p>The ferry runs [&hellip;]</p>", None),
        ("url", "12345", None),
        ("url", "urn:uuid:7", None),
        ("language", "English", "en"),
        ("language", "deu", "de"),
        ("language", "pt_BR", "pt_BR"),
        ("language", "unknown tongue", None),
        ("source_domain", "https://www.post.example/1", "www.post.example"),
        ("source_domain", "Ormsund Post", None),
        ("date", "1709280000", datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("date", "20240301T080000Z", "2024-03-01T08:00:00+00:00"),
        ("date", "Fri, 01 Mar 2024 08:00:00 GMT", "2024-03-01T08:00:00+00:00"),
        ("date", 10**400, None),
        ("date", {"$date": "2024-03-01T08:00:00Z"}, "2024-03-01T08:00:00Z"),
        ("date", "2024-03-01", "2024-03-01"),
        ("date", date(2024, 3, 1), date(2024, 3, 1)),
        ("date", 20240301, "2024-03-01"),
        ("date", 1709280000, datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("date", 1709280000000, datetime(2024, 3, 1, 8, tzinfo=UTC)),
        ("date", float("nan"), None),
        ("date", True, None),
        ("date", 12, None),
    ],
)
def test_a_value_is_reduced_to_what_its_field_can_hold(name, value, expected):
    assert plain(name, value) == expected


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Quill and Ben Orr", ["Ada Quill", "Ben Orr"]),
        ("BY: Ada Quill, Ben Orr & Cy Moss", ["Ada Quill", "Ben Orr", "Cy Moss"]),
        ("Von Klara Brandt, dpx", ["Klara Brandt"]),
        ("Von der Aue", ["Von der Aue"]),
        ("Von Trapp", ["Von Trapp"]),
        ("Byron Moss", ["Byron Moss"]),
        ("Par Élise Morel et Jean Roux", ["Élise Morel", "Jean Roux"]),
        ("  ", []),
    ],
)
def test_a_byline_is_cut_into_its_names(byline, names):
    assert byline_names(byline) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20230403T101500+0200", "2023-04-03T10:15:00+02:00"),
        ("20230403", "2023-04-03"),
        ("2023-04-03", "2023-04-03"),
        ("3 April 2023", "3 April 2023"),
        ("Tuesday", "Tuesday"),
        (" ", None),
        (None, None),
    ],
)
def test_times_in_the_basic_form_are_understood(text, expected):
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["One.", "", "Two."], "One.\n\nTwo."),
        ({"sections": [{"headline": ["Why"], "paragraphs": ["One."]}, {"headline": [], "paragraphs": ["Two."]}]},
         "Why\n\nOne.\n\nTwo."),
        ({"rendered": "One."}, "One."),
        ({"#text": "One."}, "One."),
        ("nan", ""),
        ({"other": "One."}, ""),
        (7, ""),
    ],
)  # fmt: skip
def test_the_text_of_a_value_is_found_in_lists_and_objects(value, text):
    assert text_value(value) == text


@pytest.mark.parametrize(
    ("standfirst", "text", "expected"),
    [
        ("The ferry runs.", "The ferry runs. It is late.", True),
        ("The ferry ru…", "<div><p>The  ferry runs.</p></div>", True),
        ("A ferry & a bell", "<p>A ferry &amp; a bell ring.</p>", True),
        ("The ferry is late.", "The ferry runs.", False),
        ("...", "The ferry runs.", False),
    ],
)
def test_a_standfirst_that_only_repeats_the_beginning_is_known(standfirst, text, expected):
    assert opens(standfirst, text) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ferries, ports; ice", [(None, None, "ferries"), (None, None, "ports"), (None, None, "ice")]),
        (["ferries", 7, " ", "ferries"], [(None, None, "ferries")]),
        ("['ferries', 'ports']", [(None, None, "ferries"), (None, None, "ports")]),
        ([{"scheme": "medtop", "code": "20000617", "name": "ice"}], [("medtop", "20000617", "ice")]),
        ([{"name": "glocations", "value": "Ormsund", "rank": 1}], [("glocations", None, "Ormsund")]),
        ([{"id": "sea/ice", "webTitle": "Ice"}], [(None, "sea/ice", "Ice")]),
        ([{"uri": "wiki/Ice", "label": {"deu": "Eis", "eng": "Ice"}}], [(None, "wiki/Ice", "Ice")]),
    ],
)
def test_subjects_are_keywords_or_objects_with_codes(value, expected):
    assert plain("subjects", value) == tuple(Subject(*subject) for subject in expected)


@pytest.mark.parametrize("value", [None, 7, "", [], [7], {}, "x" * 300])
def test_what_names_no_subject_is_none(value):
    assert plain("subjects", value) is None

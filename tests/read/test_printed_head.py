"""Byline and times above the texts of cnn_dailymail."""

import pytest

from toolkit.read.printed_head import with_printed_head

STORY = "The ferry to Ormsund runs again ."


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        (
            "By . Ada Quill . PUBLISHED: . 07:10 EST, 5 March 2014 . | . UPDATED: . 08:10 EST, 6 March 2014 . ",
            {
                "authors": ["Ada Quill"],
                "date": "07:10 EST, 5 March 2014",
                "date_modified": "08:10 EST, 6 March 2014",
            },
        ),
        ("By . Ada Quill . and Ben Orr . PUBLISHED: . 07:10 EST, 5 March 2014 . ", {"date": "07:10 EST, 5 March 2014"}),
        ("By . Ada Quill . Last updated at 9:08 PM on 1st December 2011 . ", {"authors": ["Ada Quill"]}),
        ("By . Ada Quill . ", {"authors": ["Ada Quill"]}),
    ],
)
def test_what_stands_above_a_story_becomes_fields(head, stated):
    fields = with_printed_head({"body": head + STORY})
    assert fields["body"].endswith(STORY)
    assert {name: fields.get(name) for name in stated} == stated


def test_stated_fields_win():
    fields = with_printed_head({"body": "By . Ada Quill . " + STORY, "authors": "Ben Orr"})
    assert (fields["authors"], fields["body"]) == ("Ben Orr", STORY)


@pytest.mark.parametrize("body", [STORY, "By noon the ferry ran again .", None, 7])
def test_any_other_text_stays_as_it_is(body):
    assert with_printed_head({"body": body}) == {"body": body}

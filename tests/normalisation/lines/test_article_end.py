"""Behind the end of an article come comments and other stories."""

import pytest

from toolkit.normalisation.lines.article_end import end_article

PROSE = [
    "The ferry to Ormsund has been running again since Monday, said Ada Quill, who keeps the lighthouse there.",
    "Forty people went across on the first day, although it rained from morning until night without a break.",
    "The bell, which was cast anew over the winter, will be hung before the end of the month, the mayor added.",
]
TITLES = ["Mayor opens a bridge", "Five gardens worth a visit", "Farmers ask for help"]
OPINION = "I crossed it on the first day and nobody had told us that the cafeteria would be closed all summer long."


def ended(*below, above=PROSE):
    lines = [*above, *below]
    return end_article(["body"] * len(lines), lines)[len(above) :]


@pytest.mark.parametrize(
    "heading",
    [
        "Comments",
        "12 Comments",
        'Comments for "The ferry runs again"',
        "Your comments about this article:",
        "Kommentare (3)",
        "Commentaires",
        "Обсуждение материала",
        "评论",
        "Leave a comment",
        "Schreibe einen Kommentar",
    ],
)
def test_what_follows_a_heading_of_comments_and_is_signed_is_a_comment(heading):
    assert ended(heading, "Finn said (October 17, 2018):", OPINION, OPINION) == ["comment"] * 4


def test_a_long_text_below_such_a_heading_that_nobody_signs_goes_on_with_the_article():
    assert ended("Comments", *PROSE, above=PROSE) == ["body"] * 4


def test_a_button_for_comments_above_the_story_ends_nothing():
    assert ended("12 Comments", *PROSE, "Finn said (October 17, 2018):", above=PROSE[:1]) == ["body"] * 5


@pytest.mark.parametrize(
    "heading", ["Today's headlines", "Most read", "Mehr zum Thema", "Другие новости", "À lire aussi :"]
)
def test_titles_below_a_heading_of_other_stories_are_related(heading):
    assert ended(heading, *TITLES) == ["related"] * 4


def test_paragraphs_below_a_heading_of_other_stories_go_on_with_the_article():
    assert ended("Most read", PROSE[0], PROSE[1]) == ["body"] * 3


def test_titles_behind_times_are_related_wherever_they_stand():
    times = [f"17.01.12 1{number}:32 {title}" for number, title in enumerate(TITLES)]
    assert ended(*times, PROSE[0]) == ["related", "related", "related", "body"]


def test_sentences_behind_times_are_the_story_of_a_day():
    times = [f"1{number}:32 {line}" for number, line in enumerate(PROSE)]
    assert ended(*times) == ["body"] * 3


def test_other_labels_stay():
    lines = [*PROSE, "Most read", *TITLES]
    labels = [*["body"] * 4, "byline", None, "body"]
    assert end_article(labels, lines)[4:] == ["byline", None, "related"]


def test_titles_behind_days_are_other_stories_even_below_a_short_story():
    titles = [f"2024-05-0{day} {title}" for day, title in enumerate(TITLES, 1)]
    assert ended(*titles, above=PROSE[:1]) == ["related"] * 3


def test_a_chronicle_of_sentences_behind_days_is_body():
    assert ended(*[f"0{day}.05.2024 The ferry sailed {day} times." for day in (1, 2, 3)]) == ["body"] * 3
